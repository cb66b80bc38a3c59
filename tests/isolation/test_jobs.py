"""Jobs and the outbox: every job is one tenant's, an event is queued exactly once, whatever dies."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import redis
from flask import Flask
from rq import Queue, SimpleWorker
from rq.job import Job
from rq.scheduler import RQScheduler
from rq.serializers import JSONSerializer
from sqlalchemy import Engine, func, select

from service.config import Settings
from service.jobs import work
from service.jobs.outbox import deliver, sweep
from service.jobs.queue import enqueue, queue_of
from service.people.model.persons import Person
from service.tenancy.context import TenantFixed, TenantSession, make_engine
from service.tenancy.model import Audit, Outbox
from service.tenancy.scope import Scope
from service.workshop import workshop_of
from tests.accounts import scope_of
from tests.isolation.pair import SLUG_A, SLUG_B, WORD_A, WORD_B, Pair

REACTIONS = {"test.happened": ("test.count",)}


class Tried:
    """What the jobs of these tests saw."""

    tenants: list[tuple[int, int | None, set[str]]] = []
    tries = 0


def count(scope: Scope, **_payload: Any) -> int:
    """Remember which tenant's people a job sees."""
    people = scope.db.execute(select(Person)).scalars().all()
    Tried.tenants.append((scope.tenant.id, scope.actor.account_id, {one.last_name for one in people}))
    return len(people)


def fail_once(scope: Scope, **_payload: Any) -> str:
    """Write, then fail at the first try."""
    scope.record("test.tried")
    Tried.tries += 1
    if Tried.tries == 1:
        raise RuntimeError("the first try fails")
    return "done"


def reach_over(scope: Scope, other: int, **_payload: Any) -> None:
    """Try to write for another tenant."""
    scope.db.add(Person(tenant_id=other, last_name="x", first_name="x", sort_key="x", search_key="x"))


JOBS: dict[str, Callable[..., Any]] = {"test.count": count, "test.fail": fail_once, "test.reach": reach_over}


@pytest.fixture(autouse=True)
def opened(app: Flask, settings: Settings, pair: Pair) -> Iterator[None]:
    """A worker's workshop with the jobs of these tests; an empty queue and outbox."""
    shop = replace(workshop_of(settings), jobs=JOBS)
    work.open_workshop(shop)
    Tried.tenants, Tried.tries = [], 0
    app.extensions["shell"].redis.flushdb()
    for tenant in (pair.a, pair.b):
        with TenantSession(shop.engine, tenant) as db, db.begin():
            db.execute(Outbox.__table__.delete())
    yield
    shop.engine.dispose()


@pytest.fixture
def queue(app: Flask) -> Queue:
    return queue_of(app.extensions["shell"].redis)


@pytest.fixture
def platform(settings: Settings) -> Iterator[Engine]:
    """The platform role's engine, as the worker's sweep has it."""
    engine = make_engine(settings.database_platform_url or "", pool_size=1, max_overflow=0)
    yield engine
    engine.dispose()


def run_all(queue: Queue) -> None:
    """Work off what is queued, in this process, as a worker does."""
    SimpleWorker([queue], connection=queue.connection, serializer=JSONSerializer).work(burst=True)


def events_of(app: Flask, slug: str, event: str = "test.happened") -> None:
    """Commit an event of a tenant."""
    scope = scope_of(app, slug)
    with scope.db:
        scope.record(event, payload={"from": slug})
        scope.db.commit()


def waiting(engine: Engine, tenant_id: int) -> int:
    with TenantSession(engine, tenant_id) as db:
        return db.execute(select(func.count()).select_from(Outbox)).scalar_one()


@pytest.mark.parametrize("tenant", [None, "1", 999_999, 0, -1])
def test_a_job_without_a_served_tenant_is_refused(tenant: Any) -> None:
    with pytest.raises(work.NoTenantForJob):
        work.perform(tenant, None, "test.count")
    assert Tried.tenants == []


