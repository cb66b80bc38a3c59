"""Dates: numeric the same in both languages, month headings with the Altai month names (айлар)."""

from datetime import date, datetime, time

from babel.dates import get_month_names

from service.core.clock import offset_mark
from service.core.language.catalogue import current_language
from service.core.language.numbers import NBSP

ALTAI_MONTHS = (
    "чаган ай",
    "кочкор ай",
    "тулаан ай",
    "кандык ай",
    "кӱӱк ай",
    "кичӱ изӱ ай",
    "јаан изӱ ай",
    "куран ай",
    "сыгын ай",
    "ӱлӱрген ай",
    "кӱчӱрген ай",
    "јаҥар ай",
)


def format_date(day: date) -> str:
    """dd.mm.yyyy, in both languages."""
    return f"{day:%d.%m.%Y}"


def format_time(moment: time | datetime) -> str:
    """hh:mm, in both languages."""
    return f"{moment:%H:%M}"


def format_datetime(moment: datetime) -> str:
    """dd.mm.yyyy, hh:mm; the moment is already in the tenant's time zone."""
    return f"{format_date(moment)},{NBSP}{format_time(moment)}"


def format_moment(local: datetime) -> str:
    """«05.12.2026, 23:59 (МСК+4)»: an hour is told with its zone; the moment is on that zone's wall clock."""
    return f"{format_datetime(local)} ({offset_mark(local)})"


def format_date_long(day: date, language: str | None = None) -> str:
    """«20 марта 2026 года» in Russian; numeric in Altai, where suffixes are not built by code."""
    if (language or current_language()) != "ru":
        return format_date(day)
    name = get_month_names("wide", "format", locale="ru")[day.month]
    return f"{day.day}{NBSP}{name} {day.year}{NBSP}года"


def month_name(month: int, language: str | None = None) -> str:
    """The name of a month (1-12) alone, lower case: «май», «кӱӱк ай»."""
    if (language or current_language()) == "alt":
        return ALTAI_MONTHS[month - 1]
    return str(get_month_names("wide", "stand-alone", locale="ru")[month])


def format_month(year: int, month: int, language: str | None = None) -> str:
    """Heading of a month: «май 2026», in Altai «2026 ј., кӱӱк ай»."""
    name = month_name(month, language)
    if (language or current_language()) == "alt":
        return f"{year}{NBSP}ј., {name}"
    return f"{name} {year}"


def school_year_label(year: int) -> str:
    """The school year (учебный год) that begins in `year`: 2025 is «2025/26»."""
    return f"{year}/{(year + 1) % 100:02d}"
