"""Users of a tenant: invite, give and take roles, tokens for neighbouring systems."""

from datetime import date

from sqlalchemy import select

from service.access.model import Account, ApiToken, Membership
from service.access.names import SCHOOL, AccessEvent, AccessPermission, Office, Role
from service.access.queries import by_email, places, schools
from service.access.secrets import digest, new_secret
from service.access.sessions import issue_link
from service.core.columns import life
from service.core.errors import FieldProblem, Invalid, NotFound
from service.core.language import N_
from service.tenancy.scope import Scope

NO_ROLE = N_("Такой роли нет.")
NEEDS_SCHOOL = N_("Для роли школы выберите школу.")
ENDED = N_("Последний день ключа уже прошёл.")


def invite(
    scope: Scope, email: str, name: str, role: str, organisation_id: int | None = None
) -> tuple[Account, Membership, str]:
    """Invite a person (пригласить): the account is global, the role is the tenant's.

    Returns the account, its role, and the secret of its one-time link. An account that has a password keeps
    it, and one that another tenant invited has its link from there: nobody gets a way into it by inviting it
    again.
    """
    scope.allow(AccessPermission.MANAGE)
    account = by_email(scope.db, email)
    if account is None:
        account = Account(email=email.strip().lower(), name=name.strip())
        scope.db.add(account)
        scope.db.flush()
    held = give_role(scope, account, role, organisation_id)
    elsewhere = any(place.slug != scope.tenant.slug for place in places(scope.db, account.id, scope.now))
    known = account.password_hash is not None or elsewhere
    secret = "" if known else issue_link(scope.db, account, "invitation", scope.now)
    scope.record(AccessEvent.INVITED, account, detail={"role": role})
    return account, held, secret


def give_role(scope: Scope, account: Account, role: str, organisation_id: int | None = None) -> Membership:
    """Give an account a role in this tenant; school roles need the school."""
    scope.allow(AccessPermission.MANAGE)
    if role not in set(Role):
        raise Invalid(fields=(FieldProblem("role", NO_ROLE),))
    organisation_id = _school_of(scope, role, organisation_id)
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
    if held is None:
        raise NotFound()
    if held.role == Role.ADMINISTRATOR and len(_administrators(scope) - {held.id}) < 1:
        raise Invalid("Это последний администратор района. Сначала назначьте другого.")
    held.valid = life(held.valid.lower, max(scope.today, held.valid.lower or scope.today))
    scope.record(AccessEvent.ROLE_TAKEN, held, detail={"role": held.role})
    return held


def _administrators(scope: Scope) -> set[int]:
    """Memberships of today's administrators, locked: two of them ending each other's role wait in turn."""
    administering = Membership.role == Role.ADMINISTRATOR, Membership.valid.contains(scope.today)
    locked = select(Membership.id).where(*administering).order_by(Membership.id).with_for_update()
    return set(scope.db.execute(locked).scalars())


def create_token(
    scope: Scope,
    name: str,
    role: str,
    organisation_id: int | None = None,
    expires_on: date | None = None,
    *,
    schoolless: bool = False,
) -> tuple[ApiToken, str]:
    """A token for a neighbouring system (ключ доступа) and its secret: shown once, its digest is stored.

    A school role needs its school; a `schoolless` token of one sees no school's records. `expires_on` is the
    last day the token works.
    """
    scope.allow(AccessPermission.MANAGE)
    if role not in set(Role) | set(Office):
        raise Invalid(fields=(FieldProblem("role", NO_ROLE),))
    if expires_on is not None and expires_on < scope.today:
        raise Invalid(fields=(FieldProblem("expires_on", ENDED),))
    secret = f"mms_{new_secret()}"
    token = ApiToken(
        digest=digest(secret),
        name=name.strip(),
        role=role,
        organisation_id=None if schoolless else _school_of(scope, role, organisation_id),
        expires_on=expires_on,
        created_by=scope.actor.account_id,
    )
    scope.db.add(token)
    scope.record(AccessEvent.TOKEN_CREATED, token, detail={"role": role})
    return token, secret


def _school_of(scope: Scope, role: str, organisation_id: int | None) -> int | None:
    """The school of a school role, None for other roles; raises Invalid for a school role without one."""
    if role not in SCHOOL:
        return None
    if organisation_id not in {each for each, _name in schools(scope.db)}:
        raise Invalid(fields=(FieldProblem("organisation_id", NEEDS_SCHOOL),))
    return organisation_id


def revoke_token(scope: Scope, token_id: int) -> ApiToken:
    """Revoke a token; it stops working at once: a request under way that writes is refused at its commit."""
    scope.allow(AccessPermission.MANAGE)
    token = scope.db.execute(select(ApiToken).where(ApiToken.id == token_id)).scalar_one_or_none()
    if token is None:
        raise NotFound()
    token.revoked_at = token.revoked_at or scope.now
    scope.record(AccessEvent.TOKEN_REVOKED, token)
    return token
