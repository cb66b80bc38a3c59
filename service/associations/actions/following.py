"""What follows from records: a visit is closed, a member's proposal is passed on and answered."""

from collections.abc import Mapping
from typing import Any

from service.associations.actions.founding import alive
from service.associations.actions.records import record
from service.associations.model.work import LessonVisit, MemberProposal
from service.associations.names import AssociationsEvent
from service.associations.queries import listing
from service.core.errors import Conflict, FieldProblem, Invalid
from service.core.language import N_
from service.tenancy.scope import Scope

CLOSE_FIRST = N_("Посещение закрывают, когда записаны и самоанализ, и анализ.")
WHERE = N_("Выберите, кому передать: в центр или в совет.")
ANSWER = N_("Напишите ответ: его увидит автор.")
NOT_NOW = N_("На это предложение ответ уже дан.")


def close_visit(scope: Scope, body_id: int, visit_id: int) -> LessonVisit:
    """Close a visit: only with the self-analysis and the analysis both written (LU4 п. 2.2)."""
    body = alive(scope, body_id)
    listing.allow_belonging(scope, body)
    row: LessonVisit = record(scope, body_id, "visits", visit_id)
    absent = [name for name in ("self_analysis", "analysis") if not getattr(row, name)]
    if absent:
        raise Invalid(fields=tuple(FieldProblem(name, CLOSE_FIRST) for name in absent))
    row.closed = True
    scope.record(AssociationsEvent.VISIT_CLOSED, row, fields=["closed"], detail={"body": body.id})
    return row


def answer(scope: Scope, body_id: int, proposal_id: int, draft: Mapping[str, Any]) -> MemberProposal:
    """Pass a proposal to the centre or the council, or answer it; its author sees the state (LU4 п. 4.2)."""
    body = alive(scope, body_id)
    row: MemberProposal = record(scope, body_id, "proposals", proposal_id)
    if row.state in ("accepted", "declined"):
        raise Conflict(NOT_NOW)
    state = draft["state"]
    if state == "forwarded":
        listing.allow_work(scope, body)
        if not draft.get("addressee"):
            raise Invalid(fields=(FieldProblem("addressee", WHERE),))
        row.addressee = draft["addressee"]
    else:
        listing.allow_review(scope, body) if row.addressee else listing.allow_work(scope, body)
        if not draft.get("answer"):
            raise Invalid(fields=(FieldProblem("answer", ANSWER),))
        row.addressee = row.addressee or "centre"
        row.answer, row.answered_on = draft["answer"], scope.today
    row.state = state
    scope.record(AssociationsEvent.PROPOSAL_ANSWERED, row, detail={"state": state, "body": body.id})
    return row
