"""Periodic work: done once however many schedulers run, done again after a failure, told to the metrics."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from redis import Redis
from sqlalchemy import Engine, delete, func, select, text

from service import scheduler
from service.config import Settings
from service.jobs.gauges import DUTIES, OUTBOX
from service.jobs.queue import queue_of
from service.monitoring.model import IndicatorValue
from service.reactions import REACTIONS
from service.tenancy.context import TenantSession, make_engine
from service.tenancy.model import Audit, Outbox
from tests.accounts import scope_of

QUEUED_AT_ONCE = "import.uploaded"
"""An event whose jobs do not wait for others like them."""


@pytest.fixture
def redis(app: Flask) -> Redis:
    """An empty queue, and nothing waiting for it."""
    shell = app.extensions["shell"]
    with TenantSession(shell.engine, shell.find_tenant("luga").id) as db, db.begin():
        db.execute(delete(Outbox))
    found: Redis = shell.redis
    found.flushdb()
    return found


@pytest.fixture
def duties(settings: Settings, redis: Redis) -> Iterator[Callable[[], dict[str, scheduler.Duty]]]:
    """Makes the duties of one more scheduler, with connections of its own."""
    engines: list[Engine] = []

    def make() -> dict[str, scheduler.Duty]:
        made = scheduler.duties_of(settings, redis)
        engines.extend(duty.engine for duty in made)
        return {duty.name: duty for duty in made}

    yield make
    for engine in engines:
        engine.dispose()


def happen(app: Flask, number: int) -> None:
    """Commit events that nobody delivers, as a crash right after the commit leaves them."""
    for each in range(number):
        scope = scope_of(app, "luga")
        with scope.db:
            scope.record(QUEUED_AT_ONCE, payload={"subject_id": each})
            scope.db.commit()


def beside(works: list[Callable[[], Any]]) -> None:
    """Do all of it at the same time."""
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)


def test_one_at_a_time_holds_a_duty_and_a_dead_one_lets_go(settings: Settings) -> None:
    engines = [make_engine(settings.database_platform_url or "") for _ in range(2)]
    with scheduler.alone(engines[0], "test") as first:
        with scheduler.alone(engines[1], "test") as second, scheduler.alone(engines[1], "other") as other:
            assert (first, second, other) == (True, False, True)
    with scheduler.alone(engines[1], "test") as again:
        assert again
    with pytest.raises(Exception, match="terminat"), scheduler.alone(engines[0], "test") as mine:
        assert mine
        with engines[1].connect() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_locks l"
                    " JOIN pg_database d ON d.oid = l.database"
                    " WHERE l.locktype = 'advisory' AND d.datname = current_database()"
                )
            )
            connection.execute(text("SELECT pg_sleep(0.2)"))
            with scheduler.alone(engines[1], "test") as taken_over:
                assert taken_over
    for engine in engines:
        engine.dispose()


def test_two_schedulers_queue_every_event_once(
    app: Flask, redis: Redis, duties: Callable[[], dict[str, scheduler.Duty]]
) -> None:
    both = [duties(), duties()]
    happen(app, 30)
    beside([lambda one=one: [scheduler.perform(one["outbox"], redis) for _ in range(3)] for one in both])
    jobs = queue_of(redis).jobs
    assert sorted(job.kwargs["subject_id"] for job in jobs) == list(range(30))
    assert {job.args[2] for job in jobs} == set(REACTIONS[QUEUED_AT_ONCE])
    assert redis.hget(OUTBOX, "waiting") == b"0"


def test_two_schedulers_keep_one_chain(
    app: Flask, settings: Settings, redis: Redis, duties: Callable[[], dict[str, scheduler.Duty]]
) -> None:
    happen(app, 20)
    both = [duties(), duties()]
    beside([lambda one=one: scheduler.perform(one["audit_chain"], redis) for one in both])
    shell = app.extensions["shell"]
    with TenantSession(shell.engine, shell.find_tenant("luga").id) as db:
        links = db.execute(select(Audit.link).order_by(Audit.id)).scalars().all()
    assert links == list(range(1, len(links) + 1))


def test_a_new_day_is_computed_once(
    app: Flask, redis: Redis, duties: Callable[[], dict[str, scheduler.Duty]]
) -> None:
    both = [duties(), duties()]
    beside([lambda one=one: scheduler.perform(one["indicators"], redis) for one in both])
    shell = app.extensions["shell"]
    with TenantSession(shell.engine, shell.find_tenant("luga").id) as db:
        number = db.execute(select(func.count()).select_from(IndicatorValue)).scalar_one()
        named = db.execute(select(func.count(IndicatorValue.code.distinct()))).scalar_one()
    assert number == named > 0
    assert redis.hget(DUTIES, "indicators")


def test_a_failure_is_told_without_words_of_people_and_tried_again(
    app: Flask,
    redis: Redis,
    duties: Callable[[], dict[str, scheduler.Duty]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    outbox = duties()["outbox"]

    def fail(_engine: Engine) -> int:
        raise RuntimeError("Канарейка")

    scheduler.perform(replace(outbox, work=fail), redis)
    said = capsys.readouterr().out
    assert '"status": "failed"' in said and "RuntimeError at" in said and "Канарейка" not in said
    assert redis.hget(DUTIES, "outbox") is None
    happen(app, 1)
    scheduler.perform(outbox, redis)
    assert redis.hget(DUTIES, "outbox")
    assert queue_of(redis).count == 1


def test_events_wait_while_the_queue_is_away(app: Flask, settings: Settings, redis: Redis) -> None:
    away = Redis(port=1)
    happen(app, 2)
    for duty in scheduler.duties_of(settings, away):
        if duty.name == "outbox":
            scheduler.perform(duty, away)
        duty.engine.dispose()
    shell = app.extensions["shell"]
    with TenantSession(shell.engine, shell.find_tenant("luga").id) as db:
        assert db.execute(select(func.count()).select_from(Outbox)).scalar_one() == 2
