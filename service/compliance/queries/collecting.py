"""Days on which indicators are collected (дни сбора), from the present year to the end of the next."""

from datetime import date

from service.monitoring.rules import days_of_year
from service.profiles.profile import Profile


def collection_days(profile: Profile, today: date) -> tuple[date, ...]:
    """The last days of the collections of this year and the next."""
    return tuple(day for year in (today.year, today.year + 1) for day in days_of_year(profile, year))
