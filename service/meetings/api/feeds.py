"""The API of subscriptions to calendars: list, make, revoke."""

from typing import Any

from flask import Blueprint, g

from service.core.language import N_
from service.core.paging import Page
from service.meetings.actions import feeding
from service.meetings.model.meetings import CalendarFeed
from service.meetings.names import MeetingsPermission
from service.meetings.queries import bodies, feeds
from service.meetings.schema.feeds import FeedDraft, FeedRecord, NewFeedRecord
from service.meetings.views.calendar import feed_address
from service.web.api import PREFIX, accepts, asked_page, returns
from service.web.asked import ListQuestion
from service.web.guard import requires

blueprint = Blueprint("api_calendar_feeds", __name__, url_prefix=f"{PREFIX}/<slug>/calendar-feeds")


@blueprint.get("")
@requires(MeetingsPermission.READ)
@accepts(query=ListQuestion())
@returns(FeedRecord(), many=True, summary=N_("Подписки на календарь, новые сверху"))
def listed(query: dict[str, Any]) -> Page[dict[str, Any]]:
    """Subscriptions of the caller."""
    page = feeds.feeds(g.scope, asked_page())
    return Page([_record(one.row, one.body) for one in page.items], page.total, page.paging)


@blueprint.post("")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=FeedDraft())
@returns(
    NewFeedRecord(),
    status=201,
    summary=N_("Создать подписку"),
    about=N_("Адрес показывается один раз, хранится только его отпечаток."),
)
def create(body: dict[str, Any]) -> dict[str, Any]:
    """Make a subscription and show its address once."""
    made, secret = feeding.make_feed(g.scope, body["body_id"])
    return {**_record(made, _named(made)), "address": feed_address(secret)}


@blueprint.post("/<int:feed_id>/revoke")
@requires(MeetingsPermission.TAKE_PART)
@returns(FeedRecord(), summary=N_("Отозвать подписку"), about=N_("Адрес сразу перестаёт работать."))
def revoke(feed_id: int) -> dict[str, Any]:
    """Revoke a subscription."""
    found = feeding.revoke_feed(g.scope, feed_id)
    return _record(found, _named(found))


def _named(row: CalendarFeed) -> str | None:
    return bodies.body(g.scope, row.body_id).name if row.body_id else None


def _record(row: CalendarFeed, body: str | None) -> dict[str, Any]:
    return {
        "id": row.id,
        "body_id": row.body_id,
        "body": body,
        "made_at": row.made_at,
        "revoked_at": row.revoked_at,
    }
