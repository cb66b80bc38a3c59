"""Reads of waivers: those of a rule or of all, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from service.access.model import Account
from service.core.errors import NotFound
from service.core.paging import Page, Paging
from service.settings.model import Waiver
from service.tenancy.scope import Scope

NAMED = select(Waiver, Account.name).outerjoin(Account, Account.id == Waiver.account_id)


@dataclass(frozen=True)
class Told:
    """A waiver with the name of the account that recorded it."""

    row: Waiver
    recorded_by: str


def waiver(scope: Scope, waiver_id: int) -> Waiver:
    """One waiver; raises NotFound."""
    found = scope.db.execute(select(Waiver).where(Waiver.id == waiver_id)).scalar()
    if found is None:
        raise NotFound()
    return found


def told(scope: Scope, row: Waiver) -> Told:
    """One waiver with the name of who recorded it."""
    named = scope.db.execute(select(Account.name).where(Account.id == row.account_id)).scalar()
    return Told(row, named or "")


def waivers(scope: Scope, rule_id: str) -> Sequence[Told]:
    """Waivers of a rule."""
    rows = scope.db.execute(NAMED.where(Waiver.rule == rule_id).order_by(Waiver.id.desc()))
    return [Told(row, name or "") for row, name in rows]


def page(scope: Scope, paging: Paging) -> Page[Told]:
    """Waivers of all rules, a page of them."""
    total = scope.db.execute(select(func.count()).select_from(Waiver)).scalar_one()
    rows = scope.db.execute(NAMED.order_by(Waiver.id.desc()).offset(paging.offset).limit(paging.size))
    return Page([Told(row, name or "") for row, name in rows], total, paging)
