"""Computed figures are stored: of each day asked for, and of every month's last day for good."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from service.monitoring.figures import Counted, count_by_tenant
from service.monitoring.model import IndicatorValue
from service.monitoring.rules import Definition, definitions
from service.profiles.profile import Profile

KEPT = ("numerator", "denominator", "value_status", "target_status", "detail", "profile_version")
# A figure of an earlier day stays where a month ended; a definition that is gone leaves none behind.
OUTDATED = text(
    """
    DELETE FROM mms.indicator_value
    WHERE tenant_id = ANY(:tenants) AND (
      as_of < :as_of AND extract(month FROM as_of + 1) = extract(month FROM as_of)
      OR as_of = :as_of AND computed_at < now()
    )
    """
)


def compute(db: Session, profiles: Mapping[int, Profile], as_of: date) -> int:
    """Compute and store the figures of tenants as of a date (показатели на дату); returns how many.

    `profiles` are the rules by which each tenant's day is judged. For one tenant `db` is its own session;
    for all tenants at once it is a session of the computing role, and definitions that are alike are
    counted for all their tenants by one statement. Computing again replaces the day's figures.
    """
    wanted = {tenant: definitions(profile) for tenant, profile in profiles.items()}
    found = count_by_tenant(db, wanted, as_of)
    rows = [
        _row(tenant, one, found[tenant][one.code], as_of, profiles[tenant].version)
        for tenant, listed in wanted.items()
        for one in listed
    ]
    if rows:
        stored = insert(IndicatorValue)
        replaced = {name: stored.excluded[name] for name in KEPT} | {"computed_at": text("now()")}
        db.execute(
            stored.on_conflict_do_update(index_elements=["tenant_id", "as_of", "code"], set_=replaced), rows
        )
    db.execute(OUTDATED, {"tenants": list(profiles), "as_of": as_of})
    return len(rows)


def _row(tenant: int, definition: Definition, counted: Counted, as_of: date, version: str) -> dict[str, Any]:
    figure = counted.figure
    return {
        "tenant_id": tenant,
        "code": definition.code,
        "as_of": as_of,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "value_status": str(figure.value_status),
        "target_status": str(figure.target_status),
        "detail": {
            "rows": counted.rows,
            "unknown": figure.unknown,
            "missing": [{"code": item.code, "count": item.count} for item in figure.missing],
            "target": figure.target.to_dict() if figure.target else None,
        },
        "profile_version": version,
    }
