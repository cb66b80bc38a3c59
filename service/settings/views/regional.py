"""A region and its municipalities (регион и районы): who differs, what is inherited."""

from flask import Blueprint, g, url_for

from service.core.errors import NotFound
from service.core.language import N_
from service.settings import districts as reads
from service.settings import inheriting, standing
from service.settings.names import SettingsPermission
from service.settings.views.drafts import shown_effects
from service.settings.views.rules import speech
from service.web.guard import requires
from service.web.show import show

blueprint = Blueprint("rule_region", __name__, template_folder="../templates", url_prefix="/<slug>/profile")
HOW = {
    reads.OWN: N_("своё правило"),
    reads.CHANGED: N_("изменено"),
    reads.SILENT: N_("не установлено"),
    reads.WEAKER: N_("слабее региона"),
}
NOTHING = N_("Регион ещё не менял своих правил.")


@blueprint.get("/districts")
@requires(SettingsPermission.READ)
def districts() -> str:
    """Which municipality differs from the region, rule by rule."""
    if g.scope.tenant.kind != "region":
        raise NotFound()
    return show(
        "drafts/districts.html",
        departures=reads.departures(g.scope),
        municipalities=reads.municipalities(g.scope),
        how=HOW,
        **speech(g.scope.profile),
    )


@blueprint.get("/inherited")
@requires(SettingsPermission.READ)
def inherited() -> str:
    """What the region's newest version has changed for this municipality."""
    found = inheriting.inherited(g.scope)
    if found is None or found.before is None:
        raise NotFound(NOTHING)
    layer, older, newer = found.region.slug, found.before.number, found.edition.number
    may = g.scope.can(SettingsPermission.DRAFTS)
    return show(
        "drafts/inherited.html",
        found=found,
        preview=standing.between(g.scope, layer, older, newer) if may else None,
        ask=url_for("rule_reports.ask_report", layer=layer, older=older, newer=newer)
        if g.scope.can(SettingsPermission.WRITE)
        else "",
        **shown_effects(),
    )
