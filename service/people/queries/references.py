"""Who refers to a person: every column of every table, discovered from the metadata, none listed by hand."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Column, ForeignKeyConstraint, Table, func, literal, select, union_all

from service.core.base import Base
from service.people.model.persons import Person
from service.tenancy.scope import Scope

PERSON = Person.__table__


@dataclass(frozen=True)
class Reference:
    """A column that names a person."""

    table: Table
    column: Column[int]

    @property
    def versioned(self) -> bool:
        """Whether rows of the table count their changes."""
        return "version" in self.table.c


def references() -> tuple[Reference, ...]:
    """Every column with a foreign key to `person`, in the order of table names."""
    found = []
    for table in sorted(Base.metadata.tables.values(), key=lambda one: one.name):
        for constraint in table.constraints:
            if isinstance(constraint, ForeignKeyConstraint) and _to_person(constraint):
                column = next(each.parent for each in constraint.elements if each.column.name == "id")
                found.append(Reference(table, column))
    return tuple(sorted(found, key=lambda one: (one.table.name, one.column.name)))


def _to_person(constraint: ForeignKeyConstraint) -> bool:
    return all(element.column.table.name == "person" for element in constraint.elements) and bool(
        constraint.elements
    )


def counted(scope: Scope, person_id: int) -> dict[str, int]:
    """How many records of each table refer to a person: table name -> count; one statement."""
    parts = [
        select(literal(each.table.name).label("name"), func.count().label("n")).where(
            each.table.c.tenant_id == scope.tenant.id, each.column == person_id
        )
        for each in references()
    ]
    found: dict[str, int] = {}
    for name, number in scope.db.execute(union_all(*parts)):
        if number:
            found[name] = found.get(name, 0) + number
    return found


def rows_referring(
    scope: Scope, people: Iterable[int], skipped: frozenset[str] = frozenset()
) -> dict[str, set[int]]:
    """Ids of the records that refer to any of the people: table name -> ids."""
    wanted = list(people)
    found: dict[str, set[int]] = {}
    for each in references():
        if each.table.name in skipped or not wanted:
            continue
        ids = scope.db.execute(
            select(each.table.c.id).where(
                each.table.c.tenant_id == scope.tenant.id, each.column == func.any(wanted)
            )
        ).scalars()
        found.setdefault(each.table.name, set()).update(ids)
    return found
