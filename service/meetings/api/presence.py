"""The API of attendance: members present, remote, excused or absent; guests; written opinions."""

from typing import Any

from flask import Blueprint, Response, g, request

from service.core.language import N_
from service.documents import files
from service.meetings.actions import attending, excusing
from service.meetings.api import telling
from service.meetings.api.sheets import ROOM
from service.meetings.names import MeetingsPermission
from service.meetings.queries import meetings as reads
from service.meetings.queries.presence import marked
from service.meetings.schema import drafts, proceedings
from service.meetings.schema.pages import GuestDraft
from service.meetings.views.signing import uploaded
from service.web.answers import file_answer
from service.web.api import PREFIX, accepts, described, returns
from service.web.asked import Upload
from service.web.guard import requires

PRESENCE = Blueprint("api_presence", __name__, url_prefix=f"{PREFIX}/<slug>/meetings/<int:meeting_id>")
MEMBER = "/presence/<int:person_id>"
MARK = proceedings.PresenceRecord()


@PRESENCE.get("/presence")
@requires(MeetingsPermission.READ)
@returns(MARK, many=True, summary=N_("Кто отмечен на заседании, с временем прихода и ухода"))
def listing(meeting_id: int) -> Any:
    """Everybody marked at a meeting."""
    return [telling.marked(one) for one in marked(g.scope, reads.meeting(g.scope, meeting_id).id)]


@PRESENCE.put(MEMBER)
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=drafts.PresenceDraft())
@returns(MARK, summary=N_("Отметить члена: в зале, на связи, отсутствует с причиной или без"))
def mark(meeting_id: int, person_id: int, body: dict[str, Any]) -> Any:
    """Mark a member."""
    return _told(meeting_id, attending.mark(g.scope, meeting_id, person_id, body).id)


@PRESENCE.post(f"{MEMBER}/excuse")
@requires(MeetingsPermission.TAKE_PART)
@accepts(upload=Upload())
@returns(
    MARK,
    status=201,
    summary=N_("Приложить документ к уважительной причине отсутствия"),
    about=N_("PDF, JPEG или PNG до 20 МБ; тип определяется по содержанию."),
)
def attach(meeting_id: int, person_id: int) -> Any:
    """Attach the paper of an absence."""
    request.max_content_length = files.LARGEST + ROOM
    return _told(meeting_id, excusing.attach(g.scope, meeting_id, person_id, uploaded()[0]).id)


@PRESENCE.get(f"{MEMBER}/excuse")
@requires(MeetingsPermission.READ)
@described(kind="application/octet-stream", summary=N_("Документ об отсутствии; для того, кто ведёт орган"))
def excuse(meeting_id: int, person_id: int) -> Response:
    """The paper of an absence."""
    kept = excusing.paper(g.scope, meeting_id, person_id)
    return file_answer(kept.content, kept.media_type, kept.name)


@PRESENCE.post(f"{MEMBER}/leave")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=drafts.LeaveDraft())
@returns(MARK, summary=N_("Записать, что член ушёл"))
def leave(meeting_id: int, person_id: int, body: dict[str, Any]) -> Any:
    """Somebody leaves."""
    return _told(meeting_id, attending.leave(g.scope, meeting_id, person_id, body["at"]).id)


@PRESENCE.post("/guests")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=GuestDraft())
@returns(MARK, status=201, summary=N_("Внести приглашённого: в кворум не входит и не голосует"))
def invite(meeting_id: int, body: dict[str, Any]) -> Any:
    """Enter a guest."""
    return _told(meeting_id, attending.invite(g.scope, meeting_id, body).id)


@PRESENCE.post("/opinions")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=drafts.OpinionDraft())
@returns(proceedings.OpinionRecord(), status=201, summary=N_("Внести письменное мнение отсутствующего члена"))
def opine(meeting_id: int, body: dict[str, Any]) -> Any:
    """Record a written opinion."""
    return telling.fresh(attending.opine(g.scope, meeting_id, body))


def _told(meeting_id: int, row_id: int) -> dict[str, Any]:
    g.scope.db.flush()
    return telling.marked(next(one for one in marked(g.scope, meeting_id) if one.row.id == row_id))
