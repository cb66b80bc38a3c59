"""Keys of other systems: whose rights they give, until when, and that a revoked one writes nothing more."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from service.access.actions import revoke_token
from service.access.model import ApiToken
from service.meetings.model.bodies import Body
from service.tenancy.context import TenantSession
from tests.accounts import browser_as, scope_of, shell_of, tenant_of, token_for
from tests.people.makers import person, school

SLUG = "luga"
API = f"/api/v1/{SLUG}"
COUNCIL = {"name": "Совет", "kind": "council"}


@pytest.fixture(scope="module")
def admin(app: Flask) -> dict[str, str]:
    return token_for(app, SLUG, "administrator")


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    yield app.test_client()


def made(client: FlaskClient, headers: dict[str, str], **draft: object) -> tuple[int, dict[str, str]]:
    """A token made by the API: its number and the headers of who has it."""
    answer = client.post(f"{API}/tokens", json=draft, headers=headers)
    assert answer.status_code == 201, answer.json
    return answer.json["id"], {"Authorization": f"Bearer {answer.json['token']}"}


def test_a_token_lives_through_the_api(client: FlaskClient, admin: dict[str, str]) -> None:
    number, theirs = made(client, admin, name="Журнал", role="methodist")
    caller = client.get(f"{API}/me", headers=theirs).json
    assert (caller["name"], caller["roles"], caller["token_id"]) == ("Журнал", ["methodist"], number)
    listed = client.get(f"{API}/tokens", headers=admin).json["items"]
    known = next(one for one in listed if one["id"] == number)
    assert known["seen_at"] is not None and known["revoked_at"] is None and "token" not in known
    assert client.get(f"{API}/tokens", headers=theirs).status_code == 403
    revoked = client.post(f"{API}/tokens/{number}/revoke", headers=admin)
    assert revoked.status_code == 200 and revoked.json["revoked_at"]
    assert client.get(f"{API}/me", headers=theirs).status_code == 401


def test_the_last_day_of_a_token(app: Flask, client: FlaskClient, admin: dict[str, str]) -> None:
    today = scope_of(app, SLUG).today
    number, theirs = made(client, admin, name="До сегодня", role="methodist", expires_on=str(today))
    assert client.get(f"{API}/me", headers=theirs).json["expires_on"] == str(today)
    with TenantSession(shell_of(app).engine, tenant_of(app, SLUG).id) as db, db.begin():
        db.get(ApiToken, (tenant_of(app, SLUG).id, number)).expires_on = today - timedelta(days=1)
    assert client.get(f"{API}/me", headers=theirs).status_code == 401
    late = {"name": "Поздно", "role": "methodist", "expires_on": str(date(2020, 1, 1))}
    refused = client.post(f"{API}/tokens", json=late, headers=admin)
    assert [one["field"] for one in refused.json["fields"]] == ["expires_on"]


def test_a_school_token_is_of_one_school(app: Flask, client: FlaskClient, admin: dict[str, str]) -> None:
    mine, other = school(app, SLUG, "t-1", "Школа первая"), school(app, SLUG, "t-2", "Школа вторая")
    own, foreign = person(app, SLUG, "Своя", mine), person(app, SLUG, "Чужая", other)
    refused = client.post(f"{API}/tokens", json={"name": "Ш", "role": "school_head"}, headers=admin)
    assert [one["field"] for one in refused.json["fields"]] == ["organisation_id"]
    _, theirs = made(client, admin, name="Школа", role="school_head", organisation_id=mine)
    assert client.get(f"{API}/me", headers=theirs).json["organisations"] == [mine]
    assert client.get(f"{API}/people/{own}", headers=theirs).status_code == 200
    assert client.get(f"{API}/people/{foreign}", headers=theirs).status_code == 404
    assert [one["id"] for one in client.get(f"{API}/organisations", headers=theirs).json["items"]] == [mine]
    staff = client.get(f"{API}/organisations/{mine}/staff", headers=theirs).json
    assert [one["full_name"].split()[0] for one in staff["items"]] == ["Своя"]
    assert client.get(f"{API}/organisations/{other}/staff", headers=theirs).status_code == 404


@contextmanager
def noticing(app: Flask, words: str, act: Callable[[], None]) -> Iterator[None]:
    """Do something once, right after the first statement that holds these words."""
    engine, done = shell_of(app).engine, []

    def notice(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if words in statement and not done:
            done.append(statement)
            act()

    event.listen(engine, "after_cursor_execute", notice)
    try:
        yield
    finally:
        event.remove(engine, "after_cursor_execute", notice)
    assert done, f"no statement with {words}"


def withdraw(app: Flask, number: int) -> None:
    """Revoke a token and commit that."""
    scope = scope_of(app, SLUG)
    with scope.db:
        revoke_token(scope, number)
        scope.db.commit()


def councils(app: Flask) -> int:
    """How many councils there are, as another session sees it."""
    with TenantSession(shell_of(app).engine, tenant_of(app, SLUG).id) as db:
        return len(db.execute(select(Body.id)).all())


def test_a_write_whose_token_was_revoked_meanwhile_is_not_committed(
    app: Flask, client: FlaskClient, admin: dict[str, str]
) -> None:
    """The key is revoked, and that committed, between the record's INSERT and the end of its request."""
    number, theirs = made(client, admin, name="Отзовут", role="methodist")
    client.get(f"{API}/me", headers=theirs)  # its use is noted now, so the writing request begins at once
    before = councils(app)
    with noticing(app, "INSERT INTO mms.council", lambda: withdraw(app, number)):
        answer = client.post(f"{API}/councils", json=COUNCIL, headers=theirs)
    assert (answer.status_code, answer.json["code"]) == (401, "unauthenticated")
    assert answer.mimetype == "application/problem+json" and answer.headers["WWW-Authenticate"] == "Bearer"
    assert councils(app) == before


