"""What meetings know of the rules: years and compositions of bodies, verdicts, coming dates."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import Date, cast, func, select
from sqlalchemy.dialects.postgresql import distinct_on

from service.meetings.actions.composing import judge_seats
from service.meetings.actions.reexamining import AGAIN
from service.meetings.model.agenda import AgendaProposal
from service.meetings.model.bodies import Body
from service.meetings.model.following import InformationRequest
from service.meetings.model.judged import Judged
from service.meetings.model.meetings import Meeting, MeetingDeadline
from service.meetings.model.minutes import Minutes
from service.meetings.policy import MeetingPolicy
from service.meetings.queries.compliance import PREVENTED
from service.meetings.queries.plans import as_planned, frequency_verdict, fulfilment, plan_verdict, span
from service.meetings.queries.surveyed import Bodies, bodies_of
from service.meetings.rules.counting import count_year, to_come
from service.meetings.rules.forecast import earliest_meeting
from service.rules.dates import year_of
from service.rules.verdict import Status, Verdict
from service.tenancy.facts import Kept, Known, Survey, records_of

BODY, SITTINGS = "bodies.card", "sittings.listing"
LATELY = timedelta(days=365)
OWN_YEARS = ("association",)
"""Kinds whose year another module judges."""


def years(survey: Survey) -> Iterator[Known]:
    """Frequency, plan and composition of every body that holds meetings, from five statements."""
    found = bodies_of(survey)
    for body in found.bodies:
        policy = MeetingPolicy.of(survey.profiles[body.tenant_id], body.kind)
        told = [] if body.kind in OWN_YEARS else _year(survey, policy, body, found)
        for verdict in [*told, *_composition(policy, body, found)]:
            if verdict.status is not Status.NOT_APPLICABLE:
                yield Known(
                    body.tenant_id,
                    verdict.rule,
                    verdict=verdict,
                    title=body.name,
                    place=BODY,
                    key={"body_id": body.id},
                )


def _year(survey: Survey, policy: MeetingPolicy, body: Any, found: Bodies) -> list[Verdict]:
    year = year_of(survey.today, policy.year_basis)
    first, last = span(policy, year)
    plan = found.plans.get((body.id, year))
    rows = found.planned.get(plan.id, []) if plan else []
    counted = count_year(found.meetings.get(body.id, ()), first, last)
    earliest = earliest_meeting(policy.params("notice"), survey.today)
    ahead = to_come(counted, as_planned(rows), earliest, survey.today)
    adopted = found.adoption(plan) if plan else None
    return [
        frequency_verdict(policy, year, counted, ahead, survey.today),
        plan_verdict(policy, plan, adopted),
        fulfilment(policy, counted, rows, survey.today),
    ]


def _composition(policy: MeetingPolicy, body: Any, found: Bodies) -> list[Verdict]:
    if body.kind in OWN_YEARS:
        return []
    seats = found.seats.get(body.id, [])
    documents = getattr(policy.params("composition_act"), "documents", ())
    acts = [one.code for one in documents] if body.id in found.with_act else []
    told = judge_seats(policy, seats)
    return [*told, policy.evaluate("composition_act", {"present": acts})] if documents else told


def pronounced(survey: Survey) -> Iterator[Known]:
    """The newest verdict of each rule pronounced within a year, how many there were and how many broken."""
    # Of a day the broken one is told: a notice is judged for every member by himself.
    order = (cast(Judged.judged_at, Date).desc(), (Judged.status == "fail").desc(), Judged.id.desc())
    name, failed = func.split_part(Judged.rule, ".", 2), Judged.status == "fail"
    within = (Judged.tenant_id, Judged.rule)
    chosen = (
        select(
            *within,
            Judged.verdict,
            Judged.subject,
            Judged.subject_id,
            func.count().over(partition_by=within).label("occasions"),
            func.count().filter(failed).over(partition_by=within).label("broken"),
        )
        .where(
            Judged.tenant_id.in_(survey.ids),
            Judged.judged_at >= survey.now - LATELY,
            ~(name.in_(PREVENTED) & (Judged.severity == "hard") & failed),
            ~Judged.verdict.has_key(AGAIN),
        )
        .ext(distinct_on(*within))
        .order_by(*within, *order)
    )
    for row in survey.db.execute(chosen):
        place, key = _place(row.subject, row.subject_id)
        yield Known(
            row.tenant_id,
            row.rule,
            said=row.verdict,
            place=place,
            key=key,
            occasions=row.occasions,
            broken=row.broken,
        )


def _place(subject: str, subject_id: int) -> tuple[str, dict[str, Any]]:
    if subject == "meeting":
        return "sittings.page", {"meeting_id": subject_id}
    return (BODY, {"body_id": subject_id}) if subject == "body" else (SITTINGS, {})


def coming(survey: Survey) -> Iterator[Known]:
    """The next date that each rule has set for a meeting still ahead."""
    chosen = (
        select(
            MeetingDeadline.tenant_id, MeetingDeadline.rule, func.min(MeetingDeadline.due_on).label("due_on")
        )
        .where(
            MeetingDeadline.tenant_id.in_(survey.ids),
            MeetingDeadline.replaced_at.is_(None),
            MeetingDeadline.rule.is_not(None),
            MeetingDeadline.due_on >= survey.today,
        )
        .group_by(MeetingDeadline.tenant_id, MeetingDeadline.rule)
    )
    for row in survey.db.execute(chosen):
        yield Known(row.tenant_id, row.rule, next_on=row.due_on, place=SITTINGS)


COUNCILS = Body.kind.in_(("council", "expert_council"))
GROUPS = Body.kind.in_(("working_group", "expert_group"))
FACTS = (
    years,
    pronounced,
    coming,
    records_of(
        Kept(Body, "council.page", ("council:body", "council:councils"), (COUNCILS,)),
        Kept(Body, "bodies.listing", ("council.groups",), (GROUPS,)),
        Kept(Meeting, SITTINGS, ("council.extraordinary",), (Meeting.kind == "extraordinary",)),
        Kept(AgendaProposal, SITTINGS, ("council.proposals",)),
        Kept(InformationRequest, "bodies.listing", ("council.information_requests",)),
        Kept(Minutes, SITTINGS, ("council.procedure",)),
    ),
)
