"""The order of a list: by a closed set of fields, names in the order of the alphabet."""

from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from service.core.alphabet import LETTERS, sort_key
from service.people.model.persons import Person
from service.registers.asked import LIFE, Asked, sortable
from service.registers.book import Book
from service.web.register import Field, Kind, Register

KEYS = sort_key(LETTERS)


def order(book: Book, register: Register, asked: Asked) -> list[ColumnElement[Any]]:
    """What to order by; rows without a value come last, equal ones the newest first."""
    model = register.model
    name, descending = asked.order
    if name not in sortable(register):
        latest = [getattr(model, register.latest).desc().nulls_last()] if register.latest else []
        return [*latest, model.id.desc()]
    key = func.lower(model.valid) if name == LIFE else _key(book, register, register.field(name))
    return [key.desc().nulls_last() if descending else key.asc().nulls_last(), model.id.desc()]


def _key(book: Book, register: Register, field: Field) -> ColumnElement[Any]:
    """What a field is ordered by: a reference by the name it shows, a choice by its place in the list."""
    column = getattr(register.model, field.name)
    if field.kind is Kind.PERSON:
        return _of(register, column, Person, Person.sort_key)
    if field.kind is Kind.RECORD:
        target = book.get(field.to)
        named = getattr(target.model, "sort_key", None)
        key = alphabetical(getattr(target.model, target.label)) if named is None else named
        return _of(register, column, target.model, key)
    if field.kind is Kind.CHOICE:
        return case({code: place for place, code in enumerate(field.choices)}, value=column)
    return alphabetical(column) if field.kind in (Kind.TEXT, Kind.LONG) else column


def _of(register: Register, column: Any, model: Any, key: ColumnElement[Any]) -> ColumnElement[Any]:
    """The key of the row that a column refers to."""
    chosen = select(key).where(model.tenant_id == register.model.tenant_id, model.id == column)
    return chosen.correlate(register.model).scalar_subquery()


def alphabetical(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Order of the 37 letters in the database, as `core.alphabet.sort_key` has it."""
    return func.translate(func.lower(column), LETTERS, KEYS)
