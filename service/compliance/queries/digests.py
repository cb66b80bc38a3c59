"""Reads of digests: what an account chose, whom it is, what is due for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from service.access.model import Account, Membership
from service.access.offices import Composition, held_on
from service.compliance.model import ComplianceDigest
from service.compliance.queries.rows import Line, mine, table, urgent
from service.tenancy.scope import Actor, Held, Scope

WEEKLY = "weekly"


@dataclass(frozen=True)
class Reader:
    """An account that a digest goes to."""

    email: str
    name: str
    language: str
    actor: Actor


def digest_of(scope: Scope, account_id: int) -> ComplianceDigest | None:
    """What an account chose, and when its digest was last sent."""
    chosen = select(ComplianceDigest).where(ComplianceDigest.account_id == account_id)
    return scope.db.execute(chosen).scalar()


def period(scope: Scope) -> str:
    """How often the actor gets the digest."""
    found = digest_of(scope, scope.actor.account_id) if scope.actor.account_id is not None else None
    return found.period if found else WEEKLY


def reader(scope: Scope, account_id: int, compositions: Iterable[Composition]) -> Reader | None:
    """The account with its roles and offices of today; None when it no longer works here."""
    held = held_on(tuple(compositions), scope.tenant.id, scope.today)
    rows = scope.db.execute(
        select(Account, Membership.role, held.c.office, held.c.body, held.c.body_id)
        .join(Membership, Membership.account_id == Account.id)
        .outerjoin(held, held.c.person_id == Membership.person_id)
        .where(
            Account.id == account_id,
            Account.disabled_at.is_(None),
            Membership.valid.contains(scope.today),
        )
    ).all()
    if not rows:
        return None
    one: Account = rows[0][0]
    actor = Actor(
        account_id=one.id,
        name=one.name,
        roles=frozenset(row.role for row in rows),
        offices=frozenset(Held(row.office, row.body, row.body_id) for row in rows if row.office),
    )
    return Reader(one.email, one.name, one.language, actor)


def due_for(scope: Scope, actor: Actor) -> Sequence[Line]:
    """What is overdue or soon and is the actor's to do, the most urgent first."""
    return urgent(mine(replace(scope, actor=actor), table(scope).lines))
