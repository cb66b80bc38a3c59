"""What stands in the queue (очередь): how much waits, what failed, of which tenant; never about what."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from redis.exceptions import RedisError
from rq.job import Job
from rq.serializers import JSONSerializer

SHOWN = 200


@dataclass(frozen=True)
class Failure:
    """A job that failed for good: its name, its tenant, when."""

    job: str
    tenant_id: int
    at: datetime | None


@dataclass(frozen=True)
class Standing:
    """The queue at a glance; `answers` is false when it is away."""

    answers: bool
    waiting: int = 0
    failures: tuple[Failure, ...] = ()
    of_tenant: Counter[int] | None = None
    """Jobs that wait, by tenant."""


def standing(queue: Any) -> Standing:
    """Ask the queue."""
    try:
        waiting = _jobs(queue, queue.get_job_ids(0, SHOWN))
        failed = _jobs(queue, queue.failed_job_registry.get_job_ids(0, SHOWN))
        number = int(queue.count)
    except RedisError:
        return Standing(False)
    failures = tuple(Failure(job.description or "", _tenant(job), job.ended_at) for job in failed)
    return Standing(True, number, failures, Counter(map(_tenant, waiting)))


def _jobs(queue: Any, ids: list[str]) -> list[Job]:
    found = Job.fetch_many(ids, connection=queue.connection, serializer=JSONSerializer)
    return [job for job in found if job is not None]


def _tenant(job: Job) -> int:
    """The tenant of a job: its first argument."""
    given = job.args[0] if job.args else None
    return given if isinstance(given, int) else 0
