"""Adoption of a draft (принятие редакции), with its confirmation, and the way back to an adopted version."""

from typing import Any

from flask import g, redirect, url_for
from werkzeug.wrappers import Response

from service.settings import standing
from service.settings.actions import adopting, drafting
from service.settings.draft_schema import SureSchema
from service.settings.names import SettingsPermission
from service.settings.views.answering import Answer, tried
from service.settings.views.drafts import blueprint as drafts
from service.settings.views.drafts import difference_of, listed, piece_of
from service.web.forms import Form, load
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = drafts
"""The pages of drafts: the other ones stand beside."""


@blueprint.get("/<int:draft_id>/adopt")
@requires(SettingsPermission.ADOPT)
def confirm(draft_id: int) -> str:
    """What is about to be adopted, once more before it is."""
    return _confirm(draft_id, form_with())


def _confirm(draft_id: int, form: Form) -> str:
    piece = piece_of(draft_id)
    found = standing.latest(g.scope, draft_id)
    return show(
        "drafts/confirm.html",
        piece=piece,
        form=form,
        lines=difference_of(piece),
        preview=found,
        old=found is not None and standing.stale(found, piece),
    )


@blueprint.post("/<int:draft_id>/adopt")
@requires(SettingsPermission.ADOPT)
def adopt(draft_id: int) -> Answer:
    """Adopt the draft as the next version of the rules."""

    def do(values: dict[str, Any]) -> Response:
        asked = load(SureSchema(), {name: values.get(name) for name in SureSchema().fields})
        adopting.adopt(g.scope, draft_id, asked["version"])
        return redirect(url_for("rule_versions.versions"))

    return tried(do, lambda form: _confirm(draft_id, form))


@blueprint.post("/restore/<int:number>")
@requires(SettingsPermission.WRITE)
def restore(number: int) -> Answer:
    """Begin a draft that would bring an adopted version back."""

    def do(_values: dict[str, Any]) -> Response:
        row = drafting.restore(g.scope, number)
        return redirect(url_for("rule_drafts.card", draft_id=row.id))

    return tried(do, listed)
