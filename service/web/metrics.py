"""Metrics (показатели работы) for Prometheus: right across the web server's processes, off unless enabled.

Labels are endpoints, classes of statuses and names of jobs: closed lists, no tenants and no people.
"""

import os
from collections.abc import Iterable
from typing import Any, Protocol

from flask import Blueprint, Flask, Response, current_app, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy import Engine, event
from sqlalchemy.pool import QueuePool

from service.core.errors import NotFound
from service.web.guard import anonymous

DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
blueprint = Blueprint("metrics", __name__)
own = CollectorRegistry()

REQUESTS = Counter(
    "mms_requests", "Answered requests.", ["endpoint", "method", "status"], registry=own
)  # fmt: skip
SECONDS = Histogram("mms_request_seconds", "Time to answer.", ["endpoint"], buckets=BUCKETS, registry=own)
IN_USE = Gauge(
    "mms_database_connections_in_use", "Connections taken from the pools of the web processes.",
    multiprocess_mode="livesum", registry=own,
)  # fmt: skip
LIMIT = Gauge(
    "mms_database_connections_limit", "Connections the pools of the web processes may open.",
    multiprocess_mode="livesum", registry=own,
)  # fmt: skip


class Collector(Protocol):
    """Something that measures when asked, the same from whichever process is asked."""

    def collect(self) -> Iterable[Metric]:
        """What it measured."""


def register_metrics(app: Flask, engine: Engine, collectors: Iterable[Collector]) -> None:
    """Count the connections of this process; `collectors` measure what all processes share."""
    app.extensions["collectors"] = tuple(collectors)
    watch_pool(engine)


def observe(endpoint: str, method: str, status: int, seconds: float) -> None:
    """Count one answered request."""
    REQUESTS.labels(endpoint, method, f"{status // 100}xx").inc()
    SECONDS.labels(endpoint).observe(seconds)


def watch_pool(engine: Engine) -> None:
    """Follow how many connections of an engine are taken."""
    pool = engine.pool
    if isinstance(pool, QueuePool):
        LIMIT.inc(pool.size() + max(pool._max_overflow, 0))

    @event.listens_for(engine, "checkout")
    def taken(_connection: Any, _record: Any, _proxy: Any) -> None:
        IN_USE.inc()

    @event.listens_for(engine, "checkin")
    def returned(_connection: Any, _record: Any) -> None:
        IN_USE.dec()


@blueprint.get("/metrics")
@anonymous
def show() -> Response:
    """Everything measured, in the text form of Prometheus; to the outside there is no such page."""
    collectors: tuple[Collector, ...] | None = current_app.extensions.get("collectors")
    # A request that came through a proxy came from outside, whatever the proxy was told to keep back.
    if collectors is None or "X-Forwarded-For" in request.headers:
        raise NotFound()
    registry = CollectorRegistry()
    if os.environ.get(DIRECTORY):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(own)
    for one in collectors:
        registry.register(one)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
