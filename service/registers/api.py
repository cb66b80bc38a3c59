"""The API of every register: list, get, create, change, remove, history."""

from typing import Any

from flask import Blueprint, Response, g, request

from service.core.errors import FieldProblem, Invalid
from service.registers import actions, queries
from service.registers.book import Book
from service.registers.schema import drafts, records
from service.web.api import PREFIX, accepts, asked_page, plain, returns
from service.web.guard import requires
from service.web.register import Register


def resources(register: Register, book: Book) -> Blueprint:
    """The blueprint with the API of one register."""
    blueprint = Blueprint(f"api_{register.name}", __name__, url_prefix=f"{PREFIX}/<slug>/{register.name}")
    read, write = requires(register.read), requires(register.write)
    one = "/<int:record_id>"
    blueprint.add_url_rule("", "listing", read(listing(register)))
    blueprint.add_url_rule("", "create", write(create(register, book)), methods=["POST"])
    blueprint.add_url_rule(one, "get", read(get(register)))
    blueprint.add_url_rule(one, "change", write(change(register, book)), methods=["PUT"])
    blueprint.add_url_rule(one, "remove", write(remove(register)), methods=["DELETE"])
    blueprint.add_url_rule(f"{one}/history", "history", read(history(register)))
    return blueprint


def given(row: Any) -> dict[str, Any]:
    """A record with its life as two dates, both inclusive."""
    values = {column.key: getattr(row, column.key) for column in row.__table__.columns}
    return {**values, "starts": queries.first_day(row), "ends": queries.last_day(row)}


def listing(register: Register) -> Any:
    """List of a register, filtered by its references."""

    @returns(records(register), many=True, summary=f"Список: {register.title}")
    def view() -> Any:
        filters = {}
        for field in register.fields:
            value = request.args.get(field.name)
            if field.reference and value is not None:
                if not value.isdecimal() or len(value) > 18:
                    raise Invalid(fields=(FieldProblem(field.name, "Нужно целое число."),))
                filters[field.name] = int(value)
        page = queries.page(g.scope, register, asked_page(), filters=filters)
        return type(page)([given(row) for row in page.items], page.total, page.paging)

    return view


def create(register: Register, book: Book) -> Any:
    """Create a record."""

    @accepts(body=drafts(register, strict=True))
    @returns(records(register), status=201, summary=f"Создать: {register.one}")
    def view(body: dict[str, Any]) -> Any:
        row = actions.create(g.scope, book, register, body)
        g.scope.db.flush()
        g.scope.db.refresh(row)
        return given(row)

    return view


def get(register: Register) -> Any:
    """Get a record."""

    @returns(records(register), summary=f"Получить: {register.one}")
    def view(record_id: int) -> Any:
        return given(queries.one(g.scope, register, record_id))

    return view


def change(register: Register, book: Book) -> Any:
    """Change a record; `version` says which state was seen."""

    @accepts(body=drafts(register, strict=True))
    @returns(records(register), summary=f"Изменить: {register.one}")
    def view(record_id: int, body: dict[str, Any]) -> Any:
        row = actions.change(g.scope, book, register, record_id, body)
        g.scope.db.flush()
        g.scope.db.refresh(row)
        return given(row)

    return view


def remove(register: Register) -> Any:
    """Remove a record entered by mistake."""

    def view(record_id: int) -> Response:
        actions.remove(g.scope, register, record_id)
        return Response(status=204)

    return view


def history(register: Register) -> Any:
    """Earlier states of a record, latest first."""

    def view(record_id: int) -> Response:
        queries.one(g.scope, register, record_id)
        past = queries.history(g.scope, register, record_id)
        items = [
            {
                "values": one.old,
                "known_from": one.known_from,
                "known_to": one.known_to,
                "operation": one.operation,
            }
            for one in past
        ]
        return plain({"items": items, "next": None, "total": len(items)})

    return view
