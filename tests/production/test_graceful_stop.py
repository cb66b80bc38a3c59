"""Told to stop, a program finishes what it has begun, takes nothing new, and does not take for ever."""

import signal
import threading
import time
from collections.abc import Callable

import pytest
from flask import Flask
from rq import Queue
from rq.job import Job
from rq.scheduler import RQScheduler

from service.jobs.queue import enqueue, queue_of
from service.jobs.runner import make_runner
from tests.production.conftest import Deployment, Running

SERVER = ("-m", "gunicorn", "-c", "python:service.web.serving", "tests.production.slow_service:web()")
WORKER = ("-m", "tests.production.slow_service")


class Asked(threading.Thread):
    """A request under way."""

    def __init__(self, deployment: Deployment, seconds: float) -> None:
        super().__init__(daemon=True)
        self.ask: Callable[[], object] = lambda: deployment.ask(f"/slow?seconds={seconds}")
        self.answer: object = None
        self.start()

    def run(self) -> None:
        try:
            self.answer = self.ask()
        except OSError as error:
            self.answer = error


@pytest.fixture
def queue(app: Flask) -> Queue:
    redis = app.extensions["shell"].redis
    redis.flushdb()
    return queue_of(redis)


@pytest.fixture
def tenant(app: Flask) -> int:
    return int(app.extensions["shell"].find_tenant("luga").id)


def started(worker: Running, job: Job) -> None:
    """Wait until a job runs."""
    worker.wait_for(lambda: job.get_status() == "started")


def test_a_running_request_is_answered_and_a_new_one_refused(deployment: Deployment) -> None:
    web = deployment.start(*SERVER, STOP_WITHIN="20")
    web.wait_for(deployment.answers)
    slow = Asked(deployment, 3)
    time.sleep(0.7)
    web.process.terminate()
    time.sleep(0.7)
    with pytest.raises(OSError):
        deployment.ask("/healthz", seconds=1)
    assert slow.is_alive(), "the request still runs while new ones are refused"
    assert web.process.wait(20) == 0
    slow.join(5)
    assert slow.answer.status == 200 and slow.answer.text == "finished"  # type: ignore[attr-defined]


def test_a_request_that_never_ends_does_not_hold_the_server(deployment: Deployment) -> None:
    web = deployment.start(*SERVER, STOP_WITHIN="1")
    web.wait_for(deployment.answers)
    Asked(deployment, 60)
    time.sleep(0.7)
    began = time.monotonic()
    assert web.stop() == 0
    assert time.monotonic() - began < 10


class Forgetful(RQScheduler):
    """RQ's scheduler that loses the first signal, as Python does in a process just forked."""

    heard = 0

    def request_stop(self, *args: object) -> None:
        self.heard += 1
        if self.heard > 1:
            super().request_stop(*args)  # type: ignore[no-untyped-call]


def test_a_worker_ends_a_scheduler_that_lost_its_signal(queue: Queue) -> None:
    worker = make_runner(queue.connection, stop_within=20, beat=lambda: None)
    scheduler = Forgetful(worker.queues, connection=queue.connection)  # type: ignore[no-untyped-call]
    worker.scheduler = scheduler
    scheduler.acquire_locks(auto_start=True)  # type: ignore[no-untyped-call]
    worker.stop_scheduler()
    assert scheduler._process.exitcode in (0, -signal.SIGTERM)


def test_a_running_job_finishes_and_the_next_one_waits(
    deployment: Deployment, queue: Queue, tenant: int
) -> None:
    jobs = [
        Job.fetch(
            enqueue(queue, "test.sleep", tenant, None, seconds=3.0),
            connection=queue.connection, serializer=queue.serializer,
        )
        for _ in range(2)
    ]  # fmt: skip
    worker = deployment.start(*WORKER, STOP_WITHIN="20")
    started(worker, jobs[0])
    assert worker.stop() == 0
    assert (jobs[0].get_status(), jobs[0].return_value()) == ("finished", "finished")
    assert jobs[1].get_status() == "queued"
    assert worker.lines("worker_stopped")


def test_a_job_over_the_limit_is_ended_and_tried_again(
    deployment: Deployment, queue: Queue, tenant: int
) -> None:
    job_id = enqueue(queue, "test.sleep", tenant, None, seconds=60.0)
    job = Job.fetch(job_id, connection=queue.connection, serializer=queue.serializer)
    worker = deployment.start(*WORKER, STOP_WITHIN="1")
    started(worker, job)
    began = time.monotonic()
    assert worker.stop() == 0
    assert time.monotonic() - began < 10
    assert job.get_status() == "scheduled", "it comes again, as after a crash"
    assert [line["status"] for line in worker.lines("job")] == ["killed"]
