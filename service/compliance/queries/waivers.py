"""Reads of waivers: those of a rule or of all, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from service.access.model import Account
from service.core.errors import NotFound
from service.core.paging import Page, Paging
from service.settings.model import Waiver
from service.tenancy.scope import Scope


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


def waivers(scope: Scope, rule_id: str | None = None) -> Sequence[Told]:
    """Waivers of a rule, or of all rules."""
    chosen = select(Waiver, Account.name).outerjoin(Account, Account.id == Waiver.account_id)
    if rule_id is not None:
        chosen = chosen.where(Waiver.rule == rule_id)
    rows = scope.db.execute(chosen.order_by(Waiver.id.desc()))
    return [Told(row, name or "") for row, name in rows]


def page(scope: Scope, paging: Paging) -> Page[Told]:
    """Waivers of all rules, a page of them."""
    found = waivers(scope)
    return Page(list(found[paging.offset : paging.offset + paging.size]), len(found), paging)
