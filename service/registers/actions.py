"""Changes of a register: create, change, remove, restore; each checks rights, school and the version seen."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm.exc import StaleDataError

from service.core.columns import life
from service.core.errors import Conflict, FieldProblem, Forbidden, Invalid
from service.registers import history, queries
from service.registers.book import Book
from service.registers.refusals import NOT_FOUND, keeping_named, refusing
from service.registers.visibility import check_owner, check_write, sees
from service.tenancy.scope import Scope
from service.web.register import Register

LIFE = ("starts", "ends")


def create(scope: Scope, book: Book, register: Register, draft: Mapping[str, Any]) -> Any:
    """Enter a record and write it to the audit log."""
    row = enter(scope, book, register, draft)
    given = [name for name, value in draft.items() if value is not None and name != "version"]
    scope.record(f"{register.event}.created", row, fields=given)
    return row


def enter(
    scope: Scope, book: Book, register: Register, draft: Mapping[str, Any], *, checked: bool = False
) -> Any:
    """Put a record in; references must be of this tenant and, for a school, of this school.

    `checked`: whoever calls has found them among what the actor may see. Raises Invalid naming the field
    that a reference or the database refuses.
    """
    check_write(scope, register)
    if not checked:
        _check_references(scope, book, register, draft)
    row = register.model(**{field.name: draft.get(field.name) for field in register.entered})
    row.valid = _life(register, draft)
    _derive(register, row, draft)
    check_owner(scope, book, register, row)
    _judge(scope, register, row)
    scope.db.add(row)
    with refusing(register):
        scope.db.flush()
    return row


def change(scope: Scope, book: Book, register: Register, record_id: int, draft: Mapping[str, Any]) -> Any:
    """Change a record; raises Conflict with the present record when somebody else changed it first."""
    check_write(scope, register)
    row = queries.one(scope, book, register, record_id)
    _check_version(row, draft.get("version"))
    changed = [field.name for field in register.entered if getattr(row, field.name) != draft.get(field.name)]
    _check_references(scope, book, register, {name: draft.get(name) for name in changed})
    with scope.db.no_autoflush:
        for name in changed:
            setattr(row, name, draft.get(name))
        _derive(register, row, draft)
        if register.lives and row.valid != (lived := _life(register, draft)):
            was = (queries.first_day(row), queries.last_day(row))
            row.valid = lived
            now = (draft.get("starts"), draft.get("ends"))
            changed += [name for name, old, new in zip(LIFE, was, now, strict=True) if old != new]
        check_owner(scope, book, register, row)
        if changed:
            _judge(scope, register, row)
    if changed:
        _write(scope, register)
        scope.record(f"{register.event}.changed", row, fields=changed)
    return row


def remove(scope: Scope, book: Book, register: Register, record_id: int, version: int | None = None) -> None:
    """Remove a record entered by mistake; its last state stays in the history and can be restored."""
    check_write(scope, register)
    row = queries.one(scope, book, register, record_id)
    _check_version(row, version)
    check_owner(scope, book, register, row)
    _judge(scope, register, row, removing=True)
    scope.record(f"{register.event}.removed", row)
    scope.db.delete(row)
    with keeping_named():
        _write(scope, register, removing=True)


def restore(scope: Scope, book: Book, register: Register, record_id: int) -> Any:
    """Bring a removed record back with its number and its history; raises NotFound when there is none."""
    check_write(scope, register)
    last = history.last_removal(scope, register, record_id)
    if scope.db.get(register.model, (scope.tenant.id, record_id)) is not None:
        raise Conflict()
    table = register.model.__table__
    with refusing(register):
        scope.db.execute(
            text(
                f"INSERT INTO {table} OVERRIDING SYSTEM VALUE"  # noqa: S608 - the name of a declared table
                f" SELECT (jsonb_populate_record(NULL::{table}, old || jsonb_build_object("
                "'version', version + 1, 'recorded_at', clock_timestamp()))).*"
                " FROM (SELECT old, (old->>'version')::int AS version FROM mms.history"
                " WHERE tenant_id = :tenant AND id = :id) AS was"
            ),
            {"tenant": scope.tenant.id, "id": last.id},
        )
    row = scope.db.get(register.model, (scope.tenant.id, record_id))
    if row is None:
        raise Forbidden()
    check_owner(scope, book, register, row)
    _judge(scope, register, row)
    scope.record(f"{register.event}.restored", row)
    return row


def _write(scope: Scope, register: Register, *, removing: bool = False) -> None:
    """Send the change; somebody who was faster by a moment is a conflict too."""
    try:
        if removing:
            scope.db.flush()
            return
        with refusing(register):
            scope.db.flush()
    except StaleDataError as error:
        raise Conflict() from error


def _judge(scope: Scope, register: Register, row: Any, *, removing: bool = False) -> None:
    if register.check:
        register.check(scope, row, removing)


def _check_version(row: Any, seen: int | None) -> None:
    if seen is not None and seen != row.version:
        raise Conflict(current=row)


def _derive(register: Register, row: Any, draft: Mapping[str, Any]) -> None:
    for name, value in (register.derive(draft) if register.derive else {}).items():
        setattr(row, name, value)


def _life(register: Register, draft: Mapping[str, Any]) -> Any:
    if not register.lives:
        return life()
    ends = draft.get("ends")
    return life(draft.get("starts"), ends + timedelta(days=1) if ends else None)


def _check_references(scope: Scope, book: Book, register: Register, draft: Mapping[str, Any]) -> None:
    problems = []
    for field in register.fields:
        wanted = draft.get(field.name)
        if field.reference and wanted is not None and not sees(scope, book, field.kind, field.to, wanted):
            problems.append(FieldProblem(field.name, NOT_FOUND))
    if problems:
        raise Invalid(fields=tuple(problems))
