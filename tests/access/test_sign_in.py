"""Signing in, out, wrong tries, one-time links."""

import time
from concurrent.futures import ThreadPoolExecutor

import pyotp
from flask import Flask

from service.access.views.signing import safe_next
from tests.accounts import PASSWORD, account
from tests.client import Browser


def test_right_password_opens_home(app: Flask, browser: Browser) -> None:
    email = account(app, "luga", "administrator")
    page = browser.send("/sign-in", email=email, password=PASSWORD)
    assert "Лужский" in page.text


def test_wrong_password_and_unknown_address_read_the_same(app: Flask, browser: Browser) -> None:
    email = account(app, "luga", "methodist")
    wrong = browser.send("/sign-in", 422, email=email, password="not-the-password")
    unknown = browser.send("/sign-in", 422, email="nobody@luga.test", password="not-the-password")
    assert "Адрес или пароль не подходят" in wrong.text
    assert "Адрес или пароль не подходят" in unknown.text


def test_old_cookie_is_dead_after_sign_out(app: Flask, browser: Browser) -> None:
    browser.sign_in(account(app, "luga", "administrator"), PASSWORD)
    cookie = browser.client.get_cookie("mms")
    assert cookie is not None
    browser.post("/account/sign-out")
    browser.client.set_cookie("mms", cookie.value)
    page = browser.get("/account/")
    assert page.response.request.path == "/sign-in"


def test_second_factor_is_asked_and_works_once(app: Flask, browser: Browser) -> None:
    browser.sign_in(account(app, "luga", "auditor"), PASSWORD)
    secret = browser.get("/account/second-factor").one("code").text().strip()
    code = pyotp.TOTP(secret).now()
    browser.send("/account/second-factor", code=code)
    again = Browser(app)
    page = again.send("/sign-in", email="auditor@luga.test", password=PASSWORD)
    assert page.response.request.path == "/sign-in/code"
    again.send("/sign-in/code", 422, code=code)
    again.send("/sign-in/code", code=pyotp.TOTP(secret).at(time.time() + 30))
    assert again.get("/account/").status == 200


def test_next_leads_only_inside(app: Flask, browser: Browser) -> None:
    account(app, "luga", "administrator")
    page = browser.send(
        "/sign-in?next=//evil.example/x",
        email="administrator@luga.test",
        password=PASSWORD,
        next="//evil.example/x",
    )
    assert "evil" not in page.response.request.url


def test_form_without_token_is_refused(browser: Browser) -> None:
    page = browser.post("/sign-in", 400, csrf_token="", email="a@b.c", password="x")
    assert "слишком долго" in page.text


def test_of_two_at_once_with_one_code_only_one_comes_in(app: Flask, browser: Browser) -> None:
    email = account(app, "luga", "approver")
    browser.sign_in(email, PASSWORD)
    secret = browser.get("/account/second-factor").one("code").text().strip()
    browser.send("/account/second-factor", code=pyotp.TOTP(secret).at(time.time() - 30))
    both = [Browser(app).sign_in(email, PASSWORD) for _ in range(2)]
    code, tokens = pyotp.TOTP(secret).now(), [one.token() for one in both]
    sent = [
        (one.client, {"code": code, "csrf_token": token}) for one, token in zip(both, tokens, strict=True)
    ]
    with ThreadPoolExecutor(2) as pool:
        answers = pool.map(lambda one: one[0].post("/sign-in/code", data=one[1]).status_code, sent)
        assert sorted(answers) == [302, 422]


def test_addresses_that_lead_outside_are_refused() -> None:
    for target in (
        "//e.x",
        "/\\e.x",
        "/\t/e.x",
        "https://e.x",
        "javascript:x",
        "e.x",
        "",
        None,
        "/a\\..\\//e.x",
    ):
        assert safe_next(target) is None, target
    assert safe_next("/luga/people/?q=1//2") == "/luga/people/?q=1//2"
