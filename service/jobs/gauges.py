"""What queue, jobs and periodic work say of themselves: kept in Valkey, so that any process can tell it."""

import time
from collections.abc import Iterable, Iterator
from typing import Any

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from redis.exceptions import RedisError
from rq import Worker

from service.jobs.queue import queue_of

JOBS = "mms:counts:jobs"
DUTIES = "mms:gauges:duties"
OUTBOX = "mms:gauges:outbox"


def count_job(redis: Any, job: str, outcome: str) -> None:
    """Count how a job ended; a queue that is away is no reason to fail."""
    try:
        redis.hincrby(JOBS, f"{job}|{outcome}", 1)
    except RedisError:
        return


def tell_duty(redis: Any, duty: str) -> None:
    """Remember that a piece of periodic work has just been done."""
    redis.hset(DUTIES, duty, str(time.time()))


def tell_outbox(redis: Any, waiting: int, oldest_seconds: float) -> None:
    """Remember how many events wait in the outbox and since when."""
    redis.hset(OUTBOX, mapping={"waiting": waiting, "oldest_seconds": round(oldest_seconds, 1)})


def duties_ago(redis: Any) -> dict[str, float]:
    """How many seconds ago each piece of periodic work was last done."""
    told = redis.hgetall(DUTIES)
    return {name.decode(): max(0.0, time.time() - float(at)) for name, at in sorted(told.items())}


def workers(redis: Any) -> int:
    """How many workers take jobs from the queue."""
    return int(Worker.count(queue=queue_of(redis)))


class QueueCollector:
    """Measures the queue each time it is asked."""

    def __init__(self, redis: Any) -> None:
        self.redis = redis

    def collect(self) -> Iterable[Metric]:
        """Queue, jobs, outbox and periodic work; one zero when Valkey is away."""
        up = GaugeMetricFamily("mms_queue_up", "Whether the queue answers.")
        try:
            measured = list(self._measured())
        except RedisError:
            measured = []
        up.add_metric([], 1.0 if measured else 0.0)
        return [up, *measured]

    def _measured(self) -> Iterator[Metric]:
        queue = queue_of(self.redis)
        jobs = GaugeMetricFamily("mms_queue_jobs", "Jobs by state.", labels=["state"])
        states = {
            "queued": queue.count,
            "scheduled": queue.scheduled_job_registry.count,
            "started": queue.started_job_registry.count,
            "failed": queue.failed_job_registry.count,
        }
        for state, number in states.items():
            jobs.add_metric([state], number)
        yield jobs
        yield GaugeMetricFamily("mms_queue_workers", "Workers.", value=workers(self.redis))
        done = CounterMetricFamily("mms_jobs", "Jobs by name and outcome.", labels=["job", "outcome"])
        for name, number in self._hash(JOBS).items():
            done.add_metric(name.split("|"), float(number))
        yield done
        outbox = self._hash(OUTBOX)
        yield GaugeMetricFamily(
            "mms_outbox_events", "Events not queued yet.", value=float(outbox.get("waiting", 0))
        )
        yield GaugeMetricFamily(
            "mms_outbox_oldest_seconds",
            "Age of the oldest of them.",
            value=float(outbox.get("oldest_seconds", 0)),
        )
        runs = GaugeMetricFamily(
            "mms_duty_last_run_timestamp_seconds", "When periodic work was last done.", labels=["duty"]
        )
        for name, at in self._hash(DUTIES).items():
            runs.add_metric([name], float(at))
        yield runs

    def _hash(self, key: str) -> dict[str, str]:
        return {name.decode(): value.decode() for name, value in self.redis.hgetall(key).items()}
