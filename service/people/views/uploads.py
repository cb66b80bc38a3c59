"""Pages of uploading a staff list: earlier imports, the form, the template to fill in."""

import hashlib
from typing import Any

from flask import Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.core.errors import FieldProblem, Invalid, TooMany
from service.core.language import N_, gettext
from service.core.paging import paging
from service.people.actions import imports as actions
from service.people.importing.template import template
from service.people.names import PeoplePermission
from service.people.queries import imports, persons
from service.people.storage import drop, keep
from service.people.views.pages import PEOPLE
from service.people.views.words import STATE_TITLES, TONES
from service.web.forms import typed
from service.web.guard import requires
from service.web.shell import shell
from service.web.show import form_with, show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_FILE = N_("Выберите файл.")
NO_PLACE = N_("Выберите организацию.")


@PEOPLE.get("/people/imports/")
@requires(PeoplePermission.IMPORT)
def import_list() -> str:
    """Imports of the tenant, latest first."""
    page = imports.listing(g.scope, paging(request.args.get("page", 1)))
    return show("people/imports.html", page=page, states=STATE_TITLES, tones=TONES)


@PEOPLE.get("/people/imports/template.xlsx")
@requires(PeoplePermission.IMPORT)
def import_template() -> Response:
    """The spreadsheet to fill in."""
    headers = {"Content-Disposition": 'attachment; filename="staff-template.xlsx"'}
    return Response(template(gettext), mimetype=XLSX, headers=headers)


@PEOPLE.get("/people/imports/new")
@requires(PeoplePermission.IMPORT)
def import_new() -> str:
    """The form to upload a staff list."""
    return _upload_form(form_with(request.args.to_dict()))


@PEOPLE.post("/people/imports/new")
@requires(PeoplePermission.IMPORT)
def import_upload() -> AnyResponse | tuple[str, int]:
    """Keep an uploaded file and let a job read it; nothing is written to cards."""
    values = typed()
    try:
        made = accept_upload(values.get("organisation_id"))
    except (Invalid, TooMany) as problem:
        g.scope.db.rollback()
        return _upload_form(form_with(values, problem)), problem.status
    return redirect(url_for("people.import_page", import_id=made.id))


def accept_upload(organisation: object) -> Any:
    """Check, keep and enter the file of the request; a file nobody would read is not left behind."""
    file = request.files.get("file")
    wanted = str(organisation or "")
    faults = []
    if not wanted.isdecimal() or len(wanted) > 18:
        faults.append(FieldProblem("organisation_id", NO_PLACE))
    if file is None or not file.filename:
        faults.append(FieldProblem("file", NO_FILE))
    if faults or file is None:
        raise Invalid(fields=tuple(faults))
    data = file.read()
    actions.check_upload(g.scope, int(wanted), len(data))
    root, tenant_id = shell().settings.files, g.scope.tenant.id
    key = keep(root, tenant_id, data)
    try:
        made = actions.upload(
            g.scope,
            int(wanted),
            file_name=file.filename or "",
            file_key=key,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
        )
        g.scope.db.flush()
    except Exception:
        drop(root, tenant_id, key)
        raise
    return made


def _upload_form(form: Any) -> str:
    return show(
        "people/import_new.html",
        form=form,
        organisations=persons.organisations(g.scope),
        limit=shell().settings.upload_limit // (1024 * 1024),
    )
