"""What follows a decision (исполнение решений): assignments with an owner and a day, carried on."""

from collections.abc import Mapping
from typing import Any

from service.core.errors import Conflict, FieldProblem, Forbidden, Invalid
from service.core.language import N_, format_date
from service.meetings.actions.calling import found
from service.meetings.events import AfterEvent
from service.meetings.model.agenda import AgendaItem
from service.meetings.model.following import Assignment
from service.meetings.names import MeetingsEvent
from service.meetings.queries import following as reads
from service.meetings.queries import meetings as meeting_reads
from service.meetings.queries.decisions import Recorded, decision
from service.meetings.queries.rights import allow_keeping, keeps, person_of
from service.meetings.rules.naming import TAKEN
from service.meetings.rules.states import BEFORE
from service.tenancy.scope import Scope

NOT_TAKEN = N_("Поручение даёт принятое решение, а это не принято.")
WHOM = N_("Укажите, кому поручено: человека или словами.")
PAST = N_("Срок поручения не раньше дня решения.")
CLOSED = N_("Это поручение уже закрыто.")
REPORT = N_("Напишите, что сделано.")
NOT_YOURS = N_("Отчитывается исполнитель или тот, кто ведёт дела органа.")
CARRIED = N_("О ходе исполнения поручения: %(text)s (срок %(day)s)")
AGENDA_CLOSED = N_("Повестка этого заседания закрыта.")
LONGEST = 500


def assign(scope: Scope, decision_id: int, draft: Mapping[str, Any]) -> Assignment:
    """Give an assignment (дать поручение) that follows from an adopted decision."""
    recorded = decision(scope, decision_id)
    allow_keeping(scope, recorded.body)
    if recorded.row.outcome not in TAKEN:
        raise Conflict(NOT_TAKEN)
    if not (draft.get("owner_id") or draft.get("owner")):
        raise Invalid(fields=(FieldProblem("owner", WHOM),))
    if draft["due_on"] < meeting_reads.local(scope, recorded.row.decided_at).date():
        raise Invalid(fields=(FieldProblem("due_on", PAST),))
    row = Assignment(
        decision_id=decision_id,
        text=draft.get("text") or recorded.row.text,
        **{name: draft.get(name) for name in ("owner_id", "owner", "due_on")},
    )
    scope.db.add(row)
    scope.record(AfterEvent.ASSIGNED, row, detail={"decision": decision_id})
    return row


def _open(scope: Scope, assignment_id: int) -> tuple[Assignment, Recorded]:
    row = reads.assignment(scope, assignment_id, locked=True)
    if row.state != "open":
        raise Conflict(CLOSED)
    return row, decision(scope, row.decision_id)


def report(scope: Scope, assignment_id: int, words: str) -> Assignment:
    """Say that an assignment is done and how (отчитаться): its owner, or who keeps the body."""
    row, recorded = _open(scope, assignment_id)
    if not (keeps(scope, recorded.body) or (row.owner_id and row.owner_id == person_of(scope))):
        raise Forbidden(NOT_YOURS)
    return _close(scope, row, "done", words)


def withdraw(scope: Scope, assignment_id: int, words: str) -> Assignment:
    """Take an assignment off, with the reason (снять поручение)."""
    row, recorded = _open(scope, assignment_id)
    allow_keeping(scope, recorded.body)
    return _close(scope, row, "withdrawn", words)


def _close(scope: Scope, row: Assignment, state: str, words: str) -> Assignment:
    if not words:
        raise Invalid(fields=(FieldProblem("report", REPORT),))
    row.state, row.report = state, words
    row.done_on = scope.today if state == "done" else None
    scope.record(AfterEvent.ASSIGNMENT_CLOSED, row, fields=["state"], detail={"state": state})
    return row


def carry(scope: Scope, meeting_id: int) -> list[AgendaItem]:
    """Put overdue assignments of the body on the agenda draft of its next meeting, each once (H1)."""
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    if meeting.state not in BEFORE:
        raise Conflict(AGENDA_CLOSED)
    day = meeting_reads.day_of(scope, meeting)
    items = meeting_reads.agenda(scope, meeting.id)
    there = {one.title for one in items}
    number, made = max((one.number for one in items), default=0), []
    for one in reads.overdue(scope, body.id, day):
        title = (CARRIED % {"text": one.row.text, "day": format_date(one.row.due_on)})[:LONGEST]
        if title in there:
            continue
        number += 1
        made.append(AgendaItem(meeting_id=meeting.id, number=number, title=title, origin="carried"))
    scope.db.add_all(made)
    if made:
        scope.record(MeetingsEvent.AGENDA_CHANGED, meeting, detail={"carried": len(made)})
    return made
