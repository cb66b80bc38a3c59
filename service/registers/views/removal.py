"""Removing a record that was entered by mistake, and bringing it back."""

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response

from service.core.errors import Invalid
from service.core.paging import paging
from service.registers import actions, history
from service.registers.book import Book
from service.registers.views import cards
from service.registers.views.cards import names_in
from service.registers.views.frame import View, frame, place
from service.registers.views.reading import number
from service.registers.visibility import check_write
from service.web.register import Register
from service.web.show import show


def remove(register: Register, book: Book) -> View:
    """Remove a record; the page asked before."""

    def view(record_id: int) -> Response | tuple[str, int]:
        try:
            actions.remove(g.scope, book, register, record_id, number(request.form.get("version")))
        except Invalid as problem:
            g.scope.db.rollback()
            return cards.page(register, book, record_id, problem), problem.status
        return redirect(url_for(f"{place(register)}.listing"))

    return view


def removed(register: Register, book: Book) -> View:
    """Records that were removed, each with the way back."""

    def view() -> str:
        check_write(g.scope, register)
        page = history.removed(g.scope, book, register, paging(request.args.get("page", 1)))
        names = names_in(register, book, [one.before.values for _, one in page.items])
        return show("registers/removed.html", page=page, names=names, refusal=None, **frame(register))

    return view


def restore(register: Register, book: Book) -> View:
    """Bring a removed record back."""

    def view(record_id: int) -> Response | tuple[str, int]:
        try:
            actions.restore(g.scope, book, register, record_id)
        except Invalid as problem:
            g.scope.db.rollback()
            page = history.removed(g.scope, book, register, paging())
            names = names_in(register, book, [one.before.values for _, one in page.items])
            body = show("registers/removed.html", page=page, names=names, refusal=problem, **frame(register))
            return body, problem.status
        return redirect(url_for(f"{place(register)}.card", record_id=record_id))

    return view
