"""The API of amendments: drafted beside signed minutes, signed by account or file, given out as stored."""

from typing import Any

from flask import Blueprint, Response, g

from service.core.language import N_
from service.documents import files
from service.meetings.actions import amending, signing
from service.meetings.api.minutes import BY_FILE, CARD, SIGNED, add_file, kept_file, told
from service.meetings.model.minutes import Amendment
from service.meetings.names import MeetingsPermission
from service.meetings.queries import minutes as reads
from service.meetings.queries import signed
from service.meetings.queries.minutes_reading import allow_reading
from service.meetings.schema import after
from service.meetings.views.signing import count_try
from service.web.api import PREFIX, accepts, described, returns
from service.web.guard import requires

AMENDMENTS = Blueprint("api_amendments", __name__, url_prefix=f"{PREFIX}/<slug>")
ONE = "/amendments/<int:amendment_id>"


def _readable(amendment_id: int) -> Amendment:
    """An amendment of minutes that the actor may read."""
    found = amending.amendment(g.scope, amendment_id)
    allow_reading(g.scope, reads.minutes(g.scope, found.minutes_id))
    return found


@AMENDMENTS.post("/minutes/<int:minutes_id>/amendments")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=after.AmendmentDraft())
@returns(CARD, status=201, summary=N_("Составить исправление подписанного протокола"))
def amend(minutes_id: int, body: dict[str, Any]) -> Any:
    """Draft an amendment."""
    amending.amend(g.scope, minutes_id, body["text"], body["reason"])
    return told(reads.minutes(g.scope, minutes_id))


@AMENDMENTS.post(f"{ONE}/sign")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=after.SignDraft())
@returns(CARD, summary=N_("Подписать исправление простой подписью"), about=SIGNED)
def sign_amendment(amendment_id: int, body: dict[str, Any]) -> Any:
    """Sign an amendment by one's own account."""
    count_try()
    what = amending.amendment_to_sign(g.scope, amendment_id)
    signing.sign(g.scope, what, body["sha256"], body["password"])
    return told(what.minutes)


@AMENDMENTS.post(f"{ONE}/signatures")
@requires(MeetingsPermission.TAKE_PART)
@accepts(upload=after.SignatureUpload())
@returns(
    CARD,
    status=201,
    summary=N_("Приложить к исправлению отсоединённую подпись или скан подписи на бумаге"),
    about=BY_FILE,
)
def add_signature(amendment_id: int) -> Any:
    """Add a signature that comes as a file."""
    what = amending.amendment_to_sign(g.scope, amendment_id)
    add_file(what)
    return told(what.minutes)


@AMENDMENTS.get(f"{ONE}/paper.pdf")
@requires(MeetingsPermission.READ)
@described(kind=files.PDF, summary=N_("Исправление в PDF, каким его подписывают"))
def pdf(amendment_id: int) -> Response:
    """The stored PDF."""
    return kept_file(_readable(amendment_id).pdf_id)


@AMENDMENTS.get(f"{ONE}/paper.docx")
@requires(MeetingsPermission.READ)
@described(kind=files.DOCX, summary=N_("Исправление в DOCX"))
def docx(amendment_id: int) -> Response:
    """The stored DOCX."""
    return kept_file(_readable(amendment_id).docx_id)


@AMENDMENTS.get("/minutes/<int:minutes_id>/signatures/<int:signature_id>/file")
@requires(MeetingsPermission.READ)
@described(kind="application/octet-stream", summary=N_("Файл подписи под протоколом или исправлением"))
def signature_file(minutes_id: int, signature_id: int) -> Response:
    """The file of a signature: the detached one, or the scan."""
    row = allow_reading(g.scope, reads.minutes(g.scope, minutes_id))
    return kept_file(signed.file_of(g.scope, row.id, signature_id))
