"""Reads of an association's plan by months: items, planned meetings, steps, clashes, the district's plan."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select

from service.associations.model.plans import PlanItem, PlanStep
from service.associations.queries.listing import KIND
from service.core.clock import school_year_span
from service.meetings.model.bodies import Body, Seat
from service.meetings.model.plans import PlannedMeeting, YearPlan
from service.roadmap.model import RoadmapItem
from service.tenancy.scope import Scope


def plan_items(scope: Scope, plan_id: int) -> list[PlanItem]:
    """Items of a plan in the order of months."""
    chosen = select(PlanItem).where(PlanItem.plan_id == plan_id).order_by(PlanItem.month, PlanItem.id)
    return list(scope.db.execute(chosen).scalars())


def planned(scope: Scope, plan_id: int) -> list[PlannedMeeting]:
    """Meetings of a plan in the order of months."""
    chosen = select(PlannedMeeting).where(PlannedMeeting.plan_id == plan_id)
    return list(scope.db.execute(chosen.order_by(PlannedMeeting.month, PlannedMeeting.id)).scalars())


def steps(scope: Scope, plan_id: int) -> list[PlanStep]:
    """Steps of a plan, the first one first."""
    chosen = select(PlanStep).where(PlanStep.plan_id == plan_id).order_by(PlanStep.id)
    return list(scope.db.execute(chosen).scalars())


def clashes(scope: Scope, body_id: int, days: Collection[date]) -> list[tuple[date, str, int]]:
    """Planned days on which another association meets too, with how many people sit in both."""
    if not days:
        return []
    mine = select(Seat.person_id).where(Seat.council_id == body_id, Seat.valid.contains(min(days)))
    chosen = (
        select(PlannedMeeting.planned_on, Body.name, func.count(func.distinct(Seat.person_id)))
        .join(YearPlan, YearPlan.id == PlannedMeeting.plan_id)
        .join(Body, Body.id == YearPlan.body_id)
        .join(Seat, Seat.council_id == Body.id)
        .where(
            PlannedMeeting.planned_on.in_(days),
            Body.id != body_id,
            Body.kind == KIND,
            Seat.valid.contains(PlannedMeeting.planned_on),
            Seat.person_id.in_(mine),
        )
        .group_by(PlannedMeeting.planned_on, Body.name)
        .order_by(PlannedMeeting.planned_on, Body.name)
    )
    return [(day, name, number) for day, name, number in scope.db.execute(chosen) if day is not None]


def roadmap(scope: Scope, year: int) -> list[tuple[int, str]]:
    """Items of the district's plan within a school year, to link an association's items to."""
    chosen = select(RoadmapItem).where(RoadmapItem.due_on.between(*school_year_span(year)))
    found = scope.db.execute(chosen.order_by(RoadmapItem.due_on, RoadmapItem.id).limit(1000)).scalars()
    return [(one.id, f"{one.number}. {one.title}") for one in found]
