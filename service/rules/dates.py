"""Dates of rules: months, working days (рабочие дни), calendar and school years (учебный год)."""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta

CALENDAR = "calendar"
SCHOOL = "school"
YEAR_BASES = (CALENDAR, SCHOOL)
SCHOOL_YEAR_MONTH = 9
PARTS = {"year": 1, "half_year": 2, "quarter": 4, "month": 12}


def add_months(day: date, months: int) -> date:
    """Shift by whole months; a day that the month lacks becomes its last day (31.01 -> 29.02)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_working(day: date, days_off: Collection[date] = (), days_on: Collection[date] = ()) -> bool:
    """Say whether a day is a working one: Monday to Friday, corrected by days off and working weekends."""
    if day in days_on:
        return True
    return day.weekday() < 5 and day not in days_off


def add_working_days(
    day: date, amount: int, days_off: Collection[date] = (), days_on: Collection[date] = ()
) -> date:
    """Shift by working days, backwards when `amount` is negative; the first day itself is not counted."""
    step = timedelta(days=1 if amount > 0 else -1)
    left = abs(amount)
    while left:
        day += step
        if is_working(day, days_off, days_on):
            left -= 1
    return day


def next_working_day(day: date, days_off: Collection[date] = (), days_on: Collection[date] = ()) -> date:
    """Return the day itself when it is a working one, else the nearest working day after it."""
    while not is_working(day, days_off, days_on):
        day += timedelta(days=1)
    return day


def school_year_of(day: date) -> int:
    """Return the school year of a day by its first calendar year (2025 for 2025/26)."""
    return day.year if day.month >= SCHOOL_YEAR_MONTH else day.year - 1


def year_of(day: date, basis: str) -> int:
    """Return the year that a day belongs to on the given basis."""
    return school_year_of(day) if basis == SCHOOL else day.year


def year_start(year: int, basis: str) -> date:
    """Return the first day of a calendar year or of a school year."""
    return date(year, SCHOOL_YEAR_MONTH if basis == SCHOOL else 1, 1)


def year_parts(year: int, basis: str, per: str) -> list[tuple[date, date]]:
    """Split a year into years, half-years, quarters or months as (first day, last day)."""
    start, number = year_start(year, basis), PARTS[per]
    months = 12 // number
    return [
        (add_months(start, months * index), add_months(start, months * (index + 1)) - timedelta(days=1))
        for index in range(number)
    ]


def full_years(since: date, on: date) -> int:
    """Return the full years between two dates: an age or an experience; a birthday counts on its day."""
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))
