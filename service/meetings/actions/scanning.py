"""Scans of paper sheets (сканы опросных листов): one to each paper, kept as it came, opened by the keeper."""

from service.core.errors import Conflict, NotFound
from service.core.language import N_
from service.documents import files, scans
from service.documents.model import StoredFile
from service.meetings.actions.calling import found
from service.meetings.actions.papersheets import READING
from service.meetings.actions.returning import told
from service.meetings.model.sheets import Sheet, SheetReceipt
from service.meetings.names import MeetingsEvent
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries.rights import allow_keeping
from service.meetings.queries.row import row_of
from service.meetings.refusals import WORDS, in_words
from service.tenancy.scope import Scope

ONLY_PAPER = N_("Скан прикладывают к бумажному листу.")
HAS_ONE = N_("Скан этого листа уже приложен: он остаётся таким, каким его приложили.")
NAME = N_("Опросный лист № %(number)s")


def attach(scope: Scope, receipt_id: int, content: bytes, meeting_id: int | None = None) -> SheetReceipt:
    """Attach the scan or photo of a paper sheet while sheets are read; it is never replaced."""
    receipt, sheet = _receipt(scope, receipt_id, meeting_id)
    meeting, body = found(scope, sheet.meeting_id)
    allow_keeping(scope, body)
    scope.db.refresh(receipt, with_for_update=True)
    if receipt.channel != "paper":
        raise Conflict(ONLY_PAPER)
    if receipt.file_id is not None:
        raise Conflict(HAS_ONE)
    if meeting.state not in READING:
        raise Conflict(WORDS["sheets_not_taken"])
    receipt.file_id = scans.keep(scope, NAME % {"number": sheet.number}, content).id
    with in_words():
        scope.record(MeetingsEvent.SHEET_SCANNED, receipt, fields=["file_id"], detail=told(meeting, receipt))
    return receipt


def scan(scope: Scope, receipt_id: int, meeting_id: int | None = None) -> StoredFile:
    """The scan of a paper sheet, for whoever keeps the body; raises NotFound without one."""
    receipt, sheet = _receipt(scope, receipt_id, meeting_id)
    allow_keeping(scope, body_reads.body(scope, reads.meeting(scope, sheet.meeting_id).body_id))
    if receipt.file_id is None:
        raise NotFound()
    kept = files.stored(scope, receipt.file_id)
    return files.demand_intact(kept, kept.sha256)


def _receipt(scope: Scope, receipt_id: int, meeting_id: int | None) -> tuple[SheetReceipt, Sheet]:
    """A receipt and its sheet; with a meeting, one of that meeting only."""
    receipt = row_of(scope, SheetReceipt, receipt_id)
    sheet = scope.db.get_one(Sheet, (scope.db.tenant_id, receipt.sheet_id))
    if meeting_id is not None and sheet.meeting_id != meeting_id:
        raise NotFound()
    return receipt, sheet
