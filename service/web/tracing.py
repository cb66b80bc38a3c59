"""A request's number and its line in the log (строка запроса): whose, where, how it ended, how long."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from flask import Flask, Response, current_app, g, request

log = structlog.get_logger()
HEADER = "X-Request-ID"
SANE = re.compile(r"[0-9a-f-]{8,64}", re.IGNORECASE)
"""What a proxy numbers requests with; no name of a person fits in."""
QUIET = frozenset({"portal.healthz", "portal.readyz", "metrics.show"})
"""Asked every few seconds by machines: told only when they fail."""
UNKNOWN = "unknown"

Observer = Callable[[str, str, int, float], None]


def register_tracing(app: Flask, observe: Observer | None = None) -> None:
    """Number every request and tell how it ended; registered first, so that its end comes after all else."""
    app.extensions["observe"] = observe
    app.before_request(begin)
    app.after_request(tell)
    app.teardown_request(forget)


def begin() -> None:
    """Give the request its number: the trusted proxy's, else one of our own."""
    g.started = time.perf_counter()
    g.request_id = _given() or uuid.uuid4().hex
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _given() -> str | None:
    trusted = current_app.extensions["shell"].settings.trusted_proxies
    given = request.headers.get(HEADER, "") if trusted else ""
    return given if SANE.fullmatch(given) else None


def of_tenant(slug: str) -> None:
    """Name the tenant in every line of this request, once it is known to exist."""
    structlog.contextvars.bind_contextvars(tenant=slug)


def tell(response: Response) -> Response:
    """Return the number to the caller and write the request's line: no address, for that may name people."""
    endpoint = request.endpoint or UNKNOWN
    seconds = time.perf_counter() - g.started
    response.headers[HEADER] = g.request_id
    if endpoint not in QUIET or response.status_code >= 500:
        log.info(
            "request",
            endpoint=endpoint,
            method=_method(),
            status=response.status_code,
            duration_ms=round(seconds * 1000, 1),
        )
    observe: Observer | None = current_app.extensions["observe"]
    if observe is not None:
        observe(endpoint, _method(), response.status_code, seconds)
    return response


def _method() -> str:
    """A method is a word of the sender's choice too."""
    return request.method if request.method in _METHODS else "OTHER"


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def forget(_error: BaseException | None) -> None:
    """Leave the thread as it was found."""
    structlog.contextvars.clear_contextvars()
