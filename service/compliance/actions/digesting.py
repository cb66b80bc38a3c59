"""The digest (сводка): how often an account wants it; that it was sent is written down."""

from service.compliance.model import ComplianceDigest
from service.compliance.names import ComplianceEvent, CompliancePermission
from service.compliance.queries.digests import digest_of
from service.core.errors import Forbidden
from service.tenancy.scope import Scope


def choose(scope: Scope, period: str) -> None:
    """Choose how often the digest comes: off, daily or weekly; a program has no mailbox."""
    scope.allow(CompliancePermission.DIGEST)
    if scope.actor.account_id is None:
        raise Forbidden()
    found = digest_of(scope, scope.actor.account_id)
    if found is None:
        found = ComplianceDigest(account_id=scope.actor.account_id, period=period)
        scope.db.add(found)
    found.period = period
    scope.record(ComplianceEvent.DIGEST_CHOSEN, found, detail={"period": period})


def to_be_sent(scope: Scope, account_id: int) -> ComplianceDigest | None:
    """The digest of an account while it is wanted and was not sent today."""
    found = digest_of(scope, account_id)
    if found is None or found.period == "off" or found.sent_on == scope.today:
        return None
    return found
