"""The API of every register: list, get, create, change, remove, bring back, history."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, g

from service.core.language import N_
from service.core.paging import Page
from service.registers import actions, history, queries
from service.registers.api_imports import add_imports
from service.registers.asked import Asked
from service.registers.book import Book
from service.registers.schema import asked, changes, drafts, questions, records, removals
from service.registers.visibility import check_write
from service.rules.message import Message
from service.web.api import PREFIX, accepts, asked_page, described, matched, or_present, returns
from service.web.asked import ListQuestion
from service.web.guard import requires
from service.web.register import Register

View = Callable[..., Any]
ONE = "/<int:record_id>"
VERSIONED = N_("Что вы видели, говорит version в теле или заголовок If-Match; без них пишется поверх.")


def resources(register: Register, book: Book) -> Blueprint:
    """The blueprint with the API of one register."""
    blueprint = Blueprint(f"api_{register.name}", __name__, url_prefix=f"{PREFIX}/<slug>/{register.name}")
    read, write = requires(register.read), requires(register.write)
    blueprint.add_url_rule("", "listing", read(listing(register, book)))
    blueprint.add_url_rule("", "create", write(create(register, book)), methods=["POST"])
    blueprint.add_url_rule("/removed", "removed", write(removed(register, book)))
    blueprint.add_url_rule(ONE, "get", read(get(register, book)))
    blueprint.add_url_rule(ONE, "change", write(change(register, book)), methods=["PUT"])
    blueprint.add_url_rule(ONE, "remove", write(remove(register, book)), methods=["DELETE"])
    blueprint.add_url_rule(f"{ONE}/restore", "restore", write(restore(register, book)), methods=["POST"])
    blueprint.add_url_rule(f"{ONE}/history", "history", read(past(register, book)))
    add_imports(blueprint, register, book)
    return blueprint


def given(row: Any) -> dict[str, Any]:
    """A record with its life as two dates, both inclusive."""
    values = {column.key: getattr(row, column.key) for column in row.__table__.columns}
    return {**values, "starts": queries.first_day(row), "ends": queries.last_day(row)}


def _present(register: Register, book: Book, record_id: int) -> Mapping[str, Any]:
    row = queries.one(g.scope, book, register, record_id)
    g.scope.db.refresh(row)
    written: dict[str, Any] = records(register).dump(given(row))
    return written


def listing(register: Register, book: Book) -> View:
    """List of a register: narrowed, ordered, as it stood on a day."""

    @accepts(query=questions(register))
    @returns(
        records(register), many=True, summary=Message(N_("Список: %(title)s"), _titled(register.title)),
        about=Message("%(about)s", {"about": Message(register.about)}),
    )  # fmt: skip
    def view(query: dict[str, Any]) -> Any:
        wanted: Asked = asked(register, query)
        page = queries.page(g.scope, book, register, asked_page(), wanted)
        return Page([given(row) for row in page.items], page.total, page.paging)

    return view


def create(register: Register, book: Book) -> View:
    """Create a record."""

    @accepts(body=drafts(register, strict=True))
    @returns(
        records(register), status=201, summary=Message(N_("Внести запись: %(title)s"), _titled(register.one))
    )
    def view(body: dict[str, Any]) -> Any:
        row = actions.create(g.scope, book, register, body)
        g.scope.db.refresh(row)
        return given(row)

    return view


def get(register: Register, book: Book) -> View:
    """Get a record."""

    @returns(records(register), summary=Message(N_("Одна запись: %(title)s"), _titled(register.one)))
    def view(record_id: int) -> Any:
        return given(queries.one(g.scope, book, register, record_id))

    return view


def change(register: Register, book: Book) -> View:
    """Replace a record; `version` or If-Match says which state was seen."""

    @accepts(body=drafts(register, strict=True))
    @returns(
        records(register), summary=Message(N_("Изменить запись: %(title)s"), _titled(register.one)),
        about=VERSIONED,
    )  # fmt: skip
    def view(record_id: int, body: dict[str, Any]) -> Any:
        row = or_present(
            lambda: actions.change(g.scope, book, register, record_id, body),
            lambda: _present(register, book, record_id),
        )
        g.scope.db.refresh(row)
        return given(row)

    return view


def remove(register: Register, book: Book) -> View:
    """Remove a record entered by mistake; If-Match says which state was seen."""

    @described(
        status=204, summary=Message(N_("Удалить ошибочную запись: %(title)s"), _titled(register.one)),
        about=N_("Последнее состояние остаётся в истории, запись можно вернуть."), matched=True,
    )  # fmt: skip
    def view(record_id: int) -> Response:
        seen = matched()
        or_present(
            lambda: actions.remove(g.scope, book, register, record_id, seen),
            lambda: _present(register, book, record_id),
        )
        return Response(status=204)

    return view


def removed(register: Register, book: Book) -> View:
    """Records that were removed and are not back, latest first."""

    @accepts(query=ListQuestion())
    @returns(
        removals(register),
        many=True,
        summary=Message(N_("Удалённые записи: %(title)s"), _titled(register.title)),
    )
    def view(query: dict[str, Any]) -> Any:
        check_write(g.scope, register)
        page = history.removed(g.scope, book, register, asked_page())
        items = [
            {
                "id": record_id,
                "values": one.before.values,
                "version": one.before.version,
                "removed_at": one.when,
                "removed_by": one.who,
            }
            for record_id, one in page.items
        ]
        return Page(items, page.total, page.paging)

    return view


def restore(register: Register, book: Book) -> View:
    """Bring a removed record back with its number and its history."""

    @returns(
        records(register), summary=Message(N_("Вернуть удалённую запись: %(title)s"), _titled(register.one))
    )
    def view(record_id: int) -> Any:
        row = actions.restore(g.scope, book, register, record_id)
        g.scope.db.refresh(row)
        return given(row)

    return view


def past(register: Register, book: Book) -> View:
    """Earlier states of a record, latest first."""

    @returns(
        changes(register), many=True, summary=Message(N_("История записи: %(title)s"), _titled(register.one))
    )
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


def _titled(title: str) -> dict[str, object]:
    return {"title": Message(title)}
