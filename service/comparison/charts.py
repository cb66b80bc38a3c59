"""Pictures of the comparison: ranking bars (места) and the course of an indicator over the published days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from service.comparison.queries import own, region
from service.comparison.rules.cells import COUNT, EXACT, SHARE, Cell, Local
from service.monitoring.rules import Definition
from service.monitoring.stair import Chart, Point, chart
from service.rules.indicators.figure import Target
from service.tenancy.model import Tenant
from service.web.drawing import nice_scale

DECEMBER = 12


@dataclass(frozen=True)
class Bar:
    """One municipality in the ranking: its place, value and, where it counts the same, its own target."""

    tenant: Tenant
    cell: Cell
    place: int | None
    target: Fraction | None

    @property
    def tone(self) -> str:
        """The colour of the bar, which repeats the sign."""
        return {"met": "ok", "near": "warn", "not_met": "bad"}.get(self.cell.mark, "")


@dataclass(frozen=True)
class Ranking:
    """Bars from the largest value down; values without a place after them, no value at the end."""

    bars: tuple[Bar, ...]
    scale: Fraction


def ranking(told: region.Table) -> Ranking:
    """The ranking of a table with one column."""
    bars = [
        Bar(row.tenant, row.cells[0], place, _target(row.cells[0]))
        for row, place in zip(told.rows, told.places[0], strict=True)
    ]
    bars.sort(key=lambda one: (_standing(one), -(one.cell.value or Fraction(0)), one.tenant.name["ru"]))
    values = [one.cell.value for one in bars] + [one.target for one in bars]
    return Ranking(tuple(bars), _scale(values, told.columns[0].params.indicator))


def _standing(one: Bar) -> int:
    if one.place is not None:
        return 0
    return 1 if one.cell.comparable else 2 if one.cell.seen else 3


def _target(cell: Cell) -> Fraction | None:
    local = cell.local
    return local.target.value if local.relation == EXACT and local.target and cell.form == SHARE else None


def _scale(values: Sequence[Fraction | None], form: str) -> Fraction:
    if form != COUNT:
        return nice_scale(values)
    return max((value for value in values if value is not None), default=Fraction(1)) or Fraction(1)


@dataclass(frozen=True)
class Drawn:
    """A chart with the unit its numbers are told in, as the chart of an indicator takes it."""

    chart: Chart
    unit: str


def region_chart(one: Definition, series: Sequence[region.Moment], tenant: Tenant | None) -> Drawn | None:
    """The pooled region by days, or one municipality with its own targets; None before the first day."""
    if tenant is None:
        return _drawn(one, [_point(moment.as_of, moment.total.value) for moment in series], ())
    cells = [(moment.as_of, moment.cells.get(tenant.id)) for moment in series]
    points = [_point(day, cell.value if cell else None) for day, cell in cells]
    return _drawn(one, points, [(day.year, cell.local) for day, cell in cells if cell])


def own_chart(one: Definition, series: Sequence[own.Moment]) -> Drawn | None:
    """A municipality's own published values by days with its targets; None before the first day."""
    points = [_point(moment.as_of, moment.cell.value) for moment in series]
    return _drawn(one, points, [(moment.as_of.year, moment.cell.local) for moment in series])


def _point(day: date, value: Fraction | None) -> Point:
    return Point(day, value, open=day.month != DECEMBER)


def _drawn(one: Definition, points: Sequence[Point], locals_: Sequence[tuple[int, Local]]) -> Drawn | None:
    if not points:
        return None
    form = one.params.indicator
    stair: dict[int, Target] = {
        year: local.target
        for year, local in locals_
        if local.relation == EXACT and local.target and form == SHARE
    }
    made = chart(points, sorted(stair.items()), counted=form == COUNT)
    return Drawn(made, one.params.unit)
