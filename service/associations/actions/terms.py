"""Leaders and years of associations: election by members, then approval by an order (C-LU-22)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from service.associations.actions.founding import alive, least, open_year
from service.associations.actions.seating import leave_office, seat_leader
from service.associations.model.terms import AssociationYear, LeaderTerm
from service.associations.names import AssociationsEvent, AssociationsPermission
from service.associations.policy import AssociationPolicy
from service.associations.queries import listing, teachers
from service.core.columns import life
from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.documents.model import LegalAct
from service.meetings.actions.judging import Refused, demand, store
from service.meetings.model.bodies import Body, Seat
from service.meetings.model.meetings import Meeting
from service.meetings.queries.bodies import composition
from service.meetings.queries.meetings import day_of
from service.meetings.rules.states import HELD
from service.rules.verdict import Status, Verdict
from service.tenancy.scope import Scope

NOT_MEMBER = N_("Руководителя избирают из членов объединения: сначала внесите его в состав.")
NO_PROTOCOL = N_("Укажите протокол выборов: заседание или номер и дату протокола.")
NOT_HELD = N_("Это заседание другого органа или ещё не состоялось.")
FUTURE = N_("Этот день ещё не наступил.")
NO_ACT = N_("Такого акта в реестре нет. Сначала внесите его.")
NOT_CHOSEN = N_("Выберите хотя бы одно объединение.")
BEFORE_ACT = N_("Раньше даты акта он не действует.")
REELECTED = "Избран другой"
ABOUT_PERSON = frozenset({"category", "experience", "elected_on"})
"""What the rule on the leader may miss that forbids approval; a late approval is only marked."""


def elect(scope: Scope, body_id: int, draft: Mapping[str, Any]) -> LeaderTerm:
    """Record the election of a leader by a protocol (избрание); the leader acts only from approval."""
    body = alive(scope, body_id)
    listing.allow_work(scope, body)
    elected_on: date = draft["elected_on"]
    problems = []
    if elected_on > scope.today:
        problems.append(FieldProblem("elected_on", FUTURE))
    if (
        composition(scope, body.id, max(elected_on, body.valid.lower or elected_on)).member(
            draft["person_id"]
        )
        is None
    ):
        problems.append(FieldProblem("person_id", NOT_MEMBER))
    if draft.get("meeting_id") is not None:
        meeting = scope.db.get(Meeting, (scope.db.tenant_id, draft["meeting_id"]))
        if meeting is None or meeting.body_id != body.id or meeting.state not in HELD:
            problems.append(FieldProblem("meeting_id", NOT_HELD))
        else:
            elected_on = day_of(scope, meeting)
    elif not draft.get("protocol"):
        problems.append(FieldProblem("protocol", NO_PROTOCOL))
    if problems:
        raise Invalid(fields=tuple(problems))
    return _elected(scope, body, draft, elected_on)


def _elected(scope: Scope, body: Body, draft: Mapping[str, Any], elected_on: date) -> LeaderTerm:
    row = open_year(scope, body, draft["year"])
    waiting = select(LeaderTerm).where(
        LeaderTerm.body_id == body.id, LeaderTerm.year == draft["year"], LeaderTerm.state == "elected"
    )
    for before in scope.db.execute(waiting).scalars():
        before.state, before.ended_on, before.why_ended = "ended", elected_on, REELECTED
    term = LeaderTerm(
        body_id=body.id,
        person_id=draft["person_id"],
        year=draft["year"],
        years=AssociationPolicy(scope.profile).term_years,
        state="elected",
        elected_on=elected_on,
        meeting_id=draft.get("meeting_id"),
        protocol=draft.get("protocol"),
    )
    scope.db.add(term)
    if row.state == "forming":
        row.state = "elected"
    scope.record(AssociationsEvent.ELECTED, term, detail={"body": body.id, "year": term.year})
    return term


def confirm(scope: Scope, draft: Mapping[str, Any]) -> list[AssociationYear]:
    """Put an order in force (приказ на год): the associations it names and their elected leaders.

    Without an election the leader is refused; a category that does not fit refuses too (LU4 п. 3.1). An order
    after the yearly day stands as an extraordinary one (C-LU-23).
    """
    scope.allow(AssociationsPermission.WRITE)
    act = the_act(scope, draft.get("act_id"))
    bodies: Sequence[int] = draft.get("bodies") or ()
    if not bodies:
        raise Invalid(fields=(FieldProblem("bodies", NOT_CHOSEN),))
    return [_confirmed(scope, alive(scope, one), act, draft) for one in dict.fromkeys(bodies)]


def the_act(scope: Scope, act_id: int | None) -> LegalAct:
    """The act something rests on; an absent one is refused in the regulation's words where it has them."""
    act = scope.db.get(LegalAct, (scope.db.tenant_id, act_id)) if act_id is not None else None
    if act is None:
        demand(scope.profile.evaluate("association.creation_act", {"present": []}))
        raise Invalid(fields=(FieldProblem("act_id", NO_ACT),))
    return act


def _confirmed(scope: Scope, body: Body, act: LegalAct, draft: Mapping[str, Any]) -> AssociationYear:
    policy = AssociationPolicy(scope.profile)
    row = open_year(scope, body, draft["year"])
    due = policy.order_due(row.year)
    late = due is not None and act.date > due
    _approve(scope, body, act, draft, late)
    if row.state != "active":
        row.state, row.act_id, row.confirmed_on, row.extraordinary = "active", act.id, act.date, late
        _snapshot(scope, body, row, act.date)
        scope.record(AssociationsEvent.CONFIRMED, row, detail={"body": body.id, "year": row.year})
    return row


