"""Reads of association leaders (руководители объединений): who leads what on a day, whether they attend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from service.core.language import N_
from service.documents.model import LegalAct
from service.meetings.model.bodies import Body, Seat
from service.meetings.model.presence import Participation, PresenceInterval
from service.meetings.model.sheets import Sheet, SheetReceipt
from service.meetings.queries.bodies import Composition, Member
from service.meetings.rules.presence import ROOM
from service.people.model.persons import Person
from service.tenancy.scope import Scope

LEADER = N_("руководитель: %(of)s")
"""The words under which leaders outside the council are invited."""


@dataclass(frozen=True)
class Leader:
    """Who leads an association, since when and until when, by which act."""

    person_id: int
    name: str
    association_id: int
    association: str
    subject: str | None
    starts: date | None
    ends: date | None
    act_id: int | None

    def leads(self, day: date) -> bool:
        """Whether the person leads it on a day."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day < self.ends)


@dataclass(frozen=True)
class Drift:
    """How the council's act and the orders on leaders differ (расхождение, C-LU-10)."""

    outside: tuple[Leader, ...]
    former: tuple[tuple[Member, Leader], ...]
    order: LegalAct | None

    def __bool__(self) -> bool:
        return bool(self.outside or self.former)


def leaders(scope: Scope, since: date, until: date) -> list[Leader]:
    """Everybody who led an association at some time between two days, by name of the association."""
    rows = scope.db.execute(
        select(Seat, Body, Person)
        .join(Body, Body.id == Seat.council_id)
        .join(Person, Person.id == Seat.person_id)
        .where(
            Body.kind == "association",
            Seat.office == "leader",
            or_(func.lower(Seat.valid).is_(None), func.lower(Seat.valid) <= until),
            or_(func.upper(Seat.valid).is_(None), func.upper(Seat.valid) > since),
            or_(func.lower(Body.valid).is_(None), func.lower(Body.valid) <= until),
            or_(func.upper(Body.valid).is_(None), func.upper(Body.valid) > since),
        )
        .order_by(Body.name, Person.sort_key)
    )
    return [
        Leader(
            person.id,
            person.full_name,
            body.id,
            body.name,
            body.subject,
            seat.valid.lower,
            seat.valid.upper,
            seat.act_id,
        )
        for seat, body, person in rows
    ]


def leaders_on(scope: Scope, day: date) -> list[Leader]:
    """Who leads associations on a day."""
    return [one for one in leaders(scope, day, day) if one.leads(day)]


def drift(scope: Scope, seated: Composition, day: date) -> Drift:
    """Leaders of subjects who are not in the council, and members who no longer lead what they led.

    The council's composition has no day of renewal: it stays until a new act (C-LU-10). A member counts as a
    former leader who led an association while seated by the present act, and leads none today.
    """
    since = seated.act.valid.lower if seated.act and seated.act.valid.lower else day
    known = leaders(scope, since, day)
    present = {one.person_id for one in known if one.leads(day)}
    members = {one.person_id: one for one in seated.members}
    outside = tuple(one for one in known if one.leads(day) and one.subject and one.person_id not in members)
    left = {one.person_id: one for one in known if one.person_id in members and one.person_id not in present}
    acts = [one.act_id for one in known if one.leads(day) and one.act_id]
    order = scope.db.execute(
        select(LegalAct).where(LegalAct.id.in_(acts)).order_by(LegalAct.date.desc()).limit(1)
    ).scalar()
    return Drift(outside, tuple((members[key], one) for key, one in left.items()), order)


def attended(scope: Scope, meeting_ids: Sequence[int]) -> Mapping[int, frozenset[int]]:
    """Who took part in meetings: in the room or on the line, by a valid sheet, as a guest who came."""
    taking: dict[int, set[int]] = {one: set() for one in meeting_ids}
    came = (
        select(PresenceInterval.id)
        .where(
            PresenceInterval.tenant_id == Participation.tenant_id,
            PresenceInterval.participation_id == Participation.id,
        )
        .exists()
    )
    chosen = select(Participation.meeting_id, Participation.person_id).where(
        Participation.meeting_id.in_(meeting_ids),
        Participation.person_id.is_not(None),
        or_(Participation.status.in_(ROOM), came),
    )
    sheets = (
        select(Sheet.meeting_id, Sheet.person_id)
        .join(SheetReceipt, SheetReceipt.sheet_id == Sheet.id)
        .where(Sheet.meeting_id.in_(meeting_ids), SheetReceipt.status == "valid")
    )
    for meeting_id, person_id in scope.db.execute(chosen.union(sheets)):
        taking[meeting_id].add(person_id)
    return {one: frozenset(people) for one, people in taking.items()}


@dataclass(frozen=True)
class Present:
    """An association leader at one meeting: member or guest, there or not."""

    leader: Leader
    member: bool
    guest: bool
    came: bool


def leaders_at(scope: Scope, meeting_id: int, seated: Composition, day: date) -> list[Present]:
    """Every association leader of a meeting's day and whether they were at it (LU4 п. 4.3)."""
    chosen = select(Participation.person_id).where(
        Participation.meeting_id == meeting_id, Participation.status == "guest"
    )
    guests = set(scope.db.execute(chosen).scalars())
    came = attended(scope, [meeting_id])[meeting_id]
    return [
        Present(
            one,
            seated.member(one.person_id) is not None,
            one.person_id in guests,
            one.person_id in came,
        )
        for one in leaders_on(scope, day)
    ]
