"""One job: enter the tenant, do the work with a Scope, commit at its end."""

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import structlog
from rq import Retry, get_current_job
from rq.job import Job
from sqlalchemy import Engine

from service.core import clock
from service.core.errors import Problem
from service.core.language import use_own_words
from service.jobs.gauges import count_job
from service.jobs.queue import queue_of
from service.profiles.profile import Profile
from service.tenancy.context import TenantSession
from service.tenancy.model import Tenant
from service.tenancy.scope import Actor, Scope
from service.tenancy.tracing import keep_trace

log = structlog.get_logger()
SELDOM = (50_000, 20, 20)


LATER = timedelta(minutes=10)
"""A job of a suspended tenant is looked at again after this time."""


class NoTenantForJob(RuntimeError):
    """A job came without a tenant, or for a tenant that is not served: it is refused."""


class TenantSuspended(NoTenantForJob):
    """The tenant of a job is suspended: the job waits until the operator resumes it."""


@dataclass(frozen=True)
class Workshop:
    """What jobs are given at the worker's start; `post` sends letters, which no request does."""

    engine: Engine
    find_tenant_by_id: Callable[[int], Tenant | None]
    load_profile: Callable[[TenantSession, Tenant, date], Profile]
    permissions: frozenset[str]
    jobs: Mapping[str, Callable[..., Any]]
    files: Any
    settings: Any
    post: Any
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
    known = workshop().jobs
    with told(job if job in known else "unknown"):
        if not isinstance(tenant_id, int):
            raise NoTenantForJob(f"job {job} came without a tenant")
        work = known[job]
        with tenant_scope(tenant_id, actor_id, _acting_for()) as scope:
            return work(scope, **payload)


@contextmanager
def told(job: str) -> Iterator[None]:
    """Write the job's line in the log, and count it: whose, for which request, how it ended, how long."""
    current = get_current_job()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(job=job)
    if current is not None:
        structlog.contextvars.bind_contextvars(job_id=current.id, request_id=request_of(current))
    started = time.perf_counter()
    outcome, failure = "done", None
    try:
        yield
    except TenantSuspended:
        if current is None:
            raise
        outcome = "put_off"
        _put_off(current)
    except BaseException as error:
        # A job stopped from outside is tried again like one that failed by itself.
        outcome = "retried" if current is not None and current.should_retry else "failed"
        failure = error
        raise
    finally:
        milliseconds = round((time.perf_counter() - started) * 1000, 1)
        say = log.info if failure is None else log.error
        say("job", status=outcome, duration_ms=milliseconds, exc_info=failure)
        if current is not None:
            count_job(current.connection, job, outcome)
        structlog.contextvars.clear_contextvars()


def _put_off(job: Job) -> None:
    """Queue a job of a suspended tenant again for later, as it is."""
    queue_of(job.connection).enqueue_in(
        LATER,
        job.func_name,
        args=job.args,
        kwargs=job.kwargs,
        description=job.description,
        meta=job.meta,
        retry=Retry(max=3, interval=[1, 5, 20]),
        job_timeout=job.timeout,
        result_ttl=job.result_ttl,
        failure_ttl=job.failure_ttl,
    )


def request_of(job: Job) -> str:
    """The number of the request behind a job; its own where many requests or none stand behind it."""
    return str(job.get_meta(refresh=False).get("request_id") or job.id)


def _acting_for() -> tuple[int, ...]:
    """The absent in whose stead the present job was asked for."""
    current = get_current_job()
    return () if current is None else tuple(current.get_meta(refresh=False).get("acting_for", ()))


@contextmanager
def tenant_scope(tenant_id: int, actor_id: int | None, acting_for: tuple[int, ...] = ()) -> Iterator[Scope]:
    """A scope for work outside a request: commits at the end, rolls back on an error."""
    given = workshop()
    tenant = given.find_tenant_by_id(tenant_id)
    if tenant is None:
        raise NoTenantForJob(f"tenant {tenant_id} is not served")
    if tenant.status != "active":
        raise TenantSuspended(f"tenant {tenant_id} is suspended")
    structlog.contextvars.bind_contextvars(tenant=tenant.slug)
    use_own_words(tenant.words)
    with TenantSession(given.engine, tenant.id, actor_id) as db:
        now = clock.now()
        profile = given.load_profile(db, tenant, clock.today(now, tenant.time_zone))
        actor = Actor(account_id=actor_id, name="", permissions=given.permissions, acting_for=acting_for)
        asked_by = structlog.contextvars.get_contextvars().get("request_id")
        scope = Scope(db=db, tenant=tenant, actor=actor, profile=profile, now=now, request_id=asked_by)
        try:
            yield scope
        except Problem as problem:
            db.rollback()
            keep_trace(scope, problem)
            raise
        db.commit()


@contextmanager
def aside(scope: Scope) -> Iterator[TenantSession]:
    """A short transaction of its own beside a long one: progress that others see at once."""
    with TenantSession(workshop().engine, scope.tenant.id, scope.actor.account_id) as db, db.begin():
        yield db
