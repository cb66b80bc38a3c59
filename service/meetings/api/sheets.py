"""The API of opinion sheets: issued, a member's own, paper ones read twice, the deadline, the count."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, g, request

from service.core.errors import NotFound
from service.core.language import N_
from service.documents import files
from service.meetings.actions import issuing, papersheets, returning, scanning, tallying
from service.meetings.model.meetings import Meeting
from service.meetings.names import MeetingsPermission
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries import sheets as sheet_reads
from service.meetings.queries.rights import allow_keeping, person_of
from service.meetings.queries.sheets import Line, Receipt
from service.meetings.schema import sheets as shapes
from service.meetings.schema.pages import ReasonDraft
from service.meetings.views.signing import uploaded
from service.web.answers import file_answer
from service.web.api import PREFIX, accepts, described, returns
from service.web.asked import Upload
from service.web.guard import requires

SHEETS = Blueprint("api_sheets", __name__, url_prefix=f"{PREFIX}/<slug>")
OF_MEETING, RECEIPT = "/meetings/<int:meeting_id>/sheets", "/sheet-receipts/<int:receipt_id>"
ROOM = 64 * 1024
"""Bytes of a form beside its file."""
RECORD, RECEIVED, TAKING = shapes.SheetRecord(), shapes.ReceiptRecord(), shapes.TakingRecord()


def _receipt(one: Receipt) -> dict[str, Any]:
    values = {column.key: getattr(one.row, column.key) for column in one.row.__table__.columns}
    marks = [{"item_id": item, "choice": choice} for item, choice in one.marks.items()]
    moments = {
        name: values[name] and reads.local(g.scope, values[name]) for name in ("received_at", "verified_at")
    }
    return {**values, **moments, "marks": None if one.row.status == "pending" else marks}


def _line(one: Line) -> dict[str, Any]:
    values = {column.key: getattr(one.sheet, column.key) for column in one.sheet.__table__.columns}
    values["issued_at"] = reads.local(g.scope, values["issued_at"])
    values["void_at"] = values["void_at"] and reads.local(g.scope, values["void_at"])
    receipts = [_receipt(each) for each in one.receipts]
    return {**values, "name": one.name, "status": one.status, "receipts": receipts}


def _written(receipt_id: int, sheet_id: int) -> dict[str, Any]:
    g.scope.db.flush()
    found = sheet_reads.receipts_of(g.scope, [sheet_id])[sheet_id]
    return _receipt(next(one for one in found if one.row.id == receipt_id))


def _marks(body: Mapping[str, Any]) -> dict[int, str | None]:
    return {one["item_id"]: one["choice"] for one in body["marks"]}


def _taking(meeting: Meeting) -> dict[str, Any]:
    g.scope.db.flush()
    due = meeting.sheets_due_at
    return {
        "meeting_id": meeting.id,
        "state": meeting.state,
        "sheets_due_at": reads.local(g.scope, due) if due else None,
    }


@SHEETS.get(OF_MEETING)
@requires(MeetingsPermission.READ)
@returns(RECORD, many=True, summary=N_("Реестр опросных листов заседания"))
def listing(meeting_id: int) -> Any:
    """Sheets of a meeting with everything that came back; for whoever keeps the body."""
    meeting = reads.meeting(g.scope, meeting_id)
    allow_keeping(g.scope, body_reads.body(g.scope, meeting.body_id))
    return [_line(one) for one in sheet_reads.register(g.scope, meeting.id)]


@SHEETS.post(OF_MEETING)
@requires(MeetingsPermission.TAKE_PART)
@returns(shapes.IssuedRecord(), status=201, summary=N_("Выдать опросные листы тем, у кого их нет"))
def issue(meeting_id: int) -> Any:
    """Issue sheets; those for whom it is too late are named."""
    issued = issuing.issue(g.scope, meeting_id)
    return {"issued": len(issued.sheets), "without": [one.name for one in issued.without]}


@SHEETS.get("/meetings/<int:meeting_id>/my-sheet")
@requires(MeetingsPermission.READ)
@returns(RECORD, summary=N_("Свой опросный лист"))
def mine(meeting_id: int) -> Any:
    """One's own sheet."""
    found = sheet_reads.own(g.scope, meeting_id, person_of(g.scope))
    if found is None:
        raise NotFound()
    return _line(found)


