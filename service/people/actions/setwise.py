"""Thousands of rows at once (запись наборами): one JSON value is sent, one statement writes it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Integer,
    Table,
    column,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.sql.selectable import TableValuedAlias

from service.people.queries.history import plain
from service.tenancy.context import TenantSession

CHUNK = 5000
PLACE = "place_"

Values = Mapping[str, Any]


def insert_set(db: TenantSession, table: Table, rows: Sequence[Values]) -> list[int]:
    """Insert rows with the same keys; returns their ids in the same order."""
    made: list[int] = []
    for part in _parts(rows):
        columns = [table.c[name] for name in part[0]]
        given = _given(({**row, PLACE: place} for place, row in enumerate(part)), columns, PLACE)
        # Identity columns are filled after the sort, so the order of the ids is the order of the rows.
        chosen = select(literal(db.tenant_id), *(given.c[one.name] for one in columns)).order_by(
            given.c[PLACE]
        )
        names = ["tenant_id", *(one.name for one in columns)]
        statement = insert(table).from_select(names, chosen).returning(table.c.id)
        made += sorted(db.connection().execute(statement).scalars())
    return made


def update_set(
    db: TenantSession, table: Table, rows: Sequence[Values], *, versions: Sequence[int] | None = None
) -> int:
    """Change records of one table by their `id`; every row has the same keys. Returns how many were changed.

    With `versions` only a record that still has its version is changed, and counts one more.
    """
    changed = 0
    for start, part in zip(range(0, len(rows), CHUNK), _parts(rows), strict=True):
        columns = [table.c[name] for name in part[0]]
        listed: Iterable[Values] = part
        where: list[ColumnElement[bool]] = []
        if versions is not None:
            known = versions[start : start + CHUNK]
            listed = ({**row, PLACE: version} for row, version in zip(part, known, strict=True))
        given = _given(listed, columns, PLACE)
        values: dict[str, Any] = {one.name: given.c[one.name] for one in columns if one.name != "id"}
        if versions is not None:
            where.append(table.c.version == given.c[PLACE])
            values["version"] = given.c[PLACE] + 1
        statement = update(table).where(table.c.tenant_id == db.tenant_id, table.c.id == given.c.id, *where)
        changed += db.connection().execute(statement.values(values)).rowcount
    return changed


def _parts(rows: Sequence[Values]) -> Iterator[Sequence[Values]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]


def _given(rows: Iterable[Values], columns: Iterable[Column[Any]], number: str) -> TableValuedAlias:
    """The rows as a table of the columns' own types, with one more column of whole numbers."""
    listed = [{name: plain(value) for name, value in row.items()} for row in rows]
    shape = (*(column(one.name, one.type) for one in columns), column(number, Integer))
    return (
        func.json_to_recordset(literal(listed, JSON))
        .table_valued(*shape)
        .render_derived(name="given", with_types=True)
    )
