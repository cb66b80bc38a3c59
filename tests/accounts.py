"""Accounts of a test: who they are, made through the same actions as on the page."""

from datetime import date

from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select

from service.access.actions import create_token
from service.access.model import Account, Membership
from service.access.names import Role
from service.core import clock
from service.core.columns import life
from service.tenancy.context import TenantSession
from service.tenancy.model import Tenant
from service.tenancy.scope import Actor, Scope
from service.web.shell import Shell
from tests.client import Browser

PASSWORD = "very-good-password-1"
# An account of a test costs nothing to sign in: what a real password costs is for tests of sign-in.
HASHED = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def shell_of(app: Flask) -> Shell:
    """The application's shell."""
    found: Shell = app.extensions["shell"]
    return found


def tenant_of(app: Flask, slug: str) -> Tenant:
    """The tenant with a slug."""
    found = shell_of(app).find_tenant(slug)
    assert found is not None, f"no tenant {slug}"
    return found


def scope_of(app: Flask, slug: str, role: str = Role.ADMINISTRATOR, on: date | None = None) -> Scope:
    """A scope as a request of `role` would have; the caller commits and closes its session."""
    shell = shell_of(app)
    tenant = tenant_of(app, slug)
    db = TenantSession(shell.engine, tenant.id)
    now = clock.now()
    profile = shell.load_profile(db, tenant, on or clock.today(now, tenant.time_zone))
    actor = Actor(name="Test", roles=frozenset({role}), permissions=shell.grants.get(role, frozenset()))
    return Scope(db=db, tenant=tenant, actor=actor, profile=profile, now=now)


def account(app: Flask, slug: str, role: str, organisation_id: int | None = None) -> str:
    """The address of an account with a role in a tenant, made at its first mention."""
    suffix = f"-{organisation_id}" if organisation_id else ""
    email = f"{role}{suffix}@{slug}.test"
    with TenantSession(shell_of(app).engine, tenant_of(app, slug).id) as db, db.begin():
        found = db.execute(select(Account).where(Account.email == email)).scalar_one_or_none()
        if found is None:
            found = Account(email=email, name=f"{role} {slug}", password_hash=HASHED)
            db.add(found)
            db.flush()
            since = life(date(2020, 1, 1))
            db.add(Membership(account_id=found.id, role=role, organisation_id=organisation_id, valid=since))
    return email


def browser_as(app: Flask, slug: str, role: str, organisation_id: int | None = None) -> Browser:
    """A browser where `role` of a tenant is signed in."""
    return Browser(app).sign_in(account(app, slug, role, organisation_id), PASSWORD)


def token_for(app: Flask, slug: str, role: str, organisation_id: int | None = None) -> dict[str, str]:
    """Headers of a program with a token of `role`."""
    scope = scope_of(app, slug)
    with scope.db:
        _, secret = create_token(scope, "test", role, organisation_id)
        scope.db.commit()
    return {"Authorization": f"Bearer {secret}"}
