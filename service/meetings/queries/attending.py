"""Reads of attendance over a year (участие): per member since the mandate began, per association leader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from service.meetings.model.bodies import Body, Seat
from service.meetings.policy import MeetingPolicy
from service.meetings.queries.bodies import COUNTED
from service.meetings.queries.leaders import attended, leaders
from service.meetings.queries.plans import meetings_of
from service.meetings.rules.counting import Sat
from service.meetings.rules.states import HELD
from service.people.model.persons import Person
from service.tenancy.scope import Scope


@dataclass(frozen=True)
class Share:
    """How many meetings a person was at, of those held while the seat or the office lasted."""

    person_id: int
    name: str
    of: str
    came: int
    held: int
    away: tuple[Sat, ...]


def held_between(scope: Scope, body: Body, first: date, last: date) -> list[Sat]:
    """Meetings of a body that were held within days, the earliest first."""
    met = [one for one in meetings_of(scope, body.id) if one.state in HELD and first <= one.day <= last]
    return sorted(met, key=lambda one: (one.day, one.id))


def members_attendance(scope: Scope, body: Body, met: Sequence[Sat]) -> list[Share]:
    """Everybody who was a member at one of some meetings: a mid-year joiner from the first day (edge 16)."""
    if not met:
        return []
    first, last = met[0].day, met[-1].day
    rows = scope.db.execute(
        select(Seat, Person)
        .join(Person, Person.id == Seat.person_id)
        .where(
            Seat.council_id == body.id,
            Seat.office.in_(COUNTED),
            or_(func.lower(Seat.valid).is_(None), func.lower(Seat.valid) <= last),
            or_(func.upper(Seat.valid).is_(None), func.upper(Seat.valid) > first),
        )
        .order_by(Person.sort_key, Person.id, func.lower(Seat.valid))
    )
    lives: dict[int, list[Seat]] = {}
    names: dict[int, str] = {}
    for seat, person in rows:
        lives.setdefault(person.id, []).append(seat)
        names[person.id] = person.full_name
    came = attended(scope, [one.id for one in met])
    told = []
    for person_id, seats in lives.items():
        asked = [one for one in met if any(_within(one.day, seat) for seat in seats)]
        away = tuple(one for one in asked if person_id not in came[one.id])
        if asked:
            told.append(
                Share(person_id, names[person_id], seats[-1].office, len(asked) - len(away), len(asked), away)
            )
    return told


def _within(day: date, seat: Seat) -> bool:
    starts, ends = seat.valid.lower, seat.valid.upper
    return (starts is None or starts <= day) and (ends is None or day < ends)


def leaders_attendance(scope: Scope, body: Body, met: Sequence[Sat]) -> list[Share]:
    """Every association leader and the meetings held while leading (LU4 п. 4.3); none where nothing asks."""
    policy = MeetingPolicy.of(scope.profile, body.kind)
    if not met or not policy.established("leaders_attendance"):
        return []
    came = attended(scope, [one.id for one in met])
    told = []
    for leader in leaders(scope, met[0].day, met[-1].day):
        asked = [one for one in met if leader.leads(one.day)]
        away = tuple(one for one in asked if leader.person_id not in came[one.id])
        if asked:
            told.append(
                Share(
                    leader.person_id,
                    leader.name,
                    leader.association,
                    len(asked) - len(away),
                    len(asked),
                    away,
                )
            )
    return told
