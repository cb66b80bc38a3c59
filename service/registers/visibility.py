"""Whose records an actor sees and changes: the district's people all, a school's people their school's."""

from typing import Any

from sqlalchemy import ColumnElement, Select, select

from service.core.errors import Forbidden
from service.people.model.persons import Employment, Person
from service.people.queries import persons
from service.registers.book import Book
from service.tenancy.scope import Scope
from service.web.register import Kind, Register


def visible(scope: Scope, book: Book, register: Register) -> Select[Any]:
    """Records the actor may see: all of the tenant's, or their own school's."""
    chosen = select(register.model).where(*([register.only()] if register.only else []))
    mine = owned(scope, book, register)
    return chosen if mine is None else chosen.where(mine)


def owned(
    scope: Scope, book: Book, register: Register, owner: ColumnElement[Any] | None = None
) -> ColumnElement[bool] | None:
    """The condition «it is of the actor's school» on the column that names the owner; None: no narrowing.

    `owner` takes the place of that column where the record stands elsewhere, as in its history.
    """
    schools = scope.actor.organisations
    if schools is None or register.school is None:
        return None
    column = getattr(register.model, register.school) if owner is None else owner
    kind, to = _owner(register)
    if kind is Kind.PERSON:
        staff = select(Employment.person_id).where(
            Employment.tenant_id == scope.tenant.id, Employment.organisation_id.in_(schools)
        )
        return column.in_(staff)
    if to == "organisations":
        return column.in_(schools)
    target = book.get(to)
    return column.in_(visible(scope, book, target).with_only_columns(target.model.id))


def _owner(register: Register) -> tuple[Kind, str]:
    """What the owning field is: a person, an organisation (its own id too), or a record that has an owner."""
    if register.school == "id":
        return Kind.RECORD, register.name
    field = register.field(str(register.school))
    return field.kind, field.to


def may_write(scope: Scope, register: Register) -> bool:
    """Whether the actor may enter records here at all: a school only where records are of a school."""
    return scope.can(register.write) and (scope.actor.organisations is None or register.school is not None)


def check_write(scope: Scope, register: Register) -> None:
    """Raise Forbidden unless the actor may enter records here."""
    if not may_write(scope, register):
        raise Forbidden()


def check_owner(scope: Scope, book: Book, register: Register, row: Any) -> None:
    """Raise Forbidden when a school's people would write a record of another school."""
    if scope.actor.organisations is None:
        return
    if register.school is None:
        raise Forbidden()
    kind, to = _owner(register)
    owner = getattr(row, register.school)
    if to == "organisations":
        if owner not in scope.actor.organisations:
            raise Forbidden()
        return
    if not sees(scope, book, kind, to, owner):
        raise Forbidden()


def sees(scope: Scope, book: Book, kind: Kind, to: str, record_id: int) -> bool:
    """Whether a person or a record with an id is there for the actor; a merged card is not."""
    if kind is Kind.PERSON:
        model: Any = Person
        chosen: Select[Any] = persons.visible(scope).where(Person.merged_into.is_(None))
    else:
        target = book.get(to)
        model, chosen = target.model, visible(scope, book, target)
    found = chosen.where(model.id == record_id).with_only_columns(model.id)
    return scope.db.execute(found).scalar_one_or_none() is not None
