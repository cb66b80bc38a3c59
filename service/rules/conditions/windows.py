"""Time windows (окна времени) of conditions: the first day that counts; the last is always the as-of date."""

from datetime import date

from service.rules.conditions.registers import CALENDAR_YEAR, SCHOOL_YEAR, SINCE
from service.rules.dates import SCHOOL, school_year_of, year_start


def first_day(window: str, as_of: date, since: date | None = None) -> date | None:
    """Return the first day of a window; None when everything up to the as-of date counts."""
    if window == CALENDAR_YEAR:
        return date(as_of.year, 1, 1)
    if window == SCHOOL_YEAR:
        return year_start(school_year_of(as_of), SCHOOL)
    if window == SINCE:
        return since
    return None
