"""Undoing an import (отмена импорта): while nobody has touched what it wrote, everything goes back."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ARRAY, BigInteger, any_, delete, literal, select, text, update

from service.core.base import Base
from service.core.errors import Conflict, Invalid
from service.core.language import N_
from service.people.model.imports import StaffImport, StaffImportRow
from service.people.model.persons import Person
from service.people.names import PeopleEvent, PeoplePermission
from service.people.queries import imports, references
from service.tenancy.scope import Scope

SHOWN = 5
AT_ONCE = 1000
"""People deleted by one statement: each asks some fifty tables whether they refer to the person."""
TOUCHED = N_(
    "Отменить нельзя: после импорта изменены карточки (%(count)s): %(names)s. Исправьте их по отдельности."
)
NOT_APPLIED = N_("Отменить можно только записанный импорт.")
IN_USE = N_("Отменить нельзя: на новых людей уже ссылаются другие записи (%(count)s): %(names)s.")


def undo(scope: Scope, import_id: int) -> StaffImport:
    """Take back every record an import wrote; raises Invalid naming the cards somebody has changed since."""
    scope.allow(PeoplePermission.IMPORT)
    staff_import = imports.one(scope, import_id)
    if staff_import.status != "applied":
        raise Conflict(NOT_APPLIED)
    rows = [row for row in imports.all_rows(scope, import_id) if row.written]
    steps = [(row, step) for row in rows for step in row.written]
    _check_untouched(scope, steps)
    made = _by_table(step for _, step in steps if step["op"] == "insert")
    _check_unused(scope, made, rows)
    _restore(scope, [step for _, step in steps if step["op"] == "update"])
    _remove(scope, made)
    staff_import.status, staff_import.undone_at = "undone", scope.now
    detail = {table: len(ids) for table, ids in made.items()}
    scope.record(PeopleEvent.IMPORT_UNDONE, staff_import, detail=detail)
    return staff_import


def _by_table(steps: Any) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for step in steps:
        found.setdefault(step["table"], set()).add(step["id"])
    return found


def _among(ids: Iterable[int]) -> Any:
    """Any of the ids, as one array however many they are."""
    return any_(literal(sorted(ids), ARRAY(BigInteger)))


def _table(name: str) -> Any:
    return Base.metadata.tables[f"mms.{name}"]


def _check_untouched(scope: Scope, steps: list[tuple[StaffImportRow, dict[str, Any]]]) -> None:
    """Every written record still has the version the import left it with."""
    versions: dict[tuple[str, int], int] = {}
    for name, ids in _by_table(step for _, step in steps).items():
        table = _table(name)
        found = scope.db.execute(
            select(table.c.id, table.c.version).where(
                table.c.tenant_id == scope.tenant.id, table.c.id == _among(ids)
            )
        )
        versions |= {(name, row.id): row.version for row in found}
    touched = [row for row, step in steps if versions.get((step["table"], step["id"])) != step["version"]]
    _refuse(TOUCHED, touched)


def _check_unused(scope: Scope, made: dict[str, set[int]], rows: list[StaffImportRow]) -> None:
    """New people are referred to by nothing but what the import wrote itself."""
    people = made.get("person", set())
    used: set[int] = set()
    for each in references.references():
        if each.table.name == "staff_import_row" or not people:
            continue
        table = each.table
        own = made.get(table.name, set())
        found = scope.db.execute(
            select(table.c.id, each.column).where(
                table.c.tenant_id == scope.tenant.id, each.column == _among(people)
            )
        )
        used |= {row[1] for row in found if row[0] not in own}
    merged = scope.db.execute(select(Person.merged_into).where(Person.merged_into == _among(people)))
    used |= {row for row in merged.scalars() if row is not None}
    _refuse(IN_USE, [row for row in rows if row.person_id in used])


def _refuse(msgid: str, rows: list[StaffImportRow]) -> None:
    names = list(dict.fromkeys(row.name for row in rows))
    if names:
        listed = ", ".join(names[:SHOWN])
        raise Invalid(msgid, count=len(names), names=listed)


def _restore(scope: Scope, steps: list[dict[str, Any]]) -> None:
    """Put the old values back; each is one more change in the history."""
    groups: dict[tuple[str, tuple[str, ...]], list[dict[str, Any]]] = {}
    for step in steps:
        key = (step["table"], tuple(sorted(step["old"])))
        given = {"id": step["id"], "tenant": scope.tenant.id, "old": json.dumps(step["old"])}
        groups.setdefault(key, []).append(given)
    for (name, columns), listed in groups.items():
        table = _table(name)
        setting = ", ".join(f'"{table.c[column].name}" = r."{table.c[column].name}"' for column in columns)
        statement = text(
            f"UPDATE mms.{table.name} AS t SET {setting}, version = t.version + 1 "  # noqa: S608 - our names
            f"FROM jsonb_populate_record(NULL::mms.{table.name}, CAST(:old AS jsonb)) AS r "
            "WHERE t.tenant_id = :tenant AND t.id = :id"
        )
        scope.db.connection().execute(statement, listed)


def _remove(scope: Scope, made: dict[str, set[int]]) -> None:
    """Delete what the import inserted: what hangs on a person first, the person last."""
    people = made.pop("person", set())
    for name, ids in made.items():
        table = _table(name)
        scope.db.execute(delete(table).where(table.c.tenant_id == scope.tenant.id, table.c.id == _among(ids)))
    if people:
        scope.db.execute(
            update(StaffImportRow).where(StaffImportRow.person_id == _among(people)).values(person_id=None),
            execution_options={"synchronize_session": False},
        )
        table = _table("person")
        listed = sorted(people)
        for start in range(0, len(listed), AT_ONCE):
            some = _among(listed[start : start + AT_ONCE])
            scope.db.execute(delete(table).where(table.c.tenant_id == scope.tenant.id, table.c.id == some))
        made["person"] = people
