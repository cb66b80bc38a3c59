"""The API of every register: list, get, create, change, remove, history."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, g, request

from service.core.errors import Conflict, Invalid
from service.registers import actions, history, queries
from service.registers.book import Book
from service.registers.schema import asked, changes, drafts, questions, records
from service.web.api import PREFIX, Described, accepts, asked_page, returns
from service.web.guard import requires
from service.web.register import Register

View = Callable[..., Any]
BAD_MATCH = "Заголовок If-Match: номер версии записи в кавычках."


def resources(register: Register, book: Book) -> Blueprint:
    """The blueprint with the API of one register."""
    blueprint = Blueprint(f"api_{register.name}", __name__, url_prefix=f"{PREFIX}/<slug>/{register.name}")
    read, write = requires(register.read), requires(register.write)
    one = "/<int:record_id>"
    blueprint.add_url_rule("", "listing", read(listing(register, book)))
    blueprint.add_url_rule("", "create", write(create(register, book)), methods=["POST"])
    blueprint.add_url_rule(one, "get", read(get(register, book)))
    blueprint.add_url_rule(one, "change", write(change(register, book)), methods=["PUT"])
    blueprint.add_url_rule(one, "remove", write(remove(register, book)), methods=["DELETE"])
    blueprint.add_url_rule(f"{one}/history", "history", read(past(register, book)))
    return blueprint


def given(row: Any) -> dict[str, Any]:
    """A record with its life as two dates, both inclusive."""
    values = {column.key: getattr(row, column.key) for column in row.__table__.columns}
    return {**values, "starts": queries.first_day(row), "ends": queries.last_day(row)}


def listing(register: Register, book: Book) -> View:
    """List of a register: narrowed, ordered, as it stood on a day."""

    @accepts(query=questions(register))
    @returns(records(register), many=True, summary=f"Список: {register.title}")
    def view(query: dict[str, Any]) -> Any:
        page = queries.page(g.scope, book, register, asked_page(), asked(register, query))
        return type(page)([given(row) for row in page.items], page.total, page.paging)

    return view


def create(register: Register, book: Book) -> View:
    """Create a record."""

    @accepts(body=drafts(register, strict=True))
    @returns(records(register), status=201, summary=f"Создать: {register.one}")
    def view(body: dict[str, Any]) -> Any:
        row = actions.create(g.scope, book, register, body)
        g.scope.db.refresh(row)
        return given(row)

    return view


def get(register: Register, book: Book) -> View:
    """Get a record."""

    @returns(records(register), summary=f"Получить: {register.one}")
    def view(record_id: int) -> Any:
        return given(queries.one(g.scope, book, register, record_id))

    return view


def change(register: Register, book: Book) -> View:
    """Replace a record; `version` or If-Match says which state was seen."""

    @accepts(body=drafts(register, strict=True))
    @returns(records(register), summary=f"Изменить: {register.one}")
    def view(record_id: int, body: dict[str, Any]) -> Any:
        seen = body["version"] if body["version"] is not None else _matched()
        with_version = {**body, "version": seen}
        row = _or_present(
            register,
            book,
            record_id,
            lambda: actions.change(g.scope, book, register, record_id, with_version),
        )
        g.scope.db.refresh(row)
        return given(row)

    return view


def remove(register: Register, book: Book) -> View:
    """Remove a record entered by mistake; If-Match says which state was seen."""

    def view(record_id: int) -> Response:
        seen = _matched()
        _or_present(
            register, book, record_id, lambda: actions.remove(g.scope, book, register, record_id, seen)
        )
        return Response(status=204)

    view.described = Described(f"Удалить: {register.one}", status=204)  # type: ignore[attr-defined]
    return view


def past(register: Register, book: Book) -> View:
    """Earlier states of a record, latest first."""

    @returns(changes(register), many=True, summary=f"История: {register.one}")
    def view(record_id: int) -> Any:
        row = queries.one(g.scope, book, register, record_id)
        return [
            {
                "values": one.before.values,
                "version": one.before.version,
                "known_from": one.known_from,
                "known_to": one.when,
                "operation": one.operation,
                "changed_by": one.who,
            }
            for one in history.history(g.scope, register, row)
        ]

    return view


def _matched() -> int | None:
    """The version that If-Match names, None without it; raises Invalid for anything else."""
    said = request.headers.get("If-Match", "").strip()
    if not said or said == "*":
        return None
    number = said.removeprefix("W/").strip('"')
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise Invalid(BAD_MATCH)
    return int(number)


def _or_present(register: Register, book: Book, record_id: int, act: Callable[[], Any]) -> Any:
    """Do it; on a conflict the answer carries the record as it stands now."""
    try:
        return act()
    except Conflict as conflict:
        g.scope.db.rollback()
        row = queries.one(g.scope, book, register, record_id)
        g.scope.db.refresh(row)
        raise Conflict(current=records(register).dump(given(row))) from conflict
