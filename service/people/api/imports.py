"""The API of staff imports: upload, preview with rows, apply, undo."""

from typing import Any

from flask import Blueprint, g, request

from service.core.paging import Page
from service.people.actions import imports as actions
from service.people.actions import undoing
from service.people.model.imports import StaffImport
from service.people.names import PeoplePermission
from service.people.queries import imports
from service.people.schema import STRICT, Confirmation, ImportRecord, ImportRow
from service.people.views.imports import courses
from service.people.views.uploads import accept_upload
from service.web.api import PREFIX, accepts, asked_page, returns
from service.web.guard import requires

IMPORTS = Blueprint("api_imports", __name__, url_prefix=f"{PREFIX}/<slug>/imports")


@IMPORTS.get("")
@requires(PeoplePermission.IMPORT)
@returns(ImportRecord(), many=True, summary="Импорты кадров")
def listing() -> Any:
    """Imports, latest first."""
    page = imports.listing(g.scope, asked_page())
    return Page([one for one, _ in page.items], page.total, page.paging)


@IMPORTS.post("")
@requires(PeoplePermission.IMPORT)
@returns(ImportRecord(), status=201, summary="Загрузить список: multipart с полями organisation_id и file")
def create() -> Any:
    """Upload a list as multipart with organisation_id and file; a job reads it."""
    return _fresh(accept_upload(request.form.get("organisation_id")))


@IMPORTS.get("/<int:record_id>")
@requires(PeoplePermission.IMPORT)
@returns(ImportRecord(), summary="Импорт и его состояние")
def get(record_id: int) -> Any:
    """Get an import with its state."""
    return imports.one(g.scope, record_id)


@IMPORTS.get("/<int:record_id>/rows")
@requires(PeoplePermission.IMPORT)
@returns(ImportRow(), many=True, summary="Строки предпросмотра, можно по состоянию status")
def rows(record_id: int) -> Any:
    """Rows of the preview, by status where asked."""
    imports.one(g.scope, record_id)
    return imports.rows_page(g.scope, record_id, asked_page(), request.args.get("status", ""))


@IMPORTS.post("/<int:record_id>/apply")
@requires(PeoplePermission.IMPORT)
@accepts(body=Confirmation(unknown=STRICT))
@returns(ImportRecord(), status=202, summary="Ответить на вопросы, отметить выбывших и записать")
def apply(record_id: int, body: dict[str, Any]) -> Any:
    """Answer the questions, mark departures, and let a job write the rows."""
    imports.one(g.scope, record_id)
    listed = imports.all_rows(g.scope, record_id)
    answers = actions.answers_by_row(listed, body["answers"])
    departures = actions.departures_by_row(listed, body["departures"])
    if answers or departures:
        actions.decide(g.scope, record_id, answers, departures, courses())
    return _fresh(actions.confirm(g.scope, record_id))


@IMPORTS.post("/<int:record_id>/undo")
@requires(PeoplePermission.IMPORT)
@returns(ImportRecord(), summary="Отменить записанный импорт, пока его записи никто не менял")
def undo(record_id: int) -> Any:
    """Undo an applied import while nobody has touched its records."""
    return _fresh(undoing.undo(g.scope, record_id))


@IMPORTS.post("/<int:record_id>/cancel")
@requires(PeoplePermission.IMPORT)
@returns(ImportRecord(), summary="Отказаться от импорта до записи")
def cancel(record_id: int) -> Any:
    """Give up an import before it is written."""
    return _fresh(actions.cancel(g.scope, record_id))


def _fresh(staff_import: StaffImport) -> StaffImport:
    g.scope.db.flush()
    g.scope.db.refresh(staff_import)
    return staff_import
