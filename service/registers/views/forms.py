"""The form of a record: a new one, a change; a refused form keeps what was typed."""

from datetime import date
from typing import Any

from flask import g, redirect, request, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from service.core.errors import Conflict, Forbidden, Invalid, Problem
from service.registers import actions, history, queries
from service.registers.book import Book
from service.registers.columns import assumed, open_question
from service.registers.labels import choices, person_choice
from service.registers.people import named
from service.registers.views import reading
from service.registers.views.cards import names_in
from service.registers.views.frame import View, frame, place, values_of
from service.registers.visibility import check_write
from service.web.fields import Day
from service.web.forms import Form, typed
from service.web.register import Kind, Register
from service.web.show import form_with, show

Answer = Response | tuple[str, int]


def new(register: Register, book: Book) -> View:
    """An empty form; the address may fill fields in (?person_id=7), `back` names the card to return to."""

    def view() -> str:
        check_write(g.scope, register)
        filled: dict[str, Any] = {
            field.name: assumed(register, field) for field in register.fields if field.kind is Kind.BOOLEAN
        }
        filled |= register.suggest(g.scope) if register.suggest else {}
        names = {field.name for field in register.fields} | {"starts", "back"}
        filled |= {name: value for name, value in request.args.items() if name in names and value}
        return _form(register, book, form_with(filled))

    return view


def create(register: Register, book: Book) -> View:
    """Enter what the form says."""

    def view() -> Answer:
        values = typed()
        try:
            row = actions.create(g.scope, book, register, reading.draft(register, values))
        except Invalid as problem:
            return _refused(register, book, values, problem)
        return redirect(_back(book, values) or url_for(f"{place(register)}.card", record_id=row.id))

    return view


def edit(register: Register, book: Book) -> View:
    """The form with the present values."""

    def view(record_id: int) -> str:
        check_write(g.scope, register)
        row = queries.one(g.scope, book, register, record_id)
        return _form(register, book, form_with(values_of(register, row)), row=row)

    return view


def change(register: Register, book: Book) -> View:
    """Save the form; of two people the second sees both versions."""

    def view(record_id: int) -> Answer:
        values = typed()
        try:
            actions.change(g.scope, book, register, record_id, reading.draft(register, values))
        except Conflict:
            return _both(register, book, values, record_id), 409
        except Invalid as problem:
            return _refused(register, book, values, problem, record_id)
        return redirect(url_for(f"{place(register)}.card", record_id=record_id))

    return view


def _both(register: Register, book: Book, values: dict[str, Any], record_id: int) -> str:
    """The form with one's own values and the record as somebody else saved it meanwhile."""
    g.scope.db.rollback()
    row = queries.one(g.scope, book, register, record_id)
    g.scope.db.refresh(row)
    mine = reading.understood(register, values)
    present = values_of(register, row)
    form = form_with({**values, "version": row.version})
    return _form(
        register, book, form, row=row,
        theirs=present, mine=mine,
        who=history.last_author(g.scope, register, record_id),
        names=names_in(register, book, [mine, present]),
    )  # fmt: skip


def _refused(
    register: Register, book: Book, values: dict[str, Any], problem: Problem, record_id: int | None = None
) -> tuple[str, int]:
    g.scope.db.rollback()
    row = queries.one(g.scope, book, register, record_id) if record_id else None
    return _form(register, book, form_with(_dates(register, values), problem), row=row), problem.status


def _dates(register: Register, values: dict[str, Any]) -> dict[str, Any]:
    """Typed dates as a date field takes them back; what is no date stays as it was typed."""
    names = [field.name for field in register.fields if field.kind is Kind.DATE] + ["starts", "ends"]
    return {**values, **{name: _iso(values[name]) for name in names if values.get(name)}}


def _iso(text: Any) -> date | Any:
    try:
        return Day().deserialize(text)
    except ValidationError:
        return text


def _back(book: Book, values: dict[str, Any]) -> str | None:
    """The card that a form was opened from, named as «register:id»."""
    name, _, number = str(values.get("back") or "").partition(":")
    known = {one.name: one for one in book}
    if name not in known or not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    if not g.scope.can(known[name].read):
        raise Forbidden()
    return url_for(f"{place(known[name])}.card", record_id=int(number))


def _form(register: Register, book: Book, form: Form, *, row: Any = None, **more: Any) -> str:
    lists: dict[str, list[Any]] = {}
    for field in register.fields:
        if field.groups:
            lists[field.name] = list(field.groups(g.scope))
        elif field.kind is Kind.RECORD:
            lists[field.name] = choices(g.scope, book, field.to, reading.number(form.value(field.name)))
        elif field.kind is Kind.PERSON:
            lists[field.name] = _people(form, field.name)
    shown = reading.at_inputs(register, form, {name for name, people in lists.items() if people})
    return show(
        "registers/form.html",
        form=shown,
        row=row,
        lists=lists,
        open_questions={field.name for field in register.fields if open_question(register, field)},
        **{"theirs": None, "mine": None, "who": "", "names": {}, **more},
        **frame(register),
    )


def _people(form: Form, name: str) -> list[tuple[int, str]]:
    """People to choose from: those the typed name may mean, else the one chosen already."""
    typed_name = str(form.value(f"{name}_name") or "")
    if typed_name:
        return [(one[0], one[2]) for one in named(g.scope, typed_name)]
    chosen = reading.number(form.value(name))
    return person_choice(g.scope, chosen) if chosen is not None else []
