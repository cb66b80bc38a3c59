"""Returning sheets (возврат листов) online: by the member's own account, to the second of the deadline."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from service.core.errors import Conflict, Forbidden, NotFound
from service.meetings.actions.receiving import (
    excluded,
    late,
    measure,
    read_marks,
    receive,
    refuse_recused,
    to_second,
)
from service.meetings.actions.voting import Proxy
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.model.sheets import Sheet, SheetReceipt
from service.meetings.names import MeetingsEvent
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import sheets as sheet_reads
from service.meetings.queries.rights import NOT_MEMBER, person_of
from service.meetings.refusals import WORDS
from service.tenancy.scope import Scope

TAKING = frozenset({"noticed", "agenda_final", "balloting", "in_session", "suspended"})


def return_online(
    scope: Scope, given: Mapping[int, str | None], *, meeting_id: int | None = None, code: str | None = None
) -> SheetReceipt:
    """Return one's own sheet online (сдать лист): the member's own account, and nobody else's.

    What comes after the deadline is kept as late with the reason, and not counted; that is decided here, no
    job is needed for it. Raises Proxy for a sheet of another member, Barred for a vote after a recusal.
    """
    me = person_of(scope)
    if me is None:
        raise Forbidden(NOT_MEMBER)
    seen = _seen(scope, me, meeting_id, code)
    meeting, body = _taking(scope, seen.meeting_id)
    policy = MeetingPolicy.of(scope.profile, body.kind)
    if seen.person_id != me:
        facts = {"voter": str(me), "member": str(seen.person_id)}
        raise Proxy(policy.evaluate("delegation", facts), seen, seen.person_id)
    sheet = sheet_reads.by_code(scope, seen.code, locked=True)
    refuse_recused(scope, sheet, given)
    marks = read_marks(scope, meeting, sheet, given)
    received = to_second(scope.now)
    if meeting.state not in TAKING and late(scope, policy, meeting, received) is None:
        raise Conflict(WORDS["sheets_not_taken"])
    receipt = SheetReceipt(
        sheet_id=sheet.id,
        channel="online",
        signed=True,
        received_at=received,
        registered_by=scope.actor.account_id,
    )
    if not excluded(scope, policy, meeting, sheet, receipt):
        measure(scope, policy, sheet, receipt, marks)
    receive(scope, sheet, receipt, marks)
    scope.record(MeetingsEvent.SHEET_RETURNED, receipt, detail=told(meeting, receipt))
    return receipt


def told(meeting: Meeting, receipt: SheetReceipt) -> dict[str, Any]:
    """What the audit keeps of a receipt."""
    return {"meeting": meeting.id, "sheet": receipt.sheet_id, "status": receipt.status}


def _seen(scope: Scope, me: int, meeting_id: int | None, code: str | None) -> Sheet:
    """The sheet that is meant, read before it is locked: the one with the code, else one's own."""
    if code is not None:
        return sheet_reads.by_code(scope, code)
    mine = sheet_reads.own(scope, meeting_id, me) if meeting_id is not None else None
    if mine is None:
        raise NotFound()
    return mine.sheet


def _taking(scope: Scope, meeting_id: int) -> tuple[Meeting, Body]:
    """The meeting, held against closing while a sheet is written; members do not wait for each other."""
    chosen = select(Meeting).where(Meeting.id == meeting_id).with_for_update(read=True)
    meeting = scope.db.execute(chosen.execution_options(populate_existing=True)).scalar_one()
    return meeting, scope.db.get_one(Body, (scope.db.tenant_id, meeting.body_id))
