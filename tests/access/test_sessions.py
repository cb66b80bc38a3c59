"""How long a browser stays signed in, and what ends it."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from service.access.model import Account, SignIn
from service.core import clock
from service.tenancy.context import PlatformSession
from tests.accounts import PASSWORD, account, shell_of
from tests.client import Browser


def later(monkeypatch: pytest.MonkeyPatch, span: timedelta) -> None:
    """Let the service's clock go on."""
    moment = datetime.now(UTC) + span
    monkeypatch.setattr(clock, "now", lambda: moment)


def signed_in(browser: Browser) -> bool:
    return browser.get("/account/").response.request.path == "/account/"


def test_two_idle_hours_end_a_sign_in(app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    browser.sign_in(account(app, "luga", "administrator"), PASSWORD)
    later(monkeypatch, timedelta(hours=1, minutes=59))
    browser.get("/luga/settings/users")
    later(monkeypatch, timedelta(hours=3, minutes=50))
    assert signed_in(browser), "a page read in between keeps the browser signed in"
    later(monkeypatch, timedelta(hours=5, minutes=55))
    assert not signed_in(browser)
    assert browser.get("/luga/settings/users").response.request.path == "/sign-in"


def test_a_working_day_ends_a_sign_in(app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    browser.sign_in(account(app, "luga", "administrator"), PASSWORD)
    for hour in range(1, 12):
        later(monkeypatch, timedelta(hours=hour))
        assert signed_in(browser)
    later(monkeypatch, timedelta(hours=12, minutes=1))
    assert not signed_in(browser)


def test_a_reading_request_is_noted_rarely(app: Flask, browser: Browser) -> None:
    email = account(app, "luga", "administrator")
    browser.sign_in(email, PASSWORD)
    seen = select(SignIn.seen_at).join(Account, Account.id == SignIn.account_id).where(Account.email == email)
    with PlatformSession(shell_of(app).engine) as db:
        before = db.execute(seen.order_by(SignIn.seen_at.desc())).scalars().first()
        browser.get("/account/")
        db.rollback()
        assert db.execute(seen.order_by(SignIn.seen_at.desc())).scalars().first() == before


def test_disabling_an_account_ends_its_sign_ins(app: Flask, browser: Browser) -> None:
    email = account(app, "luga", "approver")
    browser.sign_in(email, PASSWORD)
    with PlatformSession(shell_of(app).engine) as db, db.begin():
        db.execute(update(Account).where(Account.email == email).values(disabled_at=clock.now()))
    assert not signed_in(browser)
    browser.send("/sign-in", 422, email=email, password=PASSWORD)


def test_a_new_password_ends_every_other_sign_in(app: Flask, browser: Browser) -> None:
    email = account(app, "pervomaisky", "administrator")
    browser.sign_in(email, PASSWORD)
    other = Browser(app).sign_in(email, PASSWORD)
    cookie = browser.client.get_cookie("mms")
    browser.send("/account/", form="/account/password", old=PASSWORD, password="another-password-2")
    assert signed_in(browser)
    assert not signed_in(other)
    stolen = Browser(app)
    stolen.client.set_cookie("mms", cookie.value)
    assert not signed_in(stolen), "the secret is a new one"


def test_the_present_password_is_not_guessed_in_an_open_browser(app: Flask, browser: Browser) -> None:
    browser.sign_in(account(app, "luga", "teacher"), PASSWORD)
    for _ in range(8):
        browser.post("/account/password", 422, old="wrong", password="another-password-2")
    browser.post("/account/password", 429, old=PASSWORD, password="another-password-2")


def test_tries_are_counted_by_account_and_forgotten_after_the_right_one(app: Flask) -> None:
    email = account(app, "kemerovo", "administrator")
    for _ in range(10):
        Browser(app).sign_in(email, PASSWORD)
    for _ in range(8):
        Browser(app).send("/sign-in", 422, email=email, password="wrong-wrong")
    page = Browser(app).send("/sign-in", 429, email=email.upper(), password=PASSWORD)
    assert page.response.headers["Retry-After"]
    keys = b" ".join(shell_of(app).redis.keys("*"))
    assert email.encode() not in keys, "no address of a person lies in the counter"
