"""The first day: steps, how the tenant is called, its own words; on pages, papers and the API."""

import pytest
from flask import Flask
from sqlalchemy import text

from service.documents.letterhead import letterhead
from service.tenancy.context import PlatformSession
from service.web.shell import Shell
from tests.accounts import browser_as, scope_of, tenant_of, token_for
from tests.client import Browser

CARD = {
    "name": "Первомайский район", "authority": "Администрация района",
    "organisation": "Управление образования",
    "contacts": "ул. Ленина, 1\nтел. 2-12-34", "time_zone": "Asia/Tomsk",
}  # fmt: skip
SLUG = "pervomaisky"


@pytest.fixture(scope="module")
def admin(app: Flask) -> Browser:
    return browser_as(app, SLUG, "administrator")


def shell_of(app: Flask) -> Shell:
    return app.extensions["shell"]


def test_steps_follow_from_what_was_entered_and_can_be_put_off(admin: Browser) -> None:
    page = admin.get(f"/{SLUG}/setup")
    assert "Сделано" in page.text and page.html.css(".setup-step.now")
    admin.send(f"/{SLUG}/setup", form=f"/{SLUG}/setup/templates", state="later")
    page = admin.get(f"/{SLUG}/setup")
    assert "отложено" in page.text
    page = admin.send(f"/{SLUG}/setup", form=f"/{SLUG}/setup/templates", state="open")
    assert "отложено" not in page.text


def test_an_administrator_of_a_bare_tenant_is_led_to_its_first_day(app: Flask, admin: Browser) -> None:
    page = admin.get(f"/{SLUG}/?fresh=1")
    assert page.one("h1").text() == "Настройка района"
    assert "Продолжить настройку" in admin.get(f"/{SLUG}/").text
    assert "Продолжить настройку" not in browser_as(app, SLUG, "methodist").get(f"/{SLUG}/").text


@pytest.mark.clause("UK-order-head")
def test_the_description_stands_on_pages_and_papers(app: Flask, admin: Browser) -> None:
    place = f"/{SLUG}/settings/card"
    first = admin.get(place)
    seen = first.one("input[name=seen]").attributes["value"] or ""
    assert "Такого часового пояса нет." in admin.post(place, 422, **{**CARD, "time_zone": "Mars/Base"}).text
    assert "Исправьте 1 поле" in admin.post(place, 422, **{**CARD, "name": ""}).text
    more = {"altai": "1", "name_alt": "Первомай аймак", "authority_alt": "Аймактыҥ администрациязы"}
    admin.post(place, 200, **CARD, **more, seen=seen)
    assert "Первомайский район" in admin.get(f"/{SLUG}/").text
    lines = letterhead(scope_of(app, SLUG), "Методический совет")
    assert lines.names == (
        ("Администрация района", "Управление образования", "Методический совет"),
        ("Аймактыҥ администрациязы",),
    )
    assert lines.contacts == ("ул. Ленина, 1", "тел. 2-12-34")
    page = admin.post(place, 409, **{**CARD, "name": "Второй"}, seen=seen)
    assert "сведения изменил другой администратор" in page.text and "Второй" in page.html.html


def test_only_its_own_tenant_is_described(app: Flask) -> None:
    with scope_of(app, SLUG).db as db:
        ids = {name: tenant_of(app, name).id for name in (SLUG, "luga")}
        before = db.execute(
            text("SELECT name FROM platform.tenant WHERE id = :id"), {"id": ids["luga"]}
        ).scalar_one()
        its = "'{\"ru\": \"x\"}', '{ru}', 'Europe/Moscow', '{}', '{}'"
        told = f"SELECT platform.describe_tenant({its}, described_at, now()) "
        db.execute(text(told + "FROM platform.tenant WHERE id = :id"), {"id": ids[SLUG]})
        assert (
            db.execute(
                text("SELECT name FROM platform.tenant WHERE id = :id"), {"id": ids["luga"]}
            ).scalar_one()
            == before
        )
        db.rollback()
    with PlatformSession(shell_of(app).engine) as db, pytest.raises(Exception, match="app.tenant_id"):
        db.execute(text(told + "FROM platform.tenant LIMIT 1"))


def test_things_are_called_as_the_district_calls_them(app: Flask) -> None:
    headers = token_for(app, "ust-koksa", "administrator")
    client = app.test_client()
    place = "/api/v1/ust-koksa/words"
    known = client.get(place, headers=headers).json
    assert "Методическое объединение" in known["terms"]["Органы"]
    words = {"Методическое объединение": {"ru": "РМО", "alt": "РМО (алт.)"}, "Педагог": {"ru": "Учитель"}}
    answer = client.put(place, headers=headers, json={"words": words, "seen": known["seen"]})
    assert answer.status_code == 200, answer.json
    stale = client.put(place, headers=headers, json={"words": {}, "seen": None})
    assert stale.status_code == 409
    unknown = client.put(
        place, headers=headers, json={"words": {"Колдун": {"ru": "x"}}, "seen": answer.json["seen"]}
    )
    assert unknown.status_code == 422
    admin = browser_as(app, "ust-koksa", "administrator")
    page = admin.get("/ust-koksa/bodies/new?kind=association")
    assert "РМО" in page.text and "Методическое объединение" not in page.text
    page = admin.get("/ust-koksa/bodies/new?kind=association&lang=alt")
    assert "РМО (алт.)" in page.text
    users = admin.get("/ust-koksa/settings/users?lang=ru")
    assert "Учитель" in users.text
    luga = browser_as(app, "luga", "administrator")
    assert "Методическое объединение" in luga.get("/luga/bodies/new?kind=association").text
    page = admin.get("/ust-koksa/settings/words")
    assert page.html.css('input[value="РМО"]')


def test_the_program_sets_up_too(app: Flask) -> None:
    client, headers = app.test_client(), token_for(app, "kemerovo", "administrator")
    steps = client.put("/api/v1/kemerovo/setup/words", headers=headers, json={"state": "done"}).json["items"]
    assert {one["code"]: one["state"] for one in steps}["words"] == "done"
    assert (
        client.put("/api/v1/kemerovo/setup/other", headers=headers, json={"state": "done"}).status_code == 404
    )
    card = client.get("/api/v1/kemerovo/card", headers=headers).json
    sent = {"name": "Кузбасс", "time_zone": "Asia/Novokuznetsk", "seen": card["seen"]}
    answer = client.put("/api/v1/kemerovo/card", headers=headers, json=sent)
    assert answer.json["name"] == {"ru": "Кузбасс"} and answer.json["seen"]
    other = token_for(app, "kemerovo", "methodist")
    assert client.get("/api/v1/kemerovo/card", headers=other).status_code == 403
