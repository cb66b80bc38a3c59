"""The list of a register: filters, order, state on a day, all kept in its addresses."""

from typing import Any

from flask import g, request
from marshmallow import ValidationError

from service.core.errors import Invalid
from service.core.paging import paging
from service.registers import queries
from service.registers.asked import Asked
from service.registers.book import Book
from service.registers.columns import dated
from service.registers.labels import choices, labels, person_choice
from service.registers.schema import asked, questions
from service.registers.views.frame import View, frame
from service.web.forms import Form, field_problems
from service.web.register import Kind, Register
from service.web.show import form_with, show

RULES_SHOWN = 3


def listing(register: Register, book: Book) -> View:
    """The list of a register with its filters."""

    def view() -> str:
        scope = g.scope
        form, wanted = _asked(register)
        page = queries.page(scope, book, register, paging(request.args.get("page", 1)), wanted)
        rules = [rule for rule in scope.profile.of_module(register.module) if rule.clause and not rule.silent]
        return show(
            "registers/list.html",
            page=page,
            names=labels(scope, book, register, page.items),
            rules=rules[:RULES_SHOWN],
            form=form,
            asked=wanted,
            day=dated(register),
            lists=_lists(register, book, wanted),
            by_person=any(field.kind is Kind.PERSON for field in register.fields),
            **frame(register),
        )

    return view


def _asked(register: Register) -> tuple[Form, Asked]:
    """The filters as typed with what is wrong with them, and what can be asked all the same."""
    schema = questions(register)
    typed = {name: value for name, value in request.args.items() if value and name in schema.fields}
    try:
        return form_with(typed), asked(register, schema.load(typed))
    except ValidationError as error:
        faults = Invalid(fields=tuple(field_problems(error.normalized_messages())))
        return form_with(typed, faults), asked(register, error.valid_data)


def _lists(register: Register, book: Book, wanted: Asked) -> dict[str, list[tuple[int, str]]]:
    """Records to narrow by, for every reference; a person only when the address names one."""
    made: dict[str, Any] = {}
    for field in register.fields:
        chosen = wanted.equal.get(field.name)
        if field.groups:
            made[field.name] = [pair for group in field.groups(g.scope) for pair in group.options]
        elif field.kind is Kind.RECORD:
            made[field.name] = choices(g.scope, book, field.to, chosen)
        elif field.kind is Kind.PERSON and chosen is not None:
            made[field.name] = person_choice(g.scope, chosen)
    return made
