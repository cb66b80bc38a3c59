"""Reminders of a meeting (напоминания): written from its deadlines, written anew when they move."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import delete, select

from service.meetings.actions.asking import ask
from service.meetings.model.agenda import AgendaItem
from service.meetings.model.following import Assignment
from service.meetings.model.meetings import Meeting, Reminder
from service.meetings.model.voting import Decision
from service.meetings.names import WORD_DUE, MeetingsEvent
from service.meetings.queries.bodies import composition
from service.meetings.queries.meetings import at, day_of, deadlines
from service.meetings.queries.meetings import meeting as one_meeting
from service.meetings.queries.presence import valid_sheets
from service.meetings.rules import reminders as rules
from service.meetings.rules.reminders import BY_KIND, TIMELY, Anchor, Audience, Participant
from service.tenancy.scope import Scope

ANCHORS = {
    "notice_due": Anchor.NOTICE_DUE,
    "agenda_cutoff": Anchor.AGENDA_CUTOFF,
    "sheets_due": Anchor.SHEETS_DUE,
    "minutes_copy": Anchor.MINUTES_COPY_DUE,
}
SILENT = frozenset({"draft", "cancelled", "archived"})


def renew(scope: Scope, meeting: Meeting) -> None:
    """Write the reminders that follow now from the deadlines of a meeting and from its open assignments.

    What has been sent stays; what is needless goes.
    """
    scope.db.flush()
    stored = scope.db.execute(select(Reminder).where(Reminder.meeting_id == meeting.id)).scalars().all()
    anchors = {Anchor.START: meeting.starts_at}
    for one in deadlines(scope, meeting.id):
        if one.kind in ANCHORS:
            anchors[ANCHORS[one.kind]] = one.due_at or _end(scope, one.due_on)
    _agree(scope, meeting, None, anchors, stored)
    for owed in assignments(scope, meeting.id):
        due = {Anchor.ASSIGNMENT_DUE: _end(scope, owed.due_on)} if owed.state == "open" else {}
        _agree(scope, meeting, owed.id, due, stored)


def _agree(
    scope: Scope,
    meeting: Meeting,
    assignment_id: int | None,
    anchors: Mapping[Anchor, datetime],
    stored: Sequence[Reminder],
) -> None:
    mine = [one for one in stored if one.assignment_id == assignment_id]
    wanted = rules.planned(anchors, scope.tenant.time_zone, scope.now, silent=meeting.state in SILENT)
    known = [rules.Reminder(one.kind, one.due_at, one.done_at is not None) for one in mine]
    changes = rules.changes(known, wanted)
    waiting = {one.kind: one for one in mine if one.done_at is None}
    gone = [waiting[kind].id for kind in changes.drop]
    scope.db.execute(delete(Reminder).where(Reminder.id.in_(gone)))
    for moved in changes.move:
        waiting[moved.kind].due_at, waiting[moved.kind].queued_at = moved.due_at, None
    scope.db.add_all(
        Reminder(meeting_id=meeting.id, assignment_id=assignment_id, kind=one.kind, due_at=one.due_at)
        for one in changes.add
    )
    scope.db.flush()


def _end(scope: Scope, day: date) -> datetime:
    """A term of whole days ends with its last day."""
    return at(scope, day + timedelta(days=1), time.min)


def assignments(scope: Scope, meeting_id: int) -> Sequence[Assignment]:
    """Assignments that follow from the decisions of a meeting."""
    chosen = (
        select(Assignment)
        .join(Decision, Decision.id == Assignment.decision_id)
        .join(AgendaItem, AgendaItem.id == Decision.item_id)
        .where(AgendaItem.meeting_id == meeting_id)
    )
    return scope.db.execute(chosen.order_by(Assignment.id)).scalars().all()


def held(scope: Scope, reminder_id: int) -> Reminder | None:
    """A reminder, held by this transaction alone; None when a move of the date has taken it away."""
    chosen = select(Reminder).where(Reminder.id == reminder_id).with_for_update()
    return scope.db.execute(chosen.execution_options(populate_existing=True)).scalar()


def remind(scope: Scope, reminder_id: int) -> int:
    """Ask for a letter for everybody whom a reminder concerns now, and be done with it; how many."""
    row = held(scope, reminder_id)
    if row is None or row.done_at is not None or row.due_at > scope.now:
        return 0
    meeting = one_meeting(scope, row.meeting_id)
    row.done_at = scope.now
    people = audience(scope, row, meeting)
    if people:
        for person in people:
            ask(scope, WORD_DUE, [row.id], person_id=person)
        detail = {"meeting": meeting.id, "people": len(people)}
        scope.record(MeetingsEvent.REMINDED, row, fields=["done_at"], detail=detail)
    return len(people)


def audience(scope: Scope, row: Reminder, meeting: Meeting) -> tuple[int, ...]:
    """Whom a reminder concerns as things stand: nobody of what is done, over or called off."""
    delta = BY_KIND[row.kind]
    if meeting.state not in TIMELY[row.kind] or _too_late(scope, row, meeting):
        return ()
    if delta.audience is Audience.ASSIGNEE:
        owed = scope.db.get(Assignment, (scope.db.tenant_id, row.assignment_id))
        return (owed.owner_id,) if owed and owed.state == "open" and owed.owner_id else ()
    seated = composition(scope, meeting.body_id, day_of(scope, meeting))
    keeper = seated.holder("secretary") or seated.holder("leader") or seated.holder("chair")
    sheets = valid_sheets(scope, meeting.id) if delta.audience is Audience.UNDECIDED else frozenset()
    people = [
        Participant(one.person_id, secretary=one is keeper, sheet_received=one.person_id in sheets)
        for one in seated.members
    ]
    return rules.reminded(delta.audience, people)


def _too_late(scope: Scope, row: Reminder, meeting: Meeting) -> bool:
    """Whether what a reminder speaks of has passed, as after days in which nothing was sent."""
    if row.kind == "meeting":
        return scope.now >= meeting.starts_at
    if row.kind == "sheets":
        return meeting.sheets_due_at is None or scope.now >= meeting.sheets_due_at
    return False
