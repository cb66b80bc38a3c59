"""A worker's ways (исполнитель): stops within a limit, shows that it lives, keeps values out of logs."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any

import structlog
from rq import Worker
from rq.exceptions import StopRequested
from rq.serializers import JSONSerializer
from rq.worker import WorkerStatus

from service.core.logs import frames
from service.jobs.gauges import count_job
from service.jobs.queue import queue_of
from service.jobs.work import perform

log = structlog.get_logger()
REMIND_EVERY = 0.5


class Runner(Worker):
    """A worker of the service's queue.

    Told to stop, it takes no more jobs and lets the running one finish for `stop_within` seconds; then that
    job is ended and tried again later, as after a crash. `beat` is called whenever it shows signs of life.
    """

    stop_within: float = 30.0
    beat: Callable[[], None] = staticmethod(lambda: None)

    def heed_early_stop(self) -> None:
        """Remember a request to stop that comes while RQ has begun but does not yet listen for it.

        Leaving at once would wait for ever for its scheduler's process, which nobody has told to stop.
        """
        home = os.getpid()

        def note(_signum: int, _frame: FrameType | None) -> None:
            if os.getpid() != home:
                os._exit(0)  # the scheduler's process, just forked
            self._limit()
            self._stop_requested = True

        signal.signal(signal.SIGTERM, note)

    def request_stop(self, signum: int, frame: Any) -> None:
        """Finish the running job, but not for ever."""
        log.info("stopping", within=self.stop_within)
        self._limit()
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]

    def _limit(self) -> None:
        timer = threading.Timer(self.stop_within, self._end_job)
        timer.daemon = True
        timer.start()

    def stop_scheduler(self) -> None:
        """Tell RQ's scheduler to stop until it has: a process just forked may lose a signal."""
        process: Any = self.scheduler._process if self.scheduler else None
        while process is not None and process.is_alive():
            process.terminate()
            process.join(REMIND_EVERY)

    def _shutdown(self) -> None:
        """Only remember the request: an exception out of a signal may get lost, or lose a job just taken."""
        if self.get_state() == WorkerStatus.BUSY:
            super()._shutdown()  # type: ignore[no-untyped-call]
        self._stop_requested = True

    @property
    def should_run_maintenance_tasks(self) -> bool:
        """Asked before every look at the queue; the place where an idle worker leaves."""
        if self._stop_requested:
            raise StopRequested()
        return bool(super().should_run_maintenance_tasks)

    @property
    def dequeue_timeout(self) -> int:
        """Seconds of one look at the queue: how long an idle worker may take to leave."""
        return 1

    def _end_job(self) -> None:
        if not self.horse_pid:
            os._exit(1)  # the queue is away, and RQ waits for it
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
