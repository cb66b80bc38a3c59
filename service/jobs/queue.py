"""The queue in Valkey: what is enqueued, and how a job is named, so that doubles fall together."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from redis import Redis
from rq import Queue, Retry
from rq.serializers import JSONSerializer

NAME = "mms"
PERFORM = "service.jobs.work.perform"
KEPT = 3600
SETTLES_IN = 15


def connect(redis_url: str, *, patience: float | None = None) -> Redis:
    """A connection to Valkey; unix sockets and TCP alike. `patience`: seconds to wait for an answer."""
    return Redis.from_url(redis_url, socket_timeout=patience, socket_connect_timeout=patience)


def queue_of(redis: Any) -> Queue:
    """The service's queue; JSON only, nothing is ever unpickled."""
    return Queue(NAME, connection=redis, serializer=JSONSerializer)


class Settled(str):
    """The name of a job that waits until a burst of changes is over: one run for all of them.

    It takes no payload, acts for nobody in particular, and looks at everything when it runs.
    """

    __slots__ = ()


def enqueue(
    queue: Queue,
    job: str,
    tenant_id: int,
    actor_id: int | None,
    *,
    asked_by: str | None = None,
    acting_for: Sequence[int] = (),
    **payload: Any,
) -> str:
    """Queue a job of a tenant; returns its id. It is tried three times, so jobs must be idempotent.

    `asked_by` is the number of the request behind it: it stands in the log, the job itself never sees it.
    `acting_for` are the absent in whose stead it was asked for; what the job records says so.
    """
    if isinstance(job, Settled):
        return _settle(queue, str(job), tenant_id)
    told = {"request_id": asked_by, "acting_for": list(acting_for)}
    meta = {name: value for name, value in told.items() if value}
    made = queue.enqueue(
        PERFORM,
        args=(tenant_id, actor_id, job),
        kwargs=payload,
        description=job,
        meta=meta or None,
        retry=Retry(max=3, interval=[1, 5, 20]),
        job_timeout=1800,
        result_ttl=KEPT,
        failure_ttl=KEPT * 24,
    )
    return str(made.id)


def _settle(queue: Queue, job: str, tenant_id: int) -> str:
    """Queue a job for the end of the present window; its id names the window, so doubles fall together."""
    window = int(time.time()) // SETTLES_IN + 1
    job_id = f"{job.replace('.', '-')}-{tenant_id}-{window}"
    made = queue.enqueue_at(
        datetime.fromtimestamp(window * SETTLES_IN, UTC),
        PERFORM,
        args=(tenant_id, None, job),
        job_id=job_id,
        description=job,
        retry=Retry(max=3, interval=[1, 5, 20]),
        job_timeout=1800,
        result_ttl=KEPT,
        failure_ttl=KEPT * 24,
    )
    return str(made.id)
