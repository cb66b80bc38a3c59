"""Pages of every register: list, card with history, form, removal, export."""

from typing import Any

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.core.errors import Conflict, FieldProblem, Invalid, Problem
from service.core.paging import paging
from service.registers import actions, queries
from service.registers.book import Book
from service.registers.schema import drafts
from service.registers.sheets import workbook
from service.web.forms import load, typed
from service.web.guard import requires
from service.web.register import Kind, Register
from service.web.show import form_with, show

CANDIDATES = "Таких людей несколько. Выберите одного."
NOBODY = "Такого человека в реестре нет. Введите фамилию, имя и отчество."


def pages(register: Register, book: Book) -> Blueprint:
    """The blueprint with the pages of one register."""
    address = f"/<slug>/{register.address}"
    blueprint = Blueprint(
        f"register_{register.name}", __name__, url_prefix=address, template_folder="templates"
    )
    blueprint.add_url_rule("/", "listing", requires(register.read)(listing(register, book)))
    blueprint.add_url_rule("/export.xlsx", "export", requires(register.read)(export(register, book)))
    blueprint.add_url_rule("/new", "new", requires(register.write)(new(register, book)))
    blueprint.add_url_rule(
        "/new", "create", requires(register.write)(create(register, book)), methods=["POST"]
    )
    blueprint.add_url_rule("/<int:record_id>", "card", requires(register.read)(card(register, book)))
    blueprint.add_url_rule("/<int:record_id>/edit", "edit", requires(register.write)(edit(register, book)))
    blueprint.add_url_rule(
        "/<int:record_id>/edit", "change", requires(register.write)(change(register, book)), methods=["POST"]
    )
    blueprint.add_url_rule(
        "/<int:record_id>/remove", "remove", requires(register.write)(remove(register)), methods=["POST"]
    )
    return blueprint


def listing(register: Register, book: Book) -> Any:
    """The list of a register with filters by what its fields refer to."""

    def view() -> str:
        scope = g.scope
        filters = {
            field.name: int(value)
            for field in register.fields
            if field.reference and (value := request.args.get(field.name, "")).isdecimal() and len(value) < 19
        }
        page = queries.page(scope, register, paging(request.args.get("page", 1)), filters=filters)
        names = queries.labels(scope, book, register, page.items)
        rules = [rule for rule in scope.profile.of_module(register.module) if rule.clause and not rule.silent]
        return show(
            "registers/list.html",
            register=register,
            page=page,
            names=names,
            rules=rules[:3],
            **_ways(register),
        )

    return view


def _ways(register: Register) -> dict[str, Any]:
    return {
        "place": f"register_{register.name}",
        "first_day": queries.first_day,
        "last_day": queries.last_day,
        "may_write": g.scope.can(register.write),
    }


