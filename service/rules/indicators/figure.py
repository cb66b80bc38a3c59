"""The figure (значение показателя): numerator and denominator, with their statuses."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor

from service.rules.shares import AT_LEAST, MORE_THAN, holds


class ValueStatus(StrEnum):
    """State of a value; a real zero is `ok`."""

    OK = "ok"
    PROVISIONAL = "provisional"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"
    NOT_COMPUTABLE = "not_computable"
    SUPPRESSED = "suppressed"
    SERIES_BREAK = "series_break"


class TargetStatus(StrEnum):
    """State of a value against its target."""

    MET = "met"
    NOT_MET = "not_met"
    NO_TARGET = "no_target"
    NOT_DUE = "not_due"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True)
class Target:
    """A target (порог): operator, exact value, and its year when targets go by years."""

    op: str
    value: Fraction
    year: int | None = None

    def to_dict(self) -> dict[str, object]:
        """Return the JSON form: {"op": "at_least", "value": "1/10", "year": null}."""
        whole = self.value.denominator == 1
        value = str(self.value.numerator) if whole else f"{self.value.numerator}/{self.value.denominator}"
        return {"op": self.op, "value": value, "year": self.year}


@dataclass(frozen=True)
class MissingFact:
    """How many rows stay undecided because this field or register is unknown."""

    code: str
    count: int


@dataclass(frozen=True)
class Counts:
    """What was counted: rows in the numerator, rows decided for the denominator, rows left unknown."""

    numerator: int
    denominator: int
    unknown: int
    decided: int
    missing: tuple[MissingFact, ...] = ()


@dataclass(frozen=True)
class IndicatorFigure:
    """A figure with its statuses; members are the ids of the rows behind it.

    `denominator` is None for a count and 1 for yes/no; rows whose facts are unknown are in neither number.
    """

    numerator: int | None
    denominator: int | None
    value_status: ValueStatus
    target: Target | None
    target_status: TargetStatus
    members_numerator: tuple[object, ...] = ()
    members_denominator: tuple[object, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    members_unknown: tuple[object, ...] = ()
    unknown: int = 0


def display_value(figure: IndicatorFigure) -> str | None:
    """Return the value for reading only: percent with one decimal, rounded half up, or the plain number."""
    if figure.numerator is None or figure.value_status not in (ValueStatus.OK, ValueStatus.PROVISIONAL):
        return None
    if not figure.denominator:
        return None if figure.denominator == 0 else str(figure.numerator)
    tenths = floor(Fraction(figure.numerator * 1000, figure.denominator) + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}"


def is_near(figure: IndicatorFigure) -> bool:
    """Say whether a share misses its target by less than one percentage point (≈); never "near" once met."""
    target = figure.target
    if target is None or figure.numerator is None or not figure.denominator:
        return False
    if figure.value_status not in (ValueStatus.OK, ValueStatus.PROVISIONAL):
        return False
    value = Fraction(figure.numerator, figure.denominator)
    if holds(value, target.op, target.value):
        return False
    short = target.value - value if target.op in (AT_LEAST, MORE_THAN) else value - target.value
    return short < Fraction(1, 100)
