"""Cells of the comparison (клетки сравнения): what stands in one, whether it may be ranked, and why not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from service.comparison.rules.crosswalk import Reason, Shape, differences
from service.rules.indicators.figure import Target
from service.rules.shares import AT_LEAST, MORE_THAN, holds

LEAST_COVERAGE = Fraction(3, 4)
"""Below this share of organisations with staff records a figure is provisional and takes no place."""
LEAST_RANKED = 10
"""Fewer people or schools than this make a share jump; it is shown and takes no place."""
PER = 100
"""Counts are compared per hundred of their base."""

OK, PROVISIONAL, SUPPRESSED = "ok", "provisional", "suppressed"
NOT_REPORTED, NO_AGREEMENT, OUT_OF_SCOPE = "not_reported", "no_agreement", "out_of_scope"
NOT_COMPARABLE = "not_comparable"
SHARE, COUNT, YES_NO = "share", "count", "yes_no"
EXACT, RECALCULATED, REFERENCE = "exact", "recalculated", "reference"


@dataclass(frozen=True)
class Local:
    """How the municipality's own regulation stands to the canonical indicator (местный показатель).

    `relation`: exact (its own definition counts the same), recalculated (it counts otherwise, for `reasons`;
    the canonical value stands here), reference (its regulation sets no such indicator).
    """

    relation: str = REFERENCE
    code: str = ""
    clause: str = ""
    title: str = ""
    act: str = ""
    reasons: tuple[str, ...] = ()
    target: Target | None = None


@dataclass(frozen=True)
class Cell:
    """One figure of one municipality on one day as its region may see it; numbers are None where hidden."""

    code: str
    form: str
    status: str = NOT_REPORTED
    numerator: int | None = None
    denominator: int | None = None
    target_status: str = "no_target"
    reasons: tuple[str, ...] = ()
    local: Local = field(default_factory=Local)
    reported: int = 0
    expected: int = 0

    @property
    def value(self) -> Fraction | None:
        """The exact value: a share, a number per hundred of its base, 1 or 0; None where there is none."""
        if self.numerator is None or not self.denominator:
            return None
        return Fraction(self.numerator * (PER if self.form == COUNT else 1), self.denominator)

    @property
    def seen(self) -> bool:
        """Whether a value stands in the cell."""
        return self.value is not None

    @property
    def comparable(self) -> bool:
        """Whether the value may stand beside the others and in the total."""
        return self.seen and self.status != NOT_COMPARABLE

    @property
    def ranked(self) -> bool:
        """Whether the value takes a place among the others."""
        return self.comparable and self.status == OK and not self.reasons

    @property
    def mark(self) -> str:
        """The sign of the cell: met, near, not_met, plain, or why there is no value.

        A target is judged only where the municipality's own definition counts the same thing.
        """
        if not self.comparable:
            return self.status
        target = self.local.target
        if self.local.relation != EXACT or target is None or self.target_status not in ("met", "not_met"):
            return "plain"
        if self.target_status == "met":
            return "met"
        return "near" if self.form == SHARE and near(self.value or Fraction(0), target) else "not_met"


def near(value: Fraction, target: Target) -> bool:
    """Whether a share misses its target by less than one percentage point."""
    if holds(value, target.op, target.value):
        return False
    short = target.value - value if target.op in (AT_LEAST, MORE_THAN) else value - target.value
    return short < Fraction(1, 100)


def judged(cell: Cell, shape: Shape | None, expected_shape: Shape | None) -> tuple[str, tuple[str, ...]]:
    """The status and reasons of a published cell beside the region's own definition of the indicator."""
    if shape is not None and expected_shape is not None and (found := differences(shape, expected_shape)):
        return NOT_COMPARABLE, tuple(found)
    if cell.status not in (OK, PROVISIONAL):
        return cell.status, ()
    if not cell.seen:
        return SUPPRESSED, (Reason.HIDDEN,)
    reasons: list[str] = []
    status = cell.status
    if cell.expected and Fraction(cell.reported, cell.expected) < LEAST_COVERAGE:
        status, reasons = PROVISIONAL, [Reason.COVERAGE]
    if cell.form == SHARE and (cell.denominator or 0) < LEAST_RANKED:
        reasons.append(Reason.SMALL)
    return status, tuple(reasons)


@dataclass(frozen=True)
class Total:
    """The pooled figure of a region (итог региона): sums of numerators and denominators, never a mean."""

    code: str
    form: str
    numerator: int = 0
    denominator: int = 0
    summed: int = 0
    expected: int = 0
    provisional: int = 0

    @property
    def value(self) -> Fraction | None:
        """The exact pooled value; None where nothing was summed."""
        if not self.denominator:
            return None
        return Fraction(self.numerator * (PER if self.form == COUNT else 1), self.denominator)


def total_of(code: str, form: str, cells: Sequence[Cell]) -> Total:
    """Sum what may be compared; a hidden or missing figure is in neither sum."""
    summed = [cell for cell in cells if cell.comparable]
    return Total(
        code=code,
        form=form,
        numerator=sum(cell.numerator or 0 for cell in summed),
        denominator=sum(cell.denominator or 0 for cell in summed),
        summed=len(summed),
        expected=len(cells),
        provisional=sum(cell.status == PROVISIONAL for cell in summed),
    )


def places(values: Sequence[Fraction | None]) -> list[int | None]:
    """The place of each value, the largest first; equal values share a place, None has none."""
    ordered = sorted((value for value in values if value is not None), reverse=True)
    return [None if value is None else ordered.index(value) + 1 for value in values]


def display(value: Fraction | None, form: str) -> str | None:
    """The value for reading by programs: percent or per hundred with one decimal, 1 or 0 for yes/no."""
    if value is None:
        return None
    if form == YES_NO:
        return str(int(value))
    tenths = floor(value * (1000 if form == SHARE else 10) + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}"


def month_end(day: date) -> bool:
    """Whether a day is the last of its month: figures are published for such days, so that they meet."""
    return (day + date.resolution).day == 1


def target_from(data: Any) -> Target | None:
    """A target from its JSON form."""
    if not data:
        return None
    return Target(str(data["op"]), Fraction(str(data["value"])), data.get("year"))
