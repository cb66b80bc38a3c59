"""Set-based writing (запись пачками): rows of many people in few statements, each change remembered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table

from service.core.errors import Conflict
from service.people.actions.setwise import insert_set, update_set
from service.people.queries.history import as_stored
from service.tenancy.scope import Scope


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
        ids = insert_set(self.scope.db, table, [values for _, values in pairs])
        for (number, _), row_id in zip(pairs, ids, strict=True):
            made.setdefault(number, []).append(row_id)
            self._remember(number, {"table": table.name, "id": row_id, "op": "insert", "version": 1})
        return made

    def update(self, model: Any, listed: Iterable[tuple[int, Any, Mapping[str, Any]]]) -> None:
        """Change records (number, record as read, new values); raises Conflict when one has moved on."""
        table: Table = model.__table__
        groups: dict[tuple[str, ...], list[tuple[Any, Mapping[str, Any]]]] = {}
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
            groups.setdefault(tuple(sorted(values)), []).append((record, values))
        for names, changes in groups.items():
            self._update(table, names, changes)

    def _update(
        self, table: Table, names: tuple[str, ...], changes: list[tuple[Any, Mapping[str, Any]]]
    ) -> None:
        rows = [{"id": record.id, **{name: values[name] for name in names}} for record, values in changes]
        versions = [record.version for record, _ in changes]
        if update_set(self.scope.db, table, rows, versions=versions) != len(rows):
            raise Conflict("Карточки изменились во время записи. Повторите импорт.")

    def _remember(self, number: int, what: dict[str, Any]) -> None:
        self.written.setdefault(number, []).append(what)
