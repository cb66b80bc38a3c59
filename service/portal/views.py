"""The front page with the tenants, a tenant's home, health."""

from collections.abc import Sequence

from flask import Blueprint, current_app, g, redirect, request, url_for
from sqlalchemy import text
from werkzeug.wrappers import Response

from service.compliance.views.pages import shown
from service.core import revisions
from service.monitoring.names import MonitoringPermission
from service.monitoring.queries import home as indicators
from service.monitoring.rules import approved
from service.portal import queries
from service.portal.opened import opened
from service.settings.inheriting import newly_inherited
from service.settings.names import SettingsPermission
from service.settings.sections import section_title
from service.setup.names import SetupPermission
from service.setup.opening import Section, open_now
from service.setup.queries import progress
from service.web.api import plain
from service.web.guard import anonymous, public
from service.web.shell import shell
from service.web.show import show

blueprint = Blueprint("portal", __name__, template_folder="templates")


@blueprint.get("/")
@public
def front() -> str:
    """What this is, and whom it serves."""
    tenants = shell().list_tenants()
    regions = [tenant for tenant in tenants if tenant.kind == "region"]
    districts = {one.id: [each for each in tenants if each.region_id == one.id] for one in regions}
    return show("portal/front.html", regions=regions, districts=districts)


@blueprint.get("/<slug>/")
@public
def home() -> Response | str:
    """A tenant's home when signed in, its open portal when not."""
    scope = g.scope
    if not scope.actor.signed_in:
        return open_page(open_now(scope))
    setting_up = progress(scope) if scope.can(SetupPermission.MANAGE) else None
    if setting_up and not setting_up.begun and "fresh" in request.args:
        return redirect(url_for("setup.page"))
    return show(
        "portal/home.html",
        setting_up=setting_up,
        sections=queries.sections(scope.profile),
        act=queries.governing_act(scope.profile),
        filled=queries.filled(scope),
        desk=queries.desk(scope),
        **shown(),
        changes=queries.changes(scope, current_app.extensions["registers"]),
        approved=approved(scope.profile),
        inherited=newly_inherited(scope) if scope.can(SettingsPermission.READ) else None,
        readings=indicators(scope) if scope.can(MonitoringPermission.READ) else [],
    )


def open_page(sections: Sequence[Section], *, preview: bool = False) -> str:
    """The open page with these sections; `preview` says above it that a stranger would see this."""
    profile = g.scope.profile
    return show(
        "portal/open.html",
        sections=queries.sections(profile) if any(one.code == "rules" for one in sections) else (),
        section_title=section_title,
        act=queries.governing_act(profile),
        opened=opened(g.scope, sections),
        preview=preview,
    )


@blueprint.get("/healthz")
@anonymous
def healthz() -> Response:
    """The process is alive."""
    return plain({"status": "ok"})


@blueprint.get("/readyz")
@anonymous
def readyz() -> Response:
    """Database, queue and migrations answer; 503 names what does not."""
    found = {"database": _database(), "migrations": _migrations(), "queue": _queue()}
    well = all(value == "ok" for value in found.values())
    return plain({"status": "ok" if well else "unavailable", **found}, 200 if well else 503)


def _database() -> str:
    try:
        g.db.execute(text("SELECT 1")).scalar_one()
    except Exception as error:  # noqa: BLE001 - readiness reports whatever is wrong
        g.db.rollback()
        return type(error).__name__
    return "ok"


def _migrations() -> str:
    try:
        found = revisions.current(g.db.connection())
    except Exception as error:  # noqa: BLE001 - readiness reports whatever is wrong
        g.db.rollback()
        return type(error).__name__
    return f"{found or '-'} instead of {revisions.newest()}" if revisions.behind(found) else "ok"


def _queue() -> str:
    try:
        shell().redis.ping()
    except Exception as error:  # noqa: BLE001 - readiness reports whatever is wrong
        return type(error).__name__
    return "ok"
