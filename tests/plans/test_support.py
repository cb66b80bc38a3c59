"""What marks lead to: kinds of support of units, priorities, goals of the region, templates, counts."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.client import Browser
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
