"""How the tenant is called (сведения о районе): names, requisites, languages, time zone."""

from typing import Any

from flask import Blueprint, g, redirect, url_for
from werkzeug.wrappers import Response

from service.core.clock import zone_mark
from service.core.errors import Problem
from service.setup import actions
from service.setup.arms import arms
from service.setup.names import SetupPermission
from service.setup.schema import ZONES, TenantCardDraft
from service.tenancy.model import Tenant
from service.web.forms import Form, load, typed
from service.web.guard import requires
from service.web.requests import afterwards
from service.web.shell import shell
from service.web.show import form_with, show

blueprint = Blueprint(
    "setup_card", __name__, template_folder="../templates", url_prefix="/<slug>/settings/card"
)


def shown(tenant: Tenant) -> dict[str, Any]:
    """The description as the fields of its form."""
    told = {language: tenant.requisites.get(language, {}) for language in ("ru", "alt")}
    return {
        "name": tenant.name.get("ru", ""),
        "name_alt": tenant.name.get("alt", ""),
        **{name: told["ru"].get(name, "") for name in ("authority", "organisation", "contacts")},
        **{f"{name}_alt": told["alt"].get(name, "") for name in ("authority", "organisation")},
        "altai": "alt" in tenant.locales,
        "time_zone": tenant.time_zone,
        "seen": tenant.described_at.isoformat() if tenant.described_at else "",
    }


@blueprint.get("", strict_slashes=False)
@requires(SetupPermission.MANAGE)
def page() -> str:
    """The description in a form."""
    return card_page(form_with(shown(g.scope.tenant)))


def card_page(form: Form, picture: Form | None = None) -> str:
    """The page with its form as it stands, and that of the coat of arms."""
    zones = dict.fromkeys((*ZONES, g.scope.tenant.time_zone))
    options = [(zone, f"{zone_mark(g.scope.now, zone)} ({zone})") for zone in zones]
    return show("setup/card.html", form=form, zones=options, picture=picture or Form(), arms=arms(g.scope))


@blueprint.post("", strict_slashes=False)
@requires(SetupPermission.MANAGE)
def change() -> Response | tuple[str, int]:
    """Write the description."""
    values = typed()
    try:
        draft = load(TenantCardDraft(), {**values, "altai": "altai" in values})
        actions.describe(g.scope, draft, draft.pop("seen"))
    except Problem as problem:
        return card_page(form_with(values, problem)), problem.status
    afterwards(shell().forget_tenants)
    return redirect(url_for("setup.page"))
