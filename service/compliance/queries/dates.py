"""The year's deadlines (сроки года): days that the rules name, and the next ones that records have set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.compliance.queries.rows import Line, table
from service.compliance.rules.dates import due_in
from service.monitoring.rules import days_of_year
from service.tenancy.scope import Scope


@dataclass(frozen=True)
class Dated:
    """A day of a year with the rule that asks for something by it."""

    day: date
    line: Line

    @property
    def key(self) -> str:
        """A name that stays the same in calendar programs."""
        return f"rule-{self.line.rule.id}-{self.day.isoformat()}"


def year_dates(scope: Scope, year: int) -> list[Dated]:
    """All deadlines of a calendar year in their order."""
    lines = {one.rule.id: one for one in table(scope).lines}
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = tuple(days_of_year(scope.profile, year))
    found = {(one.day, one.rule) for one in due_in(scope.profile, first, last, days)}
    found |= {
        (one.next_on, one.rule.id)
        for one in lines.values()
        if one.next_on is not None and first <= one.next_on <= last
    }
    return [Dated(day, lines[rule]) for day, rule in sorted(found)]


def by_month(dates: Sequence[Dated]) -> list[tuple[date, list[Dated]]]:
    """Deadlines under the first days of their months; empty months are left out."""
    months: dict[date, list[Dated]] = {}
    for one in dates:
        months.setdefault(one.day.replace(day=1), []).append(one)
    return sorted(months.items(), key=lambda pair: pair[0])
