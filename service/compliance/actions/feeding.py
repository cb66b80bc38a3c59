"""Subscriptions to the year's deadlines (подписки на сроки): secret addresses, made and revoked."""

from sqlalchemy import func, select

from service.access.secrets import digest, new_secret
from service.compliance.model import ComplianceFeed
from service.compliance.names import ComplianceEvent, CompliancePermission
from service.compliance.queries.feeds import mine
from service.core.errors import Conflict, NotFound
from service.core.language import N_
from service.tenancy.scope import Scope

MOST = 10
TOO_MANY = N_("Подписок уже десять: отзовите ненужные.")


def make_feed(scope: Scope) -> tuple[ComplianceFeed, str]:
    """A subscription of the actor with its secret, told once; only the digest of it is kept."""
    scope.allow(CompliancePermission.WRITE)
    living = select(func.count()).where(mine(scope), ComplianceFeed.revoked_at.is_(None))
    if scope.db.execute(living).scalar_one() >= MOST:
        raise Conflict(TOO_MANY)
    secret = new_secret()
    made = ComplianceFeed(digest=digest(secret), account_id=scope.actor.account_id, made_at=scope.now)
    scope.db.add(made)
    scope.record(ComplianceEvent.FEED_MADE, made)
    return made, secret


def revoke_feed(scope: Scope, feed_id: int) -> ComplianceFeed:
    """Revoke a subscription of one's own: its address leads nowhere from now on."""
    scope.allow(CompliancePermission.WRITE)
    found = scope.db.execute(select(ComplianceFeed).where(ComplianceFeed.id == feed_id, mine(scope))).scalar()
    if found is None:
        raise NotFound()
    if found.revoked_at is None:
        found.revoked_at = scope.now
        scope.record(ComplianceEvent.FEED_REVOKED, found, fields=["revoked_at"])
    return found
