"""The first administrator of a tenant (первый администратор): invited by an operator while there is none.

An operator reads nothing of the tenant by it: whether somebody administers it is all that is asked.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from service.access.actions import invite
from service.access.actions.roles import administering
from service.access.model import Account
from service.access.names import Role
from service.core import clock
from service.core.errors import Conflict
from service.core.language import N_
from service.settings.queries import ProfileStore
from service.tenancy.context import TenantSession
from service.tenancy.model import Tenant
from service.tenancy.scope import Actor, Scope

NOT_FIRST = N_("Администратор здесь уже работает: остальных приглашает он.")
AT_WORK = N_("Сначала возобновите работу: в приостановленный район не приглашают.")


@contextmanager
def scope_of(engine: Engine, tenant: Tenant, permissions: frozenset[str]) -> Iterator[Scope]:
    """A scope of the service itself in a tenant, committed when all went well."""
    with TenantSession(engine, tenant.id) as db:
        now = clock.now()
        profile = ProfileStore().profile(db, tenant, clock.today(now, tenant.time_zone))
        actor = Actor(name="operator", roles=frozenset({Role.ADMINISTRATOR}), permissions=permissions)
        yield Scope(db=db, tenant=tenant, actor=actor, profile=profile, now=now)
        db.commit()


def is_administered(scope: Scope) -> bool:
    """Whether somebody who can come in administers the tenant."""
    return scope.db.execute(administering(scope).limit(1)).first() is not None


def invite_first(scope: Scope, email: str, name: str) -> tuple[Account, str]:
    """Invite the first administrator; the secret of the one-time link, or nothing where a way in exists.

    Raises Conflict once an administrator has come in: an operator is no way into a tenant at work.
    """
    if scope.tenant.status != "active" or scope.tenant.stage is not None:
        raise Conflict(AT_WORK)
    if is_administered(scope):
        raise Conflict(NOT_FIRST)
    account, _held, secret = invite(scope, email, name, Role.ADMINISTRATOR)
    return account, secret
