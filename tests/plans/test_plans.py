"""Plans of the service: marks by the regulation's lists, steps, the report, exchange, rights."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from openpyxl import Workbook, load_workbook

from service.plans.model import ServicePlanItem
from tests.accounts import scope_of, token_for
from tests.client import Browser

SignedIn = Callable[..., Browser]
DIRECTIONS = "structure.directions"
GOAL = "regional.goals:system"
METHODICAL = "structure.support_kinds:methodical"


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


@pytest.mark.clause("LU1-3.3-dirs")
def test_approval_shows_the_distribution_and_warns(app: Flask, luga: Planner, signed_in: SignedIn) -> None:
    plan = luga.plan("Утверждение")
    first = luga.item(plan, GOAL, f"{DIRECTIONS}:analytical")
    luga.item(plan, f"{DIRECTIONS}:analytical", title="Без цели")
    luga.send(f"service-plans/{plan}/agree", {}, 200)
    assert luga.values(plan, DIRECTIONS) == {
        "analytical": (2, 0), "informational": (0, 0), "organisational": (0, 0), "consulting": (0, 0),
    }  # fmt: skip
    assert luga.values(plan, "regional.goals") == {"system": (1, 0), "sync": (0, 0), "transition": (0, 0)}
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
    assert luga.send(path, changed, 422, "put")["fields"][0]["field"] == "reason"
    luga.send(path, {**changed, "reason": "приказ № 13"}, 200, "put")
    done = {**changed, "reason": "приказ № 13", "state": "done", "state_on": "2026-03-20"}
    luga.send(path, done, 200, "put")
    assert luga.values(plan, DIRECTIONS)["analytical"] == (2, 1)


def test_steps_only_in_turn_and_only_by_their_roles(app: Flask, luga: Planner) -> None:
    plan = luga.plan("По порядку")
    assert luga.send(f"service-plans/{plan}/agree", {}, 422)["code"] == "invalid"
    kept = luga.item(plan, GOAL, f"{DIRECTIONS}:analytical")
    assert luga.send(f"service-plans/{plan}/close", {}, 409)["current"]["state"] == "draft"
    luga.send(f"service-plans/{plan}/agree", {}, 200)
    act = {"act_number": "7", "act_date": "2026-01-12"}
    luga.send(f"service-plans/{plan}/approve", act, 403)
    approver = Planner(app, "luga", "approver")
    approver.send(f"service-plans/{plan}/approve", {**act, "act_date": "2099-01-12"}, 422)
    assert approver.send(f"service-plans/{plan}/approve", act, 200)["state"] == "approved"
    removed = luga.client.delete(f"{luga.base}/service-plan-items/{kept['id']}", headers=luga.headers)
    assert removed.status_code == 422
    luga.send(f"service-plans/{plan}/close", {}, 200)
    luga.item(plan, GOAL, f"{DIRECTIONS}:analytical", reason="поздно", status=422)
    for role in ("auditor", "institute_analyst"):
        reader = Planner(app, "luga", role)
        assert reader.read(f"service-plans/{plan}/report")["planned"] == 1
        reader.send(f"service-plans/{plan}/close", {}, 403)
        reader.item(plan, GOAL, f"{DIRECTIONS}:analytical", status=403)


@pytest.mark.clause("LU1-3.3-dirs")
def test_a_hard_rule_refuses_an_approval_later_broken(app: Flask, luga: Planner) -> None:
    """An item that was entered under looser rules does not slip through when its plan is approved."""
    plan = luga.plan("Прежние правила")
    item = luga.item(plan, GOAL, f"{DIRECTIONS}:analytical")
    luga.send(f"service-plans/{plan}/agree", {}, 200)
    scope = scope_of(app, "luga")
    with scope.db:
        row = scope.db.get(ServicePlanItem, (scope.tenant.id, item["id"]))
        assert row is not None
        row.marks = [GOAL]
        scope.db.commit()
    approver = Planner(app, "luga", "approver")
    act = {"act_number": "7", "act_date": "2026-01-12"}
    refused = approver.send(f"service-plans/{plan}/approve", act, 422)
    assert refused["verdict"]["rule"] == "tenancy.direction_marks"


@pytest.mark.parametrize(
    ("slug", "name", "others", "one"),
    [
        pytest.param(
            "ust-koksa", "tenancy.goals", ["tenancy.function_groups:7.1"], "support",
            marks=pytest.mark.clause("UK-6a.1"),
        ),
        pytest.param(
            "ust-koksa", "tenancy.function_groups", ["tenancy.goals:support"], "7.4",
            marks=pytest.mark.clause("UK-7-groups"),
        ),
        pytest.param(
            "pervomaisky", "tenancy.directions", ["tenancy.goals:quality"], "2.1",
            marks=pytest.mark.clause("PE-2", "PE-2.1-dir"),
        ),
    ],
)  # fmt: skip
def test_items_must_carry_a_value_and_the_report_counts(
    app: Flask, slug: str, name: str, others: list[str], one: str
) -> None:
    """Without a value an item is refused; with one it is counted, the other values stand with zero."""
    planner = Planner(app, slug)
    plan = planner.plan(f"Перечень {name}")
    assert planner.item(plan, *others, status=422)["code"] == "rule_broken"
    planner.item(plan, *others, f"{name}:{one}", state="done", state_on="2026-03-20")
    planner.item(plan, *others, f"{name}:{one}", state="cancelled", state_on="2026-03-20", reason="карантин")
    counts = planner.values(plan, name)
    assert counts.pop(one) == (1, 1) and set(counts.values()) == {(0, 0)}
    lacking = {
        part for said in planner.read(f"service-plans/{plan}/report")["verdicts"] for part in codes(said)
    }
    assert lacking >= {f"{name}:{code}" for code in counts} and f"{name}:{one}" not in lacking


def codes(verdict: dict[str, Any]) -> set[str]:
    """What a verdict misses."""
    return {part["code"] for part in verdict["missing"]}


@pytest.mark.parametrize(
    ("slug", "mark", "needed"),
    [
        pytest.param("luga", "regional.goals:transition", ["structure.directions:analytical"],
                     marks=pytest.mark.clause("LU1-3.1.3")),
        pytest.param("luga", "regional.goals:system", ["structure.directions:analytical"]),
        pytest.param("oktyabrsky", "roadmap.mechanisms_3:templates", ["roadmap.mechanisms_1:plans"]),
        pytest.param("pervomaisky", "tenancy.goals:growth", ["tenancy.directions:2.1"],
                     marks=pytest.mark.clause("PE-1.3")),
        pytest.param("kemerovo", "tenancy.purpose:space",
                     ["tenancy.directions:om", "structure.levels:school", METHODICAL],
                     marks=pytest.mark.clause("KE-1.3")),
        pytest.param("kemerovo", "tenancy.goal:interaction",
                     ["tenancy.directions:om", "structure.levels:school", METHODICAL],
                     marks=pytest.mark.clause("KE-2.1")),
        pytest.param("oktyabrsky", "tenancy.goal:space", [], marks=pytest.mark.clause("OK-3.1")),
        pytest.param("oktyabrsky", "tenancy.projects:modern_school", [],
                     marks=pytest.mark.clause("OK-5.1")),
    ],
)  # fmt: skip
def test_values_are_chosen_counted_and_missed(app: Flask, slug: str, mark: str, needed: list[str]) -> None:
    """A value that no item carries stands with zero in the report; a chosen one is counted and opens."""
    planner = Planner(app, slug)
    name, _, code = mark.partition(":")
    plan = planner.plan(f"Отметка {mark}")
    planner.item(plan, *needed)
    assert planner.values(plan, name)[code] == (0, 0)
    planner.item(plan, *needed, mark)
    assert planner.values(plan, name)[code] == (1, 0)
    found = planner.read(f"service-plan-items?plan_id={plan}&marks={mark}")
    assert found["total"] == 1 and mark in found["items"][0]["marks"]


def test_the_matrix_of_directions_and_levels(app: Flask) -> None:
    """Twelve cells with the functions of the regulation and the items of the plan in each."""
    planner = Planner(app, "kemerovo")
    plan = planner.plan("Матрица")
    planner.item(plan, "tenancy.directions:om", status=422)
    done = {"state": "done", "state_on": "2026-02-01"}
    planner.item(plan, "tenancy.directions:om", "structure.levels:school", METHODICAL, **done)
    planner.item(plan, "tenancy.directions:nm", "structure.levels:regional", METHODICAL)
    lists = planner.read(f"service-plans/{plan}/report")["lists"]
    found = next(one for one in lists if one["list"] == "tenancy.directions")["cells"]
    cells = {tuple(one[side].partition(":")[2] for side in ("row", "column")): one for one in found}
    assert len(cells) == 12
    assert (cells["om", "school"]["planned"], cells["om", "school"]["done"]) == (1, 1)
    assert cells["nm", "regional"]["planned"] == 1 and cells["um", "municipal"]["planned"] == 0
    functions = {pair: one["functions"] for pair, one in cells.items()}
    assert functions["om", "school"] == 12 and functions["im", "municipal"] == 10
    assert functions["um", "regional"] == 6 and functions["nm", "municipal"] == 9


@pytest.mark.clause("OK-3.3.5", "OK-3.3.6", "OK-3.5.6", "OK-3.5.7")
def test_the_analysis_names_principles_and_effects(app: Flask, signed_in: SignedIn) -> None:
    planner = Planner(app, "oktyabrsky")
    chosen = [
        "monitoring.effects:quality", "monitoring.effects:quality_management",
        "tenancy.principles:coordination", "tenancy.principles:trust",
    ]  # fmt: skip
    plan = planner.plan("Анализ", analysis="Итоги года", analysis_marks=chosen)
    assert planner.read(f"service-plans/{plan}")["analysis_marks"] == chosen
    strange = {"title": "Иной", "year": 2026, "basis": "school", "analysis_marks": ["tenancy.goal:space"]}
    assert planner.send("service-plans", strange, 422)["fields"][0]["field"] == "analysis_marks"
    card = signed_in("oktyabrsky").get(f"/oktyabrsky/plans/{plan}").text
    for words in ("Взаимная ответственность и доверие", "Системный подход к управлению качеством"):
        assert words in card


def test_items_come_and_go_as_a_workbook(luga: Planner, signed_in: SignedIn) -> None:
    """The export says marks in words, and the import takes the same words back."""
    plan = luga.plan("Обмен")
    luga.item(plan, GOAL, f"{DIRECTIONS}:consulting", title="Консультация из выгрузки")
    browser = signed_in("luga")
    book = load_workbook(io.BytesIO(browser.client.get("/luga/plans/items/export.xlsx").data))
    sheet = book.active
    heads = [cell.value for cell in sheet[1]]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    chosen = next(row for row in rows if row[0] == "Консультация из выгрузки")
    marks = chosen[heads.index("Отметки")]
    assert "Консультационная" in marks and len(marks.splitlines()) == 2
    chosen[0] = "Консультация из таблицы"
    made = Workbook()
    for line in (heads, chosen):
        made.active.append(line)
    told = io.BytesIO()
    made.save(told)
    sent = {"file": (io.BytesIO(told.getvalue()), "items.xlsx")}
    preview = luga.client.post(
        f"{luga.base}/service-plan-items/imports", headers=luga.headers, data=sent,
        content_type="multipart/form-data",
    )  # fmt: skip
    assert preview.status_code in (200, 201), preview.json
    path = f"{luga.base}/service-plan-items/imports/{preview.json['key']}/write"
    written = luga.client.post(path, headers=luga.headers)
    assert written.status_code == 200, written.json
    found = luga.read(f"service-plan-items?plan_id={plan}&marks={DIRECTIONS}:consulting")
    assert {one["title"] for one in found["items"]} == {chosen[0], "Консультация из выгрузки"}


def test_the_report_prints_and_goes_as_a_workbook(luga: Planner, signed_in: SignedIn) -> None:
    plan = luga.plan("Таблица")
    luga.item(plan, GOAL, f"{DIRECTIONS}:consulting")
    browser = signed_in("luga")
    told = load_workbook(io.BytesIO(browser.client.get(f"/luga/plans/{plan}/report.xlsx").data)).active
    rows = {row[1].value: [cell.value for cell in row[2:5]] for row in told.iter_rows(min_row=3)}
    assert rows["Консультационная деятельность"] == [1, 0, None]
    assert rows["Аналитическая деятельность"] == [0, 0, "нет мероприятий"]
    page = browser.get(f"/luga/plans/{plan}/report")
    link = page.html.css_first("a[href*='consulting']").attributes["href"]
    assert "Семинар" in browser.get(link).text
