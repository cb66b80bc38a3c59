"""Reading a form: people by the name that was typed, problems where the reader can mend them."""

from dataclasses import replace
from typing import Any

from flask import g
from marshmallow import ValidationError

from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.registers.columns import open_question
from service.registers.people import choose
from service.registers.schema import drafts
from service.web.forms import Form, load
from service.web.register import Kind, Register

CANDIDATES = N_("Людей с таким именем несколько, или имя введено не полностью. Выберите из списка.")
NOBODY = N_("Такого человека в реестре нет. Введите фамилию, имя и отчество.")
TYPED = "_name"
"""What follows the name of a person's field in the name of the input where one types."""


def draft(register: Register, values: dict[str, Any]) -> dict[str, Any]:
    """The draft of a form; raises Invalid naming every field that is wrong."""
    found, problems = _resolved(register, values)
    named = {one.field for one in problems}
    try:
        loaded = load(drafts(register, strict=False), found)
    except Invalid as error:
        problems += [one for one in error.fields if one.field not in named]
    if problems:
        order = [field.name for field in register.fields]
        problems.sort(key=lambda one: order.index(one.field) if one.field in order else len(order))
        raise Invalid(fields=tuple(problems))
    return loaded


def understood(register: Register, values: dict[str, Any]) -> dict[str, Any]:
    """What of a form can be read: a conflict shows it beside the saved record."""
    found, _ = _resolved(register, values)
    try:
        return dict(drafts(register, strict=False).load(found))
    except ValidationError as error:
        return dict(error.valid_data or {})


def _resolved(register: Register, values: dict[str, Any]) -> tuple[dict[str, Any], list[FieldProblem]]:
    """The values with people in place of typed names, and the names that mean nobody or several."""
    found, problems = dict(values), []
    for field in register.fields:
        typed = str(found.get(f"{field.name}{TYPED}") or "")
        if field.kind is not Kind.PERSON or not typed:
            continue
        meant = choose(g.scope, typed, number(found.get(field.name)))
        found[field.name] = meant.one
        if meant.one is None:
            problems.append(FieldProblem(field.name, CANDIDATES if meant.several else NOBODY))
    return found, problems


def at_inputs(register: Register, form: Form, with_lists: set[str]) -> Form:
    """The form as its inputs take it: answers as they are sent, problems at the input that is shown.

    Without a list to choose from, a person is typed into an input of its own.
    """
    answers = {
        field.name: "1" if form.values[field.name] else "0"
        for field in register.fields
        if open_question(register, field) and isinstance(form.values.get(field.name), bool)
    }
    people = {field.name for field in register.fields if field.kind is Kind.PERSON} - with_lists
    moved = tuple(
        replace(one, field=f"{one.field}{TYPED}") if one.field in people else one for one in form.problems
    )
    return replace(form, values={**form.values, **answers}, problems=moved)


def number(value: object) -> int | None:
    """A typed id as a number, None for anything else."""
    text = str(value or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
