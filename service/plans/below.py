"""Reads of what municipalities released of their plans: a region's table, a district's own line."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select, text

from service.plans.heat import Heat, Sent, axes, counted
from service.plans.model import PlanCell
from service.tenancy.model import Tenant
from service.tenancy.scope import Scope

BELOW = text("SELECT * FROM pub.plans_below() ORDER BY year DESC, tenant_id")


def heat(scope: Scope, year: int | None = None) -> Heat:
    """Released counts of a year, the latest one when none is asked: a region's municipalities or oneself."""
    region = scope.tenant.kind == "region"
    rows = list(scope.db.execute(BELOW).mappings()) if region else _own(scope)
    years = tuple(dict.fromkeys(row["year"] for row in rows))
    chosen = year if year is not None else next(iter(years), None)
    found: dict[int, list[Mapping[str, Any]]] = {}
    for row in rows:
        if row["year"] == chosen:
            found.setdefault(row["tenant_id"], []).append(row)
    tenants = _municipalities(scope) if region else [scope.tenant]
    return Heat(
        chosen, years, axes(scope.profile), tuple(_sent(one, found.get(one.id, [])) for one in tenants)
    )


def _own(scope: Scope) -> list[Mapping[str, Any]]:
    """What the region sees of this tenant, summed the same way."""
    keys = (PlanCell.tenant_id, PlanCell.year, PlanCell.row_mark, PlanCell.column_mark)
    chosen = (
        select(
            *keys,
            func.sum(PlanCell.planned).label("planned"),
            func.sum(PlanCell.done).label("done"),
            func.max(PlanCell.approved_on).label("approved_on"),
            func.max(PlanCell.published_at).label("published_at"),
        )
        .where(PlanCell.tenant_id == scope.tenant.id)
        .group_by(*keys)
        .order_by(PlanCell.year.desc())
    )
    return [dict(row) for row in scope.db.execute(chosen).mappings()]


def _municipalities(scope: Scope) -> list[Tenant]:
    found = scope.db.execute(
        select(Tenant).where(
            Tenant.region_id == scope.tenant.id, Tenant.kind == "municipality", Tenant.status == "active"
        )
    ).scalars()
    return sorted(found, key=lambda one: one.name["ru"])


def _sent(tenant: Tenant, rows: list[Mapping[str, Any]]) -> Sent:
    return Sent(
        tenant_id=tenant.id,
        slug=tenant.slug,
        name=tenant.title(),
        approved_on=max((row["approved_on"] for row in rows), default=None),
        published_at=max((row["published_at"] for row in rows), default=None),
        counts=counted(rows),
    )
