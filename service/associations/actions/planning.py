"""The plan of an association by months: opened, adopted by members, agreed by the coordinator or returned."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from service.associations.actions.founding import alive
from service.associations.model.plans import PlanStep
from service.associations.names import AssociationsEvent
from service.associations.policy import AssociationPolicy
from service.associations.queries import listing
from service.associations.queries.facts import gather
from service.associations.rules import empty_months, month_title
from service.core.errors import Conflict, FieldProblem, Invalid, NotFound
from service.core.language import N_
from service.meetings.actions.judging import Refused
from service.meetings.actions.planning import create_plan
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.model.plans import YearPlan
from service.meetings.names import MeetingsEvent
from service.meetings.queries.rights import person_of
from service.meetings.rules.states import HELD
from service.rules.verdict import Status
from service.tenancy.scope import Scope

NO_PROTOCOL = N_("Укажите заседание или номер и дату протокола, где план принят.")
NOT_HELD = N_("Это заседание другого объединения или ещё не состоялось.")
WHY = N_("Напишите, почему план возвращён.")
FUTURE = N_("Этот день ещё не наступил.")
NO_ANALYSIS = N_("План не согласуют без анализа прошлого учебного года. Основание: %(clause)s.")
NO_FORECAST = N_("План не согласуют без прогноза. Основание: %(clause)s.")
EMPTY = N_("В плане пустые месяцы: %(months)s. Основание: %(clause)s.")
AGREED = N_("План согласован и не меняется. Чтобы изменить его, куратор возвращает план.")
OPEN_MARKS = frozenset({"done_on", "result"})
"""What may still be written into an agreed plan: how it is carried out."""


def the_plan(scope: Scope, body_id: int, year: int) -> YearPlan | None:
    """The plan of an association for a school year."""
    chosen = select(YearPlan).where(YearPlan.body_id == body_id, YearPlan.year == year)
    return scope.db.execute(chosen).scalar_one_or_none()


def open_plan(scope: Scope, body_id: int, year: int, forecast: str | None = None) -> YearPlan:
    """Open the plan of a school year; a second one is refused (LU4 п. 3.2)."""
    body = alive(scope, body_id)
    listing.allow_work(scope, body)
    return create_plan(scope, body.id, {"year": year, "forecast": forecast})


def set_forecast(scope: Scope, body_id: int, year: int, forecast: str | None) -> YearPlan:
    """Write the forecast that a plan rests on (LU4 п. 1.5)."""
    body = alive(scope, body_id)
    listing.allow_work(scope, body)
    plan = the_plan(scope, body_id, year)
    if plan is None:
        return open_plan(scope, body_id, year, forecast)
    changeable(scope, plan)
    if plan.forecast != forecast:
        plan.forecast = forecast
        scope.record(MeetingsEvent.PLAN_CHANGED, plan, fields=["forecast"])
    return plan


def last_step(scope: Scope, plan_id: int) -> PlanStep | None:
    """What was last done with a plan by the coordinator."""
    chosen = select(PlanStep).where(PlanStep.plan_id == plan_id, PlanStep.step != "adopted")
    return scope.db.execute(chosen.order_by(PlanStep.id.desc()).limit(1)).scalar_one_or_none()


def changeable(scope: Scope, plan: YearPlan, fields: frozenset[str] = frozenset()) -> None:
    """Raise Conflict where the plan is agreed and more than its marks would change."""
    step = last_step(scope, plan.id)
    if step is not None and step.step == "agreed" and (not fields or fields - OPEN_MARKS):
        raise Conflict(AGREED)


def take_step(scope: Scope, body_id: int, draft: Mapping[str, Any]) -> PlanStep:
    """Adopt a plan by its members, agree it, or return it with a reason (LU4 п. 1.5)."""
    body = alive(scope, body_id)
    plan = the_plan(scope, body_id, draft["year"])
    if plan is None:
        raise NotFound()
    step = draft["step"]
    if step == "adopted":
        listing.allow_work(scope, body)
    else:
        listing.allow_review(scope, body)
    day: date = draft.get("done_on") or scope.today
    problems = [FieldProblem("done_on", FUTURE)] if day > scope.today else []
    if step == "adopted":
        problems += _protocol_problems(scope, body, draft)
    elif step == "returned" and not draft.get("reason"):
        problems.append(FieldProblem("reason", WHY))
    if problems:
        raise Invalid(fields=tuple(problems))
    if step == "agreed":
        _may_agree(scope, body, draft["year"])
    return _written(scope, plan, draft, day)


def _protocol_problems(scope: Scope, body: Body, draft: Mapping[str, Any]) -> list[FieldProblem]:
    if draft.get("meeting_id") is None:
        return [] if draft.get("protocol") else [FieldProblem("protocol", NO_PROTOCOL)]
    meeting = scope.db.get(Meeting, (scope.db.tenant_id, draft["meeting_id"]))
    held = meeting is not None and meeting.body_id == body.id and meeting.state in HELD
    return [] if held else [FieldProblem("meeting_id", NOT_HELD)]


def _may_agree(scope: Scope, body: Body, year: int) -> None:
    """Adopted first; resting on the analysis of the year before and a forecast; no month left empty."""
    policy = AssociationPolicy(scope.profile)
    facts = gather(scope, [body], year, scope.today)[body.id]
    reached = ["agreed", *(["adopted"] if facts.adopted else [])]
    said = scope.profile.evaluate("association.agreement", {"reached": reached})
    if said.status is Status.FAIL:
        raise Refused(said)
    problems = []
    basis = scope.profile.rule("association.basis")
    if basis is not None:
        if not facts.first_year and not facts.previous_analysis:
            problems.append(FieldProblem("analysis", NO_ANALYSIS, {"clause": basis.clause}))
        if not facts.forecast:
            problems.append(FieldProblem("forecast", NO_FORECAST, {"clause": basis.clause}))
    monthly = scope.profile.rule("association.plan_months")
    empty = empty_months(policy, facts) if monthly is not None else []
    if monthly is not None and empty:
        words = {"months": ", ".join(map(month_title, empty)), "clause": monthly.clause}
        problems.append(FieldProblem("months", EMPTY, words))
    if problems:
        raise Invalid(fields=tuple(problems))


def _written(scope: Scope, plan: YearPlan, draft: Mapping[str, Any], day: date) -> PlanStep:
    step = PlanStep(
        plan_id=plan.id,
        step=draft["step"],
        done_on=day,
        meeting_id=draft.get("meeting_id"),
        protocol=draft.get("protocol"),
        who=scope.actor.name or None,
        reason=draft.get("reason"),
    )
    scope.db.add(step)
    if step.step == "agreed":
        plan.returned_why = None
        coordinator = person_of(scope)
        if coordinator is not None:
            plan.approved_by, plan.approved_on = coordinator, day
    elif step.step == "returned":
        plan.approved_by, plan.approved_on, plan.returned_why = None, None, step.reason
    scope.record(AssociationsEvent.PLAN_STEP, step, detail={"plan": plan.id, "step": step.step})
    return step
