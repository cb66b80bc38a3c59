"""The open page: what is open before a choice, the choice on the page and the API, what is never shown."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from service.core import clock
from service.core.columns import life
from service.documents import required
from service.events.model import Event
from service.people.model.persons import Person
from service.setup import opening
from service.structure.model import Unit, UnitMember
from service.tenancy.model import Audit
from tests.accounts import browser_as, scope_of, token_for
from tests.client import Browser
from tests.comparison.conftest import Municipality
from tests.meetings.after import closed
from tests.meetings.council import Council

SLUG = "luga"
CHOICE, API = f"/{SLUG}/settings/open-page", f"/api/v1/{SLUG}"
ALL = [one.code for one in opening.SECTIONS]


@pytest.fixture(scope="module")
def filled(app: Flask) -> None:
    """A district with people everywhere: in its unit, its council, behind its published figures."""
    published = Municipality(app, SLUG)
    published.people(6, 34)
    published.people(1, 0)
    published.publish()
    council = Council(app, SLUG).seated(5)
    closed(council, present=5)
    act_id = council.act(date(2025, 1, 15), "77")
    with scope_of(app, SLUG).db as db:
        unit = Unit(
            kind="centre",
            level="municipal",
            name="Методический центр",
            contact="8 999",
            valid=life(date(2024, 1, 1)),
        )
        soon = clock.today(clock.now(), "Europe/Moscow") + timedelta(days=3)
        db.add_all([unit, Event(name="Неделя чтения", kind="seminar", on=soon, place="Дом культуры")])
        db.flush()
        db.add(UnitMember(unit_id=unit.id, person_id=council.people[0], office="head"))
        db.commit()
    scope = scope_of(app, SLUG)
    with scope.db:
        rule = required.asked(scope.profile)[0]
        required.keep(scope, rule.id, rule.params.documents[0].code, act_id)
        scope.db.commit()


def step_done(admin: Browser) -> bool:
    """Whether the step of the first day counts as done."""
    steps = admin.get(f"/{SLUG}/setup").html.css(".setup-step")
    return next(one for one in steps if "Открытая" in one.text()).css_first(".mark.ok") is not None


def open_text(app: Flask) -> str:
    return Browser(app).get(f"/{SLUG}/").text


def test_nothing_more_is_open_before_a_choice(app: Flask, filled: None) -> None:
    page = Browser(app).get(f"/{SLUG}/")
    assert [node.text() for node in page.html.css("main h2")] == ["О чём положение"]
    said = app.test_client().get(f"{API}/portal").json
    assert [one["code"] for one in said["sections"]] == ["rules"]
    form = browser_as(app, SLUG, "administrator").get(CHOICE)
    ticked = {node.attributes["value"] for node in form.html.css("input[name=sections][checked]")}
    assert ticked == set(opening.USUAL) and "Пока вы не выбирали" in form.text


def test_the_choice_is_made_kept_and_asked_for(app: Flask, filled: None) -> None:
    admin = browser_as(app, SLUG, "administrator")
    assert not step_done(admin)
    looked = admin.get(f"{CHOICE}/preview?show=structure")
    assert "Методический центр" in looked.text and "Так страницу видит" in looked.text
    assert "Методический центр" not in open_text(app), "a look opens nothing"
    admin.get(f"{CHOICE}/preview?show=people", 404)
    admin.send(CHOICE, sections=["structure", "calendar"])
    assert "Методический центр" in open_text(app) and "О чём положение" not in open_text(app)
    page = admin.post(CHOICE, 409, sections=["rules"], seen="")
    assert "разделы изменил другой администратор" in page.text
    assert "Такого раздела нет: people." in admin.send(CHOICE, 422, sections=["people"]).text
    history = admin.get(CHOICE).html.css("table tbody tr")
    assert len(history) == 1 and "Структура, Календарь" in " ".join(history[0].text().split())
    assert step_done(admin)
    with scope_of(app, SLUG).db as db:
        told = db.execute(select(Audit.detail).where(Audit.event == "setup.opened")).scalars().all()
        assert told == [{"sections": ["structure", "calendar"]}]


def test_everything_open_names_no_person(app: Flask, filled: None) -> None:
    client, headers = app.test_client(), token_for(app, SLUG, "administrator")
    seen = client.get(f"{API}/open-page", headers=headers).json["seen"]
    for wrong, status in (
        ({"sections": ["people"], "seen": seen}, 422),
        ({"sections": ALL, "seen": None}, 409),
    ):
        assert client.put(f"{API}/open-page", headers=headers, json=wrong).status_code == status
    auditor = token_for(app, SLUG, "auditor")
    assert client.put(f"{API}/open-page", headers=auditor, json={"sections": []}).status_code == 403
    put = client.put(f"{API}/open-page", headers=headers, json={"sections": ALL, "seen": seen})
    assert put.status_code == 200 and all(one["open"] for one in put.json["sections"])
    page, said = open_text(app), client.get(f"{API}/portal")
    for words in (
        "Методический центр", "Методический совет очное заседание, принято решений: 1", "Неделя чтения",
        "О составе совета Приказ № 77 от 15.01.2025", "Опубликованные показатели",
    ):  # fmt: skip
        assert words in page, words
    assert [one["code"] for one in said.json["sections"]] == ALL
    with scope_of(app, SLUG).db as db:
        names = set(db.execute(select(Person.last_name)).scalars())
    assert names and not [name for name in names if name in page or name in said.get_data(as_text=True)]
    assert "8 999" not in page
    figures = {one["said"] for one in said.json["sections"][-1]["lines"]}
    assert "малая группа, скрыто" in figures or any("из 41" in one for one in figures), figures
    other = client.get("/api/v1/ust-koksa/portal").json
    assert [one["code"] for one in other["sections"]] == ["rules"], "a neighbour's choice is its own"


@pytest.mark.parametrize("codes", [[], ["indicators"]])
def test_little_open_says_so(app: Flask, filled: None, codes: list[str]) -> None:
    scope = scope_of(app, SLUG)
    with scope.db:
        latest = next(iter(opening.choices(scope)), None)
        opening.choose(scope, codes, latest.id if latest else None)
        scope.db.commit()
    page = open_text(app)
    assert "О чём положение" not in page
    assert ("Опубликованные показатели" if codes else "Район пока ничего здесь не открыл.") in page
