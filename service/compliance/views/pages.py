"""The compliance page (регламент): rules with their states, filters, one rule with its history."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug.routing import BuildError
from werkzeug.wrappers import Response as AnyResponse

from service.compliance.names import ComplianceEvent, CompliancePermission
from service.compliance.queries import rows
from service.compliance.queries.rows import Asked, role_title
from service.compliance.rechecking import recheck_now
from service.compliance.rules.states import SCORED, State
from service.compliance.sheets import workbook
from service.compliance.words import STATE_WORDS, words_of
from service.core.paging import Page, paging
from service.settings.sections import SECTIONS, section_title
from service.web.guard import requires
from service.web.show import show

blueprint = Blueprint("regulation", __name__, url_prefix="/<slug>/compliance", template_folder="../templates")
ROWS = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def asked() -> Asked:
    """What the address asks for; unknown words ask for nothing."""
    module, state = request.args.get("module", ""), request.args.get("state", "")
    return Asked(
        module if module in SECTIONS else "",
        state if state in set(State) else "",
        request.args.get("responsible", "")[:100],
    )


@blueprint.get("/")
@requires(CompliancePermission.READ)
def page() -> str:
    """Every rule of the regulation with its state today."""
    told, chosen = rows.table(g.scope), asked()
    lines = [one for one in told.lines if chosen.takes(one)]
    place = paging(request.args.get("page", 1), size=ROWS)
    return show(
        "compliance/page.html",
        told=told,
        asked=chosen,
        page=Page(lines[place.offset : place.offset + place.size], len(lines), place),
        **shown(),
    )


@blueprint.get("/print")
@requires(CompliancePermission.READ)
def printed() -> str:
    """All rules that were asked for on one page, to be printed."""
    told, chosen = rows.table(g.scope), asked()
    lines = [one for one in told.lines if chosen.takes(one)]
    return show("compliance/print.html", told=told, asked=chosen, lines=lines, **shown())


@blueprint.get("/export.xlsx")
@requires(CompliancePermission.READ)
def export() -> Response:
    """The rules that were asked for as a workbook."""
    told, chosen = rows.table(g.scope), asked()
    lines = [one for one in told.lines if chosen.takes(one)]
    g.scope.record(ComplianceEvent.EXPORTED, detail={"rules": len(lines)})
    g.commit_anyway = True
    name = f"{g.scope.tenant.slug}-compliance-{g.scope.today:%Y-%m-%d}.xlsx"
    disposition = f'attachment; filename="{name}"'
    return Response(workbook(lines), mimetype=XLSX, headers={"Content-Disposition": disposition})


@blueprint.post("/check")
@requires(CompliancePermission.WRITE)
def check_now() -> AnyResponse:
    """Check all rules of the tenant at once."""
    recheck_now(g.scope)
    return redirect(url_for("regulation.page"))


def shown() -> dict[str, Any]:
    """What every page of compliance is drawn with."""
    return {
        "states": STATE_WORDS,
        "scored": SCORED,
        "words_of": words_of,
        "section_title": section_title,
        "role_title": role_title,
        "way": way,
        "local": lambda moment: moment.astimezone(ZoneInfo(g.scope.tenant.time_zone)),
    }


def way(part: dict[str, Any]) -> str:
    """The address of the record behind a part; empty where there is none."""
    if not part.get("place"):
        return ""
    try:
        return url_for(part["place"], **(part.get("key") or {}))
    except BuildError:
        return ""
