"""Forecast of the year plan (прогноз плана): held, planned, required; can the norm still be met."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from service.meetings.policy import MeetingPolicy
from service.rules.kinds.deadline import Params as Term
from service.rules.kinds.deadline import last_day
from service.rules.kinds.frequency_parts import Part, split_year


@dataclass(frozen=True)
class Forecast:
    """The year by its parts; `last_calls` pairs a part with the last day to announce a meeting in it."""

    parts: tuple[Part, ...]
    last_calls: tuple[date, ...]

    @property
    def required(self) -> int:
        """How many meetings the norm asks for in the whole year."""
        return sum(part.needed for part in self.parts)

    @property
    def held(self) -> int:
        """How many meetings were held."""
        return sum(part.held for part in self.parts)

    @property
    def planned(self) -> int:
        """How many more are planned."""
        return sum(part.planned or 0 for part in self.parts)

    @property
    def feasible(self) -> bool:
        """Whether the norm can still be met, part by part."""
        return not any(part.lacking and (part.over or part.hopeless) for part in self.parts)

    @property
    def covered(self) -> bool:
        """Whether what is held and planned meets the norm as the plan stands."""
        return self.feasible and not any(part.unplanned for part in self.parts)


def forecast(
    policy: MeetingPolicy, year: int, held: Sequence[date], planned: Sequence[date], today: date
) -> Forecast | None:
    """Look ahead from today; None where the regulation sets no frequency."""
    params = policy.params("frequency")
    if params is None:
        return None
    notice = policy.params("notice")
    earliest = earliest_meeting(notice, today)
    span = (year, params.year_basis, params.per)
    parts = split_year(params.count, span, held, planned, today, earliest, params.months)
    return Forecast(tuple(parts), tuple(last_call(notice, part.last) for part in parts))


def earliest_meeting(notice: Term | None, today: date) -> date:
    """Return the first day that a meeting announced today could take place on."""
    day = today
    while last_call(notice, day) < today:
        day += timedelta(days=1)
    return day


def last_call(notice: Term | None, meeting: date) -> date:
    """Return the last day to announce a meeting of that day."""
    return meeting if notice is None else last_day(notice, meeting, {})