def export(register: Register, book: Book) -> Any:
    """The whole register as a workbook; the form of import takes it back."""

    def view() -> Response:
        scope = g.scope
        rows = list(queries.everything(scope, register))
        content = workbook(register, rows, queries.labels(scope, book, register, rows))
        scope.record(f"{register.event}.exported", detail={"rows": len(rows)})
        g.commit_anyway = True
        name = f"{scope.tenant.slug}-{register.name}-{scope.today:%Y-%m-%d}.xlsx"
        return Response(
            content,
            mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    return view


def card(register: Register, book: Book) -> Any:
    """One record with everything it says and every earlier state."""

    def view(record_id: int) -> str:
        scope = g.scope
        row = queries.one(scope, register, record_id)
        names = queries.labels(scope, book, register, [row])
        past = queries.history(scope, register, record_id)
        return show(
            "registers/card.html", register=register, row=row, names=names, past=past, **_ways(register)
        )

    return view


def new(register: Register, book: Book) -> Any:
    """An empty form; the address may fill fields in (?person_id=7)."""

    def view() -> str:
        asked = {f.name: request.args.get(f.name, f.initial) for f in register.fields}
        filled = {name: value for name, value in asked.items() if value}
        return _form(register, book, form_with(filled))

    return view


def create(register: Register, book: Book) -> Any:
    """Enter what the form says; a refused form keeps what was typed."""

    def view() -> AnyResponse | tuple[str, int]:
        values = typed()
        try:
            row = actions.create(g.scope, book, register, _read(register, values))
            g.scope.db.flush()
        except Invalid as problem:
            return _refused(register, book, values, problem)
        return redirect(url_for(f"register_{register.name}.card", record_id=row.id))

    return view


def edit(register: Register, book: Book) -> Any:
    """The form with the present values."""

    def view(record_id: int) -> str:
        row = queries.one(g.scope, register, record_id)
        return _form(register, book, form_with(_values(register, row)), row=row)

    return view


def change(register: Register, book: Book) -> Any:
    """Save the form; of two people the second sees both versions."""

    def view(record_id: int) -> AnyResponse | tuple[str, int]:
        values = typed()
        try:
            actions.change(g.scope, book, register, record_id, _read(register, values))
            g.scope.db.flush()
        except Conflict as problem:
            g.scope.db.rollback()
            row = queries.one(g.scope, register, record_id)
            form = form_with({**values, "version": row.version}, problem)
            return _form(register, book, form, row=row, theirs=_values(register, row)), 409
        except Invalid as problem:
            return _refused(register, book, values, problem, record_id)
        return redirect(url_for(f"register_{register.name}.card", record_id=record_id))

    return view


def remove(register: Register) -> Any:
    """Remove a record; the page asked before."""

    def view(record_id: int) -> AnyResponse:
        version = request.form.get("version", "")
        actions.remove(g.scope, register, record_id, int(version) if version.isdecimal() else None)
        return redirect(url_for(f"register_{register.name}.listing"))

    return view


def _refused(
    register: Register, book: Book, values: dict[str, Any], problem: Problem, record_id: int | None = None
) -> tuple[str, int]:
    g.scope.db.rollback()
    row = queries.one(g.scope, register, record_id) if record_id else None
    return _form(register, book, form_with(values, problem), row=row), problem.status


def _read(register: Register, values: dict[str, Any]) -> dict[str, Any]:
    """The draft of a form; people are found by the name that was typed."""
    found, problems = dict(values), []
    for field in register.fields:
        if field.kind is Kind.PERSON and not found.get(field.name) and found.get(f"{field.name}_name"):
            people = queries.people_named(g.scope, str(found[f"{field.name}_name"]))
            if len(people) == 1:
                found[field.name] = people[0][0]
            else:
                problems.append(FieldProblem(field.name, CANDIDATES if people else NOBODY))
    if problems:
        raise Invalid(fields=tuple(problems))
    return load(drafts(register, strict=False), found)


def _values(register: Register, row: Any) -> dict[str, Any]:
    values = {field.name: getattr(row, field.name) for field in register.fields}
    return {**values, "starts": queries.first_day(row), "ends": queries.last_day(row), "version": row.version}


def _form(register: Register, book: Book, form: Any, *, row: Any = None, theirs: Any = None) -> str:
    scope = g.scope
    lists: dict[str, list[tuple[int, str]]] = {}
    for field in register.fields:
        if field.kind is Kind.RECORD:
            lists[field.name] = queries.choices(scope, book, field.to)
        elif field.kind is Kind.PERSON:
            lists[field.name] = _people_of(scope, form, field.name)
    names = queries.labels(scope, book, register, [row]) if row is not None else {}
    return show(
        "registers/form.html", register=register, form=form, row=row, lists=lists, theirs=theirs, names=names,
        **_ways(register),
    )  # fmt: skip


def _people_of(scope: Any, form: Any, name: str) -> list[tuple[int, str]]:
    """People to choose from: those the typed name may mean, else the one chosen already."""
    named = form.value(f"{name}_name")
    if named:
        return queries.people_named(scope, str(named))
    chosen = str(form.value(name) or "")
    return queries.person_label(scope, int(chosen)) if chosen.isdecimal() else []
