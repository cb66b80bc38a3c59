"""Pending invitations (приглашения): sent by jobs, sent again, cancelled."""

from sqlalchemy import update

from service.access.actions.roles import end_today, keep_an_administrator, may_be_linked
from service.access.model import Account, Invitation, OneTimeLink
from service.access.names import AccessEvent, AccessPermission, Role
from service.access.queries import people
from service.access.sessions import issue_link
from service.core.errors import Invalid
from service.core.language import N_
from service.tenancy.scope import Scope

NOT_WAITED_FOR = N_(
    "Этого приглашения уже не ждут: человек вошёл, приглашение отменено или роли закончились."
)
INVITED_ELSEWHERE = N_("Этого человека пригласил и другой район: ссылка для пароля придёт оттуда.")


def wanted(scope: Scope, row: Invitation, account: Account) -> bool:
    """Whether an invitation still holds: not cancelled, the account is open, there is a role to come for."""
    if row.cancelled_at is not None or account.disabled_at is not None:
        return False
    return people.works_here(scope.db, account.id, scope.today)


def link_again(scope: Scope, invitation_id: int) -> tuple[Account, str]:
    """A new one-time link of a pending invitation; the earlier one stops working."""
    scope.allow(AccessPermission.MANAGE)
    row, account = people.invitation(scope.db, invitation_id)
    if not (wanted(scope, row, account) and may_be_linked(scope, account)):
        raise Invalid(INVITED_ELSEWHERE if _elsewhere(scope, row, account) else NOT_WAITED_FOR)
    row.sent_at = scope.now
    scope.record(AccessEvent.INVITED, account)
    return account, issue_link(scope.db, account, "invitation", scope.now)


def _elsewhere(scope: Scope, row: Invitation, account: Account) -> bool:
    fresh = row.cancelled_at is None and account.password_hash is None and account.entered_at is None
    return fresh and people.works_here(scope.db, account.id, scope.today)


def cancel(scope: Scope, invitation_id: int) -> Invitation:
    """Cancel a pending invitation: its roles end, its link stops working."""
    scope.allow(AccessPermission.MANAGE)
    row, account = people.invitation(scope.db, invitation_id)
    if row.cancelled_at is not None or account.password_hash is not None or account.entered_at is not None:
        raise Invalid(NOT_WAITED_FOR)
    lasting = [one for one in people.roles_of(scope.db, account.id) if scope.today in one.valid]
    if any(one.role == Role.ADMINISTRATOR for one in lasting):
        keep_an_administrator(scope, account.id)
    if may_be_linked(scope, account):
        unused = update(OneTimeLink).where(OneTimeLink.account_id == account.id)
        scope.db.execute(unused.where(OneTimeLink.used_at.is_(None)).values(used_at=scope.now))
    for held in lasting:
        end_today(scope, held)
    mine = update(Invitation).where(
        Invitation.account_id == account.id, Invitation.cancelled_at.is_(None), Invitation.id != row.id
    )
    scope.db.execute(mine.values(cancelled_at=scope.now))
    row.cancelled_at = scope.now
    scope.record(AccessEvent.INVITATION_CANCELLED, row, detail={"roles": len(lasting)})
    return row
