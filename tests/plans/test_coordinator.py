"""Who coordinates the service (п. 12): the department collects and prepares the plan, above it approve."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.client import Browser
from tests.plans.test_plans import Planner

SLUG, DEPARTMENT = "ust-koksa", "Информационно-методический отдел"
MARKS = ("tenancy.goals:support", "tenancy.function_groups:7.1")
APPROVAL = {"act_number": "7", "act_date": "2026-01-20"}


@pytest.mark.clause("UK-12")
def test_the_department_prepares_and_those_above_it_approve(
    app: Flask, signed_in: Callable[..., Browser]
) -> None:
    department, above = Planner(app, SLUG), Planner(app, SLUG, "approver")
    draft = {"kind": "department", "name": DEPARTMENT, "coordinator": True, "starts": "2024-01-01"}
    department.send("units", draft)
    new = signed_in(SLUG, "methodist").get(f"/{SLUG}/plans/new")
    assert new.one("input[name=unit]").attributes["value"] == DEPARTMENT
    collection = {"title": "Майский сбор", "finished_on": "2026-05-31"}
    above.send("cycles", collection, 403)
    department.send("cycles", collection)
    above.send("service-plans", {"title": "План", "year": 2026, "basis": "calendar"}, 403)
    plan = department.plan("План отдела", unit=DEPARTMENT)
    department.item(plan, *MARKS)
    above.send(f"service-plans/{plan}/agree", {}, 403)
    department.send(f"service-plans/{plan}/agree", {}, 200)
    department.send(f"service-plans/{plan}/approve", APPROVAL, 403)
    above.send(f"service-plans/{plan}/approve", APPROVAL, 200)
    assert department.read(f"service-plans/{plan}")["state"] == "approved"
