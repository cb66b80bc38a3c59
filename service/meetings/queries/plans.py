"""Reads of year plans: whether one is in force, what was held by it, whether the norm can still be met."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from service.meetings.model.agenda import AgendaItem
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.model.plans import PlannedMeeting, YearPlan
from service.meetings.model.voting import Decision
from service.meetings.policy import MeetingPolicy
from service.meetings.queries.meetings import day_of, local
from service.meetings.queries.row import row_of
from service.meetings.rules import counting
from service.meetings.rules.counting import Planned, Sat, Year, count_year, not_held, to_come
from service.meetings.rules.forecast import Forecast, earliest_meeting, forecast
from service.rules.dates import add_months, year_of, year_start
from service.rules.kinds import frequency
from service.rules.verdict import Verdict
from service.tenancy.scope import Scope

ADOPTED, APPROVED = "adopted", "approved"
IN_FAVOUR = ("adopted", "recorded")
"""Where the regulation sets no majority the outcome is recorded, not checked."""


@dataclass(frozen=True)
class Adoption:
    """When and where a plan was adopted (принят на заседании)."""

    day: date
    meeting_id: int
    item: int


@dataclass(frozen=True)
class PlanRow:
    """A planned meeting and what became of it: the meeting called by it, or the one that was held."""

    row: PlannedMeeting
    meeting: Sat | None
    held: Sat | None


@dataclass(frozen=True)
class YearView:
    """The year of a body: its plan with both conditions, meetings counted, forecast, verdicts."""

    body: Body
    year: int
    first: date
    last: date
    plan: YearPlan | None
    rows: tuple[PlanRow, ...]
    adopted: Adoption | None
    counted: Year
    outlook: Forecast | None
    verdicts: tuple[Verdict, ...]
    before: Verdict | None = None
    """What the rule of frequency said at the beginning of the year, where it has changed since (edge 75)."""

    @property
    def in_force(self) -> bool:
        """Whether the plan was adopted and then approved."""
        return self.adopted is not None and self.plan is not None and self.plan.approved_on is not None


def span(policy: MeetingPolicy, year: int) -> tuple[date, date]:
    """First and last day of a body's year: calendar or school, as the profile says (C-LU-11)."""
    first = year_start(year, policy.year_basis)
    return first, add_months(first, 12) - timedelta(days=1)


def current_year(scope: Scope, policy: MeetingPolicy) -> int:
    """The year of a body that today belongs to."""
    return year_of(scope.today, policy.year_basis)


def plan(scope: Scope, plan_id: int, *, locked: bool = False) -> YearPlan:
    """One plan; raises NotFound."""
    return row_of(scope, YearPlan, plan_id, locked=locked)


def plan_of(scope: Scope, body_id: int, year: int) -> YearPlan | None:
    """The plan of a body for a year."""
    chosen = select(YearPlan).where(YearPlan.body_id == body_id, YearPlan.year == year)
    return scope.db.execute(chosen).scalar()


def plans_of(scope: Scope, body_id: int) -> Sequence[YearPlan]:
    """Plans of a body, the latest year first."""
    chosen = select(YearPlan).where(YearPlan.body_id == body_id)
    return scope.db.execute(chosen.order_by(YearPlan.year.desc())).scalars().all()


def planned(scope: Scope, plan_id: int) -> Sequence[PlannedMeeting]:
    """Meetings of a plan in their order."""
    chosen = select(PlannedMeeting).where(PlannedMeeting.plan_id == plan_id)
    ordered = chosen.order_by(PlannedMeeting.month, PlannedMeeting.planned_on, PlannedMeeting.id)
    return scope.db.execute(ordered).scalars().all()


def planned_meeting(scope: Scope, planned_id: int) -> PlannedMeeting:
    """One planned meeting; raises NotFound."""
    return row_of(scope, PlannedMeeting, planned_id)


def adoption(scope: Scope, plan: YearPlan) -> Adoption | None:
    """The decision by which the plan as it now stands was adopted, the latest one."""
    chosen = (
        select(Meeting, AgendaItem.number)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .join(Decision, Decision.item_id == AgendaItem.id)
        .where(
            AgendaItem.plan_id == plan.id,
            Decision.kind == "plan",
            Decision.outcome.in_(IN_FAVOUR),
            Meeting.body_id == plan.body_id,
        )
    )
    if plan.changed_at is not None:
        chosen = chosen.where(Decision.decided_at >= plan.changed_at)
    found = scope.db.execute(chosen.order_by(Decision.decided_at.desc()).limit(1)).first()
    return Adoption(day_of(scope, found[0]), found[0].id, found[1]) if found else None


