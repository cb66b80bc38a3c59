"""The scheduler (планировщик): periodic work beside the jobs; of several at once, one does it.

RQ's own cron is not used: it queues each tick as a job, and twice where two run; a job of ours belongs to one
tenant, and the sweep must work after the queue was lost. What RQ delays (retries) stays with its workers.
"""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

import structlog
from sqlalchemy import Engine, text

from service.compliance.due import queue_digests
from service.compliance.jobs import providers_of
from service.compliance.nightly import check_new_days
from service.config import Purpose, Settings, read_settings
from service.core import clock
from service.core.logs import configure_libraries, configure_logs
from service.jobs.chain import chain
from service.jobs.gauges import tell_duty, tell_outbox
from service.jobs.outbox import sweep, waiting
from service.jobs.queue import connect, queue_of
from service.launcher.health import marker
from service.meetings.due import queue_closed_years, queue_due, queue_rezoning
from service.modules import CARDS
from service.monitoring.nightly import compute_new_days
from service.operators.tasks import do_tasks, measure_tenants
from service.reactions import REACTIONS
from service.tenancy.context import make_engine

log = structlog.get_logger()
PATIENCE = 5.0
TRY = text("SELECT pg_try_advisory_lock(hashtext(:name))")
RELEASE = text("SELECT pg_advisory_unlock(hashtext(:name))")


@dataclass(frozen=True)
class Duty:
    """A piece of periodic work: how often, on which database role's engine; returns how much it did."""

    name: str
    every: float
    engine: Engine
    work: Callable[[Engine], int]


def duties_of(settings: Settings, redis: Any) -> tuple[Duty, ...]:
    """All periodic work of the service."""
    queue = queue_of(redis)

    def sweep_outbox(engine: Engine) -> int:
        moved = sweep(engine, queue, REACTIONS)
        tell_outbox(redis, *waiting(engine))
        return moved

    def close_years(engine: Engine) -> int:
        return queue_closed_years(engine, queue, clock.now())

    def check_rules(engine: Engine) -> int:
        return check_new_days(engine, providers_of(CARDS))

    def send_digests(engine: Engine) -> int:
        return queue_digests(engine, queue, clock.now()) if settings.smtp_url else 0

    def do_operators_tasks(engine: Engine) -> int:
        return do_tasks(engine, application, settings.data, settings.files)

    # Each duty holds one connection for its lock and works on another.
    platform = make_engine(settings.database_platform_url or "", pool_size=16, max_overflow=0)
    application = make_engine(settings.database_url, pool_size=1, max_overflow=1)
    compute = make_engine(settings.database_compute_url or "", pool_size=4, max_overflow=0)
    return (
        Duty("outbox", 15.0, platform, sweep_outbox),
        Duty("audit_chain", 15.0, platform, chain),
        Duty("reminders", 60.0, platform, lambda engine: queue_due(engine, queue)),
        Duty("digests", 600.0, platform, send_digests),
        Duty("body_years", 21600.0, platform, close_years),
        Duty("wall_clocks", 86400.0, platform, lambda engine: queue_rezoning(engine, queue)),
        Duty("tenants", 5.0, platform, do_operators_tasks),
        Duty("sizes", 120.0, platform, measure_tenants),
        Duty("indicators", 600.0, compute, compute_new_days),
        Duty("compliance", 600.0, compute, check_rules),
    )


@contextmanager
def alone(engine: Engine, name: str) -> Iterator[bool]:
    """Whether this process may do a piece of work now: false while another does it.

    The lock belongs to the connection, not to a transaction, and falls when the process dies.
    """
    with engine.connect() as connection:
        mine = bool(connection.execute(TRY, {"name": f"mms.duty.{name}"}).scalar_one())
        connection.commit()
        try:
            yield mine
        finally:
            if mine:
                connection.execute(RELEASE, {"name": f"mms.duty.{name}"})
                connection.commit()


def perform(duty: Duty, redis: Any) -> None:
    """Do one piece of work once; a failure is told and tried again in its time."""
    started = time.perf_counter()
    try:
        with alone(duty.engine, duty.name) as mine:
            if not mine:
                return
            done = duty.work(duty.engine)
        tell_duty(redis, duty.name)
    except Exception as error:  # noqa: BLE001 - the scheduler must outlive a database or a queue that is away
        log.warning("duty", duty=duty.name, status="failed", exc_info=error)
        return
    if done:
        milliseconds = round((time.perf_counter() - started) * 1000, 1)
        log.info("duty", duty=duty.name, status="done", number=done, duration_ms=milliseconds)


def keep(duty: Duty, redis: Any, stopped: threading.Event) -> None:
    """Do one piece of work in its time until stopped; the first time at once."""
    while not stopped.is_set():
        perform(duty, redis)
        stopped.wait(duty.every)


def keep_all(settings: Settings, redis: Any, stopped: threading.Event) -> None:
    """Do all periodic work, each kind in a thread of its own: a long night holds up no event."""
    beat = marker(settings.alive_dir, "scheduler")
    duties = duties_of(settings, redis)
    threads = [threading.Thread(target=keep, args=(duty, redis, stopped), daemon=True) for duty in duties]
    for thread in threads:
        thread.start()
    log.info("scheduler", duties=[duty.name for duty in duties])
    while not stopped.wait(1.0):
        if all(thread.is_alive() for thread in threads):
            beat()
    deadline = time.monotonic() + settings.stop_within
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))


def main() -> None:
    """Work until told to stop; what is being done then is finished first."""
    configure_logs()
    configure_libraries()
    settings = read_settings(purpose=Purpose.SCHEDULER)
    stopped = threading.Event()

    def stop(_signum: int, _frame: FrameType | None) -> None:
        stopped.set()

    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, stop)
    keep_all(settings, connect(settings.redis_url, patience=PATIENCE), stopped)
    log.info("scheduler_stopped")


if __name__ == "__main__":
    main()
