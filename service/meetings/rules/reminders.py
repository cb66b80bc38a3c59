"""Reminders (напоминания): each is a delta from a term; the moment follows from the term and moves with it.

Nothing is reminded of in a draft or after a cancellation. Deltas are data; none of them is a rule of a
regulation, so none of them decides anything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

MORNING, EVENING = time(9), time(20)
"""Between these hours of the body's own day people are reminded."""
A_DAY, A_BLINK = timedelta(days=1), timedelta(microseconds=1)


class Anchor(StrEnum):
    """What a reminder counts from (от чего отсчёт)."""

    START = "start"
    NOTICE_DUE = "notice_due"
    AGENDA_CUTOFF = "agenda_cutoff"
    SHEETS_DUE = "sheets_due"
    MINUTES_COPY_DUE = "minutes_copy_due"
    ASSIGNMENT_DUE = "assignment_due"


class Audience(StrEnum):
    """Who is reminded (кому)."""

    MEMBERS = "members"
    UNDECIDED = "undecided"
    SECRETARY = "secretary"
    ASSIGNEE = "assignee"


@dataclass(frozen=True)
class Delta:
    """A reminder as a distance: `shift` below zero is before the anchor, above it after.

    Whole days mean the morning of that day of the body; anything else is counted on its wall clock.
    """

    kind: str
    anchor: Anchor
    shift: timedelta
    audience: Audience


DELTAS = (
    Delta("notice", Anchor.NOTICE_DUE, -2 * A_DAY, Audience.SECRETARY),
    Delta("proposals", Anchor.AGENDA_CUTOFF, -A_DAY, Audience.MEMBERS),
    Delta("meeting", Anchor.START, -A_DAY, Audience.MEMBERS),
    Delta("sheets", Anchor.SHEETS_DUE, -A_DAY, Audience.UNDECIDED),
    Delta("sheets_closed", Anchor.SHEETS_DUE, timedelta(minutes=1), Audience.SECRETARY),
    Delta("minutes_draft", Anchor.START, 3 * A_DAY, Audience.SECRETARY),
    Delta("minutes_copy", Anchor.MINUTES_COPY_DUE, -5 * A_DAY, Audience.SECRETARY),
    Delta("assignment", Anchor.ASSIGNMENT_DUE, -3 * A_DAY, Audience.ASSIGNEE),
)


BY_KIND = {one.kind: one for one in DELTAS}
TIMELY: Mapping[str, frozenset[str]] = {
    "notice": frozenset({"scheduled", "postponed"}),
    "proposals": frozenset({"noticed"}),
    "meeting": frozenset({"noticed", "agenda_final"}),
    "sheets": frozenset({"noticed", "agenda_final", "balloting"}),
    "sheets_closed": frozenset({"balloting", "ballots_closed", "in_session", "suspended"}),
    "minutes_draft": frozenset({"ballots_closed", "closed", "no_quorum"}),
    "minutes_copy": frozenset({"closed", "minutes_signed"}),
    "assignment": frozenset({"closed", "minutes_signed", "distributed", "archived"}),
}
"""States of a meeting in which a reminder makes sense: of what is done nobody is reminded."""


@dataclass(frozen=True)
class Reminder:
    """A reminder with its moment in UTC; `done` when it was sent or found needless."""

    kind: str
    due_at: datetime
    done: bool = False


@dataclass(frozen=True)
class Changes:
    """What to write so that the stored reminders agree with the meeting; `drop` holds kinds."""

    add: tuple[Reminder, ...] = ()
    move: tuple[Reminder, ...] = ()
    drop: tuple[str, ...] = ()


@dataclass(frozen=True)
class Participant:
    """A member as reminders see them: who, and what they have done; `person_id` is the register's."""

    person_id: int
    secretary: bool = False
    sheet_received: bool = False
    assignee: bool = False
    votes: bool = True


def due_at(delta: Delta, anchor: datetime, time_zone: str) -> datetime:
    """When to remind, in UTC, at a humane hour of the body's zone; before an anchor it should precede."""
    zone = ZoneInfo(time_zone)
    local = anchor.astimezone(zone).replace(tzinfo=None)
    before = delta.shift < timedelta(0)
    if delta.shift % A_DAY:
        wall = _humane(local + delta.shift, earlier=before)
    else:
        # A term that ends at midnight ends with the day before: people count from that day.
        day = (local - A_BLINK if before else local).date()
        wall = datetime.combine(day + delta.shift, MORNING)
    return wall.replace(tzinfo=zone).astimezone(UTC)


def _humane(wall: datetime, *, earlier: bool) -> datetime:
    """The same moment within the waking hours: else the evening before it, or the morning after it."""
    if MORNING <= wall.time() <= EVENING:
        return wall
    day: date = wall.date()
    night = wall.time() > EVENING
    if earlier:
        return datetime.combine(day if night else day - A_DAY, EVENING)
    return datetime.combine(day + A_DAY if night else day, MORNING)


def planned(
    anchors: Mapping[Anchor, datetime],
    time_zone: str,
    now: datetime,
    *,
    silent: bool,
    deltas: Iterable[Delta] = DELTAS,
) -> tuple[Reminder, ...]:
    """The reminders still to come; `silent` is a draft or a cancelled meeting, which has none.

    A term that is not there (no sheets in person) has no reminder; a moment that has passed is not made up
    for: who is invited today needs no word of yesterday.
    """
    if silent:
        return ()
    moments = (
        Reminder(one.kind, due_at(one, anchors[one.anchor], time_zone))
        for one in deltas
        if one.anchor in anchors
    )
    return tuple(one for one in moments if one.due_at > now)


def changes(stored: Iterable[Reminder], wanted: Iterable[Reminder]) -> Changes:
    """Compare what is stored of a meeting with what it wants now.

    One that was sent comes again only when the meeting moved later: it is then added anew, and the sent one
    stays as the record of what was said.
    """
    waiting: dict[str, datetime] = {}
    sent: dict[str, datetime] = {}
    for one in stored:
        side = sent if one.done else waiting
        side[one.kind] = max(one.due_at, side.get(one.kind, one.due_at))
    wish = {one.kind: one for one in wanted}
    new = (one for one in wish.values() if one.kind not in waiting)
    return Changes(
        add=tuple(one for one in new if one.kind not in sent or one.due_at > sent[one.kind]),
        move=tuple(one for one in wish.values() if waiting.get(one.kind, one.due_at) != one.due_at),
        drop=tuple(sorted(waiting.keys() - wish.keys())),
    )


def reminded(audience: Audience, people: Iterable[Participant]) -> tuple[int, ...]:
    """Whom a reminder goes to: of sheets, only those whose sheet has not come."""
    return tuple(one.person_id for one in people if _meant(audience, one))


def _meant(audience: Audience, person: Participant) -> bool:
    match audience:
        case Audience.MEMBERS:
            return True
        case Audience.UNDECIDED:
            return person.votes and not person.sheet_received
        case Audience.SECRETARY:
            return person.secretary
        case Audience.ASSIGNEE:
            return person.assignee
