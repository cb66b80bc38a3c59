"""Young teachers in the list (молодые педагоги): a definition's condition over the columns of a person."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, cast, func, literal, not_, or_, select
from sqlalchemy import Date as SqlDate

from service.people.model.persons import Experience, Person
from service.people.rules import Definition
from service.rules.conditions import grammar
from service.tenancy.scope import Scope

_EXPERIENCE = "experience_"
_SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "eq": lambda column, value: column == value,
    "ne": lambda column, value: column != value,
    "lt": lambda column, value: column < value,
    "lte": lambda column, value: column <= value,
    "gt": lambda column, value: column > value,
    "gte": lambda column, value: column >= value,
    "in": lambda column, value: column.in_(value),
    "not_in": lambda column, value: column.not_in(value),
    "is_null": lambda column, value: column.is_(None) if value else column.is_not(None),
}


class NotAboutPerson(ValueError):
    """A definition asks for a fact that a card does not keep."""


def young_clause(scope: Scope, definition: Definition) -> ColumnElement[bool]:
    """The definition as a condition on `Person`; unknown facts leave it null, so nobody is guessed in."""
    return _clause(scope, definition.condition)


def _clause(scope: Scope, condition: grammar.Condition) -> ColumnElement[bool]:
    match condition:
        case grammar.All(parts):
            return and_(*(_clause(scope, part) for part in parts))
        case grammar.Any(parts):
            return or_(*(_clause(scope, part) for part in parts))
        case grammar.Not(part):
            return not_(_clause(scope, part))
        case grammar.Compare(field, op, value):
            made: ColumnElement[bool] = _SIGNS[op](_column(scope, field.name), value)
            return made
    raise NotAboutPerson(type(condition).__name__)


def _column(scope: Scope, name: str) -> ColumnElement[int]:
    """A fact of the person on the tenant's day, in full years."""
    today = literal(scope.today, SqlDate)
    if name == "age":
        return cast(func.date_part("year", func.age(today, Person.birth_date)), Integer)
    if name.startswith(_EXPERIENCE):
        passed = cast(func.date_part("year", func.age(today, Experience.as_of)), Integer)
        return (
            select(Experience.years + func.greatest(0, passed))
            .where(
                Experience.tenant_id == scope.tenant.id,
                Experience.person_id == Person.id,
                Experience.kind == name.removeprefix(_EXPERIENCE),
            )
            .scalar_subquery()
        )
    raise NotAboutPerson(name)
