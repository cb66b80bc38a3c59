"""The second step that a role needs, and spare codes for a lost phone."""

import time

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select

from service.access.model import Account, RecoveryCode
from tests.accounts import PASSWORD, account, browser_as, scope_of, token_for
from tests.client import Browser

SLUG = "luga"


@pytest.fixture(autouse=True)
def counted_anew(app: Flask) -> None:
    app.extensions["shell"].redis.flushdb()


def turned_on(browser: Browser, needed: str = "") -> tuple[str, list[str]]:
    """The secret and the spare codes of an account that turned the second step on."""
    page = f"/account/second-factor{needed}"
    secret = browser.get(page).one("code").text().strip()
    shown = browser.send(page, code=pyotp.TOTP(secret).at(time.time() - 30))
    return secret, [one.text().strip() for one in shown.html.css("ol code")]


def test_a_role_that_needs_it_opens_nothing_else_until_it_is_set_up(app: Flask) -> None:
    boss, me = browser_as(app, SLUG, "administrator"), browser_as(app, SLUG, "methodist")
    page, form = f"/{SLUG}/settings/users", f"/{SLUG}/settings/second-factor"
    refused = boss.send(page, 422, form=form, roles=["administrator", "methodist"])
    assert "Сначала включите вход с кодом у себя" in refused.text
    assert "обязан включить" in boss.send(page, form=form, roles=["methodist"]).text
    for path in (f"/{SLUG}/", f"/{SLUG}/people/", f"/{SLUG}/people/new"):
        met = me.get(path)
        assert met.response.request.path == "/account/second-factor", path
    assert "Лужский" in met.text
    assert me.client.get("/account/").status_code == 200
    outcome = me.client.post(f"/{SLUG}/people/new", data={"csrf_token": me.token()})
    assert outcome.status_code == 302 and "/account/second-factor" in outcome.headers["Location"]
    _secret, codes = turned_on(me, f"?needed={SLUG}")
    assert len(set(codes)) == 10
    me.get(f"/{SLUG}/people/new")
    assert "включён" in boss.get(page).text
    with scope_of(app, SLUG).db as db:
        stored = db.execute(select(RecoveryCode.digest)).scalars().all()
        assert len(stored) == 10 and not set(stored) & set(codes)
        made = db.execute(
            select(Account.totp_secret).where(Account.email == f"methodist@{SLUG}.test")
        ).scalar()
        assert made
    ours = token_for(app, SLUG, "administrator")
    told = app.test_client().get(f"/api/v1/{SLUG}/second-factor", headers=ours).get_json()
    assert told == {"roles": ["methodist"]}
    # A role that is given later is held to it at the next request; others never notice.
    browser_as(app, SLUG, "approver").get(f"/{SLUG}/people/")


def test_a_spare_code_opens_once(app: Flask) -> None:
    email = account(app, SLUG, "auditor")
    _secret, codes = turned_on(browser_as(app, SLUG, "auditor"))
    first = Browser(app).sign_in(email, PASSWORD)
    first.send("/sign-in/code", code=f" {codes[0].lower().replace('-', ' ')} ")
    assert "Запасных кодов осталось: 9" in first.get("/account/").text
    second = Browser(app).sign_in(email, PASSWORD)
    second.send("/sign-in/code", 422, code=codes[0])
    second.send("/sign-in/code", 422, code=codes[1][:8])
    second.send("/sign-in/code", code=codes[1])
    renewed = second.send("/account/", form="/account/second-factor/codes", old=PASSWORD)
    fresh = [one.text().strip() for one in renewed.html.css("ol code")]
    third = Browser(app).sign_in(email, PASSWORD)
    third.send("/sign-in/code", 422, code=codes[2])
    third.send("/sign-in/code", code=fresh[0])
    third.send("/account/", 422, form="/account/second-factor/codes", old="wrong-password")


def test_turning_it_off_makes_spare_codes_worthless(app: Flask) -> None:
    me = browser_as(app, SLUG, "approver")
    turned_on(me)
    me.send("/account/", form="/account/second-factor/off", old=PASSWORD)
    with scope_of(app, SLUG).db as db:
        mine = select(Account.id).where(Account.email == f"approver@{SLUG}.test").scalar_subquery()
        assert db.execute(select(RecoveryCode).where(RecoveryCode.account_id == mine)).all() == []
