"""The API of the year's deadlines: by day, and subscriptions of calendar programs to them."""

from typing import Any

from flask import Blueprint, g

from service.compliance.actions import feeding
from service.compliance.model import ComplianceFeed
from service.compliance.names import CompliancePermission
from service.compliance.queries import feeds
from service.compliance.queries.dates import year_dates
from service.compliance.schema import DatesFeedRecord, NewDatesFeedRecord, RuleDateRecord
from service.compliance.views.dates import feed_address
from service.core.language import N_
from service.web.api import PREFIX, accepts, returns
from service.web.asked import ListQuestion
from service.web.guard import requires

blueprint = Blueprint("api_compliance_dates", __name__, url_prefix=f"{PREFIX}/<slug>/compliance/dates")


@blueprint.get("")
@requires(CompliancePermission.READ)
@accepts(query=ListQuestion())
@returns(RuleDateRecord(), many=True, summary=N_("Сроки этого года по дням"))
def dates(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Deadlines of the present year."""
    return [
        {
            "day": one.day,
            "rule": one.line.rule.id,
            "title": one.line.rule.title,
            "clause": one.line.rule.clause,
            "status": one.line.state,
        }
        for one in year_dates(g.scope, g.scope.today.year)
    ]


@blueprint.get("/feeds")
@requires(CompliancePermission.READ)
@accepts(query=ListQuestion())
@returns(DatesFeedRecord(), many=True, summary=N_("Подписки на сроки положения, новые сверху"))
def listed(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Subscriptions of the caller: ten at most live."""
    return [_record(one) for one in feeds.feeds(g.scope)]


@blueprint.post("/feeds")
@requires(CompliancePermission.WRITE)
@returns(
    NewDatesFeedRecord(),
    status=201,
    summary=N_("Подписаться на сроки положения"),
    about=N_("Адрес показывается один раз, хранится только его отпечаток."),
)
def subscribe() -> dict[str, Any]:
    """Make a subscription and show its address once."""
    made, secret = feeding.make_feed(g.scope)
    g.scope.db.flush()
    return {**_record(made), "address": feed_address(secret)}


@blueprint.post("/feeds/<int:feed_id>/revoke")
@requires(CompliancePermission.WRITE)
@returns(
    DatesFeedRecord(),
    summary=N_("Отозвать подписку на сроки"),
    about=N_("Адрес сразу перестаёт работать."),
)
def revoke(feed_id: int) -> dict[str, Any]:
    """Revoke a subscription."""
    return _record(feeding.revoke_feed(g.scope, feed_id))


def _record(row: ComplianceFeed) -> dict[str, Any]:
    return {"id": row.id, "made_at": row.made_at, "revoked_at": row.revoked_at}
