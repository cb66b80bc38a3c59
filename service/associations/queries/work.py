"""Reads of one association's work: terms, people, meetings, plain records."""

from collections.abc import Collection, Mapping
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import exists, func, select

from service.associations.model.terms import AssociationYear, LeaderTerm
from service.associations.model.work import LessonVisitor
from service.associations.queries.listing import KIND
from service.associations.records import RECORDS
from service.core.clock import school_year_span
from service.documents.model import LegalAct
from service.meetings.model.bodies import Body, Seat
from service.meetings.model.meetings import Meeting
from service.meetings.model.plans import YearPlan
from service.meetings.queries.meetings import at, local
from service.meetings.rules.states import HELD
from service.people.model.organisations import Organisation
from service.people.model.persons import Person
from service.tenancy.scope import Scope


def terms(scope: Scope, body_id: int) -> list[tuple[LeaderTerm, str, LegalAct | None]]:
    """Terms of leaders with names and acts, the latest first."""
    rows = scope.db.execute(
        select(LeaderTerm, Person, LegalAct)
        .join(Person, Person.id == LeaderTerm.person_id)
        .outerjoin(LegalAct, LegalAct.id == LeaderTerm.act_id)
        .where(LeaderTerm.body_id == body_id)
        .order_by(LeaderTerm.year.desc(), LeaderTerm.id.desc())
    )
    return [(term, person.full_name, act) for term, person, act in rows]


def elected(scope: Scope, year: int) -> Mapping[int, str]:
    """Leaders elected for a school year and not yet approved, by association."""
    chosen = (
        select(LeaderTerm.body_id, Person)
        .join(Person, Person.id == LeaderTerm.person_id)
        .where(LeaderTerm.year == year, LeaderTerm.state == "elected")
    )
    return {body_id: person.full_name for body_id, person in scope.db.execute(chosen)}


def acts_by_id(scope: Scope, row: AssociationYear | None) -> Mapping[int, LegalAct]:
    """The acts that a year rests on."""
    wanted = [one for one in (row.act_id, row.closing_act_id) if one] if row else []
    chosen = select(LegalAct).where(LegalAct.id.in_(wanted))
    return {act.id: act for act in scope.db.execute(chosen).scalars()} if wanted else {}


def descendants(scope: Scope, body_id: int) -> list[int]:
    """Ids of associations below one, at any depth: totals of a union roll up (OK п. 4.2.5)."""
    below = select(Body.id).where(Body.parent_id == body_id, Body.kind == KIND).cte(recursive=True)
    deeper = select(Body.id).join(below, Body.parent_id == below.c.id).where(Body.kind == KIND)
    return list(scope.db.execute(select(below.union(deeper).c.id)).scalars())


def organisation_name(scope: Scope, organisation_id: int | None) -> str | None:
    """The name of the organisation an association works in."""
    found = scope.db.get(Organisation, (scope.db.tenant_id, organisation_id)) if organisation_id else None
    return (found.short_name or found.name) if found else None


def elsewhere(scope: Scope, body_id: int, people: Collection[int], day: date) -> Mapping[int, list[str]]:
    """Other associations of some people: one may be in several."""
    found: dict[int, list[str]] = {}
    chosen = (
        select(Seat.person_id, Body.name)
        .join(Body, Body.id == Seat.council_id)
        .where(Seat.person_id.in_(people), Body.kind == KIND, Body.id != body_id, Seat.valid.contains(day))
    )
    for person_id, name in scope.db.execute(chosen.where(Seat.office != "curator").order_by(Body.name)):
        found.setdefault(person_id, []).append(name)
    return found


def names(scope: Scope, people: Collection[int | None]) -> Mapping[int, str]:
    """Names of people by id."""
    wanted = {one for one in people if one is not None}
    chosen = select(Person).where(Person.id.in_(wanted))
    return {one.id: one.full_name for one in scope.db.execute(chosen).scalars()} if wanted else {}


def meetings(scope: Scope, body_id: int, year: int, *, held: bool = False) -> list[tuple[Meeting, date]]:
    """Meetings of a school year with their days."""
    first, last = school_year_span(year)
    chosen = select(Meeting).where(
        Meeting.body_id == body_id,
        Meeting.starts_at >= at(scope, first, time.min),
        Meeting.starts_at < at(scope, last + timedelta(days=1), time.min),
    )
    if held:
        chosen = chosen.where(Meeting.state.in_(HELD))
    found = scope.db.execute(chosen.order_by(Meeting.starts_at, Meeting.id)).scalars()
    return [(one, local(scope, one.starts_at).date()) for one in found]


def rows(scope: Scope, name: str, body_id: int, year: int) -> list[Any]:
    """Plain records of an association in a school year, the earliest first."""
    model, column = RECORDS[name].model, RECORDS[name].day
    chosen = select(model)
    if name == "plan-items":
        chosen = chosen.join(YearPlan, YearPlan.id == model.plan_id).where(YearPlan.body_id == body_id)
        chosen = chosen.where(YearPlan.year == year)
    elif column == "year":
        chosen = chosen.where(model.body_id == body_id, model.year == year)
    else:
        first, last = school_year_span(year)
        chosen = chosen.where(model.body_id == body_id, getattr(model, column).between(first, last))
    return list(scope.db.execute(chosen.order_by(getattr(model, column), model.id)).scalars())


def visitors(scope: Scope, visits: Collection[int]) -> Mapping[int, list[tuple[int, str]]]:
    """Who visited lessons, by name."""
    found: dict[int, list[tuple[int, str]]] = {}
    chosen = (
        select(LessonVisitor.visit_id, Person)
        .join(Person, Person.id == LessonVisitor.person_id)
        .where(LessonVisitor.visit_id.in_(visits))
    )
    for visit_id, person in scope.db.execute(chosen.order_by(Person.sort_key)):
        found.setdefault(visit_id, []).append((person.id, person.full_name))
    return found


def organisations(scope: Scope) -> list[tuple[int, str]]:
    """Organisations to choose a venue from."""
    chosen = select(Organisation.id, Organisation.short_name, Organisation.name).order_by(Organisation.name)
    return [(row.id, row.short_name or row.name) for row in scope.db.execute(chosen.limit(1000))]


def schools_without(scope: Scope, day: date) -> tuple[int, list[tuple[int, str]]]:
    """How many organisations there are, and those where no association of their own works (KE п. 5.1)."""
    inside = exists().where(
        Body.organisation_id == Organisation.id, Body.kind == KIND, Body.valid.contains(day)
    )
    living = select(Organisation).where(Organisation.own, Organisation.valid.contains(day))
    total = scope.db.execute(select(func.count()).select_from(living.subquery())).scalar_one()
    found = scope.db.execute(living.where(~inside).order_by(Organisation.sort_key)).scalars()
    return int(total), [(one.id, one.short_name or one.name) for one in found]
