"""The API of staff imports: upload, columns, preview with rows, answers, apply, undo."""

from typing import Any

from flask import Blueprint, Response, g, request

from service.core.language import N_, gettext
from service.core.paging import Page
from service.people.actions import imports as actions
from service.people.actions import undoing
from service.people.api import import_shapes as shapes
from service.people.importing.fields import TITLES
from service.people.importing.template import template
from service.people.model.imports import StaffImport
from service.people.names import PeoplePermission
from service.people.queries import imports
from service.people.schema import STRICT
from service.people.views.imports import courses
from service.people.views.uploads import accept_upload
from service.web.api import PREFIX, XLSX, accepts, asked_page, described, returns
from service.web.guard import requires

IMPORTS = Blueprint("api_imports", __name__, url_prefix=f"{PREFIX}/<slug>/imports")
ONE = "/<int:record_id>"


@IMPORTS.get("")
@requires(PeoplePermission.IMPORT)
@accepts(query=shapes.ImportQuestion())
@returns(shapes.ImportRecord(), many=True, summary=N_("Импорты кадров, последние сверху"))
def listing(query: dict[str, Any]) -> Any:
    """Imports, latest first."""
    page = imports.listing(g.scope, asked_page(), query.get("organisation_id"))
    return Page([one for one, _ in page.items], page.total, page.paging)


@IMPORTS.get("/template.xlsx")
@requires(PeoplePermission.IMPORT)
@described(kind=XLSX, summary=N_("Пустая таблица сотрудников, чтобы её заполнить"))
def import_template() -> Response:
    """The spreadsheet to fill in."""
    headers = {"Content-Disposition": 'attachment; filename="staff-template.xlsx"'}
    return Response(template(gettext), mimetype=XLSX, headers=headers)


@IMPORTS.post("")
@requires(PeoplePermission.IMPORT)
@accepts(upload=shapes.StaffUpload())
@returns(
    shapes.ImportRecord(),
    status=201,
    summary=N_("Загрузить список сотрудников"),
    about=N_("Файл читает отдельное задание: спрашивайте импорт, пока status не станет ready или refused."),
)
def create() -> Any:
    """Upload a list as multipart with organisation_id and file; a job reads it."""
    return _fresh(accept_upload(request.form.get("organisation_id")))


@IMPORTS.get(ONE)
@requires(PeoplePermission.IMPORT)
@returns(shapes.ImportRecord(), summary=N_("Импорт и его состояние"))
def get(record_id: int) -> Any:
    """Get an import with its state."""
    return imports.one(g.scope, record_id)


@IMPORTS.get(f"{ONE}/rows")
@requires(PeoplePermission.IMPORT)
@accepts(query=shapes.RowQuestion())
@returns(shapes.ImportRow(), many=True, summary=N_("Строки предпросмотра: что станет с каждой"))
def rows(record_id: int, query: dict[str, Any]) -> Any:
    """Rows of the preview, by status where asked."""
    imports.one(g.scope, record_id)
    return imports.rows_page(g.scope, record_id, asked_page(), query.get("status", ""))


@IMPORTS.get(f"{ONE}/columns")
@requires(PeoplePermission.IMPORT)
@returns(shapes.ColumnsRecord(), summary=N_("Графы загруженного списка: что в какой стоит"))
def columns(record_id: int) -> Any:
    """Which column of the list is which fact."""
    header = imports.one(g.scope, record_id).mapping.get("header") or {"titles": [], "fields": []}
    pairs = zip(header["titles"], header["fields"], strict=True)
    return {
        "columns": [{"title": title, "field": field} for title, field in pairs],
        "known": {field.value: gettext(title) for field, title in TITLES.items()},
    }


@IMPORTS.put(f"{ONE}/columns")
@requires(PeoplePermission.IMPORT)
@accepts(body=shapes.ColumnsDraft(unknown=STRICT))
@returns(
    shapes.ImportRecord(),
    status=202,
    summary=N_("Сказать, что в какой графе, и прочитать файл заново"),
)
def remap(record_id: int, body: dict[str, Any]) -> Any:
    """Keep the mapping of columns and read the file anew."""
    imports.one(g.scope, record_id)
    chosen = {number: field or "" for number, field in enumerate(body["fields_"])}
    return _fresh(actions.remap(g.scope, record_id, chosen))


@IMPORTS.post(f"{ONE}/answers")
@requires(PeoplePermission.IMPORT)
@accepts(body=shapes.Confirmation(unknown=STRICT))
@returns(shapes.ImportRecord(), summary=N_("Ответить на вопросы и отметить выбывших, ещё не записывая"))
def answer(record_id: int, body: dict[str, Any]) -> Any:
    """Keep answers and departures; nothing is written to cards yet."""
    return _fresh(_decided(record_id, body))


@IMPORTS.post(f"{ONE}/apply")
@requires(PeoplePermission.IMPORT)
@accepts(body=shapes.Confirmation(unknown=STRICT))
@returns(
    shapes.ImportRecord(),
    status=202,
    summary=N_("Ответить на вопросы, отметить выбывших и записать"),
    about=N_("Пишет отдельное задание: спрашивайте импорт, пока status не станет applied."),
)
def apply(record_id: int, body: dict[str, Any]) -> Any:
    """Answer the questions, mark departures, and let a job write the rows."""
    if body["answers"] or body["departures"]:
        _decided(record_id, body)
    return _fresh(actions.confirm(g.scope, record_id))


def _decided(record_id: int, body: dict[str, Any]) -> StaffImport:
    found = imports.one(g.scope, record_id)
    listed = imports.all_rows(g.scope, record_id)
    answers = actions.answers_by_row(listed, body["answers"])
    departures = actions.departures_by_row(listed, body["departures"])
    actions.decide(g.scope, record_id, answers, departures, courses())
    return found


@IMPORTS.post(f"{ONE}/undo")
@requires(PeoplePermission.IMPORT)
@returns(shapes.ImportRecord(), summary=N_("Отменить записанный импорт, пока его записи никто не менял"))
def undo(record_id: int) -> Any:
    """Undo an applied import while nobody has touched its records."""
    return _fresh(undoing.undo(g.scope, record_id))


@IMPORTS.post(f"{ONE}/cancel")
@requires(PeoplePermission.IMPORT)
@returns(shapes.ImportRecord(), summary=N_("Отказаться от импорта до записи"))
def cancel(record_id: int) -> Any:
    """Give up an import before it is written."""
    return _fresh(actions.cancel(g.scope, record_id))


def _fresh(staff_import: StaffImport) -> StaffImport:
    g.scope.db.flush()
    g.scope.db.refresh(staff_import)
    return staff_import
