"""Plans of municipalities side by side (охват планов по муниципалитетам): cells of two lists, their heat."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from service.plans.names import ITEM
from service.plans.policy import Listing, Value, labellings, listing
from service.plans.rules import UNIT, Count
from service.profiles.profile import Profile, Rule

HEATS = 4
"""Shades of a cell: an empty one has none, the largest number of the table has the last."""


@dataclass(frozen=True)
class Axes:
    """The two lists whose values make a cell, and the rule that sets them against each other."""

    rows: Listing
    columns: Listing
    rule: Rule

    @property
    def cells(self) -> tuple[tuple[Value, Value], ...]:
        """Every cell of the table."""
        return tuple((row, column) for row in self.rows.values for column in self.columns.values)


@dataclass(frozen=True)
class Sent:
    """What one municipality released for a year: counts by cell; no `approved_on` means nothing was."""

    tenant_id: int
    slug: str
    name: str
    approved_on: date | None
    published_at: datetime | None
    counts: Mapping[tuple[str, str], Count]

    def count(self, cell: tuple[Value, Value]) -> Count:
        """The count of a cell."""
        return self.counts.get((cell[0].mark, cell[1].mark), Count())

    @property
    def total(self) -> Count:
        """All items of the plan that stand in cells."""
        return _sum(self.counts.values())


@dataclass(frozen=True)
class Heat:
    """The table of a year; `rows` are municipalities by name."""

    year: int | None
    years: tuple[int, ...]
    axes: Axes | None
    rows: tuple[Sent, ...]

    def shade(self, count: Count) -> int:
        """How warm a cell is: 0 is empty, the rest is the share of the largest number."""
        largest = max((one.planned for row in self.rows for one in row.counts.values()), default=0)
        return -(-count.planned * HEATS // largest) if largest else 0

    def pooled(self, cell: tuple[Value, Value]) -> Count:
        """A cell of all municipalities together."""
        return _sum(row.count(cell) for row in self.rows)

    @property
    def sent(self) -> int:
        """How many municipalities released a plan of the year."""
        return sum(row.approved_on is not None for row in self.rows)


def axes(profile: Profile) -> Axes | None:
    """The first list that a rule sets against another one; None where no rule does."""
    for one in labellings(profile, ITEM):
        other = listing(profile, one.across) if one.across and one.across != UNIT else None
        if one.lists and other:
            return Axes(one.lists[0], other, one.rule)
    return None


def counted(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], Count]:
    """Counts by cell from released rows."""
    return {
        (row["row_mark"], row["column_mark"]): Count(int(row["planned"]), int(row["done"])) for row in rows
    }


def _sum(counts: Iterable[Count]) -> Count:
    listed = list(counts)
    return Count(sum(one.planned for one in listed), sum(one.done for one in listed))
