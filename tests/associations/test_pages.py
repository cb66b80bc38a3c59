"""Pages of associations: the list, the wizard, every tab, in tenants with rules and without."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from tests.associations import staging
from tests.client import Browser

SignedIn = Callable[..., Browser]
TABS = ("", "/plan", "/work", "/papers", "/bank", "/analysis", "/election", "/acting", "/closing", "/edit")


@pytest.mark.parametrize("slug", ["luga", "ust-koksa", "pervomaisky", "kemerovo", "oktyabrsky"])
def test_an_empty_list_says_what_the_regulation_asks(app: Flask, signed_in: SignedIn, slug: str) -> None:
    page = signed_in(slug).get(f"/{slug}/associations/")
    assert "Объединений пока нет" in page.text
    silent = "Положение не устанавливает правил для объединений" in page.text
    assert silent == (slug != "luga")


def test_every_tab_opens_in_both_languages(app: Flask, signed_in: SignedIn) -> None:
    day = date(2026, 8, 20)
    body, _ = staging.committed(app, "luga", lambda scope: _with_id(staging.led(scope, "математика")), day)
    browser = signed_in("luga")
    for tab in TABS:
        for language in ("ru", "alt"):
            browser.get(f"/luga/associations/{body}{tab}?lang={language}&year=2026")
    page = browser.get("/luga/associations/?lang=ru&year=2026")
    assert "РМО: математика" in page.text
    assert "утверждено на год" in page.text


def _with_id(made: tuple) -> tuple:
    return made[0].id, made[1]


def test_forms_of_every_kind_of_record_open_and_save(app: Flask, signed_in: SignedIn) -> None:
    made = staging.committed(
        app, "luga", lambda scope: _with_id(staging.led(scope, "химия")), date(2026, 8, 20)
    )
    body, people = made
    browser = signed_in("luga")
    base, year = f"/luga/associations/{body}", 2026
    browser.post(f"{base}/plan/forecast", year="2026", forecast="Больше открытых уроков")
    sent: dict[str, dict[str, Any]] = {
        "plan-items": {"month": "2026-09-01", "text": "Дело", "tasks": "t1", "forms": "meeting"},
        "visits": {
            "kind": "open_lesson", "held_on": "2026-10-05", "topic": "Соли", "host_id": people[1],
            "visitors": people[2],
        },
        "quality": {"filled_on": "2026-10-05", "form": "open_lesson", "criterion": "Польза", "score": "5"},
        "cooperation": {"held_on": "2026-10-06", "kind": "centre", "partner": "ИМЦ", "what": "Семинар"},
        "proposals": {"person_id": people[1], "submitted_on": "2026-10-07", "text": "Обновить кабинет"},
        "needs": {"person_id": people[1], "noted_on": "2026-10-07", "need": "Проектная работа"},
        "documents": {"code": "programmes", "dated_on": "2026-10-07", "title": "Перечень"},
    }  # fmt: skip
    for kind, values in sent.items():
        browser.get(f"{base}/{kind}/new?year={year}")
        page = browser.post(f"{base}/{kind}/new", year=str(year), **values)
        told = values.get("text") or values.get("topic") or values.get("need") or values.get("title") or ""
        assert told in page.text, kind
        browser.post(f"{base}/{kind}/new", 422, year=str(year))
        browser.get(f"{base}/{kind}/1?year={year}")
    text = browser.get(f"{base}/papers?year={year}").text
    assert "есть 5 из 7" in text