def must_be_adopted(policy: MeetingPolicy) -> bool:
    """Whether the regulation has a meeting adopt the plan before it is approved."""
    stages = getattr(policy.params("plan"), "stages", ())
    return ADOPTED in {one.code for one in stages}


def plan_verdict(policy: MeetingPolicy, plan: YearPlan | None, adopted: Adoption | None) -> Verdict:
    """What the rule of the plan says: stages reached, or a plan in force among the documents."""
    approved = plan is not None and plan.approved_on is not None
    reached = [code for code, done in ((ADOPTED, adopted is not None), (APPROVED, approved)) if plan and done]
    params = policy.params("plan")
    facts: dict[str, Any] = {}
    if hasattr(params, "stages"):
        facts["reached"] = [code for code in reached if code in {one.code for one in params.stages}]
    elif hasattr(params, "documents"):
        facts["present"] = [one.code for one in params.documents] if plan and (adopted or approved) else []
    return policy.evaluate("plan", facts)


def meetings_of(scope: Scope, body_id: int) -> list[Sat]:
    """All meetings of a body as a year counts them: a repeat may stand for one of the year before."""
    rows = scope.db.execute(
        select(
            Meeting.id, Meeting.starts_at, Meeting.kind, Meeting.state, Meeting.planned_id, Meeting.repeats_id
        ).where(Meeting.body_id == body_id)
    )
    return [
        Sat(row.id, local(scope, row.starts_at).date(), row.kind, row.state, row.planned_id, row.repeats_id)
        for row in rows
    ]


def as_planned(rows: Sequence[PlannedMeeting]) -> list[Planned]:
    """Planned meetings as they are counted."""
    ends = [(row, counting.month_end(row.month)) for row in rows]
    return [Planned(row.id, row.planned_on or end, end) for row, end in ends]


def frequency_verdict(
    policy: MeetingPolicy, year: int, counted: Year, ahead: list[date], today: date
) -> Verdict:
    """Whether the year has as many meetings as the regulation asks for, or can still have them."""
    facts = {
        "year": year,
        "held": counted.days(extraordinary=False),
        "extraordinary": [one.day for one in counted.extraordinary],
        "as_of": today,
        "planned": ahead,
        "earliest": earliest_meeting(policy.params("notice"), today),
    }
    known = facts if policy.established("frequency") else {}
    return policy.evaluate("frequency", {name: known[name] for name in frequency.FACTS if name in known})


def fulfilment(policy: MeetingPolicy, counted: Year, rows: Sequence[PlannedMeeting], today: date) -> Verdict:
    """Whether every planned meeting whose time has passed was held."""
    due, lacking = not_held(counted, as_planned(rows), today)
    topics = {row.id: row.topic for row in rows}
    facts: dict[str, Any] = {
        "total": due,
        "missing": [{"code": str(one.id), "title": topics[one.id]} for one in lacking],
    }
    return policy.evaluate("plan_frequency", facts if policy.established("plan_frequency") else {})


def year_view(scope: Scope, body: Body, year: int, beginning: MeetingPolicy | None = None) -> YearView:
    """The year of a body by the rules of the scope; `beginning`: the rules of its first day, to compare."""
    policy = MeetingPolicy.of(scope.profile, body.kind)
    first, last = span(policy, year)
    found = plan_of(scope, body.id, year)
    rows = planned(scope, found.id) if found else []
    adopted = adoption(scope, found) if found else None
    sat = meetings_of(scope, body.id)
    counted = count_year(sat, first, last)
    today = scope.today
    ahead = to_come(counted, as_planned(rows), earliest_meeting(policy.params("notice"), today), today)
    verdict = frequency_verdict(policy, year, counted, ahead, today)
    before = None
    if beginning is not None and beginning.params("frequency") != policy.params("frequency"):
        begun = count_year(sat, *span(beginning, year))
        before = frequency_verdict(beginning, year, begun, ahead, today)
    extra = policy.extraordinary_counts
    called = {one.planned_id: one for one in sorted(sat, key=lambda one: one.day) if one.planned_id}
    return YearView(
        body=body,
        year=year,
        first=first,
        last=last,
        plan=found,
        rows=tuple(PlanRow(row, called.get(row.id), counted.fulfilled.get(row.id)) for row in rows),
        adopted=adopted,
        counted=counted,
        outlook=forecast(policy, year, counted.days(extraordinary=extra), ahead, today),
        verdicts=(plan_verdict(policy, found, adopted), verdict, fulfilment(policy, counted, rows, today)),
        before=before,
    )
