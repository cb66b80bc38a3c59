"""Roles of a tenant's users: invite, give and take; somebody who may administer always stays."""

from sqlalchemy import Select, or_, select

from service.access.model import Account, Invitation, Membership
from service.access.names import SCHOOL, AccessEvent, AccessPermission, Role
from service.access.queries.people import by_email, open_deactivation, places, schools
from service.access.sessions import issue_link
from service.core.columns import life
from service.core.errors import FieldProblem, Invalid, NotFound
from service.core.language import N_
from service.tenancy.scope import Scope

NO_ROLE = N_("Такой роли нет.")
NEEDS_SCHOOL = N_("Для роли школы выберите школу.")
SHUT_OUT = N_("Этот человек отключён. Сначала включите его снова на его странице.")
LAST_ADMINISTRATOR = N_(
    "Это последний администратор района, который может войти. "
    "Сначала назначьте другого и дождитесь, пока он войдёт."
)


def invite(
    scope: Scope, email: str, name: str, role: str, organisation_id: int | None = None
) -> tuple[Account, Membership, str]:
    """Invite a person (пригласить): the account is global, the role is the tenant's.

    Returns the account, its role, and the secret of its one-time link. An account that has a password keeps
    it, and one that another tenant invited has its link from there: nobody gets a way into it by inviting it
    again.
    """
    account, held = take_in(scope, email, name, role, organisation_id)
    if not may_be_linked(scope, account):
        return account, held, ""
    note_invitation(scope, account).sent_at = scope.now
    return account, held, issue_link(scope.db, account, "invitation", scope.now)


def take_in(
    scope: Scope, email: str, name: str, role: str, organisation_id: int | None = None
) -> tuple[Account, Membership]:
    """Give a role to whoever has this address; an account is made where there is none."""
    scope.allow(AccessPermission.MANAGE)
    account = by_email(scope.db, email)
    if account is None:
        account = Account(email=email.strip().lower(), name=name.strip())
        scope.db.add(account)
        scope.db.flush()
    elif open_deactivation(scope.db, account.id) is not None:
        raise Invalid(fields=(FieldProblem("email", SHUT_OUT),))
    held = give_role(scope, account, role, organisation_id)
    scope.record(AccessEvent.INVITED, account, detail={"role": role})
    return account, held


def note_invitation(scope: Scope, account: Account) -> Invitation:
    """Write down that somebody was invited; a letter follows."""
    made = Invitation(account_id=account.id, invited_at=scope.now, invited_by=scope.actor.account_id)
    scope.db.add(made)
    return made


def has_entered(account: Account) -> bool:
    """Whether a person has a way in already: a password, or a sign-in by whatever way."""
    return account.password_hash is not None or account.entered_at is not None


def may_be_linked(scope: Scope, account: Account) -> bool:
    """Whether this tenant may make a one-time link: nobody has come in, and no other tenant invited."""
    if has_entered(account) or account.disabled_at is not None:
        return False
    return all(place.slug == scope.tenant.slug for place in places(scope.db, account.id, scope.now))


def give_role(scope: Scope, account: Account, role: str, organisation_id: int | None = None) -> Membership:
    """Give an account a role in this tenant; school roles need the school."""
    scope.allow(AccessPermission.MANAGE)
    if role not in set(Role):
        raise Invalid(fields=(FieldProblem("role", NO_ROLE),))
    organisation_id = school_of(scope, role, organisation_id)
    held = scope.db.execute(
        select(Membership).where(
            Membership.account_id == account.id,
            Membership.role == role,
            Membership.organisation_id.is_not_distinct_from(organisation_id),
        )
    ).scalar_one_or_none()
    if held is None:
        held = Membership(account_id=account.id, role=role, organisation_id=organisation_id)
        scope.db.add(held)
    if held.valid is None or scope.today not in held.valid:
        held.valid = life(scope.today)
    scope.record(AccessEvent.ROLE_GIVEN, held, detail={"role": role})
    return held


def take_role(scope: Scope, membership_id: int) -> Membership:
    """End a role today; the last administrator stays."""
    scope.allow(AccessPermission.MANAGE)
    held = scope.db.execute(select(Membership).where(Membership.id == membership_id)).scalar_one_or_none()
    if held is None or scope.today not in held.valid:
        raise NotFound()
    if held.role == Role.ADMINISTRATOR:
        keep_an_administrator(scope, held.account_id)
    end_today(scope, held)
    scope.record(AccessEvent.ROLE_TAKEN, held, detail={"role": held.role})
    return held


def end_today(scope: Scope, held: Membership) -> None:
    """End the life of a role now; one that begins later never begins."""
    held.valid = life(held.valid.lower, max(scope.today, held.valid.lower or scope.today))


def keep_an_administrator(scope: Scope, leaving: int) -> None:
    """Refuse to let an account go when nobody else who can come in would administer the tenant.

    The rows are locked: of two administrators who end each other's role one waits for the other.
    """
    holding = administering(scope).order_by(Membership.id).with_for_update(of=Membership)
    if not set(scope.db.execute(holding).scalars()) - {leaving}:
        raise Invalid(LAST_ADMINISTRATOR)


def administering(scope: Scope) -> Select[tuple[int]]:
    """The accounts that administer the tenant today and can come in."""
    return (
        select(Membership.account_id)
        .join(Account, Account.id == Membership.account_id)
        .where(Membership.role == Role.ADMINISTRATOR, Membership.valid.contains(scope.today))
        .where(Account.disabled_at.is_(None))
        .where(or_(Account.password_hash.is_not(None), Account.entered_at.is_not(None)))
    )


def school_of(scope: Scope, role: str, organisation_id: int | None) -> int | None:
    """The school of a school role, None for other roles; raises Invalid for a school role without one."""
    if role not in SCHOOL:
        return None
    if organisation_id not in {each for each, _name in schools(scope.db)}:
        raise Invalid(fields=(FieldProblem("organisation_id", NEEDS_SCHOOL),))
    return organisation_id
