"""Inviting people by a list (приглашения списком): a file or pasted lines, a preview, a confirmation.

The file is opened here, where tables of staff are read with every care; the lines belong to access.
"""

from collections import Counter

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from service.access.actions import listing
from service.access.listing import LARGEST, Line, lines_of, written
from service.access.names import ROLE_TITLES, AccessPermission, Role
from service.core.errors import FieldProblem, Invalid
from service.core.language import gettext
from service.people.importing import sheets
from service.people.importing.refusal import Refused
from service.people.importing.tables import text_of
from service.web.forms import Form
from service.web.guard import requires
from service.web.show import form_with, show

INVITING = Blueprint(
    "inviting", __name__, template_folder="../templates", url_prefix="/<slug>/settings/users/list"
)


@INVITING.get("")
@requires(AccessPermission.MANAGE)
def form() -> str:
    """The form: a file, or lines to paste."""
    return _form(form_with())


def _form(filled: Form) -> str:
    titles = [(str(role), gettext(ROLE_TITLES[role])) for role in Role]
    return show("people/inviting.html", form=filled, roles=titles, largest=LARGEST)


@INVITING.post("")
@requires(AccessPermission.MANAGE)
def preview() -> str | tuple[str, int]:
    """What would come of every row; nothing is written."""
    pasted = request.form.get("lines", "")
    try:
        lines = _lines(pasted)
        judged = listing.judge(g.scope, lines)
    except Invalid as problem:
        return _form(form_with({"lines": pasted}, problem)), problem.status
    return show(
        "people/inviting_preview.html",
        judged=judged,
        counted=Counter(one.status for one in judged),
        statuses=listing.STATUS_TITLES,
        titles=ROLE_TITLES,
        carried=written(lines),
    )


def _lines(pasted: str) -> list[Line]:
    """The rows of the file, if there is one, else those of the pasted text."""
    file = request.files.get("file")
    data = file.read() if file is not None else b""
    named, field = (file.filename or "", "file") if file is not None and data else ("", "lines")
    try:
        if data:
            rows = sheets.read(data, named)[0].rows
        else:
            rows = sheets.read_csv(pasted).rows if pasted.strip() else ()
    except Refused as refused:
        message = refused.refusal.message
        raise Invalid(fields=(FieldProblem(field, message.msgid, message.params),)) from refused
    return lines_of([text_of(cell) for cell in row] for row in rows)


@INVITING.post("/confirm")
@requires(AccessPermission.MANAGE)
def confirm() -> Response | tuple[str, int]:
    """Give the roles of the rows that were shown; the rows are judged anew."""
    carried = request.form.get("lines", "").replace("\r\n", "\n")
    try:
        listing.invite_listed(g.scope, lines_of(row.split("\t") for row in carried.split("\n")))
    except Invalid as problem:
        g.scope.db.rollback()
        return _form(form_with({"lines": carried}, problem)), problem.status
    return redirect(url_for("users.users"))
