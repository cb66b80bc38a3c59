"""The comparison: a region's table of municipalities, a district beside its region, one indicator."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, g, request

from service.comparison import charts, sheets
from service.comparison.asked import chosen_day, of_region, released
from service.comparison.names import ComparisonEvent, ComparisonPermission
from service.comparison.queries import own, region
from service.comparison.rules.crosswalk import REASON_WORDS
from service.core.errors import NotFound
from service.monitoring.asked import scope_on
from service.web.guard import requires
from service.web.show import show

blueprint = Blueprint("comparison", __name__, url_prefix="/<slug>/comparison", template_folder="../templates")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


@blueprint.get("/")
@requires(ComparisonPermission.READ)
def page() -> str:
    """The table of a region, or a district beside its pooled region."""
    return _region() if of_region() else _district()


def _region() -> str:
    with released() as db:
        days = region.days(db)
        as_of = chosen_day(days, request.args.get("as_of"))
        told = region.table(scope_on(as_of or g.scope.today), db, as_of or g.scope.today)
    return show("comparison/region.html", told=told, as_of=as_of, days=days, reason_words=REASON_WORDS)


def _district() -> str:
    days = own.days(g.scope)
    as_of = chosen_day(days, request.args.get("as_of"))
    return show(
        "comparison/district.html",
        listed=own.beside_region(scope_on(as_of), as_of) if as_of else [],
        published=own.latest_of(g.scope, as_of) if as_of else None,
        agreements=own.in_force(g.scope),
        as_of=as_of,
        days=days,
        reason_words=REASON_WORDS,
    )


@blueprint.get("/<code>")
@requires(ComparisonPermission.READ)
def indicator(code: str) -> str:
    """One canonical indicator: who stands where, and how it went."""
    one = region.definition(g.scope, code)
    return _region_indicator(one) if of_region() else _district_indicator(one)


def _region_indicator(one: Any) -> str:
    with released() as db:
        days = region.days(db)
        as_of = chosen_day(days, request.args.get("as_of")) or g.scope.today
        told = region.table(scope_on(as_of), db, as_of, [one.code])
        series = region.series(g.scope, db, one.code)
    chosen = request.args.get("tenant", "")
    tenant = next((row.tenant for row in told.rows if row.tenant.slug == chosen), None)
    return show(
        "comparison/indicator.html",
        one=one,
        told=told,
        ranking=charts.ranking(told),
        chart=charts.region_chart(one, series, tenant),
        series=series,
        tenant=tenant,
        as_of=as_of,
        days=days,
        reason_words=REASON_WORDS,
    )


def _district_indicator(one: Any) -> str:
    series = own.series(g.scope, one.code)
    return show(
        "comparison/own_indicator.html",
        one=one,
        chart=charts.own_chart(one, series),
        series=series,
        reason_words=REASON_WORDS,
    )


@blueprint.get("/export.xlsx")
@requires(ComparisonPermission.READ)
def export_xlsx() -> Response:
    """The table of a day as a workbook."""
    return _export("xlsx")


@blueprint.get("/export.csv")
@requires(ComparisonPermission.READ)
def export_csv() -> Response:
    """The table of a day as CSV."""
    return _export("csv")


def _export(kind: str) -> Response:
    as_of, rows = _lines()
    detail = {"as_of": as_of.isoformat(), "rows": len(rows), "format": kind}
    g.scope.record(ComparisonEvent.EXPORTED, detail=detail)
    g.commit_anyway = True
    name = f"{g.scope.tenant.slug}-comparison-{as_of:%Y-%m-%d}.{kind}"
    content = sheets.workbook(rows) if kind == "xlsx" else sheets.csv_text(rows).encode()
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=XLSX if kind == "xlsx" else CSV, headers=headers)


def _lines() -> tuple[date, list[sheets.Line]]:
    given = request.args.get("as_of")
    if not of_region():
        as_of = chosen_day(own.days(g.scope), given)
        if as_of is None:
            raise NotFound("Район ещё ничего не публиковал: выгружать нечего.")
        return as_of, sheets.own_lines(g.scope.tenant, own.beside_region(scope_on(as_of), as_of), as_of)
    with released() as db:
        as_of = chosen_day(region.days(db), given)
        if as_of is None:
            raise NotFound("Районы ещё ничего не передали: выгружать нечего.")
        return as_of, sheets.region_lines(region.table(scope_on(as_of), db, as_of))
