"""Limits on tries and uploads, counted in Valkey for all workers together."""

from functools import lru_cache

from flask import request
from limits import RateLimitItem, parse
from limits.storage import Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from service.core.errors import TooMany
from service.web.shell import shell

BY_ACCOUNT = parse("8 per 10 minutes")
BY_ADDRESS = parse("60 per 10 minutes")
LINKS = parse("5 per hour")
PREFIX = "throttle"


@lru_cache(maxsize=4)
def _limiter(url: str) -> MovingWindowRateLimiter:
    address = url.replace("unix://", "redis+unix://", 1) if url.startswith("unix://") else url
    storage: Storage = storage_from_string(address)  # type: ignore[assignment]
    return MovingWindowRateLimiter(storage)


def attempt(action: str, **keys: tuple[RateLimitItem, str]) -> None:
    """Count a try under every key (limit, value); raises TooMany when one is used up."""
    limiter = _limiter(shell().settings.redis_url)
    allowed = [limiter.hit(limit, PREFIX, action, name, value) for name, (limit, value) in keys.items()]
    if not all(allowed):
        raise TooMany()


def attempt_sign_in(email: str) -> None:
    """A try to sign in: throttled by account and by address."""
    attempt("sign-in", account=(BY_ACCOUNT, email.strip().lower()), address=(BY_ADDRESS, address()))


def address() -> str:
    """Where the request comes from, as the trusted proxy says."""
    return request.remote_addr or "-"
