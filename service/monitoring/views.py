"""Pages of monitoring: the indicators, one indicator with the records behind it, workbooks of both."""

from fractions import Fraction
from typing import Any

from flask import Blueprint, Response, g, request, url_for

from service.core.paging import paging
from service.monitoring import listing, queries
from service.monitoring.asked import asked_day, scope_on
from service.monitoring.names import MonitoringEvent, MonitoringPermission
from service.monitoring.places import card_of, places_of
from service.monitoring.queries import Reading
from service.monitoring.rules import approved, collection_days, notes, settings_of
from service.monitoring.sheets import figures_workbook, members_workbook
from service.monitoring.stair import Chart, Point, chart
from service.monitoring.wording import KINDS, fact_words
from service.people.names import PeoplePermission
from service.rules.indicators.figure import display_value
from service.rules.kinds.indicator import describe, outcome, target_words
from service.web.guard import requires
from service.web.show import show

blueprint = Blueprint("monitoring", __name__, url_prefix="/<slug>/monitoring", template_folder="templates")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
QUICK_DAYS = 4
DECEMBER = 12
LONGEST_SEARCH = 100


@blueprint.get("/")
@requires(MonitoringPermission.READ)
def indicators() -> str:
    """The regulation's indicators on a date, or the canonical ones for reference."""
    as_of = asked_day()
    scope = scope_on(as_of)
    readings = queries.indicators(scope, as_of)
    return show(
        "monitoring/indicators.html",
        readings=readings,
        approved=approved(scope.profile),
        absent=queries.without_records(scope, readings),
        covered=queries.covered(scope, as_of),
        notes=notes(scope.profile),
        target_words=target_words,
        **_day(scope, as_of),
    )


@blueprint.get("/export.xlsx")
@requires(MonitoringPermission.READ)
def export() -> Response:
    """The indicators of a date as a workbook."""
    as_of = asked_day()
    readings = queries.indicators(scope_on(as_of), as_of)
    g.scope.record(MonitoringEvent.EXPORTED, detail={"as_of": as_of.isoformat(), "figures": len(readings)})
    return _workbook(figures_workbook(readings), f"indicators-{as_of:%Y-%m-%d}")


@blueprint.get("/<code>")
@requires(MonitoringPermission.READ)
def indicator(code: str) -> str:
    """One indicator: formula, clause, stair of targets, and everybody behind the figure."""
    as_of = asked_day()
    scope = scope_on(as_of)
    reading = queries.indicator(scope, code, as_of)
    sizes = listing.sizes(reading.definition, reading.counted.counts)
    side = request.args.get("side", "")
    side = side if side in sizes else listing.NUMERATOR
    search = request.args.get("find", "").strip()[:LONGEST_SEARCH]
    asked = paging(request.args.get("page", 1))
    members = listing.members(scope, reading.definition, as_of, side, asked, search=search)
    told = queries.history(scope, reading.definition)
    return show(
        "monitoring/indicator.html",
        reading=reading,
        verdict=outcome(reading.definition.params, reading.figure),
        formula=describe(reading.definition.params),
        settings=settings_of(scope.profile, reading.definition.rule),
        told=told,
        chart=_chart(reading, told),
        sizes=sizes,
        side=side,
        find=search,
        page=members,
        **_records(scope, reading),
        **_day(scope, as_of),
    )


@blueprint.get("/<code>/export.xlsx")
@requires(PeoplePermission.READ)
def export_members(code: str) -> Response:
    """Everybody behind a figure as a workbook; who may not read people may not export them."""
    as_of = asked_day()
    scope = scope_on(as_of)
    reading = queries.indicator(scope, code, as_of)
    rows = [
        one
        for side in (listing.DENOMINATOR, listing.UNKNOWN)
        for one in listing.members(scope, reading.definition, as_of, side, None).items
    ]
    detail = {"as_of": as_of.isoformat(), "code": code, "rows": len(rows)}
    g.scope.record(MonitoringEvent.MEMBERS_EXPORTED, detail=detail)
    return _workbook(members_workbook(reading, rows), f"{code}-{as_of:%Y-%m-%d}")


def _day(scope: Any, as_of: Any) -> dict[str, Any]:
    days = collection_days(scope.profile, scope.today)
    return {"as_of": as_of, "today": scope.today, "quick_days": days[-QUICK_DAYS:]}


def _records(scope: Any, reading: Reading) -> dict[str, Any]:
    subject = reading.definition.params.subject.name
    return {
        "subject": subject,
        "named": subject != listing.PEOPLE or scope.can(PeoplePermission.READ),
        "may_export": scope.can(PeoplePermission.READ),
        "card_of": lambda number: _card(scope, subject, number),
        "registers": [
            (one.title, url_for(one.listing))
            for one in places_of(reading.definition.params)
            if scope.can(one.permission)
        ],
        "fact_words": lambda code: fact_words(code, subject),
        "kinds": KINDS,
    }


def _card(scope: Any, subject: str, number: int) -> str:
    place, record_id = card_of(subject, number)
    values: dict[str, Any] = {place.argument: record_id}
    return url_for(place.card, **values) if scope.can(place.permission) else ""


def _chart(reading: Reading, told: list[Reading]) -> Chart:
    points = [
        Point(one.as_of, _height(one), open=one.as_of.month != DECEMBER or one.value_status != "ok")
        for one in told
    ]
    counted = reading.definition.params.unit == "pieces"
    return chart(points, queries.stair(reading.definition, told), counted=counted)


def _height(one: Reading) -> Fraction | None:
    """The value as a height: a share, or the number itself; None where there is no value."""
    if display_value(one.figure) is None or one.numerator is None:
        return None
    return Fraction(one.numerator, one.denominator or 1)


def _workbook(content: bytes, name: str) -> Response:
    g.commit_anyway = True
    disposition = f'attachment; filename="{g.scope.tenant.slug}-{name}.xlsx"'
    return Response(content, mimetype=XLSX, headers={"Content-Disposition": disposition})
