"""Scans of paper sheets on pages (сканы листов): added beside the register, opened by whoever keeps it."""

from flask import Blueprint, Response, g, url_for

from service.meetings.actions import scanning
from service.meetings.names import MeetingsPermission
from service.meetings.views.acting import Answer, done
from service.meetings.views.sheets import registered
from service.meetings.views.signing import uploaded
from service.web.answers import file_answer
from service.web.guard import requires

blueprint = Blueprint("sheet_scans", __name__, url_prefix="/<slug>/meetings", template_folder="../templates")
SCAN = "/<int:meeting_id>/sheets/receipts/<int:receipt_id>/scan"


@blueprint.get(SCAN)
@requires(MeetingsPermission.READ)
def scan(meeting_id: int, receipt_id: int) -> Response:
    """The scan as it was attached."""
    kept = scanning.scan(g.scope, receipt_id, meeting_id)
    return file_answer(kept.content, kept.media_type, kept.name)


@blueprint.post(SCAN)
@requires(MeetingsPermission.TAKE_PART)
def attach(meeting_id: int, receipt_id: int) -> Answer:
    """Attach a scan or a photo."""
    return done(
        lambda _: scanning.attach(g.scope, receipt_id, uploaded()[0], meeting_id),
        url_for("sheets.register", meeting_id=meeting_id),
        lambda form: registered(meeting_id, form),
    )