@SHEETS.put("/meetings/<int:meeting_id>/my-sheet")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=shapes.SheetDraft())
@returns(
    RECEIVED,
    summary=N_("Сдать свой опросный лист"),
    about=N_("Лист сдаёт сам член. Поздний лист сохраняется со status late и не учитывается."),
)
def send(meeting_id: int, body: dict[str, Any]) -> Any:
    """Return one's own sheet."""
    row = returning.return_online(g.scope, _marks(body), meeting_id=meeting_id)
    return _written(row.id, row.sheet_id)


@SHEETS.post(f"{OF_MEETING}/papers")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=shapes.PaperDraft())
@returns(RECEIVED, status=201, summary=N_("Внести бумажный опросный лист"))
def register_paper(meeting_id: int, body: dict[str, Any]) -> Any:
    """Register a paper sheet; another person verifies it."""
    row = papersheets.register_paper(g.scope, meeting_id, {**body, "marks": _marks(body)})
    return _written(row.id, row.sheet_id)


@SHEETS.post(f"{RECEIPT}/verify")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=shapes.SheetDraft())
@returns(RECEIVED, summary=N_("Проверить бумажный лист вторым человеком"))
def verify(receipt_id: int, body: dict[str, Any]) -> Any:
    """Read a paper sheet again."""
    row = papersheets.verify(g.scope, receipt_id, _marks(body))
    return _written(row.id, row.sheet_id)


@SHEETS.post(f"{RECEIPT}/scan")
@requires(MeetingsPermission.TAKE_PART)
@accepts(upload=Upload())
@returns(
    RECEIVED,
    status=201,
    summary=N_("Приложить скан или фото бумажного листа"),
    about=N_("PDF, JPEG или PNG до 20 МБ; тип определяется по содержанию. Приложенный скан не заменяется."),
)
def attach(receipt_id: int) -> Any:
    """Attach the scan of a paper sheet."""
    request.max_content_length = files.LARGEST + ROOM
    row = scanning.attach(g.scope, receipt_id, uploaded()[0])
    return _written(row.id, row.sheet_id)


@SHEETS.get(f"{RECEIPT}/scan")
@requires(MeetingsPermission.READ)
@described(kind="application/octet-stream", summary=N_("Скан бумажного листа; для того, кто ведёт орган"))
def scan(receipt_id: int) -> Response:
    """The scan as it was attached."""
    kept = scanning.scan(g.scope, receipt_id)
    return file_answer(kept.content, kept.media_type, kept.name)


@SHEETS.post(f"{RECEIPT}/resolve")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=ReasonDraft())
@returns(RECEIVED, summary=N_("Решить, какой из двух листов считать"))
def resolve(receipt_id: int, body: dict[str, Any]) -> Any:
    """Say which of two sheets counts, and why."""
    row = papersheets.resolve(g.scope, receipt_id, body["reason"])
    return _written(row.id, row.sheet_id)


@SHEETS.post(f"{OF_MEETING}/extend")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=shapes.ExtensionDraft())
@returns(TAKING, summary=N_("Продлить срок возврата листов, один раз для всех"))
def extend(meeting_id: int, body: dict[str, Any]) -> Any:
    """Move the deadline."""
    return _taking(issuing.extend(g.scope, meeting_id, body["until"]))


@SHEETS.post(f"{OF_MEETING}/close")
@requires(MeetingsPermission.TAKE_PART)
@returns(TAKING, summary=N_("Закончить приём листов"))
def close(meeting_id: int) -> Any:
    """End the taking of sheets."""
    return _taking(tallying.close_balloting(g.scope, meeting_id))


@SHEETS.post(f"{OF_MEETING}/tally")
@requires(MeetingsPermission.TAKE_PART)
@returns(TAKING, summary=N_("Подвести итоги голосования листами"))
def tally(meeting_id: int) -> Any:
    """Count the sheets: quorums, rounds, decisions."""
    return _taking(tallying.tally(g.scope, meeting_id))
