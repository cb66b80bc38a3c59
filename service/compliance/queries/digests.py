"""Reads of digests: what an account chose, whom it is, what is due for it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import select

from service.access.model import Account, Membership
from service.access.offices import Composition, held_on
from service.compliance.model import ComplianceDigest
from service.compliance.queries.rows import Line, answers, urgent
from service.tenancy.scope import Scope

WEEKLY = "weekly"


@dataclass
class Reader:
    """An account that a digest goes to: whom it stands for in the register, what it holds today."""

    email: str
    name: str
    language: str
    people: set[int] = field(default_factory=set)
    held: set[str] = field(default_factory=set)

    def due(self, lines: Iterable[Line]) -> list[Line]:
        """What is overdue or soon and the reader's to do, the most urgent first."""
        return urgent([one for one in lines if answers(one.responsible, self.people, self.held)])


def digest_of(scope: Scope, account_id: int) -> ComplianceDigest | None:
    """What an account chose, and when its digest was last sent."""
    chosen = select(ComplianceDigest).where(ComplianceDigest.account_id == account_id)
    return scope.db.execute(chosen).scalar()


def period(scope: Scope) -> str:
    """How often the actor gets the digest."""
    found = digest_of(scope, scope.actor.account_id) if scope.actor.account_id is not None else None
    return found.period if found else WEEKLY


def readers(
    scope: Scope, accounts: Collection[int], compositions: Iterable[Composition]
) -> dict[int, Reader]:
    """Accounts that still work here, with their roles and offices of today, in one statement."""
    held = held_on(tuple(compositions), scope.tenant.id, scope.today)
    rows = scope.db.execute(
        select(Account, Membership.role, Membership.person_id, held.c.office)
        .join(Membership, Membership.account_id == Account.id)
        .outerjoin(held, held.c.person_id == Membership.person_id)
        .where(
            Account.id.in_(accounts),
            Account.disabled_at.is_(None),
            Membership.valid.contains(scope.today),
        )
    )
    found: dict[int, Reader] = {}
    for account, role, person_id, office in rows:
        one = found.setdefault(account.id, Reader(account.email, account.name, account.language))
        one.held |= {role} | ({office} if office else set())
        one.people |= {person_id} if person_id is not None else set()
    return found
