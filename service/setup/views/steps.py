"""The first day (настройка района): every step with how far it is; to be left and resumed at any time."""

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from service.core.errors import NotFound
from service.setup import actions, queries
from service.setup.names import SetupPermission
from service.web.guard import requires
from service.web.show import show

blueprint = Blueprint("setup", __name__, template_folder="../templates", url_prefix="/<slug>/setup")


@blueprint.get("", strict_slashes=False)
@requires(SetupPermission.MANAGE)
def page() -> str:
    """The steps; the first open one is offered."""
    seen = queries.steps(g.scope)
    return show(
        "setup/steps.html",
        steps=seen,
        next_step=next((one for one in seen if one.state == "open"), None),
        done=sum(one.state == "done" for one in seen),
    )


@blueprint.post("/<step>")
@requires(SetupPermission.MANAGE)
def mark(step: str) -> Response:
    """Say that a step is done, put off, or open again."""
    said = request.form.get("state", "")
    if said not in ("done", "later", "open"):
        raise NotFound()
    actions.mark(g.scope, step, None if said == "open" else said)
    return redirect(url_for("setup.page"))
