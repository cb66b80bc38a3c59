"""The order of a body's work (порядок деятельности): set by the chair, or the deputy on an instruction."""

from sqlalchemy import func, select

from service.core.errors import FieldProblem, Forbidden, Invalid
from service.core.language import N_
from service.meetings.model.presence import Instruction
from service.meetings.model.procedure import BodyProcedure
from service.meetings.names import MeetingsEvent
from service.meetings.queries import bodies as reads
from service.meetings.queries.rights import chairs, holds
from service.meetings.refusals import in_words
from service.tenancy.scope import Scope

NOT_CHAIR = N_("Порядок определяет председатель или по его поручению заместитель.")
NO_INSTRUCTION = N_("Поручения председателя заместителю нет: сначала запишите его.")
NO_CHAIR = N_("Председателя сегодня нет: порядок определить некому.")


def set_procedure(scope: Scope, body_id: int, text: str) -> BodyProcedure:
    """Set another edition; those before stay (LU2 п. 4.5).

    Whoever keeps the body records the chair's paper: the author is the chair.
    """
    body = reads.body(scope, body_id)
    seated = reads.composition(scope, body.id, scope.today)
    instruction_id = None
    if chairs(scope, body):
        author = seated.holder("chair") or seated.holder("leader")
    elif holds(scope, body, "deputy"):
        author = seated.holder("deputy")
        instruction_id = _instruction(scope, body.id, author.person_id) if author else None
        if author and instruction_id is None:
            raise Invalid(fields=(FieldProblem("text", NO_INSTRUCTION),))
    else:
        raise Forbidden(NOT_CHAIR)
    if author is None:
        raise Invalid(fields=(FieldProblem("text", NO_CHAIR),))
    newest = select(func.coalesce(func.max(BodyProcedure.number), 0)).where(BodyProcedure.body_id == body.id)
    row = BodyProcedure(
        body_id=body.id,
        number=scope.db.execute(newest).scalar_one() + 1,
        text=text,
        author_id=author.person_id,
        office=author.office,
        instruction_id=instruction_id,
        made_at=scope.now,
        recorded_by=scope.actor.account_id,
    )
    scope.db.add(row)
    with in_words():
        scope.db.flush()
    scope.record(MeetingsEvent.PROCEDURE_SET, row, detail={"body": body.id, "number": row.number})
    return row


def _instruction(scope: Scope, body_id: int, person_id: int) -> int | None:
    """The latest standing instruction of the chair to a person: one for a meeting is not enough."""
    chosen = select(Instruction.id).where(
        Instruction.body_id == body_id,
        Instruction.person_id == person_id,
        Instruction.meeting_id.is_(None),
        Instruction.given_on <= scope.today,
    )
    return scope.db.execute(chosen.order_by(Instruction.id.desc()).limit(1)).scalar()
