"""Who may do what in one body: roles of the tenant, and offices held in that very body."""

from sqlalchemy import select

from service.access.model import Membership
from service.core.errors import Forbidden
from service.core.language import N_
from service.meetings.model.bodies import Body
from service.meetings.names import MeetingsPermission
from service.meetings.policy import MeetingPolicy
from service.tenancy.scope import Scope

KEEPERS = ("secretary", "leader", "chair")
NOT_KEEPER = N_("Это делает ответственный секретарь органа, его руководитель или методист службы.")
NOT_CHAIR = N_("Это делает председатель органа.")
NOT_SECRETARY = N_("Протокол ведёт ответственный секретарь органа.")
NOT_MEMBER = N_("Это делает член органа, лично.")
BODY = "council"
"""The name under which compositions of bodies are known to access."""


def holds(scope: Scope, body: Body, *offices: str) -> bool:
    """Whether the actor holds one of some offices in a body today."""
    return any(scope.actor.holds(office, BODY, body.id) for office in offices)


def keeps(scope: Scope, body: Body) -> bool:
    """Whether the actor does the secretary's work in a body (ведёт дела органа)."""
    return scope.can(MeetingsPermission.KEEP) or holds(scope, body, *KEEPERS)


def allow_keeping(scope: Scope, body: Body) -> None:
    """Raise Forbidden unless the actor does the secretary's work in a body."""
    if not keeps(scope, body):
        raise Forbidden(NOT_KEEPER)


def chairs(scope: Scope, body: Body) -> bool:
    """Whether the actor acts for the chair: holds the office, or keeps the body and records a paper."""
    return holds(scope, body, "chair", "leader") or scope.can(MeetingsPermission.KEEP)


def allow_chairing(scope: Scope, body: Body) -> None:
    """Raise Forbidden unless the actor acts for the chair."""
    if not chairs(scope, body):
        raise Forbidden(NOT_CHAIR)


def writes_minutes(scope: Scope, body: Body, keeper_id: int | None = None) -> bool:
    """Whether the actor writes the minutes: where the regulation names the secretary, nobody else does.

    A keeper appointed for one meeting writes its minutes in the secretary's absence (LU2 п. 4.10).
    """
    policy = MeetingPolicy.of(scope.profile, body.kind)
    if keeper_id is not None and person_of(scope) == keeper_id:
        return True
    if policy.established("minutes_keeper"):
        return holds(scope, body, *map(str, policy.params("minutes_keeper").values))
    return keeps(scope, body)


def allow_minutes(scope: Scope, body: Body, keeper_id: int | None = None) -> None:
    """Raise Forbidden unless the actor writes the minutes of a body."""
    if not writes_minutes(scope, body, keeper_id):
        raise Forbidden(NOT_SECRETARY)


def person_of(scope: Scope) -> int | None:
    """The person in the register who the actor is; None for a token or an account without one."""
    if scope.actor.account_id is None:
        return None
    chosen = select(Membership.person_id).where(
        Membership.account_id == scope.actor.account_id,
        Membership.person_id.is_not(None),
        Membership.valid.contains(scope.today),
    )
    return scope.db.execute(chosen.limit(1)).scalar()
