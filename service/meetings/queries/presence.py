"""Reads of presence: who is marked how, who is in the room now, who recused, who may count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from service.meetings.model.meetings import Meeting
from service.meetings.model.presence import Instruction, Participation, PresenceInterval, Presiding, Recusal
from service.meetings.model.sheets import Sheet, SheetReceipt
from service.meetings.policy import MeetingPolicy
from service.meetings.queries.bodies import Composition
from service.meetings.rules.presence import ROOM, Attendance
from service.people.model.persons import Person
from service.tenancy.scope import Scope


@dataclass(frozen=True)
class Marked:
    """One person's participation with the name and the times of coming and leaving."""

    row: Participation
    name: str
    intervals: tuple[PresenceInterval, ...]

    @property
    def here(self) -> bool:
        """Whether the person is in the room or on the line now."""
        return self.row.status in ROOM and any(one.left_at is None for one in self.intervals)

    def at(self, moment: datetime) -> bool:
        """Whether the person was there at a moment."""
        return self.row.status in ROOM and any(
            one.came_at <= moment and (one.left_at is None or moment < one.left_at) for one in self.intervals
        )


def marked(scope: Scope, meeting_id: int) -> list[Marked]:
    """Everybody marked at a meeting, guests too, by name; two statements."""
    rows = scope.db.execute(
        select(Participation, Person)
        .outerjoin(Person, Person.id == Participation.person_id)
        .where(Participation.meeting_id == meeting_id)
        .order_by(Person.sort_key, Participation.name, Participation.id)
    ).all()
    times: dict[int, list[PresenceInterval]] = {}
    chosen = select(PresenceInterval).where(
        PresenceInterval.participation_id.in_([row.id for row, _ in rows])
    )
    for interval in scope.db.execute(chosen.order_by(PresenceInterval.came_at)).scalars():
        times.setdefault(interval.participation_id, []).append(interval)
    return [
        Marked(row, person.full_name if person else row.name or "", tuple(times.get(row.id, ())))
        for row, person in rows
    ]


def valid_sheets(scope: Scope, meeting_id: int) -> frozenset[int]:
    """Members whose sheet is valid now."""
    chosen = (
        select(Sheet.person_id)
        .join(SheetReceipt, SheetReceipt.sheet_id == Sheet.id)
        .where(Sheet.meeting_id == meeting_id, SheetReceipt.status == "valid")
    )
    return frozenset(scope.db.execute(chosen).scalars())


def attendance(
    scope: Scope, meeting: Meeting, policy: MeetingPolicy, seated: Composition, moment: datetime | None = None
) -> Attendance:
    """Members who count at a moment (now without one): only those who sit in the body on its day.

    Without a vote the secretary is no member of the number (C-LU-8).
    """
    counted = {one.person_id for one in seated.members if policy.secretary_votes or one.office != "secretary"}
    less = len(seated.members) - len(counted)
    there = marked(scope, meeting.id)
    room = {one.row.person_id for one in there if (one.here if moment is None else one.at(moment))}
    established = seated.established
    return Attendance(
        established=None if established is None else established - less,
        filled=len(counted),
        room=frozenset(one for one in room if one is not None) & counted,
        sheets=valid_sheets(scope, meeting.id) & counted,
    )


def recused(scope: Scope, item_id: int) -> frozenset[int]:
    """Members who recused themselves from a question."""
    return frozenset(scope.db.execute(select(Recusal.person_id).where(Recusal.item_id == item_id)).scalars())


def recusals(scope: Scope, item_ids: list[int]) -> Mapping[int, list[tuple[Recusal, str]]]:
    """Recusals by question with names."""
    found: dict[int, list[tuple[Recusal, str]]] = {}
    chosen = select(Recusal, Person).join(Person, Person.id == Recusal.person_id)
    for row, person in scope.db.execute(chosen.where(Recusal.item_id.in_(item_ids)).order_by(Recusal.id)):
        found.setdefault(row.item_id, []).append((row, person.full_name))
    return found


def presiders(scope: Scope, meeting_id: int) -> list[tuple[Presiding, str]]:
    """Who presided, in order, with names."""
    chosen = select(Presiding, Person).join(Person, Person.id == Presiding.person_id)
    found = scope.db.execute(chosen.where(Presiding.meeting_id == meeting_id).order_by(Presiding.since))
    return [(row, person.full_name) for row, person in found]


def instructions(scope: Scope, body_id: int) -> list[Instruction]:
    """The chair's instructions in a body, the latest first."""
    chosen = select(Instruction).where(Instruction.body_id == body_id)
    ordered = chosen.order_by(Instruction.given_on.desc(), Instruction.id.desc())
    return list(scope.db.execute(ordered).scalars())
