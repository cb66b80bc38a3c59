"""The report on the past under another version (пересмотр прошлого): nothing is rewritten."""

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from service.core.errors import NotFound
from service.core.language import N_, gettext
from service.rules.message import Message
from service.settings import standing
from service.settings.actions import previewing
from service.settings.names import SettingsPermission
from service.settings.queries import Edition, editions
from service.settings.views.answering import anew, polled_in_vain
from service.settings.views.drafts import shown_effects
from service.web.guard import requires
from service.web.show import show

blueprint = Blueprint("rule_reports", __name__, template_folder="../templates", url_prefix="/<slug>/profile")
REPORT = N_("Записи по редакциям %(older)s и %(newer)s")


def _asked() -> tuple[str, int, int]:
    given = request.args.get("layer") or g.scope.tenant.slug
    numbers = [request.args.get(name, "") for name in ("older", "newer")]
    if not all(one.isascii() and one.isdecimal() and len(one) < 9 for one in numbers):
        raise NotFound()
    return given, int(numbers[0]), int(numbers[1])


@blueprint.get("/report")
@requires(SettingsPermission.DRAFTS)
def report() -> str | Response:
    """The records judged by two versions: a report, nothing is rewritten."""
    layer, older, newer = _asked()
    if layer == g.scope.tenant.slug and not {older, newer} <= {one.number for one in _editions()}:
        raise NotFound()
    found = standing.between(g.scope, layer, older, newer)
    if polled_in_vain(found):
        return anew()
    again = url_for("rule_reports.ask_report", layer=layer, older=older, newer=newer)
    return show(
        "drafts/preview.html",
        preview=found,
        old=False,
        title=Message(REPORT, {"older": older, "newer": newer}),
        lede=Message(N_("Отчёт: прежние заключения остаются такими, какими были вынесены.")),
        crumbs=[
            (gettext(N_("Правила")), url_for("rules.listing")),
            (gettext(N_("Редакции")), url_for("rule_versions.versions")),
        ],
        again=again if g.scope.can(SettingsPermission.WRITE) else "",
        **shown_effects(),
    )


def _editions() -> list[Edition]:
    return editions(g.scope.db, g.scope.tenant)


@blueprint.post("/report")
@requires(SettingsPermission.WRITE)
def ask_report() -> Response:
    """Ask for the records to be judged by two versions."""
    layer, older, newer = _asked()
    previewing.ask_between(g.scope, layer, older, newer)
    return redirect(url_for("rule_reports.report", layer=layer, older=older, newer=newer))
