"""The queue in Valkey: what is enqueued, and how a job is named, so that doubles fall together."""

from typing import Any

from redis import Redis
from rq import Queue, Retry
from rq.serializers import JSONSerializer

NAME = "mms"
PERFORM = "service.jobs.work.perform"
KEPT = 3600


def connect(redis_url: str) -> "Redis[bytes]":
    """A connection to Valkey; unix sockets and TCP alike."""
    return Redis.from_url(redis_url)


def queue_of(redis: Any) -> Queue:
    """The service's queue; JSON only, nothing is ever unpickled."""
    return Queue(NAME, connection=redis, serializer=JSONSerializer)


def enqueue(queue: Queue, job: str, tenant_id: int, actor_id: int | None, **payload: Any) -> str:
    """Queue a job of a tenant; returns its id. It is tried three times, so jobs must be idempotent."""
    made = queue.enqueue(
        PERFORM,
        args=(tenant_id, actor_id, job),
        kwargs=payload,
        retry=Retry(max=3, interval=[1, 5, 20]),
        job_timeout=1800,
        result_ttl=KEPT,
        failure_ttl=KEPT * 24,
    )
    return str(made.id)
