"""Days of invented records (дни записей): inside a year, never after today."""

from datetime import date, timedelta
from random import Random


def day_between(random: Random, first: date, last: date) -> date | None:
    """A day of a span; None when the span has not begun or is empty."""
    return None if last < first else first + timedelta(days=random.randint(0, (last - first).days))


def day_in(random: Random, year: int, today: date) -> date | None:
    """A day of a calendar year up to today; None when the year has not begun."""
    return day_between(random, date(year, 1, 9), min(date(year, 12, 20), today))


def birth_day(random: Random, youngest: int, oldest: int, today: date) -> date:
    """A birthday of somebody of so many full years today."""
    age = random.randint(youngest, oldest)
    latest = date(today.year - age, today.month, min(today.day, 28))
    return latest - timedelta(days=random.randint(0, 360))
