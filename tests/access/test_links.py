"""Links that work once: resets and invitations."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep

import pyotp
import pytest
from flask import Flask

from service.config import Settings
from service.core import clock
from service.web.post import Post
from tests.accounts import PASSWORD, account, browser_as
from tests.client import Browser, Page


def sent(settings: Settings) -> list[str]:
    """The lines of the operator's file."""
    return settings.mail_file.read_text().splitlines() if settings.mail_file.exists() else []


def path_of(line: str) -> str:
    return line.rpartition(" ")[2].removeprefix("http://localhost")


def invite(
    admin: Browser, slug: str, email: str, role: str = "methodist", status: int = 200, **more: str
) -> Page:
    """Send the form of invitations."""
    users = f"/{slug}/settings/users"
    return admin.send(users, status, form=users, email=email, name="Новый Человек", role=role, **more)


def test_reset_answers_the_same_and_names_our_own_host(app: Flask, settings: Settings) -> None:
    email = account(app, "luga", "administrator")
    before = len(sent(settings))
    client = app.test_client()
    evil = "http://evil.example"
    page = client.get("/account/forgotten", base_url=evil).get_data(as_text=True)
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    known, unknown = (
        client.post("/account/forgotten", data={"email": one, "csrf_token": token}, base_url=evil)
        for one in (email, "nobody@luga.test")
    )
    assert known.status_code == unknown.status_code == 200
    assert len(known.data) == pytest.approx(len(unknown.data), abs=20)
    lines = sent(settings)[before:]
    assert len(lines) == 1 and email in lines[0]
    assert "evil" not in lines[0] and " http://localhost/account/link/" in lines[0]
    assert oct(settings.mail_file.stat().st_mode)[-3:] == "600"


def test_reset_link_works_once_and_ends_other_sign_ins(
    app: Flask, settings: Settings, browser: Browser
) -> None:
    email = account(app, "luga", "methodist")
    old = Browser(app).sign_in(email, PASSWORD)
    browser.send("/account/forgotten", email=email)
    link = path_of(sent(settings)[-1])
    browser.send(link, 422, password="short")
    assert email in browser.get(link).text, "a refused password does not use the link up"
    page = browser.send(link, password="another-password-2")
    assert page.response.request.path == "/luga/"
    Browser(app).get(link, 404)
    Browser(app).post(link, 422, password="third-password-3")
    assert old.get("/account/").response.request.path == "/sign-in"
    Browser(app).sign_in(email, "another-password-2").get("/luga/")


def test_a_reset_does_not_pass_by_the_second_factor(app: Flask, settings: Settings, browser: Browser) -> None:
    email = account(app, "luga", "auditor")
    browser.sign_in(email, PASSWORD)
    secret = browser.get("/account/second-factor").one("code").text().strip()
    browser.send("/account/second-factor", code=pyotp.TOTP(secret).now())
    page = browser.get("/account/second-factor")
    assert page.response.request.path == "/account/", "it is not replaced without the password"
    other = Browser(app)
    other.send("/account/forgotten", email=email)
    page = other.send(path_of(sent(settings)[-1]), password="another-password-2")
    assert page.response.request.path == "/sign-in/code"
    assert other.get("/account/").response.request.path == "/sign-in"


def test_invitation_is_handed_over_without_mail(app: Flask, settings: Settings) -> None:
    admin = browser_as(app, "luga", "administrator")
    page = invite(admin, "luga", "new@luga.test")
    link = path_of(page.one("code").text())
    newcomer = Browser(app)
    page = newcomer.send(link, password="another-password-2")
    assert page.response.request.path == "/luga/"


def test_an_account_sees_where_it_works_by_the_day_of_each_tenant(
    app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Late in the evening by the server's clock it is tomorrow already in the east, where a role begins."""
    late = datetime.now(UTC).replace(hour=20, minute=30) + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: late)
    invite(browser_as(app, "pervomaisky", "administrator"), "pervomaisky", "late@x.test")
    newcomer = Browser(app)
    newcomer.send(path_of(sent(settings)[-1]), password="another-password-2")
    assert "Первомайский" in newcomer.get("/account/").text


def test_another_tenant_gets_no_way_into_an_invited_account(app: Flask, settings: Settings) -> None:
    """Who invites an address that another tenant invited learns no link, and does not end the first one."""
    first = browser_as(app, "luga", "administrator")
    page = invite(first, "luga", "shared@x.test")
    link = path_of(page.one("code").text())
    second = browser_as(app, "pervomaisky", "administrator")
    page = invite(second, "pervomaisky", "shared@x.test")
    assert not page.html.css("code")
    assert "shared@x.test" not in sent(settings)[-1] or link in sent(settings)[-1]
    newcomer = Browser(app)
    newcomer.send(link, password="another-password-2")
    places = newcomer.get("/account/").text
    assert "Лужский" in places and "Первомайский" in places


def test_with_mail_the_link_is_the_owners_alone(
    app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A mail server that is away loses nothing: the operator's file takes the link."""
    post = Post("smtp://127.0.0.1:1", "a@b.test", tmp_path / "mail.txt")
    monkeypatch.setitem(app.extensions, "post", post)
    admin = browser_as(app, "luga", "administrator")
    page = invite(admin, "luga", "mailed@x.test")
    assert not page.html.css("code") and "придёт на эту почту" in page.text
    for _ in range(50):
        if (tmp_path / "mail.txt").exists() and (tmp_path / "mail.txt").read_text():
            break
        sleep(0.1)
    assert "mailed@x.test" in (tmp_path / "mail.txt").read_text()


def test_school_roles_need_a_school_of_this_tenant(app: Flask) -> None:
    admin = browser_as(app, "luga", "administrator")
    for school in ("", "999999"):
        page = invite(admin, "luga", "head@x.test", "school_head", 422, organisation_id=school)
        assert "выберите школу" in page.text


def test_the_last_administrator_stays(app: Flask) -> None:
    admin = browser_as(app, "oktyabrsky", "administrator")
    page = admin.get("/oktyabrsky/settings/users")
    action = next(
        a for node in page.html.css("form") if (a := node.attributes.get("action") or "").endswith("/end")
    )
    assert "последний администратор" in admin.post(action, 422).text
