"""Bodies of many tenants with their meetings, plans and seats, in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from service.meetings.model.agenda import AgendaItem
from service.meetings.model.bodies import Body, CompositionAct, Seat
from service.meetings.model.meetings import Meeting
from service.meetings.model.plans import PlannedMeeting, YearPlan
from service.meetings.model.voting import Decision
from service.meetings.queries.bodies import COUNTED
from service.meetings.queries.plans import IN_FAVOUR, Adoption
from service.meetings.rules.counting import Sat
from service.tenancy.facts import Survey


@dataclass(frozen=True)
class Bodies:
    """Bodies alive on a day, and by their ids what the year and the composition are judged by."""

    bodies: Sequence[Body]
    meetings: Mapping[int, Sequence[Sat]]
    plans: Mapping[tuple[int, int], YearPlan]
    planned: Mapping[int, list[PlannedMeeting]]
    seats: Mapping[int, list[Mapping[str, Any]]]
    with_act: frozenset[int]
    adoptions: Mapping[int, Sequence[tuple[Any, Adoption]]]

    def adoption(self, plan: YearPlan) -> Adoption | None:
        """The newest decision by which a plan was adopted as it now stands."""
        taken = [
            one
            for moment, one in self.adoptions.get(plan.id, ())
            if plan.changed_at is None or moment >= plan.changed_at
        ]
        return taken[0] if taken else None


def bodies_of(survey: Survey) -> Bodies:
    """Read the bodies of all tenants of a survey; ids of rows are unique in a database."""
    ids, day = survey.ids, survey.today
    bodies = survey.db.execute(
        select(Body)
        .where(Body.tenant_id.in_(ids), Body.valid.contains(day))
        .order_by(Body.tenant_id, Body.id)
    ).scalars()
    plans = survey.db.execute(
        select(YearPlan).where(YearPlan.tenant_id.in_(ids), YearPlan.year >= day.year - 1)
    ).scalars()
    planned: dict[int, list[PlannedMeeting]] = {}
    rows = (
        select(PlannedMeeting)
        .where(PlannedMeeting.tenant_id.in_(ids))
        .order_by(PlannedMeeting.month, PlannedMeeting.planned_on, PlannedMeeting.id)
    )
    for row in survey.db.execute(rows).scalars():
        planned.setdefault(row.plan_id, []).append(row)
    return Bodies(
        tuple(bodies),
        _meetings(survey),
        {(one.body_id, one.year): one for one in plans},
        planned,
        _seats(survey, day),
        _with_act(survey, day),
        _adoptions(survey),
    )


def _meetings(survey: Survey) -> dict[int, list[Sat]]:
    zones = {one.id: ZoneInfo(one.time_zone) for one in survey.tenants.values()}
    chosen = select(
        Meeting.tenant_id, Meeting.body_id, Meeting.id, Meeting.starts_at, Meeting.kind, Meeting.state,
        Meeting.planned_id, Meeting.repeats_id,
    ).where(Meeting.tenant_id.in_(survey.ids))  # fmt: skip
    found: dict[int, list[Sat]] = {}
    for row in survey.db.execute(chosen):
        day = row.starts_at.astimezone(zones[row.tenant_id]).date()
        one = Sat(row.id, day, row.kind, row.state, row.planned_id, row.repeats_id)
        found.setdefault(row.body_id, []).append(one)
    return found


def _seats(survey: Survey, day: date) -> dict[int, list[Mapping[str, Any]]]:
    chosen = select(Seat.council_id, Seat.office, Seat.category).where(
        Seat.tenant_id.in_(survey.ids), Seat.valid.contains(day), Seat.office.in_(COUNTED)
    )
    found: dict[int, list[Mapping[str, Any]]] = {}
    for body_id, office, category in survey.db.execute(chosen):
        found.setdefault(body_id, []).append({"office": office, "category": category})
    return found


def _with_act(survey: Survey, day: date) -> frozenset[int]:
    chosen = select(CompositionAct.body_id).where(
        CompositionAct.tenant_id.in_(survey.ids), CompositionAct.valid.contains(day)
    )
    return frozenset(survey.db.execute(chosen).scalars())


def _adoptions(survey: Survey) -> dict[int, list[tuple[Any, Adoption]]]:
    """Decisions that adopted plans, the newest first."""
    zones = {one.id: ZoneInfo(one.time_zone) for one in survey.tenants.values()}
    chosen = (
        select(
            AgendaItem.tenant_id, AgendaItem.plan_id, AgendaItem.number, AgendaItem.meeting_id,
            Meeting.starts_at, Decision.decided_at,
        )
        .join(Decision, (Decision.tenant_id == AgendaItem.tenant_id) & (Decision.item_id == AgendaItem.id))
        .join(Meeting, (Meeting.tenant_id == AgendaItem.tenant_id) & (Meeting.id == AgendaItem.meeting_id))
        .where(
            AgendaItem.tenant_id.in_(survey.ids),
            AgendaItem.plan_id.is_not(None),
            Decision.kind == "plan",
            Decision.outcome.in_(IN_FAVOUR),
        )
        .order_by(Decision.decided_at.desc())
    )  # fmt: skip
    found: dict[int, list[tuple[Any, Adoption]]] = {}
    for row in survey.db.execute(chosen):
        day = row.starts_at.astimezone(zones[row.tenant_id]).date()
        found.setdefault(row.plan_id, []).append((row.decided_at, Adoption(day, row.meeting_id, row.number)))
    return found
