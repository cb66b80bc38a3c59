"""Pages of plans side by side: a region's municipalities by cells, what a district gives, the workbook."""

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.plans.actions.releasing import release
from service.plans.below import heat
from service.plans.heat import Heat
from service.plans.names import PlansEvent, PlansPermission
from service.plans.sheets import heat_workbook
from service.web.guard import requires
from service.web.show import show

blueprint = Blueprint("plan_coverage", __name__, url_prefix="/<slug>/plans", template_folder="templates")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/coverage")
@requires(PlansPermission.READ)
def page() -> str:
    """Municipalities by cells, or what the region sees of a district."""
    return show("plans/coverage.html", told=_asked(), region=g.scope.tenant.kind == "region")


@blueprint.get("/coverage.xlsx")
@requires(PlansPermission.READ)
def export() -> Response:
    """The table as a workbook."""
    told = _asked()
    g.scope.record(PlansEvent.COMPARED, detail={"year": told.year, "rows": len(told.rows)})
    g.commit_anyway = True
    name = f"{g.scope.tenant.slug}-plan-coverage-{told.year or 'none'}.xlsx"
    disposition = f'attachment; filename="{name}"'
    return Response(heat_workbook(told), mimetype=XLSX, headers={"Content-Disposition": disposition})


@blueprint.post("/<int:plan_id>/release")
@requires(PlansPermission.WRITE)
def release_now(plan_id: int) -> AnyResponse:
    """Give the region the present counts of an approved plan."""
    release(g.scope, plan_id)
    return redirect(url_for("plan_coverage.page"))


def _asked() -> Heat:
    return heat(g.scope, request.args.get("year", type=int))
