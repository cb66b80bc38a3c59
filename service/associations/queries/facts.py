"""Facts of a school year of many associations, in a fixed number of statements."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import func, select

from service.associations.model.papers import AssociationAnalysis, AssociationDocument
from service.associations.model.plans import PlanItem, PlanStep
from service.associations.model.terms import AssociationYear, LeaderTerm
from service.associations.model.work import LessonVisit, TeacherNeed
from service.associations.policy import AssociationPolicy
from service.associations.queries import teachers
from service.associations.queries.programmes import programmes
from service.associations.rules import LESSONS, PROGRAMMES, LeaderFacts, YearFacts
from service.core.clock import school_year_span
from service.meetings.model.agenda import AgendaItem
from service.meetings.model.bodies import Body, Seat
from service.meetings.model.meetings import Meeting
from service.meetings.model.plans import PlannedMeeting, YearPlan
from service.meetings.model.voting import Decision
from service.meetings.queries.meetings import at, local
from service.meetings.rules.states import HELD, OVER
from service.tenancy.scope import Scope


def gather(scope: Scope, bodies: Sequence[Body], year: int, day: date) -> dict[int, YearFacts]:
    """What the registers know of these associations in a school year, seen from a day."""
    found = registered(scope, [body.id for body in bodies], year, day)
    _teachers(scope, found, bodies, day)
    _programmes(scope, found, bodies, day)
    return found


def registered(scope: Scope, bodies: Iterable[int], year: int, day: date) -> dict[int, YearFacts]:
    """The same without the teachers of the district, whom members are not counted among."""
    found = {one: YearFacts(year) for one in bodies}
    _seats(scope, found, day)
    _years(scope, found, year)
    _leaders(scope, found, year)
    _plans(scope, found, year)
    _meetings(scope, found, year)
    _papers(scope, found, year)
    return found


def _seats(scope: Scope, found: Mapping[int, YearFacts], day: date) -> None:
    counted = (
        select(Seat.council_id, Seat.office, func.count())
        .where(Seat.council_id.in_(found), Seat.valid.contains(day))
        .group_by(Seat.council_id, Seat.office)
    )
    for body_id, office, number in scope.db.execute(counted):
        facts = found[body_id]
        if office == "curator":
            facts.curators = number
        else:
            facts.members += number
        facts.seated_leader |= office == "leader"


def _teachers(scope: Scope, found: Mapping[int, YearFacts], bodies: Iterable[Body], day: date) -> None:
    policy = AssociationPolicy(scope.profile)
    if policy.least is None:
        return
    taught = teachers.by_subject(scope, day)
    for body in bodies:
        people: frozenset[int] = frozenset()
        for subject in policy.subjects(body.subject):
            people |= taught.get(subject.lower(), frozenset())
        found[body.id].teachers = len(people)


def _programmes(scope: Scope, found: Mapping[int, YearFacts], bodies: Iterable[Body], day: date) -> None:
    policy = AssociationPolicy(scope.profile)
    if PROGRAMMES in policy.items("documents"):
        known = programmes(scope.db, [scope.tenant.id], day)
        for body in bodies:
            found[body.id].programmes = known.complete(policy, body)


def _years(scope: Scope, found: Mapping[int, YearFacts], year: int) -> None:
    chosen = select(AssociationYear).where(
        AssociationYear.body_id.in_(found), AssociationYear.year.in_((year, year - 1))
    )
    for row in scope.db.execute(chosen).scalars():
        facts = found[row.body_id]
        if row.year == year:
            facts.state = row.state
            facts.order_on = row.confirmed_on if row.act_id is not None else None
        else:
            facts.first_year = False


def _leaders(scope: Scope, found: Mapping[int, YearFacts], year: int) -> None:
    """The first approved term of a year is what the year is judged by; later ones are replacements."""
    chosen = select(LeaderTerm).where(
        LeaderTerm.body_id.in_(found), LeaderTerm.year <= year, LeaderTerm.year + LeaderTerm.years > year
    )
    order = (LeaderTerm.approved_on.asc().nulls_last(), LeaderTerm.elected_on.desc().nulls_last())
    for row in scope.db.execute(chosen.order_by(*order, LeaderTerm.id.desc())).scalars():
        facts = found[row.body_id]
        if facts.leader is None and not row.acting:
            facts.leader = LeaderFacts(
                row.person_id, row.elected_on, row.approved_on, row.category, row.experience
            )


def _plans(scope: Scope, found: Mapping[int, YearFacts], year: int) -> None:
    plans = select(YearPlan).where(YearPlan.body_id.in_(found), YearPlan.year == year)
    body_of: dict[int | None, int] = {}
    for plan in scope.db.execute(plans).scalars():
        facts = found[plan.body_id]
        facts.plan_id, facts.forecast, body_of[plan.id] = plan.id, bool(plan.forecast), plan.body_id
        facts.agreed = plan.approved_on is not None
    steps = select(PlanStep).where(PlanStep.plan_id.in_(body_of)).order_by(PlanStep.id)
    for step in scope.db.execute(steps).scalars():
        facts = found[body_of[step.plan_id]]
        facts.adopted |= step.step == "adopted"
        if step.step in ("agreed", "returned"):
            facts.agreed, facts.returned_why = step.step == "agreed", step.reason
    decided = (
        select(AgendaItem.plan_id)
        .join(Decision, Decision.item_id == AgendaItem.id)
        .where(AgendaItem.plan_id.in_(body_of), Decision.outcome.in_(("adopted", "recorded")))
    )
    for plan_id in scope.db.execute(decided).scalars():
        found[body_of[plan_id]].adopted = True
    items = select(
        PlanItem.plan_id, PlanItem.id, PlanItem.month, PlanItem.text, PlanItem.roadmap_id, PlanItem.done_on
    ).where(PlanItem.plan_id.in_(body_of))
    for row in scope.db.execute(items):
        facts = found[body_of[row.plan_id]]
        facts.items += 1
        facts.months.add(row.month)
        facts.done += row.done_on is not None
        if row.roadmap_id is None:
            facts.unlinked.append((row.id, row.text))
    planned = select(PlannedMeeting.plan_id, PlannedMeeting.month, PlannedMeeting.planned_on)
    for plan_id, month, day in scope.db.execute(planned.where(PlannedMeeting.plan_id.in_(body_of))):
        facts = found[body_of[plan_id]]
        facts.months.add(month)
        if day is not None:
            facts.scheduled += 1
            if day > scope.today:
                facts.planned.append(day)


def _meetings(scope: Scope, found: Mapping[int, YearFacts], year: int) -> None:
    first, last = school_year_span(year)
    chosen = select(Meeting.id, Meeting.body_id, Meeting.starts_at, Meeting.seminar, Meeting.state).where(
        Meeting.body_id.in_(found),
        Meeting.starts_at >= at(scope, first, time.min),
        Meeting.starts_at < at(scope, last + timedelta(days=1), time.min),
    )
    rows = scope.db.execute(chosen.order_by(Meeting.starts_at)).all()
    shown = _with_lessons(scope, [row.id for row in rows if row.seminar])
    for row in rows:
        facts, day = found[row.body_id], local(scope, row.starts_at).date()
        if row.state in HELD:
            facts.held.append(day)
            if row.seminar and row.id in shown:
                facts.seminars.append(day)
            facts.bare_seminars += bool(row.seminar and row.id not in shown)
        elif row.state not in OVER and day > scope.today and day not in facts.planned:
            facts.planned.append(day)


def _with_lessons(scope: Scope, meetings: Sequence[int]) -> frozenset[Any]:
    """Meetings with an open lesson or an event at a school: what makes a seminar practical (LU4 п. 3.2)."""
    chosen = select(LessonVisit.meeting_id).where(
        LessonVisit.meeting_id.in_(meetings),
        LessonVisit.kind.in_(LESSONS),
        LessonVisit.organisation_id.is_not(None),
    )
    return frozenset(scope.db.execute(chosen).scalars()) if meetings else frozenset()


def _papers(scope: Scope, found: Mapping[int, YearFacts], year: int) -> None:
    kept = select(AssociationDocument.body_id, AssociationDocument.code).where(
        AssociationDocument.body_id.in_(found), AssociationDocument.year == year
    )
    for body_id, code in scope.db.execute(kept):
        found[body_id].documents.add(code)
    chosen = select(AssociationAnalysis).where(
        AssociationAnalysis.body_id.in_(found), AssociationAnalysis.year.in_((year, year - 1))
    )
    for row in scope.db.execute(chosen).scalars():
        facts = found[row.body_id]
        if row.year == year:
            facts.analysis, facts.submitted_on = row.state, row.submitted_on
        else:
            facts.previous_analysis = row.submitted_on is not None
            facts.previous_accepted = row.state == "accepted"
    first, last = school_year_span(year)
    noted = (
        select(TeacherNeed.body_id, func.count())
        .where(TeacherNeed.body_id.in_(found), TeacherNeed.noted_on.between(first, last))
        .group_by(TeacherNeed.body_id)
    )
    for body_id, number in scope.db.execute(noted):
        found[body_id].needs = number
