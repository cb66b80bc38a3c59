"""Keys of other systems (ключи доступа): made, shown once, revoked."""

from datetime import date

from sqlalchemy import select

from service.access.actions.roles import NO_ROLE, school_of
from service.access.model import ApiToken
from service.access.names import AccessEvent, AccessPermission, Office, Role
from service.access.secrets import digest, new_secret
from service.core.errors import FieldProblem, Invalid, NotFound
from service.core.language import N_
from service.tenancy.scope import Scope

ENDED = N_("Последний день ключа уже прошёл.")


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
        organisation_id=None if schoolless else school_of(scope, role, organisation_id),
        expires_on=expires_on,
        created_by=scope.actor.account_id,
    )
    scope.db.add(token)
    scope.record(AccessEvent.TOKEN_CREATED, token, detail={"role": role})
    return token, secret


def revoke_token(scope: Scope, token_id: int) -> ApiToken:
    """Revoke a token; it stops working at once: a request under way that writes is refused at its commit."""
    scope.allow(AccessPermission.MANAGE)
    token = scope.db.execute(select(ApiToken).where(ApiToken.id == token_id)).scalar_one_or_none()
    if token is None:
        raise NotFound()
    token.revoked_at = token.revoked_at or scope.now
    scope.record(AccessEvent.TOKEN_REVOKED, token)
    return token