def test_an_unknown_job_does_nothing(pair: Pair) -> None:
    with pytest.raises(KeyError):
        work.perform(pair.a, None, "os.system")


def test_a_job_sees_its_tenant_only(queue: Queue, pair: Pair) -> None:
    for tenant in (pair.a, pair.b, pair.a):
        enqueue(queue, "test.count", tenant, None)
    run_all(queue)
    assert [seen[0] for seen in Tried.tenants] == [pair.a, pair.b, pair.a]
    for tenant, _, names in Tried.tenants:
        word, other = (WORD_A, WORD_B) if tenant == pair.a else (WORD_B, WORD_A)
        assert all(word in name and other not in name for name in names)


def test_a_job_that_reaches_over_is_stopped(pair: Pair) -> None:
    with pytest.raises(TenantFixed):
        work.perform(pair.a, None, "test.reach", other=pair.b)


def test_a_failed_try_leaves_nothing_and_the_next_one_is_the_same_tenants(queue: Queue, pair: Pair) -> None:
    job_id = enqueue(queue, "test.fail", pair.a, None)
    run_all(queue)
    job = Job.fetch(job_id, connection=queue.connection, serializer=JSONSerializer)
    assert job.retries_left == 2
    assert audited(pair.a) == 0
    again(queue, job)
    run_all(queue)
    assert Job.fetch(job_id, connection=queue.connection, serializer=JSONSerializer).return_value() == "done"
    assert (Tried.tries, audited(pair.a), audited(pair.b)) == (2, 1, 0)


def again(queue: Queue, job: Job) -> None:
    """Let the scheduler find the job due now."""
    registry = queue.scheduled_job_registry
    assert job.id in registry.get_job_ids()
    registry.connection.zadd(registry.key, {job.id: 1})
    scheduler = RQScheduler([queue], connection=queue.connection, serializer=JSONSerializer)
    scheduler.acquire_locks()
    scheduler.enqueue_scheduled_jobs()
    scheduler.release_locks()


def audited(tenant_id: int) -> int:
    with TenantSession(work.workshop().engine, tenant_id) as db:
        counted = select(func.count()).select_from(Audit).where(Audit.event == "test.tried")
        return db.execute(counted).scalar_one()


def test_delivery_queues_and_forgets_its_own_events_only(app: Flask, queue: Queue, pair: Pair) -> None:
    events_of(app, SLUG_A)
    events_of(app, SLUG_B)
    engine = app.extensions["shell"].engine
    assert deliver(engine, pair.a, queue, REACTIONS) == 1
    assert (waiting(engine, pair.a), waiting(engine, pair.b)) == (0, 1)
    assert deliver(engine, pair.a, queue, REACTIONS) == 0
    run_all(queue)
    assert [seen[0] for seen in Tried.tenants] == [pair.a]


def test_the_sweep_takes_what_is_left_of_every_tenant(
    app: Flask, queue: Queue, platform: Engine, pair: Pair
) -> None:
    for slug in (SLUG_A, SLUG_B, SLUG_A):
        events_of(app, slug)
    assert sweep(platform, queue, REACTIONS) == 3
    assert sweep(platform, queue, REACTIONS) == 0
    run_all(queue)
    assert sorted(seen[0] for seen in Tried.tenants) == sorted([pair.a, pair.a, pair.b])


def test_a_queue_that_is_away_loses_no_event(app: Flask, platform: Engine, pair: Pair) -> None:
    events_of(app, SLUG_A)
    away = queue_of(redis.Redis.from_url("unix:///nowhere/valkey.sock"))
    with pytest.raises(redis.exceptions.ConnectionError):
        sweep(platform, away, REACTIONS)
    assert waiting(app.extensions["shell"].engine, pair.a) == 1


def test_an_event_without_a_reaction_is_forgotten_without_a_job(
    app: Flask, queue: Queue, platform: Engine
) -> None:
    events_of(app, SLUG_A, "test.unheard")
    assert sweep(platform, queue, REACTIONS) == 0
    assert len(queue) == 0
