"""Counting of a year's meetings (счёт заседаний): what was held, what the plan asked for, what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from service.meetings.rules.states import BEFORE, HELD, SITTING
from service.rules.dates import add_months

EXTRAORDINARY = "extraordinary"
ALIVE = BEFORE | SITTING | {"balloting", "ballots_closed"}


@dataclass(frozen=True)
class Sat:
    """A meeting as the year counts it: its local day, what it repeats, by which line of the plan."""

    id: int
    day: date
    kind: str
    state: str
    planned_id: int | None = None
    repeats_id: int | None = None


@dataclass(frozen=True)
class Planned:
    """A meeting as the plan has it: a day, or the last day of its month where no day is named."""

    id: int
    day: date
    month_end: date


@dataclass(frozen=True)
class Year:
    """Meetings of a body and year: `held` follow the plan, `extraordinary` do not; `ahead` are called."""

    first: date
    last: date
    held: tuple[Sat, ...] = ()
    extraordinary: tuple[Sat, ...] = ()
    ahead: tuple[Sat, ...] = ()
    missed: tuple[Sat, ...] = ()
    called_off: tuple[Sat, ...] = ()
    every: tuple[Sat, ...] = ()
    fulfilled: Mapping[int, Sat] = field(default_factory=dict)
    """Planned meetings by id that were held, themselves or by a repeat."""

    def days(self, *, extraordinary: bool) -> list[date]:
        """Days of what counts towards the minimum."""
        counted = self.held + (self.extraordinary if extraordinary else ())
        return sorted(one.day for one in counted)


def month_end(month: date) -> date:
    """The last day of the month that begins on a day."""
    return add_months(month, 1) - timedelta(days=1)


def root_of(meeting: Sat, known: Mapping[int, Sat]) -> Sat:
    """The meeting that a repeat stands for, through repeats of repeats."""
    seen = {meeting.id}
    while meeting.repeats_id is not None and meeting.repeats_id not in seen:
        before = known.get(meeting.repeats_id)
        if before is None:
            break
        meeting = before
        seen.add(meeting.id)
    return meeting


def count_year(meetings: Iterable[Sat], first: date, last: date) -> Year:
    """Count the meetings of a body in a year; a repeat counts once for the one it stands for (edge 69).

    A meeting without quorum and one called off count for nothing; a repeat of an extraordinary one is
    extraordinary. What a repeat in this year fulfils may have been missed in the year before.
    """
    known = {one.id: one for one in meetings}
    within = sorted((one for one in known.values() if first <= one.day <= last), key=lambda one: one.day)
    counted: dict[int, Sat] = {}
    for one in within:
        if one.state in HELD:
            counted.setdefault(root_of(one, known).id, one)
    ordinary = [one for root, one in counted.items() if known[root].kind != EXTRAORDINARY]
    fulfilled: dict[int, Sat] = {}
    for one in known.values():
        planned_id = one.planned_id or root_of(one, known).planned_id
        if one.state in HELD and planned_id is not None:
            fulfilled.setdefault(planned_id, one)
    return Year(
        first,
        last,
        tuple(ordinary),
        tuple(one for root, one in counted.items() if known[root].kind == EXTRAORDINARY),
        tuple(one for one in within if one.state in ALIVE),
        tuple(one for one in within if one.state == "no_quorum"),
        tuple(one for one in within if one.state == "cancelled"),
        tuple(within),
        fulfilled,
    )


def to_come(year: Year, planned: Sequence[Planned], earliest: date, today: date) -> list[date]:
    """Days that may still count: ordinary meetings already called, planned ones that can be announced yet.

    A planned meeting that was called stands as the meeting; one that was missed waits for its repeat.
    """
    taken = set(year.fulfilled) | {one.planned_id for one in (*year.ahead, *year.missed, *year.called_off)}
    told = [
        one.day
        for one in year.ahead
        if one.kind != EXTRAORDINARY
        and one.day >= (earliest if one.state in ("draft", "scheduled", "postponed") else today)
    ]
    return told + [one.day for one in planned if one.id not in taken and one.day >= earliest]


def not_held(year: Year, planned: Sequence[Planned], as_of: date) -> tuple[int, list[Planned]]:
    """How many planned meetings are due by a day, and which of them were not held (LU2 п. 4.6)."""
    due = [one for one in planned if one.id in year.fulfilled or one.month_end < as_of]
    return len(due), [one for one in due if one.id not in year.fulfilled]
