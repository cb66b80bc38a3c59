"""The year plan (план на год): entered, adopted at a meeting, approved or returned; a change undoes both."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from service.core.errors import Conflict, FieldProblem, Invalid
from service.core.language import N_
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.model.plans import PlannedMeeting, YearPlan
from service.meetings.names import MeetingsEvent
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import plans as reads
from service.meetings.queries.bodies import composition
from service.meetings.queries.rights import allow_chairing, allow_keeping
from service.meetings.refusals import in_words
from service.tenancy.scope import Scope

OTHER_YEAR = N_("Этот день не относится к году плана.")
OTHER_MONTH = N_("День не из этого месяца.")
NO_MONTH = N_("Укажите месяц или день.")
CALLED = N_("По этому пункту плана уже назначено заседание: убрать его нельзя.")
NOT_ADOPTED = N_("Сначала план принимают на заседании, потом утверждают.")
BEFORE_ADOPTED = N_("План принят позже этого дня (%(day)s).")
AHEAD = N_("Этот день ещё не наступил.")
NO_CHAIR = N_("В этот день у органа не было председателя или руководителя.")
APPROVED = N_("План уже утверждён.")
WHY = N_("Напишите, почему план возвращён.")
FIELDS = ("month", "planned_on", "topic", "form", "responsible_id", "responsible")


def create_plan(scope: Scope, body_id: int, draft: Mapping[str, Any]) -> YearPlan:
    """Enter the plan of a year with its meetings."""
    body = body_reads.body(scope, body_id)
    allow_keeping(scope, body)
    plan = YearPlan(body_id=body.id, year=draft["year"], forecast=draft.get("forecast"), changed_at=scope.now)
    scope.db.add(plan)
    with in_words():
        scope.db.flush()
    for one in draft.get("meetings") or ():
        scope.db.add(PlannedMeeting(plan_id=plan.id, **_values(scope, body, plan, one)))
    scope.record(MeetingsEvent.PLAN_CREATED, plan, detail={"body": body.id, "year": plan.year})
    return plan


def change_plan(scope: Scope, plan_id: int, draft: Mapping[str, Any]) -> YearPlan:
    """Change the words of a plan; raises Conflict when another state was seen."""
    plan, _ = _open(scope, plan_id, draft.get("version"))
    if plan.forecast != draft.get("forecast"):
        plan.forecast = draft.get("forecast")
        _changed(scope, plan, "forecast")
    return plan


def add_meeting(scope: Scope, plan_id: int, draft: Mapping[str, Any]) -> PlannedMeeting:
    """Put a meeting into the plan."""
    plan, body = _open(scope, plan_id)
    row = PlannedMeeting(plan_id=plan.id, **_values(scope, body, plan, draft))
    scope.db.add(row)
    scope.db.flush()
    _changed(scope, plan, "meetings")
    return row


def change_meeting(scope: Scope, planned_id: int, draft: Mapping[str, Any]) -> PlannedMeeting:
    """Change a planned meeting; raises Conflict when another state was seen."""
    row = reads.planned_meeting(scope, planned_id)
    plan, body = _open(scope, row.plan_id)
    if draft.get("version") is not None and draft["version"] != row.version:
        raise Conflict(current=row)
    values = _values(scope, body, plan, draft)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        _changed(scope, plan, "meetings")
    return row


def remove_meeting(scope: Scope, planned_id: int) -> None:
    """Take a meeting out of the plan, unless one was called by it."""
    row = reads.planned_meeting(scope, planned_id)
    plan, _ = _open(scope, row.plan_id)
    if scope.db.execute(select(Meeting.id).where(Meeting.planned_id == row.id).limit(1)).first():
        raise Conflict(CALLED)
    scope.db.delete(row)
    _changed(scope, plan, "meetings")


def approve(scope: Scope, plan_id: int, draft: Mapping[str, Any]) -> YearPlan:
    """Approve a plan (утвердить), by the chair, after it was adopted: two conditions, each with its day."""
    plan, body = _found(scope, plan_id)
    allow_chairing(scope, body)
    if plan.approved_on is not None:
        raise Conflict(APPROVED)
    day: date = draft.get("approved_on") or scope.today
    policy = MeetingPolicy.of(scope.profile, body.kind)
    adopted = reads.adoption(scope, plan)
    if adopted is None and reads.must_be_adopted(policy):
        raise Conflict(NOT_ADOPTED)
    seated = composition(scope, body.id, day)
    chair = seated.holder("chair") or seated.holder("leader")
    problems = []
    if adopted is not None and day < adopted.day:
        problems.append(FieldProblem("approved_on", BEFORE_ADOPTED, {"day": adopted.day}))
    if day > scope.today:
        problems.append(FieldProblem("approved_on", AHEAD))
    if chair is None:
        problems.append(FieldProblem("approved_on", NO_CHAIR))
    if chair is None or problems:
        raise Invalid(fields=tuple(problems))
    plan.approved_by, plan.approved_on, plan.returned_why = chair.person_id, day, None
    scope.record(MeetingsEvent.PLAN_APPROVED, plan, fields=["approved_on"], detail={"body": body.id})
    return plan


def send_back(scope: Scope, plan_id: int, reason: str | None) -> YearPlan:
    """Return a plan with a reason instead of approving it (вернуть)."""
    plan, body = _found(scope, plan_id)
    allow_chairing(scope, body)
    if plan.approved_on is not None:
        raise Conflict(APPROVED)
    if not reason:
        raise Invalid(fields=(FieldProblem("reason", WHY),))
    plan.returned_why = reason
    scope.record(MeetingsEvent.PLAN_RETURNED, plan, fields=["returned_why"], detail={"body": body.id})
    return plan


def _found(scope: Scope, plan_id: int) -> tuple[YearPlan, Body]:
    plan = reads.plan(scope, plan_id, locked=True)
    return plan, body_reads.body(scope, plan.body_id)


def _open(scope: Scope, plan_id: int, version: int | None = None) -> tuple[YearPlan, Body]:
    plan, body = _found(scope, plan_id)
    allow_keeping(scope, body)
    if version is not None and version != plan.version:
        raise Conflict(current=plan)
    return plan, body


def _changed(scope: Scope, plan: YearPlan, what: str) -> None:
    """Another content is another plan, adopted and approved anew; the history keeps the old one."""
    withdrawn = plan.approved_on is not None
    plan.changed_at, plan.approved_by, plan.approved_on = scope.now, None, None
    scope.record(MeetingsEvent.PLAN_CHANGED, plan, fields=[what], detail={"withdrawn": withdrawn})


def _values(scope: Scope, body: Body, plan: YearPlan, draft: Mapping[str, Any]) -> dict[str, Any]:
    """Columns of a planned meeting, checked: its month lies in the year, its form is one of those allowed."""
    policy = MeetingPolicy.of(scope.profile, body.kind)
    first, last = reads.span(policy, plan.year)
    day, month = draft.get("planned_on"), draft.get("month")
    if day is None and month is None:
        raise Invalid(fields=(FieldProblem("month", NO_MONTH),))
    month = (month or day).replace(day=1)
    if day is not None and day.replace(day=1) != month:
        raise Invalid(fields=(FieldProblem("planned_on", OTHER_MONTH),))
    if not first <= (day or month) <= last:
        raise Invalid(fields=(FieldProblem("planned_on" if day else "month", OTHER_YEAR),))
    return {**{name: draft.get(name) for name in FIELDS}, "month": month}
