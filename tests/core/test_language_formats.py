"""Dates and numbers on screen: the same signs in both languages, own month names in Altai."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from service.core import language as words

NBSP = words.NBSP


def test_dates_are_numeric_in_both_languages():
    for language in words.LANGUAGES:
        with words.use_language(language):
            assert words.format_date(date(2026, 3, 5)) == "05.03.2026"
            assert words.format_datetime(datetime(2026, 3, 5, 9, 4)) == f"05.03.2026,{NBSP}09:04"


def test_long_dates_are_words_in_russian_only():
    day = date(2026, 3, 20)
    assert words.format_date_long(day, "ru") == f"20{NBSP}марта 2026{NBSP}года"
    assert words.format_date_long(day, "alt") == "20.03.2026"


def test_month_headings():
    assert words.format_month(2026, 5, "ru") == "май 2026"
    assert words.format_month(2020, 12, "alt") == f"2020{NBSP}ј., јаҥар ай"
    assert len({words.month_name(month, "alt") for month in range(1, 13)}) == 12


def test_school_year_label():
    assert words.school_year_label(2025) == "2025/26"
    assert words.school_year_label(2099) == "2099/00"


def test_numbers():
    assert words.format_number(2026) == "2026"
    assert words.format_number(12345) == f"12{NBSP}345"
    assert words.format_number(Decimal("12345.60")) == f"12{NBSP}345,60"
    assert words.format_number(-3) == "\u22123"
    assert words.format_number(Fraction(1, 3)) == "0,33"
    assert words.format_number(Fraction(1, 2), 0) == "1"
    assert words.with_unit(16, "ч") == f"16{NBSP}ч"


def test_percent_never_rounds_over_its_target():
    tenth = Fraction(1, 10)
    assert words.format_percent(Fraction(1, 8)) == f"12,5{NBSP}%"
    assert words.format_percent(Fraction(996, 10000), 0, tenth) == f"9,96{NBSP}%"
    assert words.format_percent(Fraction(9996, 100000), 1, tenth) == f"9,996{NBSP}%"
    assert words.format_percent(tenth, 1, tenth) == f"10,0{NBSP}%"


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 4))
def test_rounding_is_exact(numerator, denominator, digits):
    value = Fraction(numerator, denominator)
    text = words.format_number(value, digits).replace(NBSP, "").replace(",", ".")
    assert abs(Fraction(text) - value) <= Fraction(1, 2 * 10**digits)
