"""The region's table (сравнение муниципалитетов): what its municipalities released, and nothing else.

Every statement here runs in a session of the regions' role: its policies open released figures of
municipalities whose agreement names this region, this indicator and this day, and numbers of large groups.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import select, text

from service.comparison.queries.released import RELEASED, cell_of
from service.comparison.rules.cells import (
    NO_AGREEMENT,
    OUT_OF_SCOPE,
    Cell,
    Total,
    places,
    spread_of,
    total_of,
)
from service.comparison.rules.crosswalk import Reason, Shape, shape_of
from service.core.errors import NotFound
from service.monitoring.rules import Definition, canonical
from service.tenancy.context import RegionSession
from service.tenancy.model import Tenant
from service.tenancy.scope import Scope

DAYS = text("SELECT DISTINCT as_of FROM pub.release ORDER BY as_of DESC LIMIT 36")
GRANTED = text("SELECT pub.granted()")


@dataclass(frozen=True)
class Terms:
    """What an agreement lets the region see: indicators and the smallest group."""

    codes: frozenset[str]
    least: int


@dataclass(frozen=True)
class Sent:
    """The publication behind a row: revision, protocol, reason of a correction, coverage."""

    revision: int
    basis: str
    reason: str | None
    reported: int
    expected: int
    published_at: datetime


@dataclass(frozen=True)
class Row:
    """One municipality of the table; `terms` is None without an agreement in force."""

    tenant: Tenant
    terms: Terms | None
    sent: Sent | None
    cells: tuple[Cell, ...]

    @property
    def state(self) -> str:
        """Reported, not reported, or without an agreement."""
        if self.terms is None:
            return NO_AGREEMENT
        return "reported" if self.sent else "not_reported"


@dataclass(frozen=True)
class Table:
    """The whole table of a day: columns, municipalities, pooled totals, places by column."""

    as_of: date
    columns: tuple[Definition, ...]
    rows: tuple[Row, ...]
    totals: tuple[Total, ...]
    places: tuple[tuple[int | None, ...], ...]
    spreads: tuple[tuple[Fraction, Fraction] | None, ...]

    def count(self, state: str) -> int:
        """How many municipalities are in a state."""
        return sum(row.state == state for row in self.rows)

    @property
    def least(self) -> int:
        """The smallest group anybody's agreement lets be seen."""
        return min((row.terms.least for row in self.rows if row.terms), default=5)


def days(released: RegionSession) -> list[date]:
    """The days for which anything was released to the region, the latest first."""
    return list(released.execute(DAYS).scalars())


def table(scope: Scope, released: RegionSession, as_of: date, codes: Sequence[str] = ()) -> Table:
    """The table of a day; three statements whatever the number of municipalities."""
    columns = tuple(one for one in canonical(scope.profile) if not codes or one.code in codes)
    shapes = [shape_of(one.params) for one in columns]
    found: dict[int, list[Mapping[str, Any]]] = {}
    for row in released.execute(RELEASED, {"as_of": as_of, "code": None}).mappings():
        found.setdefault(row["tenant_id"], []).append(row)
    terms = granted(released)
    rows = tuple(
        _row(tenant, terms.get(tenant.id), found.get(tenant.id, []), columns, shapes)
        for tenant in municipalities(released, scope.tenant)
    )
    by_column = [[row.cells[place] for row in rows] for place in range(len(columns))]
    return Table(
        as_of=as_of,
        columns=columns,
        rows=rows,
        totals=tuple(
            total_of(one.code, one.params.indicator, cells)
            for one, cells in zip(columns, by_column, strict=True)
        ),
        spreads=tuple(spread_of(cells) for cells in by_column),
        places=tuple(
            tuple(places([cell.value if cell.ranked else None for cell in cells])) for cells in by_column
        ),
    )


def municipalities(released: RegionSession, region: Tenant) -> list[Tenant]:
    """The region's municipalities by name, whether they share anything or not."""
    found = released.execute(
        select(Tenant).where(Tenant.region_id == region.id, Tenant.status == "active")
    ).scalars()
    return sorted(found, key=lambda one: one.name["ru"])


def granted(released: RegionSession) -> dict[int, Terms]:
    """The terms of every municipality whose agreement with the region is in force."""
    found: Mapping[str, Any] = released.execute(GRANTED).scalar_one()
    return {
        int(tenant): Terms(frozenset(terms["codes"]), int(terms["min_cell"]))
        for tenant, terms in found.items()
    }


def _row(
    tenant: Tenant,
    terms: Terms | None,
    found: Sequence[Mapping[str, Any]],
    columns: Sequence[Definition],
    shapes: Sequence[Shape],
) -> Row:
    by_code = {row["code"]: row for row in found if row["code"]}
    sent = None
    if found and terms:
        first = found[0]
        sent = Sent(**{name: first[name] for name in Sent.__dataclass_fields__})
    cells = tuple(
        _cell(one, shape, terms, by_code.get(one.code)) for one, shape in zip(columns, shapes, strict=True)
    )
    return Row(tenant, terms, sent, cells)


def _cell(one: Definition, shape: Shape, terms: Terms | None, row: Mapping[str, Any] | None) -> Cell:
    empty = Cell(one.code, one.params.indicator)
    if terms is None:
        return replace(empty, status=NO_AGREEMENT)
    if one.code not in terms.codes:
        return replace(empty, status=OUT_OF_SCOPE)
    return cell_of(row, shape) if row else empty


@dataclass(frozen=True)
class Moment:
    """One day of an indicator in the region: every municipality's cell and the pooled total."""

    as_of: date
    cells: Mapping[int, Cell]
    total: Total
    broken: bool


def series(scope: Scope, released: RegionSession, code: str) -> list[Moment]:
    """One indicator on every released day, the earliest first; a changed definition breaks the series."""
    one = definition(scope, code)
    shape: Shape = shape_of(one.params)
    by_day: dict[date, dict[int, Mapping[str, Any]]] = {}
    for row in released.execute(RELEASED, {"as_of": None, "code": code}).mappings():
        by_day.setdefault(row["as_of"], {})[row["tenant_id"]] = row
    told: list[Moment] = []
    before: dict[int, str] = {}
    for as_of, rows in by_day.items():
        cells = {}
        for tenant, row in rows.items():
            changed = before.get(tenant, row["definition_digest"]) != row["definition_digest"]
            cells[tenant] = cell_of(row, shape, extra=(Reason.BREAK,) if changed else ())
            before[tenant] = row["definition_digest"]
        broken = any(Reason.BREAK in cell.reasons for cell in cells.values())
        total = total_of(code, one.params.indicator, list(cells.values()))
        told.append(Moment(as_of, cells, total, broken))
    return told


def definition(scope: Scope, code: str) -> Definition:
    """The region's definition of a canonical indicator; raises NotFound."""
    found = next((one for one in canonical(scope.profile) if one.code == code), None)
    if found is None:
        raise NotFound("Такого показателя в едином перечне нет.")
    return found
