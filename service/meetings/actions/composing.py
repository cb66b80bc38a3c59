"""Composition of a body (состав органа): set as a whole by an act, checked before it is written."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from service.core.columns import life
from service.core.errors import Conflict, FieldProblem, Invalid
from service.core.language import N_
from service.documents.model import LegalAct
from service.meetings.actions.judging import demand
from service.meetings.actions.reexamining import reexamine
from service.meetings.model.bodies import Body, CompositionAct, Seat
from service.meetings.names import MeetingsEvent
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies as reads
from service.meetings.queries.rights import allow_keeping
from service.meetings.refusals import in_words
from service.rules.verdict import Verdict
from service.structure.placing import placed
from service.tenancy.scope import Scope

NO_ACT = N_("Такого акта в реестре нет. Сначала внесите его.")
TOO_MANY = N_("В составе %(filled)d, а мест акт устанавливает %(established)d.")
TWICE = N_("Один человек указан дважды: одно место, один голос.")
BEFORE_ACT = N_("Состав не может действовать раньше даты акта.")
OWN_PARENT = N_("Орган не входит сам в себя.")
CHANGEABLE = ("name", "type", "subject", "parent_id", "organisation_id")
BEFORE_LAST = N_("Действующий состав введён позже этого дня (%(day)s).")


def create_body(scope: Scope, draft: Mapping[str, Any]) -> Body:
    """Enter a body (внести орган); its composition comes with its act."""
    scope.allow("meetings:keep")
    unit_id = _place(scope, draft["kind"], draft, draft.get("unit_id"))
    body = Body(
        name=draft["name"],
        kind=draft["kind"],
        type=draft.get("type"),
        subject=draft.get("subject"),
        parent_id=draft.get("parent_id"),
        organisation_id=draft.get("organisation_id"),
        unit_id=unit_id,
        valid=life(draft.get("starts")),
    )
    scope.db.add(body)
    with in_words():
        scope.record(MeetingsEvent.BODY_CREATED, body, detail={"kind": body.kind})
    return body


def _place(scope: Scope, kind: str, draft: Mapping[str, Any], wanted: int | None) -> int | None:
    """The unit that an association stands under; raises Invalid for one that the rules leave no place."""
    if kind != "association":
        return None
    of_school = draft.get("organisation_id") is not None
    unit_id, problems = placed(scope, draft.get("type"), wanted, scope.today, of_school=of_school)
    if problems:
        raise Invalid(fields=tuple(problems))
    return unit_id


def change_body(scope: Scope, body_id: int, draft: Mapping[str, Any]) -> Body:
    """Change what is known of a body, all but its kind; raises Conflict when another state was seen."""
    body = reads.body(scope, body_id)
    allow_keeping(scope, body)
    if draft.get("version") is not None and draft["version"] != body.version:
        raise Conflict(current=body)
    if draft.get("parent_id") == body.id:
        raise Invalid(fields=(FieldProblem("parent_id", OWN_PARENT),))
    asked = draft.get("unit_id")
    place = _place(scope, body.kind, draft, body.unit_id if asked is None else asked)
    wanted = {**{name: draft.get(name) for name in CHANGEABLE}, "unit_id": place}
    changed = [name for name, value in wanted.items() if getattr(body, name) != value]
    for name in changed:
        setattr(body, name, wanted[name])
    if changed:
        scope.record(MeetingsEvent.BODY_CHANGED, body, fields=changed)
    return body


def judged(scope: Scope, kind: str, seats: Sequence[Mapping[str, Any]]) -> list[Verdict]:
    """What the rules say of a composition before it is written: offices, categories."""
    return judge_seats(MeetingPolicy.of(scope.profile, kind), seats)


def judge_seats(policy: MeetingPolicy, seats: Sequence[Mapping[str, Any]]) -> list[Verdict]:
    """What the rules of a kind of body say of those who sit in it."""
    roles: dict[str, int] = {"chair": 0, "deputy": 0, "secretary": 0, "member": 0}
    for seat in seats:
        roles[seat["office"]] = roles.get(seat["office"], 0) + 1
    categories = sorted({seat["category"] for seat in seats if seat.get("category")})
    facts = {"roles": roles, "categories": categories}
    told = []
    for name in ("offices", "composition"):
        takes = policy.takes(name)
        told.append(policy.evaluate(name, {key: facts[key] for key in facts if key in takes}))
    return told


def set_composition(scope: Scope, body_id: int, draft: Mapping[str, Any]) -> CompositionAct:
    """Put a composition in force by an act, from a day on; the one before ends the day before.

    `seats`: person, office, category. Raises Refused where the offices are not those the regulation asks for
    (LU2 п. 4.1), Invalid for an act that is not there, more members than seats, one person twice.
    """
    body = reads.body(scope, body_id)
    allow_keeping(scope, body)
    starts: date = draft["starts"]
    seats: Sequence[Mapping[str, Any]] = draft["seats"]
    _check(scope, body, draft)
    for verdict in judged(scope, body.kind, seats):
        demand(verdict)
    _end_present(scope, body, starts)
    act = CompositionAct(
        body_id=body.id,
        act_id=draft["act_id"],
        established_seats=draft["established_seats"],
        valid=life(starts),
    )
    with in_words():
        scope.db.add_all(
            Seat(
                council_id=body.id,
                person_id=seat["person_id"],
                office=seat["office"],
                category=seat.get("category"),
                act_id=draft["act_id"],
                valid=life(starts),
            )
            for seat in seats
        )
        scope.db.flush()
        scope.db.add(act)
        scope.record(MeetingsEvent.COMPOSITION_SET, act, detail={"seats": len(seats), "body": body.id})
    reexamine(scope, body, act, starts)
    return act


def _check(scope: Scope, body: Body, draft: Mapping[str, Any]) -> None:
    problems = []
    seats = draft["seats"]
    act = scope.db.get(LegalAct, (scope.db.tenant_id, draft["act_id"]))
    if act is None:
        problems.append(FieldProblem("act_id", NO_ACT))
    elif draft["starts"] < act.date:
        problems.append(FieldProblem("starts", BEFORE_ACT))
    if len(seats) > draft["established_seats"]:
        words = {"filled": len(seats), "established": draft["established_seats"]}
        problems.append(FieldProblem("established_seats", TOO_MANY, words))
    if len({seat["person_id"] for seat in seats}) < len(seats):
        problems.append(FieldProblem("seats", TWICE))
    newest = scope.db.execute(
        select(func.max(func.lower(CompositionAct.valid))).where(CompositionAct.body_id == body.id)
    ).scalar()
    if newest is not None and newest >= draft["starts"]:
        problems.append(FieldProblem("starts", BEFORE_LAST, {"day": newest}))
    if problems:
        raise Invalid(fields=tuple(problems))


def _end_present(scope: Scope, body: Body, day: date) -> None:
    """The composition in force ends; seats begun later than that day would contradict the act."""
    lasting = Seat.valid.contains(day) | (func.lower(Seat.valid) > day)
    for seat in scope.db.execute(
        select(Seat).where(Seat.council_id == body.id, Seat.office != "curator", lasting)
    ).scalars():
        seat.valid = life(seat.valid.lower, max(day, seat.valid.lower or day))
    for act in scope.db.execute(
        select(CompositionAct).where(CompositionAct.body_id == body.id, CompositionAct.valid.contains(day))
    ).scalars():
        act.valid = life(act.valid.lower, day)
    scope.db.flush()
