"""Moments on a page (время): on the tenant's wall clock, with the zone behind every hour (МСК+4)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import g

from service.core.clock import CAPITAL, offset_mark
from service.core.language import format_datetime, format_moment, format_time


def shown(moment: datetime) -> str:
    """«05.12.2026, 23:59 (МСК+4)»; a wall clock's time of no known zone stands without one."""
    return format_datetime(moment) if moment.tzinfo is None else format_moment(_local(moment))


def hour(moment: datetime) -> str:
    """«23:59 (МСК+4)»."""
    if moment.tzinfo is None:
        return format_time(moment)
    local = _local(moment)
    return f"{format_time(local)} ({offset_mark(local)})"


def _local(moment: datetime) -> datetime:
    """By the clock of the tenant whose page it is; outside tenants by the capital's."""
    scope = g.get("scope")
    return moment.astimezone(ZoneInfo(scope.tenant.time_zone if scope else CAPITAL))
