"""Rules of every tenant at the beginning of its day: many tenants at once, under the computing role."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from service.compliance.actions.checking import check
from service.compliance.model import ComplianceCheck
from service.core import clock
from service.settings.queries import ProfileStore
from service.tenancy.facts import Provider, Survey
from service.tenancy.model import Tenant

TOGETHER = 100
"""Tenants of one transaction: their facts and rows stand in memory at once."""
ONE_AT_A_TIME = text("SELECT pg_try_advisory_xact_lock(hashtext('mms.compliance.nightly'))")


def check_new_days(engine: Engine, providers: Sequence[Provider]) -> int:
    """Check the tenants whose day has begun without it, a hundred at once; returns how many rules."""
    now, number = clock.now(), 0
    while True:
        done = _some(engine, providers, now)
        if done is None:
            return number
        number += done


def check_all(engine: Engine, providers: Sequence[Provider], today: date, now: datetime) -> int:
    """Check all active tenants on one day, whatever was checked before; returns how many rules."""
    number, last = 0, 0
    while True:
        with Session(engine) as db, db.begin():
            chosen = select(Tenant).where(Tenant.status == "active", Tenant.id > last)
            tenants = db.execute(chosen.order_by(Tenant.id).limit(TOGETHER)).scalars().all()
            if not tenants:
                return number
            last = tenants[-1].id
            number += _check(db, providers, tenants, today, now)


def _some(engine: Engine, providers: Sequence[Provider], now: datetime) -> int | None:
    with Session(engine) as db, db.begin():
        if not db.execute(ONE_AT_A_TIME).scalar_one():
            return None
        tenants = _waiting(db, now)
        if not tenants:
            return None
        today = clock.today(now, tenants[0].time_zone)
        alike = [one for one in tenants if clock.today(now, one.time_zone) == today][:TOGETHER]
        return _check(db, providers, alike, today, now)


def _waiting(db: Session, now: datetime) -> list[Tenant]:
    done = {
        row.tenant_id: row.as_of
        for row in db.execute(select(ComplianceCheck.tenant_id, ComplianceCheck.as_of))
    }
    tenants = db.execute(select(Tenant).where(Tenant.status == "active").order_by(Tenant.id)).scalars()
    return [one for one in tenants if done.get(one.id) != clock.today(now, one.time_zone)]


def _check(
    db: Session, providers: Sequence[Provider], tenants: Sequence[Tenant], today: date, now: datetime
) -> int:
    profiles = ProfileStore()
    survey = Survey(
        db,
        {one.id: one for one in tenants},
        {one.id: profiles.profile(db, one, today) for one in tenants},
        today,
        now,
    )
    return check(survey, providers)
