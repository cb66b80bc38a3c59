"""The API of monitoring: the indicators of a date and the records behind each."""

from typing import Any

from flask import Blueprint, request

from service.core.errors import FieldProblem, Invalid
from service.core.paging import Page
from service.monitoring import listing, queries
from service.monitoring.asked import asked_day, scope_on
from service.monitoring.names import MonitoringPermission
from service.monitoring.schema import FigureSchema, MemberSchema, figure, member
from service.web.api import PREFIX, asked_page, returns
from service.web.guard import requires

blueprint = Blueprint("api_indicators", __name__, url_prefix=f"{PREFIX}/<slug>/indicators")


@blueprint.get("")
@requires(MonitoringPermission.READ)
@returns(FigureSchema(), many=True, summary="Показатели на дату")
def listed() -> Any:
    """The indicators of the tenant as of a date."""
    as_of = asked_day()
    scope = scope_on(as_of)
    covered = queries.covered(scope, as_of)
    return [figure(one, covered, scope.profile.version) for one in queries.indicators(scope, as_of)]


@blueprint.get("/<code>/members")
@requires(MonitoringPermission.READ)
@returns(MemberSchema(), many=True, summary="Записи за показателем")
def members(code: str) -> Any:
    """The records behind a figure: its numerator, denominator, the rest, or those with unknown facts."""
    as_of = asked_day()
    side = request.args.get("side", listing.NUMERATOR)
    if side not in listing.SIDES:
        raise Invalid(fields=(FieldProblem("side", "Можно: numerator, denominator, rest, unknown."),))
    scope = scope_on(as_of)
    definition = queries.definition(scope, code)
    page = listing.members(
        scope, definition, as_of, side, asked_page(), search=request.args.get("q", "")[:100]
    )
    subject = definition.params.subject.name
    return Page([member(one, subject) for one in page.items], page.total, page.paging)
