"""Reads of a register: a page of it, one record, records that name another one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from service.core.alphabet import search_key
from service.core.errors import NotFound
from service.core.paging import Page, Paging
from service.people.model.persons import Person
from service.registers.asked import Asked
from service.registers.book import Book
from service.registers.columns import dated
from service.registers.labels import Names, labels
from service.registers.ordering import order
from service.registers.people import words_match
from service.registers.visibility import visible
from service.tenancy.scope import Scope
from service.web.register import Field, Kind, Register

DAY = timedelta(days=1)
NEAR = 10


def last_day(row: Any) -> date | None:
    """The last day a record holds (its life is half-open)."""
    return row.valid.upper - DAY if row.valid is not None and row.valid.upper else None


def first_day(row: Any) -> date | None:
    """The first day a record holds."""
    return row.valid.lower if row.valid is not None else None


def page(
    scope: Scope, book: Book, register: Register, paging: Paging, asked: Asked | None = None
) -> Page[Any]:
    """A page of a register, newest first unless asked otherwise; two statements."""
    asked = asked or Asked()
    chosen = narrowed(scope, book, register, asked)
    total = scope.db.execute(chosen.with_only_columns(func.count(), maintain_column_froms=True)).scalar_one()
    ordered = chosen.order_by(*order(book, register, asked))
    rows = scope.db.execute(ordered.limit(paging.size).offset(paging.offset))
    return Page(list(rows.scalars()), total, paging)


def narrowed(scope: Scope, book: Book, register: Register, asked: Asked) -> Select[Any]:
    """Records the actor may see that answer every condition."""
    model = register.model
    chosen = visible(scope, book, register)
    for name, value in asked.equal.items():
        column = getattr(model, name)
        marks = register.field(name).kind is Kind.MARKS
        chosen = chosen.where(column.contains(str(value).split(",")) if marks else column == value)
    day = dated(register)
    if day is not None and asked.since is not None:
        chosen = chosen.where(getattr(model, day.name) >= asked.since)
    if day is not None and asked.until is not None:
        chosen = chosen.where(getattr(model, day.name) <= asked.until)
    if register.lives and asked.on is not None:
        chosen = chosen.where(model.valid.contains(asked.on))
    return chosen.where(_said(register, asked.text)) if search_key(asked.text) else chosen


def _said(register: Register, text: str) -> ColumnElement[bool]:
    """Records of the people so named, else those whose own name has these words."""
    model = register.model
    people = [getattr(model, field.name) for field in register.fields if field.kind is Kind.PERSON]
    if people:
        named = select(Person.id).where(Person.tenant_id == model.tenant_id, words_match(text))
        return or_(*(column.in_(named.correlate(model)) for column in people))
    if hasattr(model, "search_key"):
        key: ColumnElement[Any] = model.search_key
        return key.contains(search_key(text), autoescape=True)
    label: ColumnElement[Any] = getattr(model, register.label)
    return label.icontains(text.strip(), autoescape=True)


def everything(scope: Scope, book: Book, register: Register) -> Iterable[Any]:
    """Every record the actor may see, oldest first, for an export."""
    return scope.db.execute(visible(scope, book, register).order_by(register.model.id)).scalars()


def one(scope: Scope, book: Book, register: Register, record_id: int) -> Any:
    """One record; raises NotFound, the same whether it is absent or another tenant's."""
    chosen = visible(scope, book, register).where(register.model.id == record_id)
    found = scope.db.execute(chosen).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


@dataclass(frozen=True)
class Related:
    """Records of another register that name this one: the first of them and how many there are."""

    register: Register
    field: Field
    page: Page[Any]
    names: Names


def related(scope: Scope, book: Book, register: Register, record_id: int) -> list[Related]:
    """What names this record in every register the actor may read; statements a register, none a row."""
    found = []
    for other, field in book.pointing_at(register):
        if scope.can(other.read):
            near = page(scope, book, other, Paging(1, NEAR), Asked(equal={field.name: record_id}))
            found.append(Related(other, field, near, labels(scope, book, other, near.items)))
    return found
