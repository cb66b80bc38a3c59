"""A form on its way in and back: what was typed, what is wrong with it, nothing lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import request
from marshmallow import Schema, ValidationError

from service.core.errors import FieldProblem, Invalid, Problem


@dataclass(frozen=True)
class Form:
    """Values by field name and problems; an empty one is a fresh form.

    `refusal` is what is wrong with the whole, where no single field is to blame.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[FieldProblem, ...] = ()
    refusal: Problem | None = None

    def value(self, name: str, otherwise: object = "") -> object:
        """What stands in the field; a date as a date field takes it."""
        found = self.values.get(name)
        if isinstance(found, date):
            return found.isoformat()
        return otherwise if found is None else found

    def chosen(self, name: str) -> frozenset[str]:
        """The values chosen in a field of several, as strings."""
        if hasattr(self.values, "getlist"):
            return frozenset(map(str, self.values.getlist(name)))
        found = self.values.get(name)
        if found is None:
            return frozenset()
        listed = found if isinstance(found, Iterable) and not isinstance(found, str) else [found]
        return frozenset(str(each) for each in listed)

    def problem(self, name: str) -> FieldProblem | None:
        """The first problem of a field."""
        return next((each for each in self.problems if each.field == name), None)


def typed() -> dict[str, Any]:
    """What the browser sent: empty fields are None, repeated ones a list, text trimmed."""
    sent: dict[str, Any] = {}
    for name in request.form:
        values = [value.strip() for value in request.form.getlist(name)]
        sent[name] = (values if len(values) > 1 else values[0]) or None
    sent.pop("csrf_token", None)
    return sent


def load(schema: Schema, data: Mapping[str, Any]) -> dict[str, Any]:
    """Read data by a schema; raises Invalid naming every field that is wrong."""
    try:
        loaded: dict[str, Any] = schema.load(data)
    except ValidationError as error:
        said: dict[str, Any] = error.normalized_messages()  # type: ignore[no-untyped-call]
        raise Invalid(fields=tuple(field_problems(said))) from error
    return loaded


def field_problems(messages: Mapping[str, Any], prefix: str = "") -> list[FieldProblem]:
    """Flatten marshmallow's messages to one problem a field."""
    found: list[FieldProblem] = []
    for name, said in messages.items():
        path = f"{prefix}{name}"
        if isinstance(said, Mapping):
            found.extend(field_problems(said, f"{path}."))
        else:
            found.extend(FieldProblem(path, str(one)) for one in said)
    return found
