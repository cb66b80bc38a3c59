"""Figures of every tenant at the beginning of its day: all tenants at once, under the computing role."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from service.core import clock
from service.monitoring.actions import compute
from service.monitoring.model import IndicatorValue
from service.settings.queries import ProfileStore
from service.tenancy.model import Tenant

ONE_AT_A_TIME = text("SELECT pg_try_advisory_xact_lock(hashtext('mms.indicators.nightly'))")


def compute_all(engine: Engine, as_of: date) -> int:
    """Compute the figures of all active tenants as of a date; returns how many.

    `engine` is the computing role's: it reads the registers of all tenants and writes figures, nothing
    else. Definitions that are alike are counted by one statement for all their tenants.
    """
    with Session(engine) as db, db.begin():
        return _compute(db, as_of, active(db))


def _compute(db: Session, as_of: date, tenants: Iterable[Tenant]) -> int:
    profiles = ProfileStore()
    return compute(db, {one.id: profiles.profile(db, one, as_of) for one in tenants}, as_of)


def active(db: Session) -> list[Tenant]:
    """Every tenant that is served."""
    return list(db.execute(select(Tenant).where(Tenant.status == "active").order_by(Tenant.id)).scalars())


def compute_new_days(engine: Engine) -> int:
    """Compute for the tenants whose day has begun without figures; one process at a time does it."""
    now = clock.now()
    with Session(engine) as db, db.begin():
        if not db.execute(ONE_AT_A_TIME).scalar_one():
            return 0
        days: dict[date, list[Tenant]] = {}
        for tenant in active(db):
            days.setdefault(clock.today(now, tenant.time_zone), []).append(tenant)
        return sum(_compute(db, day, _without(db, day, listed)) for day, listed in days.items())


def _without(db: Session, day: date, listed: Iterable[Tenant]) -> list[Tenant]:
    found = db.execute(select(IndicatorValue.tenant_id).where(IndicatorValue.as_of == day).distinct())
    done = set(found.scalars())
    return [tenant for tenant in listed if tenant.id not in done]
