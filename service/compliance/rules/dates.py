"""Dates of rules (сроки правил): the days of a year that a profile names, and the next of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.profiles.profile import Profile, Rule
from service.rules.dates import CALENDAR, SCHOOL, year_of, year_parts
from service.rules.kinds import annual_deadline, documents, frequency, indicator

PERIODS = {"year": CALENDAR, "school_year": SCHOOL}


@dataclass(frozen=True, order=True)
class Due:
    """A day by which a rule asks for something (срок)."""

    day: date
    rule: str


def dates_of(rule: Rule, first: date, last: date, collections: tuple[date, ...] = ()) -> list[date]:
    """Days of a rule within some days; none where the rule names no day of the year.

    `collections` are the days on which indicators are collected, for rules that are judged by them.
    """
    read = DATED.get(rule.kind)
    if rule.silent or read is None:
        return []
    if rule.kind == indicator.NAME:
        asked = collections if not rule.params.informational else ()
        return [day for day in asked if first <= day <= last]
    return sorted({day for day in read(rule.params, first, last) if first <= day <= last})


def next_of(rule: Rule, today: date, collections: tuple[date, ...] = ()) -> date | None:
    """The next day of a rule, today included."""
    found = dates_of(rule, today, today.replace(year=today.year + 2, day=min(today.day, 28)), collections)
    return found[0] if found else None


def due_in(profile: Profile, first: date, last: date, collections: tuple[date, ...] = ()) -> list[Due]:
    """All days within some days that the rules of a profile name, in their order."""
    return sorted(
        Due(day, rule.id)
        for rule in profile.rules.values()
        for day in dates_of(rule, first, last, collections)
    )


def _annual(params: Any, first: date, last: date) -> Iterator[date]:
    for year in range(first.year - 1, last.year + 1):
        yield annual_deadline.last_day(params.month, params.day, params.inclusive, params.year_basis, year)


def _parts(params: Any, first: date, last: date) -> Iterator[date]:
    for year in range(year_of(first, params.year_basis), year_of(last, params.year_basis) + 1):
        for begins, ends in year_parts(year, params.year_basis, params.per):
            if not params.months or begins.month in params.months:
                yield ends


def _periods(params: Any, first: date, last: date) -> Iterator[date]:
    basis = PERIODS.get(params.period)
    if basis is not None:
        for year in range(year_of(first, basis), year_of(last, basis) + 1):
            yield year_parts(year, basis, "year")[0][1]


def _none(_params: Any, _first: date, _last: date) -> Iterator[date]:
    yield from ()


DATED: Mapping[str, Callable[[Any, date, date], Iterator[date]]] = {
    annual_deadline.NAME: _annual,
    frequency.NAME: _parts,
    documents.NAME: _periods,
    indicator.NAME: _none,
}
