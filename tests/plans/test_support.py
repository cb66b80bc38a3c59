"""What marks lead to: kinds of support of units, priorities, goals of the region, templates, counts."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from service.plans.suggesting import YEAR_BASIS, basis_of
from tests.accounts import scope_of
from tests.client import Browser
from tests.people.makers import person, school
from tests.plans.test_plans import METHODICAL, Planner

SignedIn = Callable[..., Browser]
CELL = ("tenancy.directions:om", "structure.levels:school")
KIND = "structure.support_kinds"


@pytest.mark.clause("KE-2.2.1")
def test_an_activity_names_its_kind_of_support_and_a_cell_opens(app: Flask, signed_in: SignedIn) -> None:
    planner = Planner(app, "topki")
    plan = planner.plan("Сопровождение")
    refused = planner.item(plan, *CELL, status=422)
    assert refused["verdict"]["rule"] == "tenancy.support_marks" and refused["verdict"]["clause"] == "п. 2.2"
    for number, unit in enumerate(("Кабинет", "Кабинет", "Центр")):
        planner.item(plan, *CELL, METHODICAL, title=f"Занятие {number}", unit=unit)
    browser = signed_in("topki")
    page = browser.get(f"/topki/plans/{plan}/report").html
    links = [one for one in page.css("a[href*='unit=']") if "methodical" in one.attributes["href"]]
    assert [one.text() for one in links] == ["2", "1"]
    opened = browser.get(links[0].attributes["href"]).text
    assert "Занятие 0" in opened and "Занятие 1" in opened and "Занятие 2" not in opened
    found = planner.read(f"service-plan-items?plan_id={plan}&unit=Центр&marks={METHODICAL}")
    assert [one["title"] for one in found["items"]] == ["Занятие 2"]


@pytest.mark.clause("KE-2.2.1")
def test_a_function_of_a_unit_names_its_kind_of_support(app: Flask, signed_in: SignedIn) -> None:
    planner = Planner(app, "topki", "administrator")
    kind = {"name": "Кабинет", "kind": "method_office", "level": "municipal", "starts": "2026-01-01"}
    unit = planner.send("units", kind)["id"]
    code = planner.read("functions")["items"][0]["code"]
    path = f"functions/{code}/holders"
    refused = planner.send(path, {"unit_id": unit, "starts": "2026-01-01"}, 422)
    assert [one["field"] for one in refused["fields"]] == ["support"]
    planner.send(path, {"unit_id": unit, "support": ["magic"]}, 422)
    browser = signed_in("topki")
    form = browser.get(f"/topki/structure/functions/{code}").html
    assert len(form.css("input[name=support]")) == 5
    browser.post(f"/topki/structure/functions/{code}", unit_id=str(unit), support="scientific",
                 starts="2026-01-01")  # fmt: skip
    held = planner.read(f"functions/{code}")["holders"]
    assert [one["support"] for one in held if one["unit_id"] == unit] == [["scientific"]]
    assert "Научное" in browser.get(f"/topki/structure/functions/{code}").text


@pytest.mark.clause("OK-3.3.1")
def test_an_activity_names_a_priority_and_its_document(app: Flask, signed_in: SignedIn) -> None:
    planner = Planner(app, "oktyabrsky")
    plan = planner.plan("Приоритеты", analysis_marks=["tenancy.principles:priorities"])
    said = "Указ Президента РФ от 07.05.2024 № 309"
    item = planner.item(plan, "tenancy.priorities:federal", priority=said)
    planner.item(plan, "tenancy.priorities:unknown", status=422)
    assert planner.values(plan, "tenancy.priorities") == {"federal": (1, 0), "regional": (0, 0)}
    card = signed_in("oktyabrsky").get(f"/oktyabrsky/plans/items/{item['id']}").text
    assert said in card and "Приоритетные задачи Российской Федерации" in card


@pytest.mark.clause("OK-5.3.1.1")
def test_mechanisms_are_counted_and_lead_to_the_templates(app: Flask, signed_in: SignedIn) -> None:
    """Several mechanisms at once; one that nobody uses stands with zero; the library opens by its kind."""
    planner = Planner(app, "oktyabrsky")
    plan = planner.plan("Механизмы")
    used = [f"roadmap.mechanisms_3:{code}" for code in ("recommendations", "conferences")]
    planner.item(plan, *used)
    counted = planner.values(plan, "roadmap.mechanisms_3")
    assert counted["recommendations"] == counted["conferences"] == (1, 0) and counted["templates"] == (0, 0)
    for title, kind in (("Образец плана объединения", "guidance"), ("Устав", "normative")):
        draft = {"title": title, "section": "methodical", "kind": kind, "shared": True}
        planner.send("library-items", draft)
    browser = signed_in("oktyabrsky")
    page = browser.get(f"/oktyabrsky/plans/{plan}/report")
    rows = [one for one in page.html.css("tr") if "Комплекс типовой" in one.text()]
    assert "нет мероприятий" in rows[0].text()
    opened = browser.get(rows[0].css_first("a[href*='library']").attributes["href"]).text
    assert "Образец плана объединения" in opened and "Устав" not in opened


@pytest.mark.clause("LU1-3.1.1")
def test_the_goal_of_the_regional_system_stands_beside_its_region(app: Flask, signed_in: SignedIn) -> None:
    planner = Planner(app, "luga")
    plan = planner.plan("Часть региональной системы")
    direction = "structure.directions:analytical"
    planner.item(plan, direction)
    assert planner.values(plan, "regional.goals")["system"] == (0, 0)
    page = signed_in("luga").get(f"/luga/plans/{plan}/report").text
    assert "без мероприятий: 3" in page and "Ленинградская область" in page
    planner.item(plan, direction, "regional.goals:system")
    assert planner.values(plan, "regional.goals")["system"] == (1, 0)
    assert planner.read(f"service-plans/{plan}/report")["region"] == "leningrad"


@pytest.mark.clause("PE-2.3-dir")
def test_events_and_training_of_the_year_count_by_themselves(app: Flask, signed_in: SignedIn) -> None:
    planner = Planner(app, "pervomaisky")
    plan = planner.plan("Реестры", year=2025)
    held = {"name": "Семинар", "kind": "seminar"}
    for day in ("2025-03-01", "2025-12-31", "2026-01-01"):
        planner.send("events", {**held, "on": day})
    who = person(app, "pervomaisky", "Учтённая", school(app, "pervomaisky"))
    for day in ("2025-01-01", "2024-12-31"):
        draft = {"person_id": who, "kind": "pk", "finished_on": day, "programme": "ФГОС", "hours": 36}
        planner.send("trainings", draft)
    lists = planner.read(f"service-plans/{plan}/report")["lists"]
    values = {one["mark"]: one["held"] for each in lists for one in each["values"]}
    assert values["tenancy.directions:2.3"] == {"events": 2, "trainings": 1}
    assert values["tenancy.directions:2.1"] == {}
    browser = signed_in("pervomaisky")
    links = browser.get(f"/pervomaisky/plans/{plan}/report").html.css("a[href*='since=2025-01-01']")
    assert [one.text() for one in links] == ["2", "1"]
    assert len(browser.get(links[0].attributes["href"]).html.css("tbody tr")) == 2
    assert "Учтённая" in browser.get(links[1].attributes["href"]).text


def test_an_empty_form_names_the_year_and_the_coordinating_unit(app: Flask, signed_in: SignedIn) -> None:
    """The year of a plan is what the tenant's rules say; the owner is whoever coordinates the service."""
    planner = Planner(app, "ust-koksa", "administrator")
    unit = {"name": "Отдел-координатор", "kind": "department", "level": "municipal", "coordinator": True}
    planner.send("units", {**unit, "starts": "2026-01-01"})
    form = signed_in("ust-koksa", "methodist").get("/ust-koksa/plans/new").html
    assert form.css_first("[name=unit]").attributes["value"] == "Отдел-координатор"
    assert form.css_first("[name=basis] [checked], [name=basis] [selected]").attributes["value"] == "calendar"
    assert int(form.css_first("[name=year]").attributes["value"]) >= 2026


@pytest.mark.parametrize(("chosen", "basis"), [("year", "calendar"), ("school_year", "school")])
def test_the_kind_of_year_follows_the_setting(app: Flask, chosen: str, basis: str) -> None:
    scope = scope_of(app, "ust-koksa")
    scope.db.close()
    kept = scope.profile.settings[YEAR_BASIS]
    told = {**scope.profile.settings, YEAR_BASIS: replace(kept, value=chosen)}
    assert chosen in kept.options and basis_of(replace(scope.profile, settings=told)) == basis
    assert basis_of(replace(scope.profile, settings={})) == "calendar"
