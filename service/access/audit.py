"""Reads of the audit log (журнал действий): who did what and when, never what was written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select

from service.access.model import Account, ApiToken, Membership
from service.access.names import AccessPermission
from service.core.paging import Page, Paging
from service.tenancy.model import Audit
from service.tenancy.scope import Scope

PEOPLE_LISTED = 1000
EXPORTED = 50_000
"""Rows of one export; a longer time is exported in parts."""


@dataclass(frozen=True)
class Wanted:
    """Which rows are asked for; days are the tenant's own, both included."""

    event: str | None = None
    actor: int | None = None
    since: date | None = None
    until: date | None = None
    subject: str | None = None
    record: int | None = None


@dataclass(frozen=True)
class Entry:
    """One row with the name of who acted: a person, or the token of another system.

    `acting_for` names the absent people whom the person stood in for.
    """

    row: Audit
    name: str | None
    token: bool
    acting_for: tuple[str, ...] = ()


def page(scope: Scope, wanted: Wanted, paging: Paging) -> Page[Entry]:
    """A page of the log, the latest first."""
    scope.allow(AccessPermission.AUDIT)
    chosen = _chosen(scope, wanted)
    total = scope.db.execute(chosen.with_only_columns(func.count(), maintain_column_froms=True)).scalar_one()
    return Page(_entries(scope, _latest(chosen).limit(paging.size).offset(paging.offset)), total, paging)


def everything(scope: Scope, wanted: Wanted) -> list[Entry]:
    """The latest rows for an export, no more than EXPORTED."""
    scope.allow(AccessPermission.AUDIT)
    return _entries(scope, _latest(_chosen(scope, wanted)).limit(EXPORTED))


def people(scope: Scope) -> list[tuple[int, str]]:
    """Accounts that have or had a role in the tenant, by name."""
    mine = select(Membership.account_id).where(Membership.tenant_id == scope.tenant.id)
    rows = select(Account.id, Account.name).where(Account.id.in_(mine)).order_by(Account.name)
    return [(row.id, row.name) for row in scope.db.execute(rows.limit(PEOPLE_LISTED))]


def _chosen(scope: Scope, wanted: Wanted) -> Select[Audit, str | None]:
    chosen = select(Audit, Account.name).outerjoin(Account, Account.id == Audit.actor_id)
    if wanted.event:
        chosen = chosen.where(Audit.event == wanted.event)
    if wanted.actor:
        chosen = chosen.where(Audit.actor_id == wanted.actor)
    if wanted.since:
        chosen = chosen.where(Audit.at >= _midnight(scope, wanted.since))
    if wanted.until:
        chosen = chosen.where(Audit.at < _midnight(scope, wanted.until + timedelta(days=1)))
    if wanted.subject:
        chosen = chosen.where(Audit.subject_type == wanted.subject)
    if wanted.record:
        chosen = chosen.where(Audit.subject_id == wanted.record)
    return chosen


def _midnight(scope: Scope, day: date) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(scope.tenant.time_zone))


def _latest(chosen: Select[Audit, str | None]) -> Select[Audit, str | None]:
    return chosen.order_by(Audit.at.desc(), Audit.id.desc())


def _entries(scope: Scope, chosen: Select[Audit, str | None]) -> list[Entry]:
    found = scope.db.execute(chosen).all()
    tokens = _tokens(scope, {row.detail["token"] for row, _name in found if "token" in row.detail})
    absent = _names(scope, {one for row, _name in found for one in row.detail.get("acting_for", ())})
    return [
        Entry(
            row,
            tokens.get(row.detail.get("token", 0), name),
            "token" in row.detail,
            tuple(absent[one] for one in row.detail.get("acting_for", ()) if one in absent),
        )
        for row, name in found
    ]


def _names(scope: Scope, wanted: Iterable[int]) -> dict[int, str]:
    ids = list(wanted)
    rows = scope.db.execute(select(Account.id, Account.name).where(Account.id.in_(ids))) if ids else ()
    return {row.id: row.name for row in rows}


def _tokens(scope: Scope, wanted: Iterable[int]) -> dict[int, str]:
    ids = list(wanted)
    rows = scope.db.execute(select(ApiToken.id, ApiToken.name).where(ApiToken.id.in_(ids))) if ids else ()
    return {row.id: row.name for row in rows}
