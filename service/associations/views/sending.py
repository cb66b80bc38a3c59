"""How a form of an association is sent (отправка формы): read, done, or shown again with what was typed."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import g, redirect, request
from marshmallow import Schema
from werkzeug.wrappers import Response

from service.core.clock import school_year
from service.core.errors import Conflict, FieldProblem, Invalid
from service.core.language import N_
from service.structure.choices import people_named
from service.web.forms import Form, load, typed
from service.web.show import form_with

CANDIDATES = N_("Подходят несколько человек: напишите имя полностью. Строки: %(names)s.")
NOBODY = N_("Таких людей в реестре нет: %(names)s.")
MOST = 200


def asked_year() -> int:
    """The school year a page is about: of the address, else the remembered one, else the present one."""
    said = str(request.values.get("year") or request.cookies.get("year") or "")
    if said.isdecimal() and 2000 <= int(said) <= 2100:
        return int(said)
    return school_year(g.scope.today)


def values_for(schema: Schema, sent: Mapping[str, Any]) -> dict[str, Any]:
    """What the form sent that the schema asks for; fields of several values are lists."""
    found: dict[str, Any] = {}
    for name, wanted in schema.fields.items():
        if type(wanted).__name__ == "List":
            found[name] = [one for one in request.form.getlist(name) if one]
        elif name in sent:
            found[name] = sent[name]
    return found


def send(
    schema: Schema,
    act: Callable[[dict[str, Any]], Any],
    again: Callable[[Form], str],
    done: Callable[[Any], str],
    prepare: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
) -> Response | tuple[str, int]:
    """Do what the form asks and go on to `done`; a refused form comes back with what was typed."""
    sent = typed()
    try:
        values = values_for(schema, sent)
        values = load(schema, prepare(values) if prepare else values)
        made = act(values)
        g.scope.db.flush()
    except (Conflict, Invalid) as problem:
        g.scope.db.rollback()
        kept = {**sent, **{name: request.form.getlist(name) for name in _several(schema)}}
        return again(form_with(kept, problem)), problem.status
    return redirect(done(made))


def _several(schema: Schema) -> list[str]:
    return [name for name, wanted in schema.fields.items() if type(wanted).__name__ == "List"]


def with_people(
    values: dict[str, Any], field: str = "people", typed_in: str = "people_names"
) -> dict[str, Any]:
    """The ids of people typed by name, one a line; raises Invalid naming the lines that fit nobody."""
    lines = [line.strip() for line in str(request.form.get(typed_in) or "").splitlines() if line.strip()]
    found: list[int] = []
    nobody: list[str] = []
    several: list[str] = []
    for line in lines[:MOST]:
        people = people_named(g.scope, line)
        if len(people) == 1:
            found.append(people[0][0])
        else:
            (several if people else nobody).append(line)
    problems = [
        FieldProblem(field, said, {"names": ", ".join(names)})
        for said, names in ((NOBODY, nobody), (CANDIDATES, several))
        if names
    ]
    if problems:
        raise Invalid(fields=tuple(problems[:1]))
    values[field] = found
    return values


def with_person(values: dict[str, Any]) -> dict[str, Any]:
    """The id of one person typed by name, unless one was chosen from a list."""
    name = str(request.form.get("person_name") or "").strip()
    if values.get("person_id") or not name:
        return values
    people = people_named(g.scope, name)
    if len(people) != 1:
        said = CANDIDATES if people else NOBODY
        raise Invalid(fields=(FieldProblem("person_id", said, {"names": name}),))
    return {**values, "person_id": people[0][0]}
