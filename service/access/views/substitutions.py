"""Substitutions (замещения) and whose roles need the second step: forms of the page of users."""

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from service.access.actions import substituting
from service.access.names import AccessPermission
from service.access.schema import FactorSchema, SubstitutionSchema
from service.access.views.users import page_of_users
from service.core.errors import Invalid
from service.web.forms import load, typed
from service.web.guard import requires
from service.web.show import form_with

blueprint = Blueprint(
    "substitutions", __name__, template_folder="../templates", url_prefix="/<slug>/settings"
)


@blueprint.post("/substitutions")
@requires(AccessPermission.MANAGE)
def create() -> Response | tuple[str, int]:
    """Name a substitute between two days."""
    values = typed()
    try:
        substituting.substitute(g.scope, **load(SubstitutionSchema(), values))
    except Invalid as problem:
        g.scope.db.rollback()
        return page_of_users(form_with(values, problem)), problem.status
    return redirect(url_for("users.users", _anchor="substitutions"))


@blueprint.post("/substitutions/<int:substitution_id>/end")
@requires(AccessPermission.MANAGE)
def end(substitution_id: int) -> Response:
    """End a substitution before its last day."""
    substituting.end_substitution(g.scope, substitution_id)
    return redirect(url_for("users.users", _anchor="substitutions"))


@blueprint.post("/second-factor")
@requires(AccessPermission.MANAGE)
def require() -> Response | tuple[str, int]:
    """Say whose roles need the second step."""
    chosen = request.form.getlist("roles")
    try:
        roles = frozenset(load(FactorSchema(), {"roles": chosen})["roles"])
        substituting.require_factor(g.scope, roles)
    except Invalid as problem:
        g.scope.db.rollback()
        return page_of_users(form_with({"roles": chosen}, problem)), problem.status
    return redirect(url_for("users.users", _anchor="second-factor"))
