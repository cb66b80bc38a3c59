"""Changes of a register: create, change, remove; each checks rights, school and the version seen."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from service.core.columns import life
from service.core.errors import Conflict, FieldProblem, Forbidden, Invalid
from service.people.model.persons import Employment, Person
from service.registers import queries
from service.registers.book import Book
from service.tenancy.scope import Scope
from service.web.register import Kind, Register

NOT_FOUND = "Такой записи нет. Выберите другую."


def create(scope: Scope, book: Book, register: Register, draft: Mapping[str, Any]) -> Any:
    """Enter a record; references must be of this tenant and, for a school, of this school."""
    scope.allow(register.write)
    _check_references(scope, book, register, draft)
    row = register.model(**{field.name: draft.get(field.name) for field in register.fields})
    row.valid = _life(register, draft)
    _derive(register, row, draft)
    _check_school(scope, register, row)
    scope.db.add(row)
    scope.record(
        f"{register.event}.created", row, fields=[name for name, value in draft.items() if value is not None]
    )
    return row


def change(scope: Scope, book: Book, register: Register, record_id: int, draft: Mapping[str, Any]) -> Any:
    """Change a record; raises Conflict with the present record when somebody else changed it first."""
    scope.allow(register.write)
    row = queries.one(scope, register, record_id)
    if draft.get("version") is not None and draft["version"] != row.version:
        raise Conflict(current=row)
    _check_references(scope, book, register, draft)
    changed = [field.name for field in register.fields if getattr(row, field.name) != draft.get(field.name)]
    for name in changed:
        setattr(row, name, draft.get(name))
    _derive(register, row, draft)
    lived = _life(register, draft)
    if register.lives and row.valid != lived:
        row.valid = lived
        changed.append("valid")
    _check_school(scope, register, row)
    if changed:
        scope.record(f"{register.event}.changed", row, fields=changed)
    return row


def remove(scope: Scope, register: Register, record_id: int, version: int | None = None) -> None:
    """Remove a record entered by mistake; its last state stays in the history."""
    scope.allow(register.write)
    row = queries.one(scope, register, record_id)
    if version is not None and version != row.version:
        raise Conflict(current=row)
    _check_school(scope, register, row)
    scope.record(f"{register.event}.removed", row)
    scope.db.delete(row)
    scope.db.flush()


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
        if not field.reference or wanted is None:
            continue
        model = Person if field.kind is Kind.PERSON else book.get(field.to).model
        if scope.db.execute(select(model.id).where(model.id == wanted)).scalar_one_or_none() is None:
            problems.append(FieldProblem(field.name, NOT_FOUND))
    if problems:
        raise Invalid(fields=tuple(problems))


def _check_school(scope: Scope, register: Register, row: Any) -> None:
    """A school's people change their own school's records only."""
    mine = scope.actor.organisations
    if mine is None:
        return
    if register.school is None:
        raise Forbidden()
    owner = getattr(row, register.school)
    if register.field(register.school).kind is Kind.PERSON:
        employed = select(Employment.id).where(
            Employment.person_id == owner, Employment.organisation_id.in_(mine)
        )
        allowed = scope.db.execute(employed.limit(1)).scalar_one_or_none() is not None
    else:
        allowed = owner in mine
    if not allowed:
        raise Forbidden()
