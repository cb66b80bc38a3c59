"""Counting sheets (подведение итогов): taking them ends by time, quorums and votes follow from valid ones."""

from service.core.errors import Conflict
from service.core.language import N_
from service.meetings.actions.calling import found, step
from service.meetings.actions.deciding import decide
from service.meetings.actions.judging import demand, forbids, store
from service.meetings.actions.noticing import check_act
from service.meetings.actions.receiving import VOID_SHEET, to_second
from service.meetings.actions.sheetvotes import votes_from
from service.meetings.actions.sitting import chairing, close
from service.meetings.actions.voting import decision_quorum, start
from service.meetings.model.agenda import AgendaItem
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting, Reminder
from service.meetings.model.voting import Decision
from service.meetings.names import MeetingsEvent
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import sheets as sheet_reads
from service.meetings.queries.bodies import Composition
from service.meetings.queries.presence import attendance, recused
from service.meetings.queries.rights import allow_keeping
from service.meetings.queries.sheets import Line
from service.meetings.refusals import WORDS, in_words
from service.meetings.rules.presence import Attendance, quorum_facts
from service.tenancy.scope import Scope

NOT_YET = N_("Срок возврата листов ещё не прошёл: приём заканчивается по времени.")
UNREAD = N_("Есть непроверенные бумажные листы, полученные в срок: сначала проверьте их.")
CLOSED = "sheets_closed"
WAITING = frozenset({"pending"})


def close_balloting(scope: Scope, meeting_id: int) -> Meeting:
    """End the taking of sheets (закончить приём листов), when their time has passed.

    Earlier only where the profile lets it and every sheet is in (council.md edge 46). Sheets of members who
    left by then become void. Late sheets are refused by their own writing, whenever this is done.
    """
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    return end_balloting(scope, meeting, body)


def end_balloting(scope: Scope, meeting: Meeting, body: Body) -> Meeting:
    """End the taking of sheets of a locked meeting; the job does it without anybody's rights."""
    policy = MeetingPolicy.of(scope.profile, body.kind)
    if meeting.state != "balloting":
        raise Conflict(WORDS["sheets_not_taken"])
    lines = sheet_reads.register(scope, meeting.id)
    _check_time(scope, policy, meeting, lines)
    void_leavers(scope, sheet_reads.takers(scope, policy, meeting), lines)
    step(meeting, "ballots_closed")
    scope.record(MeetingsEvent.BALLOTING_CLOSED, meeting, fields=["state"])
    return meeting


def close_due(scope: Scope, reminder_id: int) -> bool:
    """End the taking of sheets that a reminder after their deadline speaks of; whether it did."""
    reminder = scope.db.get(Reminder, (scope.db.tenant_id, reminder_id))
    if reminder is None or reminder.kind != CLOSED or reminder.done_at is not None:
        return False
    meeting, body = found(scope, reminder.meeting_id)
    due = meeting.sheets_due_at
    if meeting.state != "balloting" or due is None or to_second(scope.now) <= due:
        return False
    end_balloting(scope, meeting, body)
    return True


def _check_time(scope: Scope, policy: MeetingPolicy, meeting: Meeting, lines: list[Line]) -> None:
    due = meeting.sheets_due_at
    if due is None or to_second(scope.now) > due:
        return
    out = [one for one in lines if one.status not in ("valid", "void")]
    if out or not lines or not policy.sheet_early_close:
        raise Conflict(NOT_YET)


def void_leavers(scope: Scope, takers: Composition, lines: list[Line]) -> None:
    """Make the sheets of those void who are not in the roster of the vote (council.md edge 14)."""
    for one in lines:
        if one.sheet.void_at is not None or takers.member(one.sheet.person_id) is not None:
            continue
        one.sheet.void_at, one.sheet.void_reason = scope.now, VOID_SHEET
        for receipt in one.receipts:
            if receipt.row.status in ("valid", "pending", "conflict"):
                receipt.row.status, receipt.row.reason = "rejected", VOID_SHEET
        scope.record(MeetingsEvent.SHEET_VOID, one.sheet, fields=["void_at"])


def tally(scope: Scope, meeting_id: int) -> Meeting:
    """Count the sheets (подвести итоги): the quorum by sheets, then a decision on every question.

    Without the quorum the meeting did not take place; with it, but without that for decisions, every decision
    is written as not held, which is no rejection (council.md edge 45).
    """
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    policy = MeetingPolicy.of(scope.profile, body.kind)
    lines = sheet_reads.register(scope, meeting.id)
    sitting = meeting.state in ("in_session", "suspended") and meeting.counted == "sheets"
    if not (meeting.state == "ballots_closed" or sitting):
        raise Conflict(NOT_YET if meeting.state == "balloting" else WORDS["sheets_not_taken"])
    if sitting:
        _check_time(scope, policy, meeting, lines)
    if any(receipt.row.status in WAITING for one in lines for receipt in one.receipts):
        raise Conflict(UNREAD)
    takers = sheet_reads.takers(scope, policy, meeting)
    there = attendance(scope, meeting, policy, takers)
    if sitting:
        void_leavers(scope, takers, lines)
    elif not _opens(scope, policy, meeting, body, takers, there):
        return meeting
    for item in sheet_reads.questions(scope, meeting.id):
        _count(scope, policy, meeting, body, item, takers, there, lines)
    return close(scope, meeting.id)


def _opens(
    scope: Scope,
    policy: MeetingPolicy,
    meeting: Meeting,
    body: Body,
    takers: Composition,
    there: Attendance,
) -> bool:
    """Whether enough sheets came for the meeting to have taken place; the verdict stays either way."""
    check_act(scope, body, takers)
    demand(policy.evaluate("sheet_vote", {"voting": "sheets"} if policy.takes("sheet_vote") else {}))
    verdict = policy.evaluate("meeting_quorum", quorum_facts(policy, "meeting_quorum", meeting.form, there))
    meeting.verdict_id = store(scope, verdict, "meeting", meeting.id).id
    if forbids(verdict):
        step(meeting, "no_quorum")
        scope.record(MeetingsEvent.NOT_OPENED, meeting, fields=["state"])
        return False
    meeting.opened_at = scope.now
    keeper = takers.holder("secretary")
    meeting.keeper_id = meeting.keeper_id or (keeper.person_id if keeper else None)
    _lead(scope, policy, meeting, takers)
    with in_words():
        scope.record(MeetingsEvent.OPENED, meeting, fields=["opened_at"])
    return True


def _lead(scope: Scope, policy: MeetingPolicy, meeting: Meeting, takers: Composition) -> None:
    """Who leads the vote and will sign: the first in the profile's order who may."""
    for office in ("leader", *policy.presider_order):
        for one in (one for one in takers.members if one.office == office):
            if not forbids(chairing(scope, policy, meeting, one)):
                meeting.presider_id, meeting.presider_office = one.person_id, one.office
                return


def _count(
    scope: Scope,
    policy: MeetingPolicy,
    meeting: Meeting,
    body: Body,
    item: AgendaItem,
    takers: Composition,
    there: Attendance,
    lines: list[Line],
) -> Decision:
    """One question: the quorum for decisions without those recused, votes from marks, the decision."""
    verdict = decision_quorum(policy, meeting, there, recused(scope, item.id))
    held = start(scope, policy, item, meeting, takers, there, verdict, "sheets")
    votes_from(scope, held, item, lines)
    held.closed_at = scope.now
    with in_words():
        scope.record(MeetingsEvent.ROUND_CLOSED, held, fields=["closed_at"], detail={"item": item.id})
    return decide(scope, policy, held, item, meeting, body)
