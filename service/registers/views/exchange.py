"""Export of a register and import of the same workbook: upload, preview, confirmation."""

from typing import Any

from flask import Response, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.core.errors import FieldProblem, Invalid, NotFound, Problem, TooLarge
from service.core.language import N_, gettext
from service.core.paging import Page, paging
from service.registers import queries
from service.registers.book import Book
from service.registers.importing import keeping, trial
from service.registers.importing.directory import directories
from service.registers.importing.rows import MOST_ROWS, columns
from service.registers.importing.trial import Fate, Outcome
from service.registers.labels import labels
from service.registers.sheets import workbook
from service.registers.views.frame import View, frame, place
from service.registers.visibility import check_write
from service.web.register import Register
from service.web.shell import shell
from service.web.show import form_with, show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_FILE = N_("Выберите файл.")
WRITTEN = N_("Записано строк: %(n)s.")
MEGABYTE = 1024 * 1024


def export(register: Register, book: Book) -> View:
    """The whole register as a workbook; the import takes it back."""

    def view() -> Response:
        scope = g.scope
        rows = list(queries.everything(scope, book, register))
        known = directories(scope, book, register)
        names = {
            name: {**found, **known[name].texts}
            for name, found in labels(scope, book, register, rows).items()
        }
        names |= {one.name: dict(known[one.name].texts) for one in register.fields if one.groups}
        scope.record(f"{register.event}.exported", detail={"rows": len(rows)})
        g.commit_anyway = True
        name = f"{scope.tenant.slug}-{register.name}-{scope.today:%Y-%m-%d}.xlsx"
        return _file(workbook(register, rows, names), name)

    return view


def template(register: Register, book: Book) -> View:
    """The workbook of an empty register, to fill in."""
    return lambda: _file(workbook(register, (), {}), f"{register.name}.xlsx")


def _file(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=XLSX, headers=headers)


def upload(register: Register, book: Book) -> View:
    """The form to upload a workbook; with `file` in the address, what that workbook would do."""

    def view() -> str | tuple[str, int]:
        check_write(g.scope, register)
        key = request.args.get("file", "")
        if not key:
            return _form(register)
        try:
            outcome = trial.attempt(g.scope, book, register, _kept(key))
        except (Invalid, NotFound) as problem:
            g.scope.db.rollback()
            return _form(register, problem), problem.status
        g.scope.db.rollback()
        return _preview(register, key, outcome)

    return view


def preview(register: Register, book: Book) -> View:
    """Keep an uploaded workbook; its preview has an address of its own, nothing is written."""

    def view() -> AnyResponse | tuple[str, int]:
        check_write(g.scope, register)
        file = request.files.get("file")
        try:
            if file is None or not file.filename:
                raise Invalid(fields=(FieldProblem("file", NO_FILE),))
            data = file.read()
            if len(data) > shell().settings.upload_limit:
                raise TooLarge()
            key = keeping.keep_workbook(shell().settings.files, g.scope.tenant.id, data, file.filename)
        except (Invalid, TooLarge) as problem:
            return _form(register, problem), problem.status
        return redirect(url_for(f"{place(register)}.upload", file=key))

    return view


def write(register: Register, book: Book) -> View:
    """Write the new rows of a workbook that was looked at."""

    def view() -> AnyResponse | tuple[str, int]:
        key = request.form.get("file", "")
        try:
            outcome = trial.write(g.scope, book, register, _kept(key))
        except (Invalid, NotFound) as problem:
            g.scope.db.rollback()
            return _form(register, problem), problem.status
        keeping.forget(shell().settings.files, g.scope.tenant.id, key)
        flash(gettext(WRITTEN, n=outcome.counts[Fate.NEW]))
        return redirect(url_for(f"{place(register)}.listing"))

    return view


def cancel(register: Register) -> View:
    """Forget a workbook that was looked at."""

    def view() -> AnyResponse:
        check_write(g.scope, register)
        keeping.forget(shell().settings.files, g.scope.tenant.id, request.form.get("file", ""))
        return redirect(url_for(f"{place(register)}.listing"))

    return view


def _kept(key: str) -> Any:
    return keeping.kept_table(shell().settings.files, g.scope.tenant.id, key)


def _form(register: Register, problem: Problem | None = None) -> str:
    limit = shell().settings.upload_limit // MEGABYTE
    return show(
        "registers/upload.html", form=form_with({}, problem), limit=limit, rows=MOST_ROWS, **frame(register)
    )


def _preview(register: Register, key: str, outcome: Outcome) -> str:
    status = request.args.get("status", "")
    lines = [one for one in outcome.lines if not status or one.fate == status]
    wanted = paging(request.args.get("page", 1))
    page = Page(lines[wanted.offset : wanted.offset + wanted.size], len(lines), wanted)
    return show(
        "registers/preview.html",
        file=key,
        outcome=outcome,
        counts=outcome.counts,
        status=status,
        page=page,
        columns=columns(register),
        titles={one.name: one.title for one in columns(register)},
        **frame(register),
    )
