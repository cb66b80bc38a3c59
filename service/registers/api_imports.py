"""The API of loading a register from a workbook: keep the file, look what it would do, write, forget."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, g, request
from marshmallow import Schema, fields

from service.core.errors import FieldProblem, Invalid, TooLarge
from service.core.language import N_, current_language, fill, translate
from service.registers.book import Book
from service.registers.importing import keeping, trial
from service.registers.importing.trial import Fate, Line, Outcome
from service.registers.sheets import workbook
from service.registers.visibility import check_write
from service.rules.message import Message
from service.web.api import XLSX, accepts, described, returns
from service.web.asked import ListQuestion, Upload, choice_asked
from service.web.guard import requires
from service.web.register import Register
from service.web.shell import shell

View = Callable[..., Any]
NO_FILE = N_("Выберите файл.")


class FileRecord(Schema):
    """A workbook that was looked at, with what becomes of its rows."""

    api_name = "RegisterFile"
    key = fields.Str(metadata={"description": N_("Ключ файла: по нему его смотрят и записывают, сутки.")})
    counts = fields.Dict(
        keys=fields.Str(), values=fields.Int(),
        metadata={"description": N_("Строк новых (new), прежних (unchanged), отклонённых (refused).")},
    )  # fmt: skip
    passed_over = fields.List(
        fields.Str(), metadata={"description": N_("Столбцы, которых в этом реестре нет.")}
    )


class FaultRecord(Schema):
    """What is wrong with one cell."""

    api_name = "RegisterFileFault"
    field = fields.Str()
    message = fields.Str()


class RowRecord(Schema):
    """One row of the workbook."""

    api_name = "RegisterFileRow"
    row = fields.Int(metadata={"description": N_("Номер строки в файле.")})
    status = fields.Str()
    values = fields.Dict(keys=fields.Str(), values=fields.Str())
    problems = fields.List(fields.Nested(FaultRecord))


class RowQuestion(ListQuestion):
    """Which rows are asked for."""

    status = choice_asked(Fate, N_("Только строки с этой судьбой."))


def add_imports(blueprint: Blueprint, register: Register, book: Book) -> None:
    """Add the addresses of files to the API of a register."""
    write = requires(register.write)
    one = "/imports/<key>"
    for address, name, view, method in (
        ("/imports", "upload", upload(register, book), "POST"),
        ("/imports/template.xlsx", "template", template(register), "GET"),
        (one, "file", look(register, book), "GET"),
        (one, "forget", forget(register), "DELETE"),
        (f"{one}/rows", "file_rows", rows(register, book), "GET"),
        (f"{one}/write", "write", write_rows(register, book), "POST"),
    ):
        blueprint.add_url_rule(address, name, write(view), methods=[method])


def _titled(msgid: str, register: Register) -> Message:
    return Message(msgid, {"title": Message(register.title)})


def upload(register: Register, book: Book) -> View:
    """Keep a workbook and say what it would do."""

    @accepts(upload=Upload())
    @returns(
        FileRecord(), status=201, summary=_titled(N_("Загрузить таблицу: %(title)s"), register),
        about=N_("Ничего не записывается, пока загрузку не подтвердят: сначала посмотрите её строки."),
    )  # fmt: skip
    def view() -> Any:
        check_write(g.scope, register)
        file = request.files.get("file")
        if file is None or not file.filename:
            raise Invalid(fields=(FieldProblem("file", NO_FILE),))
        data = file.read()
        if len(data) > shell().settings.upload_limit:
            raise TooLarge()
        key = keeping.keep_workbook(shell().settings.files, g.scope.tenant.id, data, file.filename)
        return _told(key, _tried(register, book, key))

    return view


def look(register: Register, book: Book) -> View:
    """What a kept workbook would do."""

    @returns(FileRecord(), summary=_titled(N_("Загруженная таблица: %(title)s"), register))
    def view(key: str) -> Any:
        return _told(key, _tried(register, book, key))

    return view


def rows(register: Register, book: Book) -> View:
    """The rows of a kept workbook with what becomes of each."""

    @accepts(query=RowQuestion())
    @returns(RowRecord(), many=True, summary=_titled(N_("Строки загруженной таблицы: %(title)s"), register))
    def view(key: str, query: dict[str, Any]) -> Any:
        status = query.get("status")
        outcome = _tried(register, book, key)
        return [_row(one) for one in outcome.lines if status in (None, str(one.fate))]

    return view


def write_rows(register: Register, book: Book) -> View:
    """Write the new rows of a workbook."""

    @returns(FileRecord(), summary=_titled(N_("Записать новые строки таблицы: %(title)s"), register))
    def view(key: str) -> Any:
        outcome = trial.write(g.scope, book, register, _kept(key))
        keeping.forget(shell().settings.files, g.scope.tenant.id, key)
        return _told(key, outcome)

    return view


def forget(register: Register) -> View:
    """Forget a kept workbook."""

    @described(status=204, summary=_titled(N_("Забыть загруженную таблицу: %(title)s"), register))
    def view(key: str) -> Response:
        check_write(g.scope, register)
        keeping.forget(shell().settings.files, g.scope.tenant.id, key)
        return Response(status=204)

    return view


def template(register: Register) -> View:
    """The workbook of an empty register, to fill in."""

    @described(kind=XLSX, summary=_titled(N_("Пустая таблица для загрузки: %(title)s"), register))
    def view() -> Response:
        headers = {"Content-Disposition": f'attachment; filename="{register.name}.xlsx"'}
        return Response(workbook(register, (), {}), mimetype=XLSX, headers=headers)

    return view


def _kept(key: str) -> Any:
    return keeping.kept_table(shell().settings.files, g.scope.tenant.id, key)


def _tried(register: Register, book: Book, key: str) -> Outcome:
    """What the workbook would do; nothing of it stays."""
    outcome = trial.attempt(g.scope, book, register, _kept(key))
    g.scope.db.rollback()
    return outcome


def _told(key: str, outcome: Outcome) -> dict[str, Any]:
    counts = {str(fate): outcome.counts[fate] for fate in Fate}
    return {"key": key, "counts": counts, "passed_over": outcome.passed_over}


def _row(line: Line) -> dict[str, Any]:
    language = current_language()
    return {
        "row": line.row.number,
        "status": str(line.fate),
        "values": line.row.texts,
        "problems": [
            {"field": one.field, "message": fill(translate(one.msgid, language), one.params, language)}
            for one in line.problems
        ],
    }
