"""What follows a decision (исполнение решений): assignments with an owner and a day, carried on."""

from collections.abc import Mapping
from typing import Any

from service.core.errors import Conflict, FieldProblem, Forbidden, Invalid
from service.core.language import N_
from service.meetings.actions.calling import found
from service.meetings.actions.carrying import carry_overdue
from service.meetings.events import AfterEvent
from service.meetings.model.agenda import AgendaItem
from service.meetings.model.following import Assignment
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
AGENDA_CLOSED = N_("Повестка этого заседания закрыта.")


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
    """Put assignments that have become overdue since on an agenda that is still open, each once (H1)."""
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    if meeting.state not in BEFORE:
        raise Conflict(AGENDA_CLOSED)
    return carry_overdue(scope, meeting, body)
