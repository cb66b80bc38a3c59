"""Plans of municipalities side by side: what a district releases, what its region and nobody else reads."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import text

from tests.accounts import scope_of
from tests.client import Browser
from tests.plans.test_plans import METHODICAL, Planner

SignedIn = Callable[..., Browser]
OM, LEVEL = "tenancy.directions:om", "structure.levels"
ACT = {"act_number": "8", "act_date": "2026-01-12"}


def approved(app: Flask, slug: str, title: str, *items: tuple[str, str]) -> int:
    """A plan with items of these directions and levels, approved by an act."""
    planner = Planner(app, slug)
    plan = planner.plan(title)
    for direction, level in items:
        marks = (f"tenancy.directions:{direction}", f"{LEVEL}:{level}", METHODICAL)
        planner.item(plan, *marks, title="Тайное название")
    planner.send(f"service-plans/{plan}/agree", {}, 200)
    Planner(app, slug, "approver").send(f"service-plans/{plan}/approve", ACT, 200)
    return plan


def sent(app: Flask, slug: str = "kemerovo", role: str = "institute_analyst") -> dict[str, Any]:
    """What municipalities released, by their slug."""
    told = Planner(app, slug, role).read("service-plans/coverage?year=2026")
    return {one["tenant"]: one for one in told["municipalities"]}


@pytest.fixture(scope="module")
def topki(app: Flask) -> int:
    """The plan of one municipality; another one stays a draft."""
    Planner(app, "yurga").item(Planner(app, "yurga").plan("Проект"), OM, f"{LEVEL}:school", METHODICAL)
    many = (("om", "school"), ("om", "school"), ("nm", "municipal"), ("im", "regional"), ("um", "school"))
    return approved(app, "topki", "План района", *many)


@pytest.mark.clause("KE-4.5-dirs", "KE-5.1-dir", "KE-5.2-dir", "KE-5.3-dir", "KE-5.4-dir")
def test_a_region_reads_counts_of_its_municipalities(app: Flask, topki: int, signed_in: SignedIn) -> None:
    """Twelve cells of an approved plan; nothing of a draft, no title, no person, no id of a plan."""
    told = sent(app)
    cells = {tuple(one[side].partition(":")[2] for side in ("row", "column")): one["planned"]
             for one in told["topki"]["cells"]}  # fmt: skip
    assert len(cells) == 12 and told["topki"]["approved_on"] == ACT["act_date"]
    assert {key: n for key, n in cells.items() if n} == {
        ("om", "school"): 2, ("nm", "municipal"): 1, ("im", "regional"): 1, ("um", "school"): 1,
    }  # fmt: skip
    assert told["yurga"]["approved_on"] is None and told["yurga"]["cells"] == []
    browser = signed_in("kemerovo", "institute_analyst")
    page = browser.get("/kemerovo/plans/coverage")
    assert "не опубликовано" in page.text and "12.01.2026" in page.text and "Тайное" not in page.text
    row = next(one for one in page.html.css("tbody tr") if "Топкинский" in one.text())
    assert [cell.text().split()[0] for cell in row.css("td.cell")].count("2") == 1
    assert len(row.css("td.warm-4")) == 1 and len(row.css("td.warm-0")) == 8
    told_book = load_workbook(io.BytesIO(browser.client.get("/kemerovo/plans/coverage.xlsx?year=2026").data))
    lines = {line[0]: line for line in told_book.active.iter_rows(min_row=2, values_only=True)}
    own = next(line for name, line in lines.items() if "Топкинский" in name)
    assert sum(own[1:13]) == own[13] == 5 and own[14] == "12.01.2026"
    assert next(line for name, line in lines.items() if "Юрг" in name)[14] == "не опубликовано"


@pytest.mark.clause("KE-4.5-dirs")
def test_a_button_and_the_end_of_the_year_renew_the_counts(app: Flask, signed_in: SignedIn) -> None:
    """What is done after the approval reaches the region only when the district gives it again."""
    planner = Planner(app, "mariinsk")
    early = planner.plan("Рано")
    planner.send(f"service-plans/{early}/release", {}, 422)
    plan = approved(app, "mariinsk", "План", ("om", "school"))
    item = planner.read(f"service-plan-items?plan_id={plan}")["items"][0]
    done = {name: value for name, value in item.items() if name not in ("id", "recorded_at", "version")}
    done |= {"state": "done", "state_on": "2026-02-01"}
    planner.send(f"service-plan-items/{item['id']}", done, 200, "put")
    assert sum(one["done"] for one in sent(app)["mariinsk"]["cells"]) == 0
    signed_in("mariinsk").post(f"/mariinsk/plans/{plan}/release")
    assert sum(one["done"] for one in sent(app)["mariinsk"]["cells"]) == 1
    own = sent(app, "mariinsk", "auditor")
    assert list(own) == ["mariinsk"] and own["mariinsk"]["cells"] == sent(app)["mariinsk"]["cells"]
    Planner(app, "mariinsk", "auditor").send(f"service-plans/{plan}/release", {}, 403)


@pytest.mark.parametrize("slug", ["topki", "yurga", "altai-republic", "luga"])
def test_nobody_else_reads_them(app: Flask, topki: int, slug: str) -> None:
    """Neither a neighbour, nor another region, nor the municipality itself gets rows from the function."""
    scope = scope_of(app, slug)
    with scope.db:
        assert scope.db.execute(text("SELECT count(*) FROM pub.plans_below()")).scalar_one() == 0
        seen = scope.db.execute(text("SELECT count(*) FROM pub.plan_cell WHERE plan_id = :p"), {"p": topki})
        assert seen.scalar_one() == (12 if slug == "topki" else 0)
