"""Signing in through an outside provider: a real provider program, every check of its answer, the link."""

import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from socket import create_server
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from flask import Flask
from sqlalchemy import func, select

from service.access.actions import invite
from service.access.model import Account, ExternalIdentity
from service.app import create_app
from service.config import Settings
from tests.accounts import PASSWORD, account, scope_of
from tests.client import Browser, Page

SLUG = "luga"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of a provider that runs as a program of its own."""
    with create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "tests.access.provider", str(port)]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True)
    assert program.stdout is not None and program.stdout.readline() == "ready\n"
    yield f"http://127.0.0.1:{port}"
    program.terminate()
    program.wait(10)


@pytest.fixture(scope="module")
def app(settings: Settings, provider: str) -> Iterator[Flask]:
    """The application of a deployment that has a provider."""
    given = {
        "oidc_issuer": provider,
        "oidc_client_id": "mms",
        "oidc_client_secret": "s",
        "oidc_title": "Вход",
    }
    made = create_app(dataclasses.replace(settings, **given))
    made.testing = True
    yield made
    made.extensions["shell"].engine.dispose()


@pytest.fixture(autouse=True)
def counted_anew(app: Flask) -> None:
    app.extensions["shell"].redis.flushdb()


def person(provider: str, subject: str, **claims: object) -> None:
    assert requests.put(f"{provider}/users/{subject}", json=claims, timeout=10).status_code == 204


def asked(browser: Browser, start: str = "/sign-in/external") -> str:
    """Where the service sends the browser."""
    answer = browser.client.get(start)
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return answer.headers["Location"]


def answered(where: str, subject: str) -> str:
    """What the provider sends the browser back to, once the person has said who they are."""
    sent = requests.post(where, data={"sub": subject}, allow_redirects=False, timeout=10)
    assert sent.status_code == 302, sent.text
    back = urlsplit(sent.headers["Location"])
    return f"{back.path}?{back.query}"


def through(browser: Browser, subject: str, status: int = 200, start: str = "/sign-in/external") -> Page:
    return browser.get(answered(asked(browser, start), subject), status)


def altered(where: str, **parts: str) -> str:
    """An address to the provider with some of what it asks for changed on the way."""
    split = urlsplit(where)
    query = {name: value[0] for name, value in parse_qs(split.query).items()}
    return split._replace(query=urlencode({**query, **parts})).geturl()


def test_in_by_a_verified_address_with_a_challenge_and_a_nonce(app: Flask, provider: str) -> None:
    email = account(app, SLUG, "administrator")
    person(provider, "admin", email=email.upper(), email_verified=True)
    browser = Browser(app)
    assert "Войти через Вход" in browser.get("/sign-in").text
    sent = parse_qs(urlsplit(asked(browser)).query)
    assert sent["code_challenge_method"] == ["S256"] and sent["response_type"] == ["code"]
    assert sent["nonce"] != sent["state"] and set(sent["scope"][0].split()) == {"openid", "email"}
    page = through(browser, "admin", start=f"/sign-in/external?next=/{SLUG}/people/")
    assert page.response.request.path == f"/{SLUG}/people/"
    outside = through(Browser(app), "admin", start="/sign-in/external?next=//evil.example/")
    assert "evil" not in outside.response.request.url


def test_somebody_invited_needs_no_password_and_nobody_is_made(app: Flask, provider: str) -> None:
    with (scope := scope_of(app, SLUG)).db as db:
        invite(scope, "invited@a.test", "Новый", "methodist")
        db.commit()
        before = db.execute(select(func.count()).select_from(Account)).scalar_one()
    person(provider, "new", email="invited@a.test", email_verified=True)
    person(provider, "unknown", email="unknown@a.test", email_verified=True)
    browser = Browser(app)
    assert "Лужский" in through(browser, "new").text
    said = through(Browser(app), "unknown", 422).text
    assert "Учётной записи с такой почтой здесь нет" in said
    with scope_of(app, SLUG).db as db:
        assert db.execute(select(func.count()).select_from(Account)).scalar_one() == before
        entered = select(Account.entered_at).where(Account.email == "invited@a.test")
        assert db.execute(entered).scalar_one() is not None


@pytest.mark.parametrize("verified", [False, None, "true"])
def test_an_address_that_is_not_verified_opens_nothing(verified: object, app: Flask, provider: str) -> None:
    claims = {} if verified is None else {"email_verified": verified}
    person(provider, "unsure", email=account(app, SLUG, "approver"), **claims)
    assert "не подтвердил вашу почту" in through(Browser(app), "unsure", 422).text


def test_a_closed_account_stays_closed(app: Flask, provider: str) -> None:
    email = account(app, SLUG, "auditor")
    with (scope := scope_of(app, SLUG)).db as db:
        found = db.execute(select(Account).where(Account.email == email)).scalar_one()
        found.disabled_at = scope.now
        db.commit()
    person(provider, "closed", email=email, email_verified=True)
    browser = Browser(app)
    assert "Учётная запись закрыта" in through(browser, "closed", 422).text
    assert browser.get("/account/").response.request.path == "/sign-in"


@pytest.mark.parametrize("part", ["nonce", "code_challenge", "state"])
def test_an_answer_to_another_question_is_refused(part: str, app: Flask, provider: str) -> None:
    """A nonce, a challenge or a state that was changed on the way is noticed when the browser comes back."""
    person(provider, "admin", email=account(app, SLUG, "administrator"), email_verified=True)
    browser = Browser(app)
    where = altered(asked(browser), **{part: "somebody-elses-" * 3})
    assert "не прошёл проверку" in browser.get(answered(where, "admin"), 422).text
    assert browser.get("/account/").response.request.path == "/sign-in"


def test_a_token_of_another_issuer_is_refused(app: Flask, provider: str) -> None:
    person(provider, "admin", email=account(app, SLUG, "administrator"), email_verified=True)
    requests.get(f"{provider}/switch?evil.example", timeout=10)
    try:
        assert "не прошёл проверку" in through(Browser(app), "admin", 422).text
    finally:
        requests.get(f"{provider}/switch", timeout=10)
    through(Browser(app), "admin")


def test_a_provider_that_calls_itself_otherwise_is_refused(settings: Settings, provider: str) -> None:
    other = provider.replace("127.0.0.1", "127.1")  # the same program, which names itself by another host
    named = {"oidc_issuer": f"{other}/", "oidc_client_id": "mms", "oidc_client_secret": "s"}
    made = create_app(dataclasses.replace(settings, **named))
    assert "не прошёл проверку" in Browser(made).get("/sign-in/external", 422).text
    made.extensions["shell"].engine.dispose()


def test_an_answer_is_used_once_and_in_its_own_browser(app: Flask, provider: str) -> None:
    person(provider, "admin", email=account(app, SLUG, "administrator"), email_verified=True)
    browser = Browser(app)
    back = answered(asked(browser), "admin")
    assert "не прошёл проверку" in Browser(app).get(back, 422).text
    browser.get(back)
    browser.post("/account/sign-out")
    browser.get(back, 422)
    browser.get("/sign-in/external/back?error=access_denied&state=x", 422)


def test_a_link_is_made_on_ones_own_page_with_the_password(app: Flask, provider: str) -> None:
    email = account(app, SLUG, "methodist")
    person(provider, "link-1", email="private@mail.test", email_verified=False)
    person(provider, "link-2", email=email, email_verified=True)
    browser = Browser(app).sign_in(email, PASSWORD)
    page = through(browser, "link-1", start="/account/external/link")
    assert page.response.request.path == "/account/external/confirm" and "private@mail.test" in page.text
    browser.send("/account/external/confirm", 422, old="not-the-password")
    assert "связана с входом через Вход" in browser.send("/account/external/confirm", old=PASSWORD).text
    assert "Лужский" in through(Browser(app), "link-1").text
    assert "связана с другим внешним входом" in through(Browser(app), "link-2", 422).text
    other = Browser(app).sign_in(account(app, SLUG, "approver"), PASSWORD)
    through(other, "link-1", start="/account/external/link")
    taken = other.send("/account/external/confirm", 422, old=PASSWORD)
    assert "уже связана другая учётная запись" in taken.text
    browser.post("/account/external/unlink")
    through(Browser(app), "link-1", 422)
    with scope_of(app, SLUG).db as db:
        assert db.execute(select(ExternalIdentity)).all() == []


def test_the_second_step_is_asked_all_the_same(app: Flask, provider: str) -> None:
    email = account(app, SLUG, "teacher")
    with scope_of(app, SLUG).db as db:
        found = db.execute(select(Account).where(Account.email == email)).scalar_one()
        found.totp_secret = "JBSWY3DPEHPK3PXP"
        db.commit()
    person(provider, "careful", email=email, email_verified=True)
    assert through(Browser(app), "careful").response.request.path == "/sign-in/code"


def test_without_a_provider_there_is_no_such_way_in(settings: Settings) -> None:
    made = create_app(settings)
    browser = Browser(made)
    assert "Войти через" not in browser.get("/sign-in").text
    browser.get("/sign-in/external", 404)
    made.extensions["shell"].engine.dispose()


def test_a_provider_that_is_away_leaves_the_password(settings: Settings) -> None:
    with create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    gone = {"oidc_issuer": f"http://127.0.0.1:{port}", "oidc_client_id": "mms", "oidc_client_secret": "s"}
    made = create_app(dataclasses.replace(settings, **gone))
    assert "не отвечает" in Browser(made).get("/sign-in/external", 503).text
    made.extensions["shell"].engine.dispose()
