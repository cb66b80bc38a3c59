"""Reads of subscriptions to the year's deadlines: whose, by which secret, in which language."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from service.access.model import Account, Membership
from service.access.secrets import digest
from service.compliance.model import ComplianceFeed
from service.compliance.names import GRANTS, CompliancePermission
from service.core.language import DEFAULT
from service.tenancy.scope import Scope

READERS = tuple(map(str, GRANTS[CompliancePermission.READ]))


def mine(scope: Scope) -> ColumnElement[bool]:
    """Whether a subscription belongs to the actor's account; programs of the tenant share theirs."""
    return ComplianceFeed.account_id.is_not_distinct_from(scope.actor.account_id)


def feeds(scope: Scope) -> Sequence[ComplianceFeed]:
    """Subscriptions of the actor, the newest first."""
    chosen = select(ComplianceFeed).where(mine(scope)).order_by(ComplianceFeed.id.desc())
    return scope.db.execute(chosen).scalars().all()


def by_secret(scope: Scope, secret: str) -> tuple[ComplianceFeed, str] | None:
    """The living subscription of a secret and its language, while its owner may still read the page."""
    chosen = select(ComplianceFeed).where(
        ComplianceFeed.digest == digest(secret), ComplianceFeed.revoked_at.is_(None)
    )
    found = scope.db.execute(chosen).scalar()
    if found is None:
        return None
    if found.account_id is None:
        return found, DEFAULT
    owner = (
        select(Account.language)
        .join(Membership, Membership.account_id == Account.id)
        .where(
            Account.id == found.account_id,
            Account.disabled_at.is_(None),
            Membership.valid.contains(scope.today),
            Membership.role.in_(READERS),
        )
    )
    language = scope.db.execute(owner.limit(1)).scalar()
    return (found, language) if language else None
