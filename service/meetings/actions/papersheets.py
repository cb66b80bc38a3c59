"""Paper sheets (бумажные листы): entered by one clerk, read again by another; disputes are resolved."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from service.core.errors import Conflict, FieldProblem, Forbidden, Invalid, NotFound
from service.core.language import N_, fill
from service.documents.model import StoredFile
from service.meetings.actions.calling import found
from service.meetings.actions.receiving import (
    COPIED,
    FOREIGN,
    excluded,
    late,
    measure,
    read_marks,
    receive,
    to_second,
)
from service.meetings.actions.returning import TAKING, told
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.model.sheets import Sheet, SheetReceipt
from service.meetings.names import MeetingsEvent
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import sheets as sheet_reads
from service.meetings.queries.rights import allow_keeping
from service.meetings.refusals import WORDS, in_words
from service.meetings.rules.sheets import STANDING, differing
from service.tenancy.scope import Scope

READING = TAKING | {"ballots_closed"}
OTHER_MEETING = N_("Это лист другого заседания.")
FUTURE = N_("Это время ещё не наступило.")
NOT_ISSUED = N_("Этот лист тогда ещё не был выдан.")
POSTED_LATER = N_("Лист не мог прийти раньше, чем отправлен.")
NO_FILE = N_("Такого файла нет.")
NOT_PENDING = N_("Этот лист уже проверен.")
NOT_DISPUTED = N_("Противоречия по этому листу нет.")
SECOND_READER = N_("Бумажный лист проверяет второй человек, не тот, кто его внёс.")
SECOND_CLERK = N_("Решает второй человек, не тот, кто внёс бумажный лист.")
WHY = N_("Напишите, почему считается этот лист.")
DIFFERENT = N_("Отметки отличаются от внесённых первым: вопросы %(numbers)s. Сверьте лист.")
CHOSEN = N_("Решено: %(reason)s")


def register_paper(scope: Scope, meeting_id: int, draft: Mapping[str, Any]) -> SheetReceipt:
    """Register a paper sheet by the code on it (внести бумажный лист); a second clerk must verify it.

    Unsigned, filled by somebody else, late, of a member who left or with a code used already, it is kept
    with that status and counts for nothing.
    """
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    policy = MeetingPolicy.of(scope.profile, body.kind)
    sheet = sheet_reads.by_code(scope, draft["code"], locked=True)
    if sheet.meeting_id != meeting.id:
        raise Invalid(fields=(FieldProblem("code", OTHER_MEETING),))
    moment = _moment(scope, policy, sheet, draft)
    if meeting.state not in READING and late(scope, policy, meeting, moment) is None:
        raise Conflict(WORDS["sheets_not_taken"])
    if draft.get("file_id") is not None:
        _check_file(scope, draft["file_id"])
    marks = read_marks(scope, meeting, sheet, draft.get("marks") or {})
    receipt = SheetReceipt(
        channel="paper",
        signed=bool(draft.get("signed", True)),
        received_at=moment,
        file_id=draft.get("file_id"),
        registered_by=scope.actor.account_id,
    )
    _sort_out(scope, policy, meeting, sheet, receipt, bool(draft.get("foreign")))
    receive(scope, sheet, receipt, marks)
    scope.record(MeetingsEvent.SHEET_REGISTERED, receipt, detail=told(meeting, receipt))
    return receipt


def _moment(scope: Scope, policy: MeetingPolicy, sheet: Sheet, draft: Mapping[str, Any]) -> datetime:
    """The moment that decides whether a paper is in time: its receipt, or its posting (edge 39)."""
    received = to_second(draft.get("received_at") or scope.now)
    posted: datetime | None = draft.get("posted_at")
    if received > scope.now:
        raise Invalid(fields=(FieldProblem("received_at", FUTURE),))
    if posted is not None and posted > received:
        raise Invalid(fields=(FieldProblem("posted_at", POSTED_LATER),))
    moment = posted if posted is not None and policy.sheet_time == "posted" else received
    if moment < sheet.issued_at.replace(second=0, microsecond=0):
        raise Invalid(fields=(FieldProblem("received_at", NOT_ISSUED),))
    return moment


def _check_file(scope: Scope, file_id: int) -> None:
    if scope.db.get(StoredFile, (scope.db.tenant_id, file_id)) is None:
        raise Invalid(fields=(FieldProblem("file_id", NO_FILE),))


def _sort_out(
    scope: Scope,
    policy: MeetingPolicy,
    meeting: Meeting,
    sheet: Sheet,
    receipt: SheetReceipt,
    foreign: bool,
) -> None:
    """What needs no second reader is decided at once; the rest waits for one."""
    papers = [
        one.row.id
        for one in sheet_reads.receipts_of(scope, [sheet.id]).get(sheet.id, [])
        if one.row.channel == "paper" and one.row.status in STANDING
    ]
    if foreign:
        receipt.status, receipt.reason = "rejected", FOREIGN
    elif papers:
        receipt.status, receipt.reason, receipt.pair_id = "duplicate", COPIED, papers[-1]
    elif not excluded(scope, policy, meeting, sheet, receipt):
        receipt.status = "pending"


def verify(scope: Scope, receipt_id: int, given: Mapping[int, str | None]) -> SheetReceipt:
    """Read a paper sheet again (проверить лист): another clerk enters its marks, and only equal ones pass.

    Raises Invalid naming the questions that differ; the sheet stays pending then.
    """
    receipt, sheet, meeting, body = _disputed(scope, receipt_id)
    if receipt.status != "pending":
        raise Conflict(NOT_PENDING)
    if receipt.registered_by == scope.actor.account_id:
        raise Forbidden(SECOND_READER)
    policy = MeetingPolicy.of(scope.profile, body.kind)
    first = next(
        one.marks for one in sheet_reads.receipts_of(scope, [sheet.id])[sheet.id] if one.row.id == receipt.id
    )
    second = read_marks(scope, meeting, sheet, given)
    numbers = {one.id: one.number for one in sheet_reads.questions(scope, meeting.id)}
    wrong = differing(numbers, first, {item: second[item] for item in first if item in second})
    if wrong:
        raise Invalid(DIFFERENT, numbers=", ".join(map(str, wrong)))
    receipt.verified_by, receipt.verified_at = scope.actor.account_id, scope.now
    if not excluded(scope, policy, meeting, sheet, receipt):
        measure(scope, policy, sheet, receipt, first)
    with in_words():
        scope.record(MeetingsEvent.SHEET_VERIFIED, receipt, fields=["status"], detail=told(meeting, receipt))
    return receipt


def _disputed(scope: Scope, receipt_id: int) -> tuple[SheetReceipt, Sheet, Meeting, Body]:
    """A receipt to be decided on, its sheet and meeting locked in the order in which returning locks them."""
    receipt = scope.db.get(SheetReceipt, (scope.db.tenant_id, receipt_id))
    if receipt is None:
        raise NotFound()
    seen = scope.db.get_one(Sheet, (scope.db.tenant_id, receipt.sheet_id))
    meeting, body = found(scope, seen.meeting_id)
    allow_keeping(scope, body)
    if meeting.state not in READING:
        raise Conflict(WORDS["sheets_not_taken"])
    sheet = sheet_reads.by_code(scope, seen.code, locked=True)
    scope.db.refresh(receipt)
    return receipt, sheet, meeting, body


def resolve(scope: Scope, receipt_id: int, reason: str | None) -> SheetReceipt:
    """Say in writing which of two contradicting sheets counts (решить, какой лист считать, edge 41).

    Another clerk than the one who registered the paper decides; the other sheet stays as replaced.
    """
    receipt, sheet, meeting, _ = _disputed(scope, receipt_id)
    if receipt.status != "conflict":
        raise Conflict(NOT_DISPUTED)
    if not reason:
        raise Invalid(fields=(FieldProblem("reason", WHY),))
    chosen = select(SheetReceipt).where(SheetReceipt.sheet_id == sheet.id, SheetReceipt.status == "conflict")
    disputed = scope.db.execute(chosen).scalars().all()
    if any(one.channel == "paper" and one.registered_by == scope.actor.account_id for one in disputed):
        raise Forbidden(SECOND_CLERK)
    said = fill(CHOSEN, {"reason": reason}, "ru")
    for one in disputed:
        if one.id != receipt.id:
            one.status, one.reason, one.pair_id = "replaced", said, receipt.id
    receipt.status, receipt.reason = "valid", said
    with in_words():
        scope.db.flush()
        scope.record(MeetingsEvent.SHEET_RESOLVED, receipt, fields=["status"], detail=told(meeting, receipt))
    return receipt
