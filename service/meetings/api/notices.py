"""The API of notices: who was told of a meeting, how, with what proof."""

from typing import Any

from flask import Blueprint, Response, g

from service.core.language import N_
from service.documents import files
from service.meetings.actions import noticing
from service.meetings.api import telling
from service.meetings.names import MeetingsPermission
from service.meetings.queries import meetings as reads
from service.meetings.queries import notices
from service.meetings.schema import drafts, proceedings
from service.meetings.schema.pages import DeliveryDraft
from service.meetings.views.noticepapers import printed, to_members, to_sign
from service.web.api import PREFIX, accepts, described, returns
from service.web.guard import requires

NOTICES = Blueprint("api_notices", __name__, url_prefix=f"{PREFIX}/<slug>/meetings/<int:meeting_id>")
MEMBER = "/deliveries/<int:person_id>"


@NOTICES.get("/notices")
@requires(MeetingsPermission.READ)
@returns(proceedings.NoticeRecord(), many=True, summary=N_("Извещения о заседании, последнее сверху"))
def versions(meeting_id: int) -> Any:
    """Every version of the notice."""
    return notices.versions(g.scope, reads.meeting(g.scope, meeting_id).id)


@NOTICES.get("/deliveries")
@requires(MeetingsPermission.READ)
@returns(proceedings.DeliveryRecord(), many=True, summary=N_("Кому и как вручено последнее извещение"))
def listing(meeting_id: int) -> Any:
    """Deliveries of the latest notice."""
    found = notices.latest(g.scope, reads.meeting(g.scope, meeting_id).id)
    return [telling.delivery(one) for one in notices.deliveries(g.scope, found.id)] if found else []


@NOTICES.get("/notice-papers.pdf")
@requires(MeetingsPermission.READ)
@described(kind=files.PDF, summary=N_("Последнее извещение каждому члену, для печати"))
def papers(meeting_id: int) -> Response:
    """The latest notice to every member."""
    return printed(meeting_id, "pdf", "Извещения", to_members)


@NOTICES.get("/delivery-register.pdf")
@requires(MeetingsPermission.READ)
@described(kind=files.PDF, summary=N_("Реестр вручения последнего извещения с местом для подписей"))
def register(meeting_id: int) -> Response:
    """The register of deliveries."""
    return printed(meeting_id, "pdf", "Реестр вручения извещений", to_sign)


@NOTICES.put(MEMBER)
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=DeliveryDraft())
@returns(
    proceedings.DeliveryRecord(),
    summary=N_("Записать вручение извещения члену"),
    about=N_("Срок судит правило: опоздание записывается с заключением, а не отвергается."),
)
def deliver(meeting_id: int, person_id: int, body: dict[str, Any]) -> Any:
    """Record that the notice reached a member."""
    sent_at = reads.at(g.scope, body["sent_on"], body["sent_time"])
    row = noticing.deliver(g.scope, meeting_id, person_id, {**body, "sent_at": sent_at})
    return telling.delivery_of(row.notice_id, person_id)


@NOTICES.post(f"{MEMBER}/bounce")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=drafts.BounceDraft())
@returns(proceedings.DeliveryRecord(), summary=N_("Записать, что извещение не дошло"))
def bounce(meeting_id: int, person_id: int, body: dict[str, Any]) -> Any:
    """Record that a delivery did not arrive."""
    row = noticing.bounced(g.scope, meeting_id, person_id, body["reason"])
    return telling.delivery_of(row.notice_id, person_id)
