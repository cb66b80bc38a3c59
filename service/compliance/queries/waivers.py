"""Reads of waivers: those of a rule or of all, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from service.access.model import Account
from service.compliance.model import ComplianceWaiver
from service.core.errors import NotFound
from service.core.paging import Page, Paging
from service.tenancy.scope import Scope


@dataclass(frozen=True)
class Told:
    """A waiver with the name of the account that recorded it."""

    row: ComplianceWaiver
    recorded_by: str


def waiver(scope: Scope, waiver_id: int) -> ComplianceWaiver:
    """One waiver; raises NotFound."""
    found = scope.db.execute(select(ComplianceWaiver).where(ComplianceWaiver.id == waiver_id)).scalar()
    if found is None:
        raise NotFound()
    return found


def told(scope: Scope, row: ComplianceWaiver) -> Told:
    """One waiver with the name of who recorded it."""
    named = scope.db.execute(select(Account.name).where(Account.id == row.account_id)).scalar()
    return Told(row, named or "")


def waivers(scope: Scope, rule_id: str | None = None) -> Sequence[Told]:
    """Waivers of a rule, or of all rules."""
    chosen = select(ComplianceWaiver, Account.name).outerjoin(
        Account, Account.id == ComplianceWaiver.account_id
    )
    if rule_id is not None:
        chosen = chosen.where(ComplianceWaiver.rule == rule_id)
    rows = scope.db.execute(chosen.order_by(ComplianceWaiver.id.desc()))
    return [Told(row, name or "") for row, name in rows]


def page(scope: Scope, paging: Paging) -> Page[Told]:
    """Waivers of all rules, a page of them."""
    found = waivers(scope)
    return Page(list(found[paging.offset : paging.offset + paging.size]), len(found), paging)