def _snapshot(scope: Scope, body: Body, row: AssociationYear, day: date) -> None:
    """How many teachers the year begins with, judged as at creation and kept (council.md J1, edge 70)."""
    begun = max(day, body.valid.lower or day)
    people = [one.person_id for one in composition(scope, body.id, begun).members]
    said, _, _ = least(scope, body.subject, people, day)
    if said.status is not Status.NOT_APPLICABLE:
        row.verdict_id = store(scope, said, "body", body.id).id
        row.counted = said.actual if isinstance(said.actual, int) else None


def _approve(scope: Scope, body: Body, act: LegalAct, draft: Mapping[str, Any], late: bool) -> None:
    """Approve the elected leader of a year by the act, where there is one or must be one."""
    waiting = select(LeaderTerm).where(
        LeaderTerm.body_id == body.id, LeaderTerm.year == draft["year"], LeaderTerm.state == "elected"
    )
    term = scope.db.execute(waiting.order_by(LeaderTerm.id.desc()).limit(1)).scalar_one_or_none()
    if term is None:
        if not _led(scope, body, draft["year"]):
            _demand_election(scope)
        return
    term.approved_on, term.act_id, term.extraordinary = act.date, act.id, late
    best = teachers.categories(scope, [term.person_id], act.date).get(term.person_id)
    term.category = best.kind if best else None
    term.experience = teachers.experience(scope, [term.person_id], act.date).get(term.person_id)
    said = judged(scope, term)
    if said.status is Status.NOT_YET or ABOUT_PERSON & {one.code for one in said.missing}:
        raise Refused(said)
    begin(scope, body, term, draft.get("starts") or _first_day(term.year, act.date))
    if said.status is not Status.NOT_APPLICABLE:
        term.verdict_id = store(scope, said, "body", body.id).id
    scope.record(AssociationsEvent.APPROVED, term, detail={"body": body.id, "year": term.year})


def _led(scope: Scope, body: Body, year: int) -> bool:
    """Whether a leader approved before still holds the office in a year (a term of two years)."""
    return any(
        one.state == "active" and one.year <= year < one.year + one.years
        for one in listing.terms(scope, body.id)
    )


def _demand_election(scope: Scope) -> None:
    said = scope.profile.evaluate("association.leader_election", {"reached": ["approved"]})
    if said.status is Status.FAIL:
        raise Refused(said)


def _first_day(year: int, approved: date) -> date:
    return max(approved, date(year, 9, 1))


def judged(scope: Scope, term: LeaderTerm) -> Verdict:
    """What the rule on the leader says of a term."""
    rule = scope.profile.rule("association.leader")
    names = ("category", "elected_on", "approved_on", "experience", "year")
    known = {name: getattr(term, name) for name in names if rule is not None and name in rule.facts}
    given = {name: value for name, value in known.items() if value is not None}
    return scope.profile.evaluate("association.leader", given)


def begin(scope: Scope, body: Body, term: LeaderTerm, starts: date) -> None:
    """A term begins: the one before ends, the seats follow; a leader acts only from approval (edge 72)."""
    if term.approved_on is not None and starts < term.approved_on:
        raise Invalid(fields=(FieldProblem("starts", BEFORE_ACT),))
    active = select(LeaderTerm).where(LeaderTerm.body_id == body.id, LeaderTerm.state == "active")
    for before in scope.db.execute(active).scalars():
        before.state, before.ended_on = "ended", starts
        scope.record(AssociationsEvent.ENDED, before, detail={"body": body.id})
    scope.db.flush()
    term.state, term.starts_on = "active", starts
    seat_leader(scope, body, term.person_id, starts, term.act_id)


def appoint_acting(scope: Scope, body_id: int, draft: Mapping[str, Any]) -> LeaderTerm:
    """Replace a leader within the year by an extraordinary act (edge 73); the year stays as judged."""
    scope.allow(AssociationsPermission.WRITE)
    body = alive(scope, body_id)
    act = the_act(scope, draft.get("act_id"))
    starts: date = draft.get("starts") or act.date
    if composition(scope, body.id, starts).member(draft["person_id"]) is None:
        raise Invalid(fields=(FieldProblem("person_id", NOT_MEMBER),))
    term = LeaderTerm(
        body_id=body.id,
        person_id=draft["person_id"],
        year=draft["year"],
        acting=True,
        extraordinary=True,
        act_id=act.id,
        approved_on=act.date,
    )
    begin(scope, body, term, starts)
    scope.db.add(term)
    scope.record(AssociationsEvent.APPROVED, term, detail={"body": body.id, "acting": 1})
    return term


def close(scope: Scope, body_id: int, draft: Mapping[str, Any]) -> Body:
    """Close an association by an order (ликвидация): its people and terms end, its past is only read."""
    scope.allow(AssociationsPermission.WRITE)
    body = alive(scope, body_id)
    act = the_act(scope, draft.get("act_id"))
    last: date = draft["last_day"]
    if last < act.date:
        raise Invalid(fields=(FieldProblem("last_day", BEFORE_ACT),))
    after = last + timedelta(days=1)
    for term in listing.terms(scope, body.id):
        if term.state != "ended":
            term.state, term.ended_on = "ended", last
    for seat in scope.db.execute(select(Seat).where(Seat.council_id == body.id)).scalars():
        leave_office(seat, after)
    row = open_year(scope, body, listing.present_year(scope))
    row.confirmed_on = row.confirmed_on or act.date
    row.state, row.closing_act_id, row.closed_on = "closed", act.id, last
    body.valid = life(body.valid.lower, after)
    scope.record(AssociationsEvent.CLOSED, row, detail={"body": body.id})
    return body
