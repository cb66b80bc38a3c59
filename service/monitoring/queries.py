"""Reads of monitoring: the indicators of a tenant on a date, one of them with its history."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from service.core.errors import NotFound
from service.monitoring.figures import Counted, Coverage, count, coverage
from service.monitoring.places import PAPERS
from service.monitoring.rules import (
    Definition,
    approved,
    canonical,
    collection_days,
    find,
    period,
    profile_for,
    shown,
)
from service.profiles.profile import Profile
from service.rules.indicators.assessment import target_on
from service.rules.indicators.figure import IndicatorFigure, Target, TargetStatus, display_value, is_near
from service.rules.indicators.params import SHARE
from service.tenancy.scope import Scope

NEAR = "near"
ON_HOME = 6


@dataclass(frozen=True)
class Reading:
    """An indicator as it reads on a date (значение показателя): definition, figure, period."""

    definition: Definition
    counted: Counted
    as_of: date

    @property
    def figure(self) -> IndicatorFigure:
        """The figure with its statuses."""
        return self.counted.figure

    @property
    def code(self) -> str:
        """The code of the indicator."""
        return self.definition.code

    @property
    def unit(self) -> str:
        """Percent, pieces or yes/no."""
        return self.definition.params.unit

    @property
    def numerator(self) -> int | None:
        """The numerator of the figure."""
        return self.figure.numerator

    @property
    def denominator(self) -> int | None:
        """The denominator; None for a count."""
        return self.figure.denominator

    @property
    def value_status(self) -> str:
        """The state of the value."""
        return str(self.figure.value_status)

    @property
    def target(self) -> Target | None:
        """The target in force."""
        return self.figure.target

    @property
    def mark(self) -> str:
        """The state against the target; `near` when a share misses it by less than a percentage point."""
        if self.figure.target_status is TargetStatus.NOT_MET and is_near(self.figure):
            return NEAR
        return str(self.figure.target_status)

    @property
    def measured(self) -> bool:
        """Whether there is a share to draw."""
        return (
            self.definition.params.indicator == SHARE
            and bool(self.denominator)
            and display_value(self.figure) is not None
        )

    @property
    def period(self) -> tuple[date | None, date]:
        """The first day that counts, or None, and the last."""
        return period(self.definition.params, self.as_of)


def judged_on(scope: Scope, load: Callable[[date], Profile], as_of: date) -> Scope:
    """The scope with the rules by which a day is judged; `load` gives the profile of a date."""
    return replace(scope, profile=profile_for(load, scope.profile, as_of))


def indicators(scope: Scope, as_of: date) -> list[Reading]:
    """The indicators of the tenant as of a date: its own, else the canonical ones where records exist."""
    readings = _readings(scope, shown(scope.profile), as_of)
    if approved(scope.profile):
        return readings
    counted = [one for one in readings if one.counted.rows]
    return counted if any(one.definition.params.subject.name != PAPERS for one in counted) else []


def without_records(scope: Scope, readings: Sequence[Reading]) -> list[Definition]:
    """The canonical indicators for which nothing has been entered yet."""
    if approved(scope.profile):
        return []
    told = {one.code for one in readings}
    return [one for one in canonical(scope.profile) if one.code not in told]


def indicator(scope: Scope, code: str, as_of: date) -> Reading:
    """One indicator as of a date; raises NotFound when no definition has the code."""
    return _readings(scope, (definition(scope, code),), as_of)[0]


def definition(scope: Scope, code: str) -> Definition:
    """The definition with a code, canonical ones too; raises NotFound."""
    found = find(scope.profile, code)
    if found is None:
        raise NotFound("Такого показателя здесь нет.")
    return found


def covered(scope: Scope, as_of: date) -> Coverage:
    """How many of the tenant's organisations have their staff in the register on a date (охват)."""
    return coverage(scope.db, [scope.tenant.id], as_of)[scope.tenant.id]


def home(scope: Scope) -> list[Reading]:
    """The indicators for the home page: those with a target first, as of today."""
    readings = indicators(scope, scope.today)
    return sorted(readings, key=lambda one: one.target is None)[:ON_HOME]


def history(scope: Scope, definition: Definition) -> list[Reading]:
    """The indicator on the days of collection and today, counted from the registers as they stand now.

    Registers keep their lives, so a past day is counted as it was; a target of that year goes with it.
    """
    days = [*collection_days(scope.profile, scope.today)]
    days = [day for day in days if not definition.params.since or day >= definition.params.since]
    if scope.today not in days:
        days.append(scope.today)
    return [_readings(scope, (definition,), day)[0] for day in days]


def stair(definition: Definition, readings: Sequence[Reading]) -> list[tuple[int, Target]]:
    """The targets by year (лестница порогов) over the years of the readings and of the act itself."""
    years = {one.as_of.year for one in readings} | {year for year, _ in definition.params.targets}
    found = ((year, target_on(definition.params, date(year, 12, 31))) for year in sorted(years))
    return [(year, target) for year, target in found if target is not None]


def _readings(scope: Scope, definitions: Sequence[Definition], as_of: date) -> list[Reading]:
    found = count(scope.db, definitions, [scope.tenant.id], as_of)[scope.tenant.id]
    return [Reading(one, found[one.code], as_of) for one in definitions]
