"""The worker (исполнитель заданий): takes jobs from the queue one at a time, each in its own process."""

import signal
import sys

import structlog

from service.config import Purpose, Settings, read_settings
from service.core.logs import configure_libraries, configure_logs
from service.jobs import work
from service.jobs.queue import NAME, connect
from service.jobs.runner import make_runner
from service.jobs.work import Workshop
from service.launcher import rearm_in_forks
from service.launcher.health import marker
from service.workshop import workshop_of

log = structlog.get_logger()


def run(settings: Settings, workshop: Workshop) -> None:
    """Work until told to stop.

    RQ's own scheduler runs beside: it queues what is due later (retries, settled bursts), under a lock in
    Valkey, so that of many workers one does it.
    """
    # A fork does not inherit the parent-death signal: the job's process and RQ's scheduler arm it again.
    rearm_in_forks(signal.SIGKILL)
    work.open_workshop(workshop)
    work.settle()
    runner = make_runner(
        connect(settings.redis_url),
        stop_within=settings.stop_within,
        beat=marker(settings.alive_dir, "worker"),
    )
    runner.heed_early_stop()
    log.info("worker", queue=NAME)
    runner.work(with_scheduler=True, logging_level="WARNING")
    log.info("worker_stopped")


def main() -> None:
    """Read the settings and work."""
    # Until RQ takes the signals itself: nothing has begun, so there is nothing to finish.
    signal.signal(signal.SIGTERM, lambda _signum, _frame: sys.exit(0))
    configure_logs()
    configure_libraries()
    settings = read_settings(purpose=Purpose.WORKER)
    run(settings, workshop_of(settings))


if __name__ == "__main__":
    main()
