"""The API of monitoring: the indicators of a date, each with its history, and the records behind it."""

from typing import Any

from flask import Blueprint

from service.core.language import N_
from service.core.paging import Page
from service.monitoring import listing, queries
from service.monitoring.asked import asked_day, scope_on
from service.monitoring.names import MonitoringPermission
from service.monitoring.questions import FigureQuestion, FiguresQuestion, MemberQuestion
from service.monitoring.schema import (
    FigureSchema,
    IndicatorSchema,
    MemberSchema,
    PointSchema,
    figure,
    indicator,
    member,
    point,
)
from service.web.api import PREFIX, accepts, asked_page, returns
from service.web.asked import ListQuestion
from service.web.guard import requires

blueprint = Blueprint("api_indicators", __name__, url_prefix=f"{PREFIX}/<slug>/indicators")


@blueprint.get("")
@requires(MonitoringPermission.READ)
@accepts(query=FiguresQuestion())
@returns(FigureSchema(), many=True, summary=N_("Показатели на дату"))
def listed(query: dict[str, Any]) -> Any:
    """The indicators of the tenant as of a date."""
    as_of = asked_day()
    scope = scope_on(as_of)
    covered = queries.covered(scope, as_of)
    readings = queries.indicators(scope, as_of)
    if query.get("records") == "none":
        absent = queries.without_records(scope, readings)
        readings = [queries.indicator(scope, one.code, as_of) for one in absent]
    return [figure(one, covered, scope.profile.version) for one in readings]


@blueprint.get("/<code>")
@requires(MonitoringPermission.READ)
@accepts(query=FigureQuestion())
@returns(
    IndicatorSchema(),
    summary=N_("Один показатель на дату: как считается, пороги по годам, сколько записей за числом"),
)
def one(code: str, query: dict[str, Any]) -> Any:
    """One indicator as of a date with its formula, targets and the sizes of its lists."""
    as_of = asked_day()
    scope = scope_on(as_of)
    reading = queries.indicator(scope, code, as_of)
    told = figure(reading, queries.covered(scope, as_of), scope.profile.version)
    stair = queries.stair(reading.definition, [reading])
    sizes = listing.sizes(reading.definition, reading.counted.counts)
    return {**told, **indicator(reading, stair, sizes)}


@blueprint.get("/<code>/history")
@requires(MonitoringPermission.READ)
@accepts(query=ListQuestion())
@returns(
    PointSchema(),
    many=True,
    summary=N_("Показатель во времени: дни сбора и сегодня"),
    about=N_("Прошлый день считается по реестрам, какими они были на тот день."),
)
def history(code: str, query: dict[str, Any]) -> Any:
    """One indicator on the days of collection and today."""
    scope = scope_on(asked_day())
    return [point(each) for each in queries.history(scope, queries.definition(scope, code))]


@blueprint.get("/<code>/members")
@requires(MonitoringPermission.READ)
@accepts(query=MemberQuestion())
@returns(MemberSchema(), many=True, summary=N_("Записи за показателем"))
def members(code: str, query: dict[str, Any]) -> Any:
    """The records behind a figure: its numerator, denominator, the rest, or those with unknown facts."""
    as_of = asked_day()
    scope = scope_on(as_of)
    definition = queries.definition(scope, code)
    side = query.get("side", listing.NUMERATOR)
    page = listing.members(scope, definition, as_of, side, asked_page(), search=query.get("q") or "")
    subject = definition.params.subject.name
    return Page([member(each, subject) for each in page.items], page.total, page.paging)