def test_a_revocation_waits_for_the_write_that_came_first(
    app: Flask, client: FlaskClient, admin: dict[str, str]
) -> None:
    """Once a writing request has looked at its key for the last time, the key holds until its commit."""
    number, theirs = made(client, admin, name="Успеет", role="methodist")
    client.get(f"{API}/me", headers=theirs)
    before, ended = councils(app), threading.Event()
    waiting = threading.Thread(target=lambda: (withdraw(app, number), ended.set()))

    def begin() -> None:
        waiting.start()
        assert not ended.wait(0.5)

    with noticing(app, "FOR SHARE", begin):
        assert client.post(f"{API}/councils", json=COUNCIL, headers=theirs).status_code == 201
    waiting.join(10)
    assert ended.is_set() and councils(app) == before + 1
    assert client.post(f"{API}/councils", json=COUNCIL, headers=theirs).status_code == 401


def test_the_page_makes_a_token_of_a_school(app: Flask) -> None:
    mine = school(app, SLUG, "t-3", "Школа третья")
    browser = browser_as(app, SLUG, "administrator")
    page = f"/{SLUG}/settings/users"
    values = {"token_name": "Дневник", "token_role": "school_head"}
    assert "выберите школу" in browser.send(page, 422, form=f"/{SLUG}/settings/tokens", **values).text
    kept = {**values, "token_organisation_id": str(mine), "token_expires_on": "2099-12-31"}
    shown = browser.send(page, form=f"/{SLUG}/settings/tokens", **kept)
    assert "mms_" in shown.text and "Школа третья" in shown.text and "31.12.2099" in shown.text


def test_uses_are_noted_once_a_minute(app: Flask, client: FlaskClient, admin: dict[str, str]) -> None:
    _, theirs = made(client, admin, name="Часто", role="auditor")
    engine, found = shell_of(app).engine, []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("UPDATE mms.api_token"):
            found.append(statement)

    event.listen(engine, "after_cursor_execute", count)
    for _ in range(3):
        assert client.get(f"{API}/me", headers=theirs).status_code == 200
    event.remove(engine, "after_cursor_execute", count)
    assert len(found) == 1
