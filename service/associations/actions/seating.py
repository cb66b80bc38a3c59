"""Seats of associations: who joins, who leaves, who leads; one person once in one association."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from service.associations.actions.founding import alive
from service.associations.names import AssociationsEvent, AssociationsPermission
from service.associations.queries import listing
from service.core.columns import life
from service.core.errors import FieldProblem, Invalid, NotFound
from service.core.language import N_
from service.meetings.model.bodies import Body, Seat
from service.meetings.refusals import in_words
from service.people.model.persons import Person
from service.tenancy.scope import Scope

NO_PERSON = N_("Такого человека в реестре нет.")
ENDS_FIRST = N_("Последний день раньше первого.")
LEADER_STAYS = N_("Это руководитель: сначала замените его актом.")


def join(scope: Scope, body_id: int, draft: Mapping[str, Any]) -> Seat:
    """Enter a member or a curator; twice in one association is refused, in several is not (LU4 п. 4.1)."""
    body = alive(scope, body_id)
    if draft["office"] == "curator":
        scope.allow(AssociationsPermission.WRITE)
    listing.allow_work(scope, body)
    if scope.db.get(Person, (scope.db.tenant_id, draft["person_id"])) is None:
        raise Invalid(fields=(FieldProblem("person_id", NO_PERSON),))
    seat = Seat(
        council_id=body.id,
        person_id=draft["person_id"],
        office=draft["office"],
        valid=life(draft.get("starts") or scope.today),
    )
    with in_words():
        scope.db.add(seat)
        scope.record(AssociationsEvent.JOINED, seat, detail={"body": body.id, "office": seat.office})
    return seat


def leave(scope: Scope, body_id: int, seat_id: int, last_day: date) -> Seat:
    """End somebody's time in an association; the past stays."""
    seat = scope.db.get(Seat, (scope.db.tenant_id, seat_id))
    if seat is None or seat.council_id != body_id:
        raise NotFound()
    body = alive(scope, body_id)
    listing.allow_work(scope, body)
    if seat.office == "curator":
        scope.allow(AssociationsPermission.WRITE)
    if seat.office == "leader":
        raise Invalid(LEADER_STAYS)
    if seat.valid.lower and last_day < seat.valid.lower:
        raise Invalid(fields=(FieldProblem("last_day", ENDS_FIRST),))
    leave_office(seat, last_day + timedelta(days=1))
    scope.record(AssociationsEvent.LEFT, seat, detail={"body": body.id}, fields=["valid"])
    return seat


def leave_office(seat: Seat, after: date) -> None:
    """A seat no longer holds from a day; one that had not begun by then becomes empty."""
    if seat.valid.upper is None or seat.valid.upper > after:
        seat.valid = life(seat.valid.lower, max(after, seat.valid.lower) if seat.valid.lower else after)


def seat_leader(scope: Scope, body: Body, person_id: int, starts: date, act_id: int | None) -> None:
    """Give the leader's seat to a member from a day; the leader before stays as a member."""
    chosen = select(Seat).where(
        Seat.council_id == body.id,
        Seat.valid.overlaps(func.daterange(starts, None)),
        (Seat.office == "leader") | (Seat.person_id == person_id),
    )
    seats = list(scope.db.execute(chosen).scalars())
    if any(one.person_id == person_id and one.office == "leader" for one in seats):
        return
    for one in seats:
        leave_office(one, starts)
    scope.db.flush()
    with in_words():
        for one in seats:
            if one.office == "leader":
                again = Seat(council_id=body.id, person_id=one.person_id, office="member")
                again.valid = life(starts)
                scope.db.add(again)
        led = Seat(council_id=body.id, person_id=person_id, office="leader", act_id=act_id)
        led.valid = life(starts)
        scope.db.add(led)
        scope.db.flush()
