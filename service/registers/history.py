"""Earlier states of records (история записей): what changed, when, by whom, and what was removed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Select, cast, exists, func, select

from service.access.model import Account
from service.core.errors import NotFound
from service.core.paging import Page, Paging
from service.people.queries.history import as_stored
from service.registers.book import Book
from service.registers.visibility import owned
from service.tenancy.model import History
from service.tenancy.scope import Scope
from service.web.register import Field, Kind, Register

SHOWN = 200
DAY = timedelta(days=1)


@dataclass(frozen=True)
class State:
    """What a record said once: values by field, its life as two days; dates are dates again."""

    values: Mapping[str, Any]
    version: int


@dataclass(frozen=True)
class Change:
    """One change of a record: the state before it and after it (None: removed), by whom and when."""

    before: State
    after: State | None
    known_from: datetime
    when: datetime
    operation: str
    who: str


def history(scope: Scope, register: Register, row: Any) -> list[Change]:
    """Changes of a record, latest first; two statements."""
    past = scope.db.execute(
        _of(register)
        .where(History.row_id == row.id)
        .order_by(History.known_to.desc(), History.id.desc())
        .limit(SHOWN)
    ).scalars()
    listed = list(past)
    names = _names(scope, [one.actor_id for one in listed])
    changes = []
    after = state(register, as_stored(row))
    for one in listed:
        before = state(register, one.old)
        left = None if one.operation == "delete" else after
        who = names.get(one.actor_id or 0, "")
        changes.append(Change(before, left, one.known_from, one.known_to, one.operation, who))
        after = before
    return changes


def removed(scope: Scope, book: Book, register: Register, paging: Paging) -> Page[tuple[int, Change]]:
    """Records that were removed and are not back, latest first; a school's people see their school's."""
    model = register.model
    back = exists().where(model.tenant_id == History.tenant_id, model.id == History.row_id)
    chosen = _of(register).where(History.operation == "delete", ~back)
    if register.school:
        owner = cast(History.old[register.school].astext, BigInteger)
        mine = owned(scope, book, register, owner)
        chosen = chosen if mine is None else chosen.where(mine)
    total = scope.db.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
    rows = scope.db.execute(
        chosen.order_by(History.known_to.desc(), History.id.desc()).limit(paging.size).offset(paging.offset)
    )
    listed = list(rows.scalars())
    names = _names(scope, [one.actor_id for one in listed])
    items = [
        (
            one.row_id,
            Change(
                state(register, one.old), None, one.known_from, one.known_to, one.operation,
                names.get(one.actor_id or 0, ""),
            ),
        )
        for one in listed
    ]  # fmt: skip
    return Page(items, total, paging)


def last_removal(scope: Scope, register: Register, record_id: int) -> History:
    """The state a record had when it was removed; raises NotFound."""
    chosen = _of(register).where(History.row_id == record_id, History.operation == "delete")
    found = scope.db.execute(chosen.order_by(History.id.desc()).limit(1)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def last_author(scope: Scope, register: Register, record_id: int) -> str:
    """Who changed a record last; empty when nobody did."""
    chosen = _of(register).where(History.row_id == record_id).order_by(History.id.desc()).limit(1)
    found = scope.db.execute(chosen).scalar_one_or_none()
    return _names(scope, [found.actor_id]).get(found.actor_id or 0, "") if found else ""


def state(register: Register, stored: Mapping[str, Any]) -> State:
    """A record out of what the history keeps."""
    values = {field.name: _value(field, stored.get(field.name)) for field in register.fields}
    if register.lives:
        values["starts"], values["ends"] = _days(str(stored.get("valid") or ""))
    return State(values, int(stored.get("version") or 0))


def _value(field: Field, stored: Any) -> Any:
    return date.fromisoformat(stored) if field.kind is Kind.DATE and stored else stored


def _days(stored: str) -> tuple[date | None, date | None]:
    """The first and the last day of «[2024-01-01,2025-01-01)»."""
    lower, _, upper = stored.strip("[]()").partition(",")
    first = date.fromisoformat(lower) if lower else None
    return first, date.fromisoformat(upper) - DAY if upper else None


def _of(register: Register) -> Select[tuple[History]]:
    return select(History).where(History.table_name == register.model.__tablename__)


def _names(scope: Scope, wanted: Iterable[int | None]) -> dict[int, str]:
    ids = {one for one in wanted if one is not None}
    if not ids:
        return {}
    rows = scope.db.execute(select(Account.id, Account.name).where(Account.id.in_(ids)))
    return {row[0]: row[1] for row in rows}
