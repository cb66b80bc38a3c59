"""Pages of associations: the list, the wizard, every tab, in tenants with rules and without."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from service.associations.actions import seating, terms
from service.associations.queries import work
from service.tenancy.scope import Scope
from tests.associations import staging
from tests.client import Browser
from tests.meetings.test_papers import docx_words

SignedIn = Callable[..., Browser]
TABS = ("", "/plan", "/work", "/papers", "/bank", "/analysis", "/election", "/acting", "/closing", "/edit")


@pytest.mark.parametrize("slug", ["luga", "ust-koksa", "pervomaisky", "kemerovo", "oktyabrsky"])
def test_an_empty_list_says_what_the_regulation_asks(app: Flask, signed_in: SignedIn, slug: str) -> None:
    page = signed_in(slug).get(f"/{slug}/associations/")
    assert "Объединений пока нет" in page.text
    assert "Положение не устанавливает правил для объединений" not in page.text, "each sets at least one"
    assert ("прил. 4, п. 1.4" in page.text) == (slug == "luga")


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
    assert "есть 4 из 7" in text


def test_the_wizard_from_the_list_of_names_to_the_order(app: Flask, signed_in: SignedIn) -> None:
    def make(scope: Scope) -> tuple[list[int], list[str], int]:
        people = staging.teachers(scope, 10, "технология")
        staging.category(scope, people[0], "first")
        named = work.names(scope, people)
        return people, [named[one] for one in people], staging.act(scope, date(2026, 8, 25), "112")

    people, names, act = staging.committed(app, "luga", make)
    browser, base = signed_in("luga"), "/luga/associations"
    card = {"type": "association", "name": "РМО технологии", "year": "2026", "starts": "2026-08-01"}
    few = browser.post(f"{base}/new", 422, subject="черчение", people_names="\n".join(names[:2]), **card)
    assert "Сейчас 0 педагогов" in few.text and "в районе: 0, в списке: 2" in few.text
    assert names[0] in few.html.css_first("textarea").text()
    nobody = browser.post(f"{base}/new", 422, subject="технология", people_names="Никого Нет", **card)
    assert "Никого Нет" in nobody.text
    made = browser.post(f"{base}/new", subject="технология", people_names="\n".join(names), **card)
    assert "Записать выборы" in made.text and "2026/27" in made.text and names[0] in made.text
    path = made.response.request.path.removesuffix("/election")
    assert "Членов: 10" in browser.get(f"{path}?year=2026").text
    order = {"year": "2026", "act_id": str(act), "bodies": path.split("/")[-1]}
    late = browser.post(f"{base}/order?year=2026", 422, **order)
    assert "п. 3.1" in late.text
    elected = {"year": "2026", "person_id": str(people[0]), "elected_on": "2026-08-20", "protocol": "№ 3"}
    waiting = browser.post(f"{path}/election", **elected)
    assert "Избран, не утверждён" in waiting.text and "Шаги создания" in waiting.html.html
    assert "Избран, не утверждён" in browser.get(f"{base}/?year=2026").text
    done = browser.post(f"{base}/order", **order)
    assert "утверждено на год" in done.text and "Приказ № 112, 25.08.2026" in done.text
    assert "Шаги создания" not in done.html.html
    joined = browser.post(f"{path}/people?year=2026", 422, person_name=names[1], office="member")
    assert "уже состоит" in joined.text
    assert browser.client.get(f"{path}/analysis.docx?year=2026").status_code == 200
    assert browser.client.get(f"{base}/export.xlsx?year=2026").status_code == 200
    assert "Естественно" not in browser.get(f"{base}/merging").text


def test_a_tenant_without_rules_keeps_an_association_and_checks_nothing(
    app: Flask, signed_in: SignedIn
) -> None:
    browser = signed_in("ust-koksa")
    card = {"type": "association", "name": "МО историков", "year": "2026", "subject": "история"}
    made = browser.post("/ust-koksa/associations/new", people_names="", **card)
    assert "действует" in made.text and "не подтверждено" not in made.text


def test_the_draft_of_the_yearly_order(app: Flask, signed_in: SignedIn) -> None:
    """Between the election and the order: a paper with everybody elected and not yet approved."""

    def elect(scope: Scope) -> None:
        people = staging.teachers(scope, 10, "астрономия")
        body = staging.association(scope, "астрономия", people, 2027)
        told = {"year": 2027, "person_id": people[0], "elected_on": date(2027, 8, 20), "protocol": "№ 17"}
        terms.elect(scope, body.id, told)
        curator = staging.person(scope, "Кураторова")
        seating.join(scope, body.id, {"person_id": curator, "office": "curator", "starts": date(2027, 8, 20)})

    browser, address = signed_in("luga"), "/luga/associations/order/draft.docx?year=2027"
    assert browser.client.get(address).status_code == 404
    staging.committed(app, "luga", elect, date(2027, 8, 20))
    assert (
        browser.get("/luga/associations/order?year=2027").links()["Скачать проект приказа (DOCX)"] == address
    )
    said = " ".join(docx_words(browser.client.get(address).data))
    assert said.startswith("ПРОЕКТ") and "на 2027/28 учебный год" in said and "РМО: астрономия" in said
    assert "20.08.2027, № 17" in said and "Кураторова" in said and "прил. 4" in said
    assert signed_in("luga", "auditor").client.get(address).status_code == 403
