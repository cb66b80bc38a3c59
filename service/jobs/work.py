"""One job: enter the tenant, do the work with a Scope, commit at its end."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine

from service.core import clock
from service.profiles.profile import Profile
from service.tenancy.context import TenantSession
from service.tenancy.model import Tenant
from service.tenancy.scope import Actor, Scope

SELDOM = (50_000, 20, 20)


class NoTenantForJob(RuntimeError):
    """A job came without a tenant, or for a tenant that is not served: it is refused."""


@dataclass(frozen=True)
class Workshop:
    """What jobs are given at the worker's start."""

    engine: Engine
    find_tenant_by_id: Callable[[int], Tenant | None]
    load_profile: Callable[[TenantSession, Tenant, date], Profile]
    permissions: frozenset[str]
    jobs: Mapping[str, Callable[..., Any]]
    files: Any
    settings: Any
    modules: tuple[Any, ...] = ()


class _Bench:
    workshop: Workshop | None = None


def open_workshop(workshop: Workshop) -> None:
    """Give the worker process what its jobs need; the work-horses inherit it."""
    _Bench.workshop = workshop


def settle() -> None:
    """Let the garbage collector pass over what the start has made, and look less often at what a job makes.

    A large import holds a million objects till its end: looking them through again and again took a third of
    its time. The work-horses inherit this with the rest, and share the memory that is not looked at.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


def workshop() -> Workshop:
    """What the present worker works with."""
    if _Bench.workshop is None:
        raise NoTenantForJob("this process is not a worker")
    return _Bench.workshop


def perform(tenant_id: int, actor_id: int | None, job: str, **payload: Any) -> Any:
    """Run a named job of a tenant; what it raises rolls everything back and is tried again."""
    if not isinstance(tenant_id, int):
        raise NoTenantForJob(f"job {job} came without a tenant")
    with tenant_scope(tenant_id, actor_id) as scope:
        return workshop().jobs[job](scope, **payload)


@contextmanager
def tenant_scope(tenant_id: int, actor_id: int | None) -> Iterator[Scope]:
    """A scope for work outside a request: commits at the end, rolls back on an error."""
    given = workshop()
    tenant = given.find_tenant_by_id(tenant_id)
    if tenant is None or tenant.status != "active":
        raise NoTenantForJob(f"tenant {tenant_id} is not served")
    with TenantSession(given.engine, tenant.id, actor_id) as db:
        now = clock.now()
        profile = given.load_profile(db, tenant, clock.today(now, tenant.time_zone))
        actor = Actor(account_id=actor_id, name="", permissions=given.permissions)
        yield Scope(db=db, tenant=tenant, actor=actor, profile=profile, now=now)
        db.commit()


@contextmanager
def aside(scope: Scope) -> Iterator[TenantSession]:
    """A short transaction of its own beside a long one: progress that others see at once."""
    with TenantSession(workshop().engine, scope.tenant.id, scope.actor.account_id) as db, db.begin():
        yield db
