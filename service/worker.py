"""The worker (исполнитель заданий): takes jobs from the queue, sweeps the outbox between them."""

import signal
import threading

import structlog
from rq import Worker
from rq.serializers import JSONSerializer

from service.config import Settings, read_settings
from service.core.logs import configure_logs
from service.jobs import work
from service.jobs.chain import chain
from service.jobs.outbox import sweep
from service.jobs.queue import NAME, connect, queue_of
from service.launcher import rearm_in_forks
from service.monitoring.nightly import keep_days
from service.reactions import REACTIONS
from service.tenancy.context import make_engine
from service.workshop import workshop_of

log = structlog.get_logger()
SWEEP_EVERY = 15.0


def sweep_forever(settings: Settings, stopped: threading.Event) -> None:
    """Queue what a crash left in the outbox and link the audit log, every few seconds."""
    if not settings.database_platform_url:
        return
    engine = make_engine(settings.database_platform_url, pool_size=1, max_overflow=0)
    queue = queue_of(connect(settings.redis_url))
    while not stopped.wait(SWEEP_EVERY):
        try:
            sweep(engine, queue, REACTIONS)
            chain(engine)
        except Exception as error:  # noqa: BLE001 - the sweep must outlive a database that is away
            log.warning("sweep", error=type(error).__name__)


def main() -> None:
    """Work until told to stop."""
    settings = read_settings()
    configure_logs()
    # A fork does not inherit the parent-death signal: the job's process and the scheduler arm it again.
    rearm_in_forks(signal.SIGKILL)
    work.open_workshop(workshop_of(settings))
    work.settle()
    stopped = threading.Event()
    threading.Thread(target=sweep_forever, args=(settings, stopped), daemon=True).start()
    days = threading.Thread(target=keep_days, args=(settings.database_compute_url, stopped), daemon=True)
    days.start()
    redis = connect(settings.redis_url)
    worker = Worker(
        [queue_of(redis)],
        connection=redis,
        serializer=JSONSerializer,
        worker_ttl=20,
        job_monitoring_interval=5,
        maintenance_interval=5,
    )
    log.info("worker", queue=NAME)
    worker.work(with_scheduler=True, logging_level="WARNING")
    stopped.set()


if __name__ == "__main__":
    main()
