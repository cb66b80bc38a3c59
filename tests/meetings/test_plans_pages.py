"""Pages of a body's year and composition: what is shown, what is refused, what is frozen."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask

from service.core import clock
from tests.client import Browser
from tests.meetings.council import Council
from tests.meetings.test_composition import association
from tests.meetings.years import held

SignedIn = Callable[..., Browser]


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    """A council of nine that met once this year and once in the last, and lives now."""
    made = Council(app, "luga").seated(9)
    now = clock.now()
    for year in (now.year - 1, now.year):
        held(made, date(year, 3, 10), votes="+" * 9)
    made.now = now
    return made


def test_a_plan_from_entry_to_approval(council: Council, signed_in: SignedIn) -> None:
    browser = signed_in("luga", "methodist")
    address = f"/luga/bodies/{council.body_id}/plan"
    page = browser.get(address)
    assert "План на этот год не внесён" in page.text
    assert "Наименьшее законное решение: 4 из 9" in page.text
    year = council.now.year
    page = browser.post(f"{address}?year={year}", forecast="Четыре заседания")
    assert "Четыре заседания" in page.text
    action = page.one("form[action$='/meetings']").attributes["action"]
    page = browser.post(action, status=422, topic="Без месяца")
    assert "Укажите месяц или день" in page.text
    page = browser.post(action, month=f"{year}-12", topic="Итоги года", responsible="Секретарь")
    assert "Итоги года" in page.text
    edit = page.links()["Изменить"]
    page = browser.send(edit, topic="Итоги и планы")
    assert "Итоги и планы" in page.text
    approve = page.one("form[action$='/approve']").attributes["action"]
    page = browser.post(approve, status=409, approved_on=str(council.now.date()))
    assert "Сначала план принимают на заседании" in page.text
    signed_in("luga", "teacher").post(approve, status=403)


def test_compliance_is_shown_and_frozen(council: Council, signed_in: SignedIn) -> None:
    browser = signed_in("luga", "auditor")
    address = f"/luga/bodies/{council.body_id}/compliance"
    page = browser.get(address)
    assert "Заседание правомочно" in page.text and "Год закрыт" not in page.text
    last = browser.get(f"{address}?year={council.now.year - 1}")
    assert "Год закрыт" in last.text and "не меняется" not in last.text
    assert "За год засчитано 1, нужно 4" in last.text
    again = browser.get(f"{address}?year={council.now.year - 1}")
    assert "Год закрыт" in again.text


def test_another_composition_is_judged_before_it_is_saved(council: Council, signed_in: SignedIn) -> None:
    browser = signed_in("luga", "methodist")
    address = f"/luga/bodies/{council.body_id}/composition"
    assert "Состав на" in browser.get(address).text
    starts = council.now.date() + timedelta(days=30)
    act = council.act(council.now.date(), "77")
    council.person("Одинаков")
    council.person("Одинаков")
    filled = {"act_id": str(act), "starts": str(starts), "established_seats": "9"}
    page = browser.send(f"{address}/new", act="check", **{"out-0": "1"}, **filled)
    assert "выходит: Член000 Анна" in page.text and "председатель" in page.text
    page = browser.send(f"{address}/new", 422, act="save", **{"out-0": "1"}, **filled)
    assert "прил. 2, п. 4.1" in page.text
    page = browser.send(f"{address}/new", 422, act="save", **{"name-8": "Одинаков"}, **filled)
    assert "таких людей несколько" in page.text
    named = {"name-8": "Нового Нет"}
    assert "в реестре нет" in browser.send(f"{address}/new", 422, act="save", **named, **filled).text
    page = browser.send(f"{address}/new", act="save", **{"out-8": "1"}, **filled)
    assert "№ 77" in page.text
    past = browser.get(f"{address}?on={starts}")
    assert "установлено 9, занято 8, вакансий 1" in past.text


def test_leaders_are_marked_on_their_page(council: Council, signed_in: SignedIn) -> None:
    browser = signed_in("luga", "methodist")
    outside = council.person("Физиков")
    association(council, "РМО физики", outside, "физика", date(council.now.year - 2, 9, 1))
    day = date(council.now.year, 2, 3)
    moment = council.now
    meeting_id = held(council, day, votes="+" * 9)
    council.now = moment
    address = f"/luga/meetings/{meeting_id}/leaders"
    assert address in browser.get(f"/luga/meetings/{meeting_id}").links().values()
    assert "приглашён, без голоса" in browser.get(address).text
    page = browser.post(f"{address}/{outside}/came")
    assert "Снять отметку" in page.text
    assert "Отметить приход" in browser.post(f"{address}/{outside}/away").text
    paper = browser.client.get(f"/luga/bodies/{council.body_id}/composition/draft/docx")
    assert paper.data.startswith(b"PK")
    page = browser.get(f"/luga/bodies/{council.body_id}/composition?on={council.now.date()}")
    assert "расходится с приказом" in page.text and "2 из 2" in page.text
    assert "Руководители РМО не в составе Совета" in page.text and "голоса нет" in page.text
