"""The plan of an association: one a year, every month, lists of the profile, adopted, agreed, returned."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from service.associations.actions import analysing, planning, records
from service.associations.model.terms import AssociationYear
from service.associations.policy import AssociationPolicy
from service.associations.queries import monthly, work
from service.associations.queries.facts import gather
from service.associations.queries.figures import figures
from service.associations.rules import empty_months, verdicts
from service.core.errors import Conflict, Invalid
from service.core.language import render
from service.meetings.actions.judging import Refused
from service.meetings.actions.planning import add_meeting
from service.meetings.model.bodies import Body
from service.meetings.queries.bodies import composition
from service.roadmap.model import RoadmapItem
from service.rules.message import Message
from service.tenancy.scope import Scope
from tests.associations import staging

TODAY, YEAR = date(2026, 9, 10), 2026
TASKS = tuple(f"t{number}" for number in range(1, 19))
LISTED = {
    "goals": tuple(f"g{number}" for number in range(1, 5)),
    "tasks": TASKS,
    "forms": (
        "meeting", "seminar", "master_class", "creative_report", "open_lesson", "lecture", "experience_help",
        "month_week_day", "mutual_visit", "extracurricular",
    ),
}  # fmt: skip


@pytest.fixture
def scope(app: Flask) -> Iterator[Scope]:
    """A scope of Luga in September; nothing of a test stays."""
    made = staging.scope_on(app, "luga", TODAY)
    with made.db:
        yield made


@pytest.fixture
def body(scope: Scope) -> Body:
    """An association in its first year, with an open plan."""
    made, _ = staging.led(scope, "физика")
    planning.open_plan(scope, made.id, YEAR, "Больше открытых уроков")
    return made


def item(scope: Scope, body: Body, month: date = date(2026, 9, 1), **more: object) -> object:
    """An item of the plan."""
    draft = {"month": month, "text": f"Дело {month:%m}", "forms": ["meeting"]}
    return records.create(scope, body.id, "plan-items", YEAR, draft | more)


def said(scope: Scope, body: Body, name: str) -> str:
    """The status of a rule about the year."""
    facts = gather(scope, [body], YEAR, TODAY)[body.id]
    told = verdicts(AssociationPolicy(scope.profile), facts, TODAY)
    return str(next(one for one in told if one.rule == f"association.{name}").status)


def words(caught: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    """The sentence of each refused field."""
    problems = caught.value.fields
    return {one.field: render(Message(one.msgid, one.params), "ru") for one in problems}


@pytest.mark.clause("LU4-3.2-year")
def test_one_plan_a_year(scope: Scope, body: Body) -> None:
    assert said(scope, body, "plan") == "pass"
    with scope.db.begin_nested(), pytest.raises(Invalid) as caught:
        planning.open_plan(scope, body.id, YEAR)
    assert "уже есть" in str(caught.value)


@pytest.mark.clause("LU4-3.2-monthly", "LU4-1.5", "LU4-1.5-basis")
def test_a_plan_is_adopted_full_and_based_before_it_is_agreed(scope: Scope, body: Body) -> None:
    agree = {"year": YEAR, "step": "agreed", "done_on": TODAY}
    with pytest.raises(Refused) as refused:
        planning.take_step(scope, body.id, agree)
    assert refused.value.verdict.clause == "прил. 4, п. 1.5"
    with pytest.raises(Invalid) as caught:
        planning.take_step(scope, body.id, {"year": YEAR, "step": "adopted"})
    assert "protocol" in words(caught)
    planning.take_step(scope, body.id, {"year": YEAR, "step": "adopted", "protocol": "№ 1"})
    planning.set_forecast(scope, body.id, YEAR, None)
    for month in AssociationPolicy(scope.profile).months(YEAR)[:-1]:
        item(scope, body, month)
    with pytest.raises(Invalid) as caught:
        planning.take_step(scope, body.id, agree)
    assert "прогноза" in words(caught)["forecast"] and "май 2027" in words(caught)["months"]
    assert said(scope, body, "plan_months") == "fail" and said(scope, body, "agreement") == "not_yet"
    item(scope, body, date(2027, 5, 1))
    planning.set_forecast(scope, body.id, YEAR, "Прогноз")
    planning.take_step(scope, body.id, agree)
    assert [said(scope, body, name) for name in ("agreement", "plan_months")] == ["pass", "pass"]
    with pytest.raises(Conflict):
        item(scope, body)
    row = work.rows(scope, "plan-items", body.id, YEAR)[0]
    kept = {"month": row.month, "text": row.text, "forms": row.forms}
    records.change(scope, body.id, "plan-items", row.id, kept | {"done_on": TODAY, "result": "Сделано"})
    with pytest.raises(Conflict):
        records.change(scope, body.id, "plan-items", row.id, kept | {"text": "Другое"})
    with pytest.raises(Invalid):
        planning.take_step(scope, body.id, {"year": YEAR, "step": "returned"})
    planning.take_step(scope, body.id, {"year": YEAR, "step": "returned", "reason": "Уточните"})
    assert item(scope, body) is not None


@pytest.mark.clause("LU4-1.5-basis")
def test_a_later_year_needs_the_analysis_of_the_one_before(scope: Scope, body: Body) -> None:
    scope.db.add(AssociationYear(body_id=body.id, year=YEAR - 1, state="forming"))
    planning.take_step(scope, body.id, {"year": YEAR, "step": "adopted", "protocol": "№ 1"})
    for month in AssociationPolicy(scope.profile).months(YEAR):
        item(scope, body, month)
    agree = {"year": YEAR, "step": "agreed"}
    with pytest.raises(Invalid) as caught:
        planning.take_step(scope, body.id, agree)
    assert "анализа прошлого" in words(caught)["analysis"]
    notes = dict.fromkeys(TASKS, "В первый год не планировалось")
    written = {"year": YEAR - 1, "teaching_state": "С", "conclusions": "В", "forecast": "П", "notes": notes}
    analysing.write(scope, body.id, written)
    analysing.submit(scope, body.id, YEAR - 1)
    assert planning.take_step(scope, body.id, agree).step == "agreed"


@pytest.mark.clause("LU4-2.1.1", "LU4-2.1.2", "LU4-2.1.3", "LU4-2.1.4")
@pytest.mark.clause(
    "LU4-2.2.1", "LU4-2.2.5", "LU4-2.2.7", "LU4-2.2.9", "LU4-2.2.10", "LU4-2.2.15", "LU4-2.2.18"
)
@pytest.mark.clause("LU4-3.4.1", "LU4-3.4.2", "LU4-3.4.3", "LU4-3.4.4", "LU4-3.4.5", "LU4-3.4.6", "LU4-3.4.7")
@pytest.mark.clause("LU4-3.4.9", "LU4-3.4.10", "LU4-3.4.11")
@pytest.mark.parametrize(("name", "code"), [(name, code) for name, codes in LISTED.items() for code in codes])
def test_every_code_of_the_lists_is_chosen_counted_and_missed(
    scope: Scope, body: Body, name: str, code: str
) -> None:
    assert code in dict(figures(scope, body, YEAR).idle(name))
    item(scope, body, **{name: [code]})
    told = figures(scope, body, YEAR)
    assert told.uses[name][code] == 1 and code not in dict(told.idle(name))


def test_a_code_that_the_regulation_does_not_list_is_refused(scope: Scope, body: Body) -> None:
    for name in ("goals", "tasks", "forms"):
        with pytest.raises(Invalid) as caught:
            item(scope, body, **{name: ["t1", "nonsense"] if name == "tasks" else ["nonsense"]})
        assert "nonsense" in words(caught)[name]
    with pytest.raises(Invalid) as caught:
        item(scope, body, forms=[])
    assert "п. 3.4" in words(caught)["forms"]


@pytest.mark.clause("LU4-2.2-cover", "LU4-2.2.11", "LU4-4.3.8")
def test_an_analysis_is_filled_from_registers_and_explains_idle_tasks(scope: Scope, body: Body) -> None:
    assert len(AssociationPolicy(scope.profile).items("tasks")) == 18
    item(scope, body, tasks=["t1"])
    draft = {"year": YEAR, "conclusions": "Выводы", "forecast": "Прогноз", "notes": {"t2": "Нет программ"}}
    analysing.write(scope, body.id, draft)
    with pytest.raises(Invalid) as caught:
        analysing.submit(scope, body.id, YEAR)
    told = words(caught)
    assert set(told) == {"teaching_state", "notes"}
    assert "Проектная" in told["notes"] and "экспертиза учебных программ" not in told["notes"]
    notes = {code: "Объяснение" for code in TASKS if code != "t1"}
    analysing.write(scope, body.id, draft | {"teaching_state": "Уроки, срезы", "notes": notes})
    row = analysing.submit(scope, body.id, YEAR)
    assert row.content is not None and row.content["uses"]["tasks"] == {"t1": 1}
    assert row.content["members"] == 10
    with pytest.raises(Conflict):
        analysing.write(scope, body.id, draft)


@pytest.mark.clause("LU4-5.3")
@pytest.mark.parametrize(
    ("day", "status"), [(date(2027, 5, 31), "pass"), (date(2027, 6, 1), "fail"), (None, "fail")]
)
def test_an_analysis_is_due_at_the_end_of_the_year(app: Flask, day: date | None, status: str) -> None:
    scope = staging.scope_on(app, "luga", day or date(2027, 6, 2))
    with scope.db:
        body, _ = staging.led(scope, "физика")
        if day is not None:
            notes = dict.fromkeys(TASKS, "Нет")
            written = {
                "year": YEAR,
                "teaching_state": "С",
                "conclusions": "В",
                "forecast": "П",
                "notes": notes,
            }
            analysing.write(scope, body.id, written)
            analysing.submit(scope, body.id, YEAR)
            with pytest.raises(Invalid):
                analysing.review(scope, body.id, {"year": YEAR, "state": "returned"})
            done = analysing.review(scope, body.id, {"year": YEAR, "state": "accepted"})
            assert done.state == "accepted"
        facts = gather(scope, [body], YEAR, scope.today)[body.id]
        told = verdicts(AssociationPolicy(scope.profile), facts, scope.today)
        found = next(one for one in told if one.rule == "association.analysis_submission")
        assert (str(found.status), found.expected) == (status, date(2027, 5, 31))


@pytest.mark.clause("LU4-4.3.2")
def test_items_link_to_the_plan_of_the_district(scope: Scope, body: Body) -> None:
    district = RoadmapItem(number="1", title="Семинары", due_on=date(2026, 12, 1), valid=staging.life())
    scope.db.add(district)
    scope.db.flush()
    item(scope, body, roadmap_id=district.id, done_on=TODAY)
    assert said(scope, body, "plan_link") == "pass"
    item(scope, body, date(2026, 10, 1))
    facts = gather(scope, [body], YEAR, TODAY)[body.id]
    assert (facts.items, len(facts.unlinked), facts.done) == (2, 1, 1)
    assert said(scope, body, "plan_link") == "fail"


@pytest.mark.clause("LU4-3.2-sched")
def test_a_schedule_has_four_dated_meetings_and_tells_of_clashes(scope: Scope, body: Body) -> None:
    plan = planning.the_plan(scope, body.id, YEAR)
    assert plan is not None
    people = [one.person_id for one in composition(scope, body.id, TODAY).members]
    other = staging.association(scope, "астрономия", people[:1] + staging.teachers(scope, 10, "астрономия"))
    theirs = planning.open_plan(scope, other.id, YEAR)
    for month in (9, 10, 11, 12):
        assert said(scope, body, "schedule") == "fail"
        draft = {"planned_on": date(2026, month, 21), "topic": "Заседание"}
        add_meeting(scope, plan.id, draft)
    assert said(scope, body, "schedule") == "pass"
    add_meeting(scope, theirs.id, {"planned_on": date(2026, 10, 21), "topic": "И мы"})
    assert monthly.clashes(scope, body.id, [date(2026, 10, 21), date(2026, 11, 21)]) == [
        (date(2026, 10, 21), other.name, 1)
    ]


def test_months_follow_the_settings(scope: Scope, body: Body) -> None:
    policy = AssociationPolicy(scope.profile)
    assert [one.month for one in policy.months(YEAR)] == [9, 10, 11, 12, 1, 2, 3, 4, 5]
    assert len(empty_months(policy, gather(scope, [body], YEAR, TODAY)[body.id])) == 9
