"""Issuing opinion sheets (выдача опросных листов): one for each member; the deadline is moved once."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from service.core.errors import Conflict, FieldProblem, Invalid
from service.core.language import N_
from service.meetings.actions import deadlines
from service.meetings.actions.calling import found, step
from service.meetings.actions.judging import store
from service.meetings.actions.noticing import announce
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.model.sheets import Sheet
from service.meetings.names import MeetingsEvent
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import meetings as reads
from service.meetings.queries import sheets as sheet_reads
from service.meetings.queries.bodies import Member, composition
from service.meetings.queries.rights import allow_keeping
from service.meetings.refusals import WORDS, in_words
from service.rules.verdict import Status, Verdict
from service.tenancy.scope import Scope

NO_SHEETS = N_("На очном заседании листов нет: голосуют в зале.")
NOTICE_FIRST = N_("Сначала известите членов: лист выдают вместе с материалами заседания.")
NOTHING_ASKED = N_("На листе не о чем голосовать: внесите вопрос, по которому принимается решение.")
NO_DRAFT = N_("У вопроса «%(title)s» нет проекта решения: на листе голосуют за него.")
DUE_PASSED = N_("Срок возврата листов прошёл: новые не выдаются.")
NOT_LATER = N_("Новый срок должен быть позже прежнего.")
ISSUING = frozenset({"noticed", "agenda_final", "balloting", "in_session", "suspended"})
EXTENDING = frozenset({"noticed", "agenda_final", "balloting"})
CODE_BYTES = 15


@dataclass(frozen=True)
class Issued:
    """Sheets issued now, whom it is too late for, and what the rule of materials says of the day."""

    sheets: Sequence[Sheet]
    without: Sequence[Member]
    verdict: Verdict


def issue(scope: Scope, meeting_id: int) -> Issued:
    """Issue a sheet with a number and a secret code to every member who has none (выдать листы).

    Voting by correspondence begins with it. Later it serves those who joined: with a sheet while the days of
    the rule of materials remain, otherwise they are named and get none (council.md edge 14).
    """
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    _may_issue(scope, meeting)
    policy = MeetingPolicy.of(scope.profile, body.kind)
    starts, now = reads.local(scope, meeting.starts_at), reads.local(scope, scope.now)
    verdict = policy.evaluate("materials", policy.ends("materials", meeting_date=starts, sent_date=now))
    people, number = _given(scope, meeting.id)
    seated = composition(scope, body.id, reads.day_of(scope, meeting))
    wanting = [one for one in seated.members if one.person_id not in people]
    late = bool(people) and verdict.status is Status.FAIL
    sheets = [] if late else _write(scope, meeting, wanting, number)
    if meeting.form == "correspondence" and meeting.state != "balloting":
        step(meeting, "balloting")
    if sheets:
        store(scope, verdict, "meeting", meeting.id)
    detail = {"sheets": len(sheets), "without": len(wanting) if late else 0}
    scope.record(MeetingsEvent.SHEETS_ISSUED, meeting, fields=["state"], detail=detail)
    return Issued(sheets, wanting if late else (), verdict)


def _may_issue(scope: Scope, meeting: Meeting) -> None:
    if meeting.form == "in_person" or meeting.sheets_due_at is None:
        raise Conflict(NO_SHEETS)
    if not sheet_reads.noticed(scope, meeting.id) or meeting.state in ("draft", "scheduled", "postponed"):
        raise Conflict(NOTICE_FIRST)
    if meeting.state not in ISSUING:
        raise Conflict(WORDS["sheets_not_taken"])
    if scope.now > meeting.sheets_due_at:
        raise Conflict(DUE_PASSED)
    asked = sheet_reads.questions(scope, meeting.id)
    if not asked:
        raise Invalid(NOTHING_ASKED)
    for one in asked:
        if not one.draft:
            raise Invalid(NO_DRAFT, title=one.title)


def _given(scope: Scope, meeting_id: int) -> tuple[frozenset[int], int]:
    """Who holds a sheet, and the last number given."""
    held = select(Sheet.person_id).where(Sheet.meeting_id == meeting_id, Sheet.void_at.is_(None))
    last = select(func.coalesce(func.max(Sheet.number), 0)).where(Sheet.meeting_id == meeting_id)
    return frozenset(scope.db.execute(held).scalars()), scope.db.execute(last).scalar_one()


def _write(scope: Scope, meeting: Meeting, members: Sequence[Member], last: int) -> list[Sheet]:
    sheets = [
        Sheet(
            meeting_id=meeting.id,
            person_id=one.person_id,
            number=number,
            code=secrets.token_urlsafe(CODE_BYTES),
            issued_at=scope.now,
        )
        for number, one in enumerate(members, last + 1)
    ]
    scope.db.add_all(sheets)
    with in_words():
        scope.db.flush()
    return sheets


def extend(scope: Scope, meeting_id: int, until: datetime) -> Meeting:
    """Move the deadline of sheets (продлить срок): once, before it passes, for all, with another notice.

    A meeting with a room has it moved before the meeting opens (council.md edge 47).
    """
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    due = meeting.sheets_due_at
    if meeting.state not in EXTENDING or due is None:
        raise Conflict(WORDS["sheets_not_taken"])
    policy = MeetingPolicy.of(scope.profile, body.kind)
    if not policy.extension_allowed or meeting.extended_at is not None or scope.now > due:
        raise Conflict(WORDS["sheets_due"])
    if until <= due:
        raise Invalid(fields=(FieldProblem("until", NOT_LATER),))
    _move(scope, meeting, body, until)
    announce(scope, meeting_id)
    return meeting


def _move(scope: Scope, meeting: Meeting, body: Body, until: datetime) -> None:
    meeting.sheets_due_at, meeting.extended_at = until, scope.now
    with in_words():
        scope.db.flush()
    deadlines.renew(scope, meeting, body)
    scope.record(MeetingsEvent.SHEETS_EXTENDED, meeting, fields=["sheets_due_at"])
