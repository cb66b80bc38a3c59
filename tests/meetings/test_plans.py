"""The year plan by Luga's regulation: adopted, approved, fulfilled, and when it is too late."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from service.core.errors import Conflict, Invalid
from service.meetings.actions import agenda, calling, planning, sitting
from service.meetings.queries import bodies, plans
from service.rules.verdict import Status
from tests.meetings.council import Council
from tests.meetings.years import council_rule, held

PLAN = {
    "year": 2026,
    "meetings": [
        {"month": date(2026, 2, 1), "topic": "План года"},
        {"planned_on": date(2026, 5, 20), "topic": "Итоги года", "form": "in_person"},
        {"month": date(2026, 9, 1), "topic": "Практики", "responsible": "Методист"},
        {"month": date(2026, 12, 1), "topic": "Экспертиза проектов"},
    ],
}


@pytest.fixture
def council(app: Flask) -> Iterator[Council]:
    """A council of four by an act since 2024."""
    made = Council(app, "luga").seated(4)
    made.at(date(2026, 1, 12))
    yield made


def planned(council: Council) -> tuple[int, list[int]]:
    """The plan of 2026: its id and those of its meetings."""
    with council.acting() as scope:
        plan = planning.create_plan(scope, council.body_id, PLAN)
        scope.db.flush()
        return plan.id, [row.id for row in plans.planned(scope, plan.id)]


def seen(council: Council, year: int = 2026) -> plans.YearView:
    with council.acting() as scope:
        return plans.year_view(scope, bodies.body(scope, council.body_id), year)


def status(council: Council, name: str, year: int = 2026) -> Status:
    found = seen(council, year)
    return next(one.status for one in found.verdicts if one.rule == f"council.{name}")


@pytest.mark.clause("LU2-4.5-plan")
def test_a_plan_is_adopted_then_approved(council: Council) -> None:
    plan_id, _ = planned(council)
    with council.acting() as scope, pytest.raises(Conflict, match="Сначала план принимают"):
        planning.approve(scope, plan_id, {})
    assert status(council, "plan") is Status.NOT_YET
    held(council, date(2026, 2, 2), plan_id, votes="+---")
    assert seen(council).adopted is None  # a rejected plan is not adopted
    meeting_id = held(council, date(2026, 2, 16), plan_id)
    found = seen(council)
    assert found.adopted is not None
    assert (found.adopted.meeting_id, found.adopted.day, found.in_force) == (
        meeting_id,
        date(2026, 2, 16),
        False,
    )
    with council.acting(member=0) as scope, pytest.raises(Invalid) as refused:
        planning.approve(scope, plan_id, {"approved_on": date(2026, 2, 15)})
    assert refused.value.fields[0].field == "approved_on"
    with council.acting(member=0) as scope:
        planning.approve(scope, plan_id, {"approved_on": date(2026, 2, 16)})
    assert status(council, "plan") is Status.PASS
    assert seen(council).in_force


def test_a_changed_plan_goes_back_to_a_meeting(council: Council) -> None:
    plan_id, rows = planned(council)
    held(council, date(2026, 2, 16), plan_id)
    with council.acting(member=0) as scope:
        planning.approve(scope, plan_id, {})
    council.at(date(2026, 3, 2))
    with council.acting() as scope:
        topic = {"month": date(2026, 12, 1), "topic": "Другая тема"}
        planning.change_meeting(scope, rows[3], topic)
    found = seen(council)
    assert (found.adopted, found.in_force, found.rows[3].row.topic) == (None, False, "Другая тема")
    with council.acting(member=0) as scope, pytest.raises(Conflict):
        planning.approve(scope, plan_id, {})
    with council.acting(member=0) as scope:
        planning.send_back(scope, plan_id, "Нет темы экспертизы")
    assert seen(council).plan.returned_why == "Нет темы экспертизы"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"month": date(2027, 1, 1)}, "month"),
        ({"planned_on": date(2025, 12, 31)}, "planned_on"),
        ({"month": date(2026, 3, 1), "planned_on": date(2026, 4, 1)}, "planned_on"),
        ({}, "month"),
    ],
)
def test_what_does_not_fit_the_year(council: Council, changed: dict[str, object], field: str) -> None:
    draft = {"year": 2026, "meetings": [{"topic": "Тема", **changed}]}
    with council.acting() as scope, pytest.raises(Invalid) as refused:
        planning.create_plan(scope, council.body_id, draft)
    assert refused.value.fields[0].field == field


@pytest.mark.clause("LU2-4.6-freq", "LU2-4.6-planfreq")
def test_what_counts_towards_four(council: Council) -> None:
    """Three by the plan, one extraordinary; one without quorum, its repeat counts once (edges 68, 69)."""
    _, rows = planned(council)
    held(council, date(2026, 2, 16), planned_id=rows[0])
    chair = {"kind": "extraordinary", "called_on": date(2026, 3, 1), "called_by": "Решение № 1"}
    held(council, date(2026, 3, 20), **chair)
    council.at(date(2026, 5, 10))
    missed, _ = council.noticed(date(2026, 5, 20), planned_id=rows[1])
    council.at(date(2026, 5, 20))
    with council.acting() as scope:
        agenda.close_agenda(scope, missed)
        sitting.declare_no_quorum(scope, missed)
    assert status(council, "plan_frequency") is Status.PASS  # May is not over
    council.at(date(2026, 6, 1))
    found = seen(council)
    assert [one.actual for one in found.verdicts[1:]] == [1, 1]
    assert found.verdicts[2].status is Status.FAIL
    held(council, date(2026, 6, 15), kind="repeat", repeats_id=missed)
    held(council, date(2026, 9, 10), planned_id=rows[2])
    found = seen(council)
    assert (len(found.counted.held), len(found.counted.extraordinary)) == (3, 1)
    assert [row.held is not None for row in found.rows] == [True, True, True, False]
    assert status(council, "frequency") is Status.WARN
    council.at(date(2026, 12, 27))
    lost = seen(council)
    assert lost.verdicts[1].status is Status.FAIL
    assert lost.outlook is not None
    assert not lost.outlook.feasible
    rule = council_rule(council, extraordinary_counts=True)
    council.profile = rule
    assert status(council, "frequency") is Status.PASS  # counted where the regulation counts them
    assert len(seen(council).counted.held) == 3


@pytest.mark.parametrize(("basis", "years"), [("school", (2025, 2026)), ("calendar", (2026, 2026))])
def test_the_last_evening_of_august(council: Council, basis: str, years: tuple[int, int]) -> None:
    """31.08 at 23:30 local belongs to the old school year, midnight to the new one (edge 67)."""
    council.profile = council_rule(council, year_basis=basis)
    for day, hour in ((date(2026, 8, 31), "23:30"), (date(2026, 9, 1), "00:00")):
        council.at(date(2026, 8, 1))
        with council.acting() as scope:
            clock = calling.time.fromisoformat(hour)
            calling.create(scope, council.body_id, council.draft(day, starts_time=clock))
    council.at(date(2026, 8, 2))
    for day, year in zip((date(2026, 8, 31), date(2026, 9, 1)), years, strict=True):
        assert day in [one.day for one in seen(council, year).counted.ahead]
    if basis == "school":
        assert [len(seen(council, year).counted.ahead) for year in years] == [1, 1]


def test_the_rule_of_the_years_end_decides(council: Council) -> None:
    """Four became three in the middle of the year: both verdicts are shown (edge 75)."""
    for month in (2, 4, 6):
        held(council, date(2026, month, 10))
    council.at(date(2027, 1, 5))
    with council.acting() as scope:
        beginning = plans.MeetingPolicy.of(scope.profile, "council")
    council.profile = council_rule(council, count=3)
    with council.acting() as scope:
        found = plans.year_view(scope, bodies.body(scope, council.body_id), 2026, beginning)
    assert (found.verdicts[1].status, found.verdicts[1].expected) == (Status.PASS, 3)
    assert found.before is not None
    assert (found.before.status, found.before.expected) == (Status.FAIL, 4)
