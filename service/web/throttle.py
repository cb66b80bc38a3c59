"""Limits on tries and uploads, counted in Valkey for all workers together."""

import hashlib
from functools import lru_cache

import structlog
from flask import request
from limits import RateLimitItem, parse
from limits.storage import Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError

from service.core.errors import TooMany, Unavailable
from service.web.shell import shell

BY_ACCOUNT = parse("8 per 10 minutes")
BY_ADDRESS = parse("60 per 10 minutes")
LINKS = parse("5 per hour")
PREFIX = "throttle"
WAIT = 3.0
"""Seconds to wait for the counter before saying that it is away."""

log = structlog.get_logger()


@lru_cache(maxsize=4)
def _limiter(url: str) -> MovingWindowRateLimiter:
    address = url.replace("unix://", "redis+unix://", 1) if url.startswith("unix://") else url
    storage: Storage = storage_from_string(  # type: ignore[assignment]
        address, socket_timeout=WAIT, socket_connect_timeout=WAIT
    )
    return MovingWindowRateLimiter(storage)


def attempt(action: str, **keys: tuple[RateLimitItem, str]) -> None:
    """Count a try under every key (limit, value); raises TooMany when one is used up.

    Without its counter the service does not guess: it raises Unavailable. Values are counted by digest, so
    that no address of a person lies in Valkey.
    """
    try:
        limiter = _limiter(shell().settings.redis_url)
        allowed = [limiter.hit(limit, *_place(action, name, value)) for name, (limit, value) in keys.items()]
    except (RedisError, OSError) as error:
        log.warning("throttle", error=type(error).__name__)
        raise Unavailable() from error
    if not all(allowed):
        raise TooMany()


def forget(action: str, **keys: tuple[RateLimitItem, str]) -> None:
    """Forget the tries under these keys, after one that was right; a counter that is away keeps them."""
    try:
        limiter = _limiter(shell().settings.redis_url)
        for name, (limit, value) in keys.items():
            limiter.clear(limit, *_place(action, name, value))
    except (RedisError, OSError) as error:
        log.warning("throttle", error=type(error).__name__)


def _place(action: str, name: str, value: str) -> tuple[str, str, str, str]:
    return PREFIX, action, name, hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()[:32]


def address() -> str:
    """Where the request comes from, as the trusted proxy says."""
    return request.remote_addr or "-"
