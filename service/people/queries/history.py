"""The history of a card (история карточки): what changed, when, by whom; states put side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, or_, select

from service.access.model import Account
from service.people.names import PRIVATE_FIELDS
from service.tenancy.model import History
from service.tenancy.scope import Scope

SHOWN = 200
AS_THEY_ARE = (str, int, type(None))
TECHNICAL = frozenset(
    {"tenant_id", "id", "version", "recorded_at", "sort_key", "search_key", "person_id", "generated"}
)


@dataclass(frozen=True)
class Entry:
    """One change of one record: which fields it changed, from what to what."""

    when: datetime
    table: str
    row_id: int
    operation: str
    actor_id: int | None
    changes: tuple[tuple[str, Any, Any], ...] = ()
    who: str = ""
    old: Mapping[str, Any] = field(default_factory=dict)


def card_history(scope: Scope, present: Mapping[str, Sequence[Any]], *, private: bool) -> list[Entry]:
    """Changes of the records of one card, latest first; `present` are its records by table name.

    Without `private` nothing is said of birth date and contacts. Two statements.
    """
    conditions = [
        and_(History.table_name == table, History.row_id.in_([row.id for row in rows]))
        for table, rows in present.items()
        if rows
    ]
    if not conditions:
        return []
    past = scope.db.execute(
        select(History)
        .where(or_(*conditions))
        .order_by(History.known_to.desc(), History.id.desc())
        .limit(SHOWN)
    ).scalars()
    after: dict[tuple[str, int], Mapping[str, Any]] = {
        (table, row.id): as_stored(row) for table, rows in present.items() for row in rows
    }
    entries = []
    for one in past:
        key = (one.table_name, one.row_id)
        changes = _changes(one.old, after.get(key, {}), private)
        after[key] = one.old
        entries.append(
            Entry(one.known_to, *key, one.operation, one.actor_id, changes, old=_shown(one.old, private))
        )
    return _with_names(scope, entries)


def as_stored(row: Any) -> dict[str, Any]:
    """A record the way the history keeps it: plain JSON values."""
    return {column.key: plain(getattr(row, column.key)) for column in row.__table__.columns}


def plain(value: Any) -> Any:
    """A value of a column the way JSON keeps it: ranges, dates and decimals as the database writes them."""
    if isinstance(value, AS_THEY_ARE):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if hasattr(value, "lower") and hasattr(value, "upper") and hasattr(value, "bounds"):
        lower, upper = value.lower, value.upper
        return f"{'[' if lower else '('}{lower or ''},{upper or ''})"
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def _changes(
    old: Mapping[str, Any], new: Mapping[str, Any], private: bool
) -> tuple[tuple[str, Any, Any], ...]:
    names = [
        name
        for name in old
        if name not in TECHNICAL and (private or name not in PRIVATE_FIELDS) and name in new
    ]
    return tuple((name, old[name], new[name]) for name in names if str(old[name]) != str(new[name]))


def _shown(old: Mapping[str, Any], private: bool) -> dict[str, Any]:
    return {name: value for name, value in old.items() if private or name not in PRIVATE_FIELDS}


def _with_names(scope: Scope, entries: Iterable[Entry]) -> list[Entry]:
    listed = list(entries)
    wanted = {one.actor_id for one in listed if one.actor_id is not None}
    names: dict[int, str] = {}
    if wanted:
        rows = scope.db.execute(select(Account.id, Account.name).where(Account.id.in_(wanted)))
        names = {row.id: row.name for row in rows}
    return [
        Entry(
            one.when, one.table, one.row_id, one.operation, one.actor_id, one.changes,
            names.get(one.actor_id or 0, ""), one.old,
        )
        for one in listed
    ]  # fmt: skip
