"""Reads of a register: a page of it, one record, labels of what it refers to, its history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select, true

from service.core.alphabet import search_key
from service.core.errors import NotFound
from service.core.paging import Page, Paging
from service.people.model.organisations import Organisation
from service.people.model.persons import Employment, Person
from service.registers.book import Book
from service.tenancy.model import History
from service.tenancy.scope import Scope
from service.web.register import Kind, Register

CHOICES = 1000
DAY = timedelta(days=1)


def last_day(row: Any) -> date | None:
    """The last day a record holds (its life is half-open)."""
    return row.valid.upper - DAY if row.valid is not None and row.valid.upper else None


def first_day(row: Any) -> date | None:
    """The first day a record holds."""
    return row.valid.lower if row.valid is not None else None


def visible(scope: Scope, register: Register) -> Select[Any]:
    """Records the actor may see: all of the tenant's, or their own school's."""
    model = register.model
    chosen = select(model)
    organisations = scope.actor.organisations
    if organisations is None or register.school is None:
        return chosen
    column = getattr(model, register.school)
    if register.model is Organisation or register.school == "organisation_id":
        return chosen.where(column.in_(organisations))
    staff = select(Employment.person_id).where(
        Employment.organisation_id.in_(organisations), Employment.tenant_id == scope.tenant.id
    )
    return chosen.where(column.in_(staff))


def page(
    scope: Scope, register: Register, paging: Paging, *, filters: Mapping[str, Any] | None = None
) -> Page[Any]:
    """A page of a register, newest first; `filters` are equalities by field name."""
    model = register.model
    chosen = visible(scope, register)
    for name, value in (filters or {}).items():
        chosen = chosen.where(getattr(model, name) == value)
    total = scope.db.execute(chosen.with_only_columns(func.count(), maintain_column_froms=True)).scalar_one()
    order = [getattr(model, register.latest).desc()] if register.latest else []
    rows = scope.db.execute(chosen.order_by(*order, model.id.desc()).limit(paging.size).offset(paging.offset))
    return Page(list(rows.scalars()), total, paging)


def everything(scope: Scope, register: Register) -> Iterable[Any]:
    """Every record the actor may see, oldest first, for an export."""
    return scope.db.execute(visible(scope, register).order_by(register.model.id)).scalars()


def one(scope: Scope, register: Register, record_id: int) -> Any:
    """One record; raises NotFound, the same whether it is absent or another tenant's."""
    found = scope.db.execute(
        visible(scope, register).where(register.model.id == record_id)
    ).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def labels(scope: Scope, book: Book, register: Register, rows: Iterable[Any]) -> dict[str, dict[int, str]]:
    """Names of what the rows refer to: field name -> id -> words; one statement a field."""
    listed = list(rows)
    found: dict[str, dict[int, str]] = {}
    for field in register.fields:
        if not field.reference:
            continue
        wanted = {getattr(row, field.name) for row in listed} - {None}
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


def choices(scope: Scope, book: Book, to: str) -> list[tuple[int, str]]:
    """Records one may choose from, by name."""
    target = book.get(to)
    column = getattr(target.model, target.label)
    shown = visible(scope, target).with_only_columns(target.model.id, column, maintain_column_froms=True)
    rows = scope.db.execute(shown.where(true()).order_by(column).limit(CHOICES))
    return [(row[0], str(row[1])) for row in rows]


def people_named(scope: Scope, typed: str, limit: int = 20) -> list[tuple[int, str]]:
    """People whose name begins as typed, in whatever letters; with their school to tell them apart."""
    rows = scope.db.execute(
        select(Person, Organisation.short_name, Organisation.name)
        .outerjoin(Employment, (Employment.person_id == Person.id) & Employment.valid.contains(scope.today))
        .outerjoin(Organisation, Organisation.id == Employment.organisation_id)
        .where(Person.search_key.startswith(search_key(typed), autoescape=True), Person.merged_into.is_(None))
        .order_by(Person.sort_key, Person.id)
        .limit(limit)
    )
    named: dict[int, str] = {}
    for person, short, full in rows:
        place = short or full
        named.setdefault(person.id, f"{person.full_name}, {place}" if place else person.full_name)
    return list(named.items())


@dataclass(frozen=True)
class Earlier:
    """One earlier state of a record: what it said, from when to when we held it true."""

    old: Mapping[str, Any]
    known_from: datetime
    known_to: datetime
    operation: str
    actor_id: int | None


def history(scope: Scope, register: Register, record_id: int) -> list[Earlier]:
    """Earlier states of a record, latest first."""
    rows = scope.db.execute(
        select(History)
        .where(History.table_name == register.model.__tablename__, History.row_id == record_id)
        .order_by(History.known_to.desc(), History.id.desc())
        .limit(200)
    ).scalars()
    return [Earlier(row.old, row.known_from, row.known_to, row.operation, row.actor_id) for row in rows]


def person_label(scope: Scope, person_id: int) -> list[tuple[int, str]]:
    """The one person with an id as a list of choices; empty when there is none."""
    found = scope.db.execute(select(Person).where(Person.id == person_id)).scalar_one_or_none()
    return [(found.id, found.full_name)] if found else []
