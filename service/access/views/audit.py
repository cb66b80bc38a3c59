"""The audit log (журнал действий) for administrators and auditors: filters, pages, export."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, current_app, g, request, url_for

from service.access import audit
from service.access.names import AccessEvent, AccessPermission
from service.access.schema import AuditSchema
from service.access.sheets import workbook
from service.access.subjects import SUBJECTS
from service.access.words import detail_words, event_words, field_words
from service.core.errors import Invalid
from service.core.language import gettext, render
from service.core.paging import paging
from service.rules.message import Message
from service.web.forms import load
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("audit", __name__, template_folder="../templates", url_prefix="/<slug>/settings/audit")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _wanted() -> audit.Wanted:
    asked = {name: value for name, value in request.args.items() if value}
    return audit.Wanted(**load(AuditSchema(), asked))


@blueprint.get("")
@requires(AccessPermission.AUDIT)
def listing() -> str | tuple[str, int]:
    """Who did what lately."""
    try:
        wanted, problem = _wanted(), None
    except Invalid as refused:
        wanted, problem = audit.Wanted(), refused
    chosen: dict[str, Any] = {name: str(value) for name, value in asdict(wanted).items() if value}
    words = event_words(current_app.extensions["modules"])
    page = show(
        "access/audit.html",
        page=audit.page(g.scope, wanted, paging(request.args.get("page", 1))),
        form=form_with(request.args.to_dict(), problem),
        narrowed=bool(chosen),
        export=url_for("audit.export", **chosen),
        events=sorted(((event, render(said)) for event, said in words.items()), key=lambda one: one[1]),
        people=audit.people(g.scope),
        subjects=_subjects(),
        words=words,
        fields=field_words(current_app.extensions["registers"]),
        details=detail_words,
        cards=_cards(),
    )
    return (page, problem.status) if problem else page


def _subjects() -> list[tuple[str, str]]:
    """Tables that the log may speak of, by the titles of their registers or by words of our own."""
    titles = {**SUBJECTS, **{one.event: one.title for one in current_app.extensions["registers"]}}
    return sorted(((table, gettext(said)) for table, said in titles.items()), key=lambda pair: pair[1])


def _cards() -> dict[str, str]:
    """Where the record of a table is shown, for registers that this person may read."""
    registers = current_app.extensions["registers"]
    return {one.event: f"register_{one.name}.card" for one in registers if g.scope.can(one.read)}


@blueprint.get("/export.xlsx")
@requires(AccessPermission.AUDIT)
def export() -> Response:
    """The chosen part of the log as a workbook; the export is itself recorded."""
    scope = g.scope
    entries = audit.everything(scope, _wanted())
    words = event_words(current_app.extensions["modules"])
    content = workbook(scope, entries, lambda event: render(words.get(event, Message(event)), "ru"))
    scope.record(AccessEvent.AUDIT_EXPORTED, detail={"rows": len(entries)})
    g.commit_anyway = True
    name = f"{scope.tenant.slug}-audit-{scope.today:%Y-%m-%d}.xlsx"
    return Response(content, mimetype=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
