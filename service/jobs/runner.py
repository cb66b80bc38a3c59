"""A worker's ways (исполнитель): stops within a limit, shows that it lives, keeps values out of logs."""

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any

import structlog
from rq import Worker
from rq.serializers import JSONSerializer

from service.core.logs import frames
from service.jobs.gauges import count_job
from service.jobs.queue import queue_of
from service.jobs.work import perform

log = structlog.get_logger()


class Runner(Worker):
    """A worker of the service's queue.

    Told to stop, it takes no more jobs and lets the running one finish for `stop_within` seconds; then that
    job is ended and tried again later, as after a crash. `beat` is called whenever it shows signs of life.
    """

    stop_within: float = 30.0
    beat: Callable[[], None] = staticmethod(lambda: None)

    def request_stop(self, signum: int, frame: Any) -> None:
        """Finish the running job, but not for ever."""
        log.info("stopping", within=self.stop_within)
        timer = threading.Timer(self.stop_within, self._end_job)
        timer.daemon = True
        timer.start()
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]

    def _end_job(self) -> None:
        if self.horse_pid:
            log.warning("job_ended", within=self.stop_within)
            self.kill_horse()

    def heartbeat(self, *args: Any, **kwargs: Any) -> None:
        """Tell Valkey and the health check."""
        super().heartbeat(*args, **kwargs)
        self.beat()

    def handle_job_failure(self, *args: Any, **kwargs: Any) -> None:
        """Keep with the job where it failed; an error's message may hold what people typed."""
        found = sys.exc_info()
        if found[1] is not None:
            kwargs["exc_string"] = frames(found)
        super().handle_job_failure(*args, **kwargs)

    def handle_exception(self, job: Any, *exc_info: Any) -> None:
        """Tell of a job that did not get as far as its own line: one that cannot be read or found."""
        if not _written(exc_info[2]):
            log.error("job", job="unknown", job_id=job.id, status="failed", exc_info=exc_info)
            count_job(self.connection, "unknown", "failed")

    def handle_work_horse_killed(self, job: Any, retpid: Any, ret_val: Any, rusage: Any) -> None:
        """A job's process that died could not write the line itself."""
        name = str(job.args[2]) if len(job.args) > 2 else "unknown"
        log.error("job", job=name, job_id=job.id, status="killed", code=ret_val)
        count_job(self.connection, name, "killed")


def _written(trace: TracebackType | None) -> bool:
    """Whether an error came out of a job that was performed, and so has been told already."""
    while trace is not None:
        if trace.tb_frame.f_code is perform.__code__:
            return True
        trace = trace.tb_next
    return False


def make_runner(redis: Any, *, stop_within: float, beat: Callable[[], None]) -> Runner:
    """A worker of the service's queue; the short times bring an abandoned job back within a minute or so."""
    runner = Runner(
        [queue_of(redis)],
        connection=redis,
        serializer=JSONSerializer,
        worker_ttl=20,
        job_monitoring_interval=5,
        maintenance_interval=5,
    )
    runner.stop_within = stop_within
    runner.beat = beat
    return runner
