"""Sign-in, protection of forms, cookies, and rights that end: each acts at the next request."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg
import pytest
from flask import Flask

from service.access.actions import create_token, revoke_token, take_role
from service.access.model import ApiToken, Membership
from service.app import create_app
from service.config import Settings
from service.core.errors import Invalid
from tests.accounts import PASSWORD, account, browser_as, scope_of
from tests.client import Browser
from tests.isolation.crawling import Visitor, addresses

SLUG = "luga"


@pytest.fixture(autouse=True)
def counted_anew(app: Flask) -> None:
    """Tries of one test do not count against the next."""
    app.extensions["shell"].redis.flushdb()


@pytest.fixture(scope="module")
def secure(settings: Settings) -> Iterator[Flask]:
    """The application as it stands behind HTTPS."""
    made = create_app(dataclasses.replace(settings, public_url="https://service.example"))
    yield made
    made.extensions["shell"].engine.dispose()


@pytest.mark.parametrize("token", ["", "wrong", "ImZvcmdlZCI.x.y"])
def test_every_writing_page_refuses_a_missing_or_wrong_token(token: str, app: Flask) -> None:
    visitor = Visitor(app, "administrator")
    let_through = []
    for address in addresses(app):
        if address.writes and not address.api:
            path = address.path(1).replace("ust-koksa", SLUG)
            answer = visitor.browser.client.post(path, data={"csrf_token": token} if token else {})
            if answer.status_code != 400:
                let_through.append(f"{address.rule}: {answer.status_code}")
    assert let_through == []


def test_a_token_of_another_browser_is_wrong(app: Flask) -> None:
    first, second = browser_as(app, SLUG, "administrator"), browser_as(app, SLUG, "methodist")
    assert second.client.post("/account/sign-out", data={"csrf_token": first.token()}).status_code == 400


def test_signing_in_changes_the_secret_and_sets_the_cookie_apart(app: Flask) -> None:
    account(app, SLUG, "administrator")
    browser = Browser(app)
    browser.get("/sign-in")
    before = browser.client.get_cookie("mms")
    answer = browser.client.post(
        "/sign-in",
        data={"email": f"administrator@{SLUG}.test", "password": PASSWORD, "csrf_token": browser.token()},
    )
    set_cookie = answer.headers["Set-Cookie"]
    assert before is not None and before.value not in set_cookie
    assert "HttpOnly" in set_cookie and "SameSite=Lax" in set_cookie and "Path=/" in set_cookie
    assert "Secure" not in set_cookie and "Domain" not in set_cookie


def test_behind_https_cookies_and_transport_are_closed(secure: Flask) -> None:
    answer = secure.test_client().get("/sign-in", base_url="https://service.example")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-mms=") and "; Secure" in cookie and "Domain" not in cookie
    assert re.fullmatch(r"max-age=(\d{8,}); includeSubDomains", answer.headers["Strict-Transport-Security"])
    plain = secure.test_client().get("/", base_url="http://service.example")
    assert "Strict-Transport-Security" not in plain.headers


def test_a_demo_on_plain_http_does_not_ask_for_https(app: Flask) -> None:
    assert "Strict-Transport-Security" not in app.test_client().get("/").headers


@pytest.mark.parametrize(
    "onward",
    ["//evil.example/x", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "\\\\evil"],
)
def test_next_never_leads_outside(onward: str, app: Flask) -> None:
    account(app, SLUG, "administrator")
    browser = Browser(app)
    answer = browser.client.post(
        "/sign-in",
        data={
            "email": f"administrator@{SLUG}.test",
            "password": PASSWORD,
            "next": onward,
            "csrf_token": browser.token(),
        },
    )
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/")


def test_tries_are_counted_by_account_with_the_same_words(app: Flask) -> None:
    account(app, SLUG, "administrator")
    told = {}
    for email in (f"administrator@{SLUG}.test", "nobody@nowhere.test"):
        app.extensions["shell"].redis.flushdb()
        browser = Browser(app)
        token = browser.token()
        answers = [
            browser.client.post("/sign-in", data={"email": email, "password": "wrong", "csrf_token": token})
            for _ in range(9)
        ]
        told[email] = [one.status_code for one in answers]
    assert set(map(tuple, told.values())) == {(422,) * 8 + (429,)}


def test_tries_are_counted_by_address(app: Flask) -> None:
    browser = Browser(app)
    token = browser.token()
    statuses = [
        browser.client.post(
            "/account/forgotten", data={"email": f"nobody{number}@nowhere.test", "csrf_token": token}
        ).status_code
        for number in range(61)
    ]
    assert set(statuses[:60]) == {200}
    assert statuses[60] == 429


def test_a_reset_link_works_once_and_signs_everybody_out(app: Flask, settings: Settings) -> None:
    email = account(app, SLUG, "approver")
    signed = browser_as(app, SLUG, "approver")
    asking = Browser(app)
    asking.send("/account/forgotten", email=email)
    link = re.findall(r"/account/link/[\w-]+", settings.mail_file.read_text("utf-8"))[-1]
    assert signed.get("/account/").response.request.path == "/account/"
    asking.send(link, password="another-good-password-2")
    assert signed.get("/account/").response.request.path == "/sign-in"
    Browser(app).get(link, 404)
    assert asking.client.post(
        link, data={"password": "third-good-password-3", "csrf_token": asking.token()}
    ).status_code in (404, 422)


def test_a_role_that_is_taken_ends_at_the_next_request(app: Flask) -> None:
    browser = browser_as(app, SLUG, "methodist")
    browser.get(f"/{SLUG}/people/")
    scope = scope_of(app, SLUG)
    with scope.db:
        held = scope.db.query(Membership).filter_by(role="methodist").one()
        take_role(scope, held.id)
        scope.db.commit()
    browser.get(f"/{SLUG}/people/", 403)


def test_the_last_administrator_stays(app: Flask, admin: psycopg.Connection) -> None:
    account(app, SLUG, "administrator")
    scope = scope_of(app, SLUG)
    with scope.db:
        held = scope.db.query(Membership).filter_by(role="administrator").one()
        with pytest.raises(Invalid, match="последний администратор"):
            take_role(scope, held.id)


def test_a_token_that_is_revoked_ends_at_the_next_request(app: Flask) -> None:
    scope = scope_of(app, SLUG)
    with scope.db:
        headers = {"Authorization": f"Bearer {create_token(scope, 'x', 'administrator')[1]}"}
        scope.db.commit()
        client = app.test_client()
        assert client.get(f"/api/v1/{SLUG}/events", headers=headers).status_code == 200
        assert client.get("/api/v1/ust-koksa/events", headers=headers).status_code == 401
        token = scope.db.query(ApiToken).filter_by(name="x").one()
        revoke_token(scope, token.id)
        scope.db.commit()
        assert client.get(f"/api/v1/{SLUG}/events", headers=headers).status_code == 401


def test_a_disabled_account_is_out_at_once_and_cannot_come_back(
    app: Flask, admin: psycopg.Connection
) -> None:
    browser = browser_as(app, SLUG, "auditor")
    browser.get(f"/{SLUG}/people/")
    admin.execute(
        "UPDATE platform.account SET disabled_at = %s WHERE email = %s",
        [datetime.now(UTC), f"auditor@{SLUG}.test"],
    )
    assert browser.get(f"/{SLUG}/people/").response.request.path == "/sign-in"
    page = Browser(app).send("/sign-in", 422, email=f"auditor@{SLUG}.test", password=PASSWORD)
    assert "Адрес или пароль не подходят" in page.text


def test_a_password_is_kept_as_argon2id(app: Flask, admin: psycopg.Connection) -> None:
    account(app, SLUG, "administrator")
    kept = admin.execute(
        "SELECT password_hash FROM platform.account WHERE password_hash IS NOT NULL"
    ).fetchall()
    assert kept and all(one.startswith("$argon2id$") for (one,) in kept)


def test_secrets_are_kept_as_digests(app: Flask, admin: psycopg.Connection) -> None:
    browser_as(app, SLUG, "administrator")
    for table in ("platform.sign_in", "platform.one_time_link", "mms.api_token"):
        for (kept,) in admin.execute(f"SELECT digest FROM {table}".encode()).fetchall():
            assert re.fullmatch(r"[0-9a-f]{64}", kept), table
