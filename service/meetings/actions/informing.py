"""Requests for information (запросы информации) of a body, and what was answered."""

from collections.abc import Mapping
from typing import Any

from service.core.errors import Conflict, FieldProblem, Invalid
from service.meetings.actions.dispatching import ANSWERED, BEFORE_SENT, FUTURE
from service.meetings.events import AfterEvent
from service.meetings.model.following import InformationRequest
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import following as reads
from service.meetings.queries.rights import allow_keeping
from service.tenancy.scope import Scope


def ask(scope: Scope, body_id: int, draft: Mapping[str, Any]) -> InformationRequest:
    """Ask the authority for information (запрос информации, LU2 п. 3.1.3)."""
    body = body_reads.body(scope, body_id)
    allow_keeping(scope, body)
    sent_on = draft.get("sent_on") or scope.today
    if sent_on > scope.today:
        raise Invalid(fields=(FieldProblem("sent_on", FUTURE),))
    row = InformationRequest(
        body_id=body.id,
        sent_on=sent_on,
        **{name: draft.get(name) for name in ("addressee", "text", "number")},
    )
    scope.db.add(row)
    scope.record(AfterEvent.INFORMATION_ASKED, row, detail={"body": body.id})
    return row


def informed(scope: Scope, request_id: int, draft: Mapping[str, Any]) -> InformationRequest:
    """Record the answer to a request for information."""
    row = reads.request(scope, request_id)
    allow_keeping(scope, body_reads.body(scope, row.body_id))
    if row.answered_on is not None:
        raise Conflict(ANSWERED)
    if draft["answered_on"] < row.sent_on:
        raise Invalid(fields=(FieldProblem("answered_on", BEFORE_SENT),))
    row.answered_on, row.answer, row.file_id = draft["answered_on"], draft["answer"], draft.get("file_id")
    scope.record(AfterEvent.INFORMATION_GIVEN, row, fields=["answer"])
    return row
