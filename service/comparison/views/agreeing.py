"""Agreements on sharing figures: the list, a new one, revoking."""

from datetime import date
from typing import Any

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from service.comparison.actions import agreements as actions
from service.comparison.actions.publishing import only_municipalities
from service.comparison.names import ComparisonPermission
from service.comparison.queries import own
from service.comparison.schema import AgreementDraft, RevocationDraft
from service.core.errors import Problem
from service.core.paging import paging
from service.monitoring.rules import canonical
from service.web.forms import load, typed
from service.web.guard import requires
from service.web.shell import shell
from service.web.show import form_with, show

blueprint = Blueprint(
    "agreeing", __name__, url_prefix="/<slug>/comparison/agreements", template_folder="../templates"
)


@blueprint.get("/")
@requires(ComparisonPermission.READ)
def listing() -> str:
    """Agreements of the tenant with their states."""
    return _listing(form_with())


def _listing(form: Any, revoking: int | None = None) -> str:
    only_municipalities(g.scope)
    page = own.agreements(g.scope, paging(request.args.get("page", 1)))
    return show(
        "comparison/agreements.html",
        page=page,
        states={one.id: str(own.state_of(one, g.scope.today)) for one in page.items},
        ends={one.id: one.valid.upper - date.resolution for one in page.items if one.valid.upper},
        region=_region(),
        may=g.scope.can(ComparisonPermission.AGREE),
        form=form,
        revoking=revoking,
    )


def _region() -> Any:
    return next((one for one in shell().list_tenants() if one.id == g.scope.tenant.region_id), None)


@blueprint.get("/new")
@requires(ComparisonPermission.AGREE)
def new() -> str:
    """The form of an agreement."""
    only_municipalities(g.scope)
    codes = [one.code for one in canonical(g.scope.profile)]
    return _form(form_with({"indicators": codes, "min_cell": 5, "starts": g.scope.today}))


def _form(form: Any) -> str:
    return show(
        "comparison/agreement_form.html",
        form=form,
        region=_region(),
        options=[(one.code, f"{one.code} {one.rule.title}") for one in canonical(g.scope.profile)],
    )


@blueprint.post("/new")
@requires(ComparisonPermission.AGREE)
def create() -> str | Response | tuple[str, int]:
    """Enter an agreement."""
    values = typed()
    try:
        actions.agree(g.scope, load(AgreementDraft(), values))
    except Problem as problem:
        kept = {**values, "indicators": request.form.getlist("indicators")}
        return _form(form_with(kept, problem)), problem.status
    return redirect(url_for("agreeing.listing"))


@blueprint.post("/<int:agreement_id>/revoke")
@requires(ComparisonPermission.AGREE)
def revoke(agreement_id: int) -> str | Response | tuple[str, int]:
    """Revoke an agreement with a reason."""
    own.agreement(g.scope, agreement_id)
    values = typed()
    try:
        actions.revoke(g.scope, agreement_id, load(RevocationDraft(), values)["reason"])
    except Problem as problem:
        g.scope.db.rollback()
        return _listing(form_with(values, problem), agreement_id), problem.status
    return redirect(url_for("agreeing.listing"))
