"""Names of what records refer to, and lists of records to choose from."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from service.people.model.persons import Person
from service.people.queries import persons
from service.registers.book import Book
from service.registers.people import Choice
from service.registers.visibility import visible
from service.tenancy.scope import Scope
from service.web.register import Kind, Register

CHOICES = 1000
Names = Mapping[str, Mapping[int, str]]


def labels(scope: Scope, book: Book, register: Register, rows: Iterable[Any]) -> dict[str, dict[int, str]]:
    """Names of what the rows refer to: field name -> id -> words; one statement a field."""
    listed = list(rows)
    ids = {
        field.name: {getattr(row, field.name) for row in listed}
        for field in register.fields
        if field.reference
    }
    return names_of(scope, book, register, ids)


def names_of(
    scope: Scope, book: Book, register: Register, ids: Mapping[str, Iterable[int | None]]
) -> dict[str, dict[int, str]]:
    """Names of these ids of each reference field."""
    found: dict[str, dict[int, str]] = {}
    for field in register.fields:
        if field.reference:
            wanted = {one for one in ids.get(field.name, ()) if one is not None}
            found[field.name] = _names(scope, book, field.kind, field.to, wanted) if wanted else {}
    return found


def _names(scope: Scope, book: Book, kind: Kind, to: str, wanted: set[int]) -> dict[int, str]:
    if kind is Kind.PERSON:
        rows = scope.db.execute(select(Person).where(Person.id.in_(wanted))).scalars()
        return {row.id: row.full_name for row in rows}
    target = book.get(to)
    column = getattr(target.model, target.label)
    found = scope.db.execute(select(target.model.id, column).where(target.model.id.in_(wanted)))
    return {row[0]: str(row[1]) for row in found}


def choices(scope: Scope, book: Book, to: str, chosen: int | None = None) -> list[Choice]:
    """Records one may choose from, by name; the one chosen already is always among them."""
    target = book.get(to)
    column = getattr(target.model, target.label)
    order = getattr(target.model, "sort_key", column)
    shown = visible(scope, book, target).with_only_columns(target.model.id, column)
    listed = [(row[0], str(row[1])) for row in scope.db.execute(shown.order_by(order).limit(CHOICES))]
    if chosen is not None and len(listed) == CHOICES and all(one[0] != chosen for one in listed):
        rows = scope.db.execute(shown.where(target.model.id == chosen))
        listed += [(row[0], str(row[1])) for row in rows]
    return listed


def person_choice(scope: Scope, person_id: int) -> list[Choice]:
    """The one person with an id as a list of choices; empty when there is none to be seen."""
    found = scope.db.execute(persons.visible(scope).where(Person.id == person_id)).scalars().first()
    return [(found.id, found.full_name)] if found else []
