"""Printed notices and the register of their delivery (извещения и реестр вручения на бумаге)."""

from collections.abc import Callable, Sequence

from flask import Blueprint, Response, g, request

from service.core.errors import Conflict, NotFound
from service.core.language import N_
from service.documents.paper import Paper, to_docx, to_pdf
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.model.notices import Notice
from service.meetings.names import MeetingsPermission
from service.meetings.papers.notice import deliveries, notice
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries import notices as notice_reads
from service.meetings.queries.noticepapers import notices_of, register_of
from service.web.answers import file_answer
from service.web.guard import requires

blueprint = Blueprint("notice_papers", __name__, url_prefix="/<slug>/meetings")
MAKERS = {
    "docx": (to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (to_pdf, "application/pdf"),
}
Made = Callable[[Meeting, Body, Notice], Sequence[Paper]]
TO_NOBODY = N_("Извещение никому не направлено: членов в составе нет.")


@blueprint.get("/<int:meeting_id>/notice/papers.pdf", defaults={"form": "pdf"})
@blueprint.get("/<int:meeting_id>/notice/papers.docx", defaults={"form": "docx"})
@requires(MeetingsPermission.READ)
def notices(meeting_id: int, form: str) -> Response:
    """A notice to every member, the latest version or the one asked for by ?number=."""
    return printed(meeting_id, form, "Извещения", to_members)


@blueprint.get("/<int:meeting_id>/notice/register.pdf", defaults={"form": "pdf"})
@blueprint.get("/<int:meeting_id>/notice/register.docx", defaults={"form": "docx"})
@requires(MeetingsPermission.READ)
def register(meeting_id: int, form: str) -> Response:
    """The register of deliveries with a column to sign in, as often as needed."""
    return printed(meeting_id, form, "Реестр вручения извещений", to_sign)


def to_members(meeting: Meeting, body: Body, version: Notice) -> Sequence[Paper]:
    """The notice to each member."""
    return [notice(one) for one in notices_of(g.scope, meeting, body, version)]


def to_sign(meeting: Meeting, body: Body, version: Notice) -> Sequence[Paper]:
    """The register alone; without addressees there is nobody to sign."""
    told = register_of(g.scope, meeting, body, version)
    return [deliveries(told)] if told.rows else []


def printed(meeting_id: int, form: str, name: str, make: Made) -> Response:
    """A file of papers about one version of a notice; raises NotFound without one, Conflict for nobody."""
    meeting = reads.meeting(g.scope, meeting_id)
    body = body_reads.body(g.scope, meeting.body_id)
    asked = request.args.get("number", "")
    found = notice_reads.versions(g.scope, meeting.id)
    version = next((one for one in found if asked in ("", str(one.number))), None)
    if version is None:
        raise NotFound()
    papers = make(meeting, body, version)
    if not papers:
        raise Conflict(TO_NOBODY)
    write, media_type = MAKERS[form]
    return file_answer(write(*papers), media_type, f"{name} {reads.day_of(g.scope, meeting)}.{form}")
