"""Time as the tenant lives it: today, the school year, the calendar year."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SCHOOL_YEAR_STARTS = 9
CAPITAL = "Europe/Moscow"


def now() -> datetime:
    """The present moment in UTC; called by the shells only."""
    return datetime.now(UTC)


def today(moment: datetime, time_zone: str) -> date:
    """The date of `moment` in the tenant's time zone (IANA name)."""
    return moment.astimezone(ZoneInfo(time_zone)).date()


def instant(wall: datetime, time_zone: str) -> datetime:
    """The moment in UTC at which the wall clock (местное время) of a zone shows `wall`.

    What people were told is the wall clock: after a change of the zone's rules the same `wall` is another
    moment. An hour that the clock shows twice is the first; one that it skips is read by the old offset.
    """
    return wall.replace(tzinfo=ZoneInfo(time_zone)).astimezone(UTC)


def zone_mark(moment: datetime, time_zone: str) -> str:
    """A zone as Russian papers name it (МСК+4), by its distance from the capital at that very moment."""
    return offset_mark(moment.astimezone(ZoneInfo(time_zone)))


def offset_mark(local: datetime) -> str:
    """The mark of the zone (МСК+4) that a moment on a wall clock stands in."""
    here, there = (one.replace(tzinfo=UTC) for one in (local, local.astimezone(ZoneInfo(CAPITAL))))
    minutes = int((here - there).total_seconds()) // 60
    if not minutes:
        return "МСК"
    hours, rest = divmod(abs(minutes), 60)
    return f"МСК{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def school_year(on: date) -> int:
    """The school year (учебный год) of a date by its first calendar year: 2025 is 2025/26."""
    return on.year if on.month >= SCHOOL_YEAR_STARTS else on.year - 1


def school_year_span(year: int) -> tuple[date, date]:
    """First and last day of the school year that begins in `year`."""
    return date(year, SCHOOL_YEAR_STARTS, 1), date(year + 1, SCHOOL_YEAR_STARTS - 1, 31)
