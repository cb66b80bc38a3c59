"""The card of a record: what it says, what names it, every earlier state."""

from collections.abc import Iterable
from typing import Any

from flask import g

from service.core.errors import Problem
from service.registers import history, queries
from service.registers.book import Book
from service.registers.labels import Names, names_of
from service.registers.views.frame import View, frame, values_of
from service.registers.visibility import may_write
from service.web.register import Register
from service.web.show import show


def card(register: Register, book: Book) -> View:
    """One record with everything it says."""
    return lambda record_id: page(register, book, record_id)


def page(register: Register, book: Book, record_id: int, refusal: Problem | None = None) -> str:
    """The card, with what was refused on it."""
    scope = g.scope
    row = queries.one(scope, book, register, record_id)
    past = history.history(scope, register, row)
    states = [state for one in past for state in (one.before, one.after) if state]
    return show(
        "registers/card.html",
        row=row,
        past=past,
        names=names_in(register, book, [values_of(register, row), *(one.values for one in states)]),
        related=queries.related(scope, book, register, record_id),
        may_add=lambda other: may_write(scope, other),
        refusal=refusal,
        **frame(register),
    )


def names_in(register: Register, book: Book, values: Iterable[Any]) -> Names:
    """Names of everything that some states of records refer to; one statement a field."""
    listed = list(values)
    ids = {
        field.name: {one.get(field.name) for one in listed} for field in register.fields if field.reference
    }
    return names_of(g.scope, book, register, ids)
