"""Set-based writing (запись пачками): rows of many people in few statements, each change remembered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, bindparam, insert, update

from service.core.errors import Conflict
from service.people.queries.history import as_stored
from service.tenancy.scope import Scope

CHUNK = 2000


@dataclass
class Batch:
    """Inserts and updates gathered by table; `written` says by row number what became of them."""

    scope: Scope
    written: dict[int, list[dict[str, Any]]] = field(default_factory=dict)

    def insert(self, model: Any, listed: Iterable[tuple[int, Mapping[str, Any]]]) -> dict[int, list[int]]:
        """Insert rows (number, values); returns new ids by number, in order."""
        table: Table = model.__table__
        made: dict[int, list[int]] = {}
        pairs = list(listed)
        statement = insert(table).returning(table.c.id, sort_by_parameter_order=True)
        for start in range(0, len(pairs), CHUNK):
            part = pairs[start : start + CHUNK]
            rows = [{**values, "tenant_id": self.scope.tenant.id} for _, values in part]
            ids = self.scope.db.connection().execute(statement, rows).scalars().all()
            for (number, _), row_id in zip(part, ids, strict=True):
                made.setdefault(number, []).append(row_id)
                self._remember(number, {"table": table.name, "id": row_id, "op": "insert", "version": 1})
        return made

    def update(self, model: Any, listed: Iterable[tuple[int, Any, Mapping[str, Any]]]) -> None:
        """Change records (number, record as read, new values); raises Conflict when one has moved on."""
        table: Table = model.__table__
        groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for number, record, values in listed:
            old = as_stored(record)
            self._remember(
                number,
                {
                    "table": table.name,
                    "id": record.id,
                    "op": "update",
                    "version": record.version + 1,
                    "old": {name: old[name] for name in values},
                },
            )
            given = {f"new_{name}": value for name, value in values.items()}
            groups.setdefault(tuple(sorted(values)), []).append(
                {**given, "own_id": record.id, "own_version": record.version}
            )
        for names, rows in groups.items():
            self._update(table, names, rows)

    def _update(self, table: Table, names: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
        statement = (
            update(table)
            .where(
                table.c.tenant_id == self.scope.tenant.id,
                table.c.id == bindparam("own_id"),
                table.c.version == bindparam("own_version"),
            )
            .values(
                {
                    **{name: bindparam(f"new_{name}") for name in names},
                    "version": bindparam("own_version") + 1,
                }
            )
        )
        for start in range(0, len(rows), CHUNK):
            part = rows[start : start + CHUNK]
            done = self.scope.db.connection().execute(statement, part)
            if done.rowcount != len(part):
                raise Conflict("Карточки изменились во время записи. Повторите импорт.")

    def _remember(self, number: int, what: dict[str, Any]) -> None:
        self.written.setdefault(number, []).append(what)
