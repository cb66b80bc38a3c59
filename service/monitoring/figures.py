"""Counting (подсчёт) of indicators: the same compiled definitions for one tenant and for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from service.monitoring.rules import Definition
from service.monitoring.sources.catalogue import OFFERS
from service.rules.indicators.assessment import figure_from_counts
from service.rules.indicators.figure import Counts, IndicatorFigure
from service.rules.indicators.params import Params
from service.rules.indicators.sql import compile_figures, together
from service.tenancy.context import hashed

# Lives as comparisons, as the sources write them: the planner cannot estimate `@>` under row-level security.
COVERAGE = text(
    """
    SELECT o.tenant_id, count(*) AS expected, count(m.organisation_id) AS reported
    FROM mms.organisation o
    LEFT JOIN (
      SELECT DISTINCT tenant_id, organisation_id FROM mms.employment
      WHERE tenant_id = ANY(:tenants) AND kind = 'main' AND NOT isempty(valid)
        AND (lower(valid) > CAST(:as_of AS date)) IS NOT TRUE
        AND (upper(valid) <= CAST(:as_of AS date)) IS NOT TRUE
    ) m ON m.tenant_id = o.tenant_id AND m.organisation_id = o.id
    WHERE o.tenant_id = ANY(:tenants) AND o.own AND NOT isempty(o.valid)
      AND (lower(o.valid) > CAST(:as_of AS date)) IS NOT TRUE
      AND (upper(o.valid) <= CAST(:as_of AS date)) IS NOT TRUE
    GROUP BY o.tenant_id
    """
)


@dataclass(frozen=True)
class Counted:
    """A figure with the counts it was judged from."""

    figure: IndicatorFigure
    counts: Counts

    @property
    def rows(self) -> int:
        """How many rows its register holds at all: none means that nothing was entered yet."""
        return self.counts.decided + self.counts.unknown


@dataclass(frozen=True)
class Coverage:
    """Organisations whose staff stand in the register on the day, of all that are expected (охват)."""

    reported: int = 0
    expected: int = 0


def count(
    db: Session, definitions: Sequence[Definition], tenants: Sequence[int], as_of: date
) -> dict[int, dict[str, Counted]]:
    """Count definitions for tenants as of a date: one statement a register and window, whatever the data.

    Returns figures by tenant and code. Under the application role a session sees its own tenant only, so
    another one's figures would come out empty; under the computing role all tenants are counted at once.
    Raises NotOffered when a register or a field has no source.
    """
    return count_by_tenant(db, dict.fromkeys(tenants, definitions), as_of)


def count_by_tenant(
    db: Session, wanted: Mapping[int, Sequence[Definition]], as_of: date
) -> dict[int, dict[str, Counted]]:
    """Count each tenant's own definitions; what several tenants define alike is counted for all at once.

    Only population, numerator and window decide what is counted together: each tenant's figure is then
    judged against its own target.
    """
    counts: dict[tuple[int, str], Counts] = {}
    for tenants, definitions in _alike(wanted):
        for group in together([one.params for one in definitions]):
            keys = [one.key for params in group for one in definitions if one.params is params]
            for tenant, found in _count_group(db, group, tenants, as_of).items():
                counts.update({(tenant, key): each for key, each in zip(keys, found, strict=True)})
    return {
        tenant: {one.code: _counted(one, counts[tenant, one.key], as_of) for one in definitions}
        for tenant, definitions in wanted.items()
    }


def _alike(
    wanted: Mapping[int, Sequence[Definition]],
) -> list[tuple[tuple[int, ...], list[Definition]]]:
    """Definitions that the same tenants hold, with those tenants; equal definitions fall together."""
    samples: dict[str, Definition] = {}
    holders: dict[str, dict[int, None]] = {}
    for tenant, definitions in wanted.items():
        for one in definitions:
            samples.setdefault(one.key, one)
            holders.setdefault(one.key, {})[tenant] = None
    groups: dict[tuple[int, ...], list[Definition]] = {}
    for key, tenants in holders.items():
        groups.setdefault(tuple(tenants), []).append(samples[key])
    return list(groups.items())


def _count_group(
    db: Session, group: Sequence[Params], tenants: Sequence[int], as_of: date
) -> dict[int, tuple[Counts, ...]]:
    statement = compile_figures(group, OFFERS, tenants, as_of)
    rows = hashed(db, text(statement.text), statement.params).mappings()
    found = {row["tenant_id"]: statement.counts(dict(row)) for row in rows}
    return {tenant: found.get(tenant, statement.no_rows()) for tenant in tenants}


def _counted(definition: Definition, counts: Counts, as_of: date) -> Counted:
    return Counted(figure_from_counts(definition.params, counts, as_of), counts)


def coverage(db: Session, tenants: Sequence[int], as_of: date) -> dict[int, Coverage]:
    """The coverage of each tenant on a date, by organisations of its own."""
    rows = db.execute(COVERAGE, {"tenants": list(tenants), "as_of": as_of})
    found = {row.tenant_id: Coverage(row.reported, row.expected) for row in rows}
    return {tenant: found.get(tenant, Coverage()) for tenant in tenants}
