"""Plans of the service: marks by the regulation's lists, steps, the report, exchange, rights."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests.accounts import token_for
from tests.client import Browser

SignedIn = Callable[..., Browser]
DIRECTIONS = "structure.directions"
GOAL = "tenancy.system_goal:system"


class Planner:
    """A program of one tenant that writes a plan and its items."""

    def __init__(self, app: Flask, slug: str, role: str = "methodist") -> None:
        self.client = app.test_client()
        self.headers = token_for(app, slug, role)
        self.base = f"/api/v1/{slug}"

    def send(self, path: str, body: dict[str, Any], status: int = 201, method: str = "post") -> Any:
        """Send a body; the answer's status is checked."""
        sent = getattr(self.client, method)(f"{self.base}/{path}", json=body, headers=self.headers)
        assert sent.status_code == status, sent.json
        return sent.json

    def read(self, path: str) -> Any:
        """Read an address."""
        found = self.client.get(f"{self.base}/{path}", headers=self.headers)
        assert found.status_code == 200, found.json
        return found.json

    def plan(self, title: str, **more: Any) -> int:
        """A draft plan; returns its id."""
        draft = {"title": title, "year": 2026, "basis": "calendar", **more}
        return int(self.send("service-plans", draft)["id"])

    def item(self, plan: int, *marks: str, status: int = 201, **more: Any) -> Any:
        """An item of a plan with its marks."""
        draft = {"plan_id": plan, "title": "Семинар", "month": 3, "state": "planned"}
        return self.send("service-plan-items", {**draft, "marks": list(marks), **more}, status)

    def values(self, plan: int, name: str) -> dict[str, tuple[int, int]]:
        """Planned and done items of a plan by the value of one list."""
        lists = self.read(f"service-plans/{plan}/report")["lists"]
        found = next(one for one in lists if one["list"] == name)
        return {one["mark"].partition(":")[2]: (one["planned"], one["done"]) for one in found["values"]}


@pytest.fixture(scope="module")
def luga(app: Flask) -> Planner:
    return Planner(app, "luga")


@pytest.mark.clause("LU1-3.3-dirs")
def test_every_item_carries_one_direction(luga: Planner) -> None:
    plan = luga.plan("Одно направление")
    for wrong in ((), (f"{DIRECTIONS}:analytical", f"{DIRECTIONS}:consulting")):
        refused = luga.item(plan, GOAL, *wrong, status=422)
        assert refused["code"] == "rule_broken" and refused["verdict"]["rule"] == "tenancy.direction_marks"
        assert refused["verdict"]["clause"] == "прил. 1, п. 3.3"
    luga.item(plan, GOAL, f"{DIRECTIONS}:analytical")
    assert luga.item(plan, "tenancy.system_goal:invented", status=422)["code"] == "invalid"


@pytest.mark.clause("LU1-3.3-dirs", "LU1-3.1.3")
def test_approval_shows_the_distribution_and_warns(app: Flask, luga: Planner, signed_in: SignedIn) -> None:
    plan = luga.plan("Утверждение")
    first = luga.item(plan, GOAL, f"{DIRECTIONS}:analytical")
    luga.item(plan, f"{DIRECTIONS}:analytical", title="Без цели")
    luga.send(f"service-plans/{plan}/agree", {}, 200)
    assert luga.values(plan, DIRECTIONS) == {
        "analytical": (2, 0), "informational": (0, 0), "organisational": (0, 0), "consulting": (0, 0),
    }  # fmt: skip
    assert luga.values(plan, "tenancy.transition_goal") == {"transition": (0, 0)}
    told = luga.read(f"service-plans/{plan}/report")
    warned = {one["rule"]: one for one in told["verdicts"]}
    assert warned["tenancy.directions_covered"]["status"] == "fail"
    assert warned["tenancy.directions_covered"]["shortfall"] == 3
    assert [one["title"] for one in told["broken"]] == ["Без цели"]
    approver = signed_in("luga", "approver")
    page = approver.get(f"/luga/plans/{plan}/report")
    assert "без мероприятий: 3" in page.text and "Без цели" in page.text
    approver.post(f"/luga/plans/{plan}/approve", act_number="12", act_date="2026-01-15")
    assert "утверждён" in approver.get(f"/luga/plans/{plan}/report").text
    changed = {**first, "title": "Другой семинар"}
    for name in ("id", "recorded_at", "version"):
        changed.pop(name)
    path = f"service-plan-items/{first['id']}"
    assert luga.send(path, changed, 422, "put")["errors"][0]["field"] == "reason"
    luga.send(path, {**changed, "reason": "приказ № 13"}, 200, "put")
    done = {**changed, "reason": "приказ № 13", "state": "done", "state_on": "2026-03-20"}
    luga.send(path, done, 200, "put")
    assert luga.values(plan, DIRECTIONS)["analytical"] == (2, 1)
