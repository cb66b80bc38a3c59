"""Tokens and users from the command line."""

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from service.access.model import Account, ApiToken
from service.cli.main import main
from service.config import Settings
from service.people.model.organisations import Organisation
from tests.accounts import PASSWORD, account, scope_of
from tests.client import Browser


@pytest.fixture
def mms(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> object:
    """The command line on the database of this module."""
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setenv("REDIS_URL", settings.redis_url)
    monkeypatch.setenv("SECRET_KEY", settings.secret_key)
    monkeypatch.setenv("PUBLIC_URL", "https://mms.example")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments))

    return run


def test_token_stands_alone_on_the_last_line_and_works(app: Flask, mms) -> None:  # type: ignore[no-untyped-def]
    result = mms("tokens", "create", "--tenant", "luga", "--role", "methodist")
    assert result.exit_code == 0, result.output
    token = result.stdout.splitlines()[-1]
    assert token == token.strip() and token.startswith("mms_")
    answer = app.test_client().get("/api/v1/luga/rules", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    scope = scope_of(app, "luga")
    with scope.db:
        stored = scope.db.execute(select(ApiToken).where(ApiToken.name == "mms")).scalar_one()
        assert token not in stored.digest and stored.role == "methodist"


def test_token_of_an_office(mms) -> None:  # type: ignore[no-untyped-def]
    assert mms("tokens", "create", "--tenant", "luga", "--role", "secretary").exit_code == 0


def test_token_of_a_school_until_a_day(app: Flask, mms) -> None:  # type: ignore[no-untyped-def]
    scope = scope_of(app, "luga")
    with scope.db:
        scope.db.add(Organisation(code="lug-7", name="Школа № 7", type="general", sort_key="", search_key=""))
        scope.db.commit()
    asked = ("tokens", "create", "--tenant", "luga", "--role", "school_head")
    found = mms(*asked, "--organisation", "lug-7", "--expires", "2099-12-31", "--name", "школа")
    assert found.exit_code == 0, found.output
    headers = {"Authorization": f"Bearer {found.stdout.splitlines()[-1]}"}
    seen = app.test_client().get("/api/v1/luga/organisations", headers=headers).json
    assert [one["code"] for one in seen["items"]] == ["lug-7"]
    assert app.test_client().get("/api/v1/luga/me", headers=headers).json["expires_on"] == "2099-12-31"
    assert "Организации с кодом" in mms(*asked, "--organisation", "нет-такой").output
    assert mms(*asked, "--expires", "2020-01-01").exit_code == 1


def test_token_of_a_school_role_without_a_school_sees_none(app: Flask, mms) -> None:  # type: ignore[no-untyped-def]
    found = mms("tokens", "create", "--tenant", "luga", "--role", "school_tutor")
    assert found.exit_code == 0 and "--organisation" in found.stderr
    headers = {"Authorization": f"Bearer {found.stdout.splitlines()[-1]}"}
    answer = app.test_client().get("/api/v1/luga/organisations", headers=headers)
    assert (answer.status_code, answer.json["total"]) == (200, 0)


def test_unknown_tenant_and_role_are_refused_in_words(mms) -> None:  # type: ignore[no-untyped-def]
    unknown = mms("tokens", "create", "--tenant", "nowhere", "--role", "methodist")
    assert unknown.exit_code == 1 and "nowhere" in unknown.output
    assert mms("tokens", "create", "--tenant", "luga", "--role", "tsar").exit_code == 2


def test_invited_person_opens_the_link_and_is_listed(app: Flask, mms) -> None:  # type: ignore[no-untyped-def]
    result = mms(
        "users",
        "invite",
        "ivan@luga.test",
        "--tenant",
        "luga",
        "--role",
        "methodist",
        "--name",
        "Иванов Иван",
    )
    assert result.exit_code == 0, result.output
    address = result.stdout.splitlines()[-1]
    assert address.startswith("https://mms.example/account/link/")
    assert app.test_client().get(address.removeprefix("https://mms.example")).status_code == 200
    listed = mms("users", "list", "--tenant", "luga")
    assert "ivan@luga.test" in listed.stdout and "Методист" in listed.stdout


def test_school_role_needs_its_school(mms) -> None:  # type: ignore[no-untyped-def]
    asked = (
        "users",
        "invite",
        "dir@luga.test",
        "--tenant",
        "luga",
        "--role",
        "school_head",
        "--name",
        "Петров П",
    )
    refused = mms(*asked)
    assert refused.exit_code == 1 and "выберите школу" in refused.output
    assert "Организации с кодом" in mms(*asked, "--organisation", "нет-такой").output


def test_a_lost_second_step_is_turned_off_by_the_operator(app: Flask, mms) -> None:  # type: ignore[no-untyped-def]
    email = account(app, "luga", "approver")
    with scope_of(app, "luga").db as db:
        found = db.execute(select(Account).where(Account.email == email)).scalar_one()
        found.totp_secret = "JBSWY3DPEHPK3PXP"
        db.commit()
    assert mms("users", "forget-code", email, "--tenant", "pervomaisky").exit_code == 1
    assert mms("users", "forget-code", "nobody@luga.test", "--tenant", "luga").exit_code == 1
    assert mms("users", "forget-code", email, "--tenant", "luga").exit_code == 0
    browser = Browser(app).sign_in(email, PASSWORD)
    assert browser.get("/account/").response.request.path == "/account/"
