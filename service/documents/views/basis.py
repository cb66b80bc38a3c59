"""The page of the legal basis (правовая основа): what the rules ask for, acts by level."""

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from service.core.errors import Problem
from service.documents import required
from service.documents.basis import STATES, bound, standing
from service.documents.names import LEVELS, DocumentsPermission
from service.web.forms import Form
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint(
    "legal_basis", __name__, template_folder="../templates", url_prefix="/<slug>/documents/basis"
)


@blueprint.get("", strict_slashes=False)
@requires(DocumentsPermission.READ)
def page() -> str:
    """Documents that the rules ask for, and the acts the service stands on."""
    return _page(form_with())


def _page(form: Form) -> str:
    listed = standing(g.scope)
    acts = [one.act for rows in listed.values() for one in rows]
    return show(
        "documents/basis.html",
        checklists=required.checklists(g.scope),
        levels=listed,
        versions=bound(g.scope),
        level_titles=LEVELS,
        states=STATES,
        options=[
            (act.id, f"{act.kind} от {act.date:%d.%m.%Y} № {act.number}. {act.title}"[:120]) for act in acts
        ],
        writes=g.scope.can(DocumentsPermission.WRITE),
        form=form,
    )


@blueprint.post("/<rule>/<code>")
@requires(DocumentsPermission.WRITE)
def keep(rule: str, code: str) -> Response | tuple[str, int]:
    """Say which act a document is; an empty choice takes it away."""
    sent = request.form.get("act_id", "")
    try:
        if sent:
            required.keep(g.scope, rule, code, int(sent) if sent.isdecimal() and len(sent) < 19 else 0)
        else:
            required.take(g.scope, rule, code)
    except Problem as problem:
        return _page(form_with({}, problem)), problem.status
    return redirect(url_for("legal_basis.page"))
