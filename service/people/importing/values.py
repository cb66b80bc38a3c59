"""Cells into facts: dates, years of experience, rates, kinds; what cannot be read is named, never guessed."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from service.people.importing.facts import EmploymentKind
from service.people.importing.tables import Cell, text_of
from service.rules.message import N_

#: What people write where there is nothing to write.
NOTHING = re.compile(
    r"^(нет|не имеет(ся)?|отсутству(ет|ют)|нет данных|данных нет|н ?/ ?д|без|не указан[оаы]?|"
    r"не установлен[оаы]?|"
    r"не предусмотрен[оаы]?|не присво(ен|ена|ено)|[-–—−_.*х×x/\\]+|0{1,2}\.0{1,2}\.0{4})$",
    re.IGNORECASE,
)
EXCEL_EPOCH = date(1899, 12, 30)
EXCEL_FIRST, EXCEL_LAST = 3_654, 73_050
OLDEST_YEAR, NEWEST_YEAR = 1900, 2100
MOST_YEARS = 75
MONTHS = tuple(
    re.compile(rf"^({forms})$")
    for forms in (
        "январ[ья]|янв",
        "феврал[ья]|фев",
        "марта?|мар",
        "апрел[ья]|апр",
        "ма[йя]",
        "июн[ья]",
        "июл[ья]",
        "августа?|авг",
        "сентябр[ья]|сент?",
        "октябр[ья]|окт",
        "ноябр[ья]|ноя",
        "декабр[ья]|дек",
    )
)

DAY_FIRST = re.compile(
    r"^(\d{1,2})[./\-\s](\d{1,2})[./\-\s](\d{4})(?:\s*(?:г|года?)\.?)?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$"
)
YEAR_FIRST = re.compile(r"^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[t\s]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?$")
SHORT_YEAR = re.compile(r"^\d{1,2}[./\-]\d{1,2}[./\-]\d{2}$")
WORDY = re.compile(r"^(\d{1,2})\s+([а-яё]+)\.?\s+(\d{4})(?:\s*(?:г|года?)\.?)?$")
YEARS = re.compile(r"(\d+)(?:[.,](\d+))?\s*(лет|год|г\b|г\.|л\b|л\.|$|\(|полных)")
LESS_THAN_YEAR = re.compile(r"^(менее|меньше|до)\s+(1\s*|одного\s+)?год|^\d{1,2}\s*мес")


@dataclass(frozen=True)
class Unreadable:
    """A cell that says something the service cannot take as a fact; `msgid` has %(value)s."""

    code: str
    msgid: str
    value: str


def is_nothing(cell: Cell) -> bool:
    """Whether a cell is empty or holds a placeholder such as «нет» or a dash."""
    if not isinstance(cell, str):
        return cell is None or cell is False
    text = text_of(cell)
    bare = text.strip(" .;,")
    return not bare or bool(NOTHING.match(bare)) or (bare != text and bool(NOTHING.match(text)))


def read_text(cell: Cell) -> str | None:
    """A cell as text, None for emptiness and placeholders."""
    return None if is_nothing(cell) else text_of(cell)


def read_date(cell: Cell) -> date | Unreadable | None:
    """A date out of a date cell, an Excel serial number, or text; an impossible one is `Unreadable`."""
    if isinstance(cell, date):
        return cell if OLDEST_YEAR <= cell.year <= NEWEST_YEAR else _impossible(text_of(cell))
    if is_nothing(cell):
        return None
    text = text_of(cell).lower()
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool) and EXCEL_FIRST <= cell <= EXCEL_LAST:
        return EXCEL_EPOCH + timedelta(days=int(cell))
    if match := DAY_FIRST.match(text):
        return _date(text, match[3], match[2], match[1])
    if match := YEAR_FIRST.match(text):
        return _date(text, match[1], match[2], match[3])
    if match := WORDY.match(text):
        month = next((number for number, forms in enumerate(MONTHS, 1) if forms.match(match[2])), None)
        if month:
            return _date(text, match[3], str(month), match[1])
    if SHORT_YEAR.match(text):
        return Unreadable(
            "two_digit_year", N_("Год записан двумя цифрами: «%(value)s». Нужны все четыре."), text
        )
    if re.fullmatch(r"(19|20)\d{2}(\s*(г|год)\.?)?", text):
        return Unreadable("year_only", N_("Указан только год: «%(value)s». Нужна полная дата."), text)
    return Unreadable(
        "not_a_date", N_("Не похоже на дату: «%(value)s». Пишите день, месяц и год: 31.12.2020."), text
    )


def _date(text: str, year: str, month: str, day: str) -> date | Unreadable:
    if not OLDEST_YEAR <= int(year) <= NEWEST_YEAR:
        return _impossible(text)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return _impossible(text)


def _impossible(text: str) -> Unreadable:
    return Unreadable("impossible_date", N_("Такой даты не бывает: «%(value)s»."), text)


def read_years(cell: Cell) -> int | Unreadable | None:
    """Full years of experience (стаж, полных лет): «12 лет 3 мес.» is 12, «8 месяцев» is 0."""
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return _years(int(cell), text_of(cell)) if cell >= 0 else _bad_years(text_of(cell))
    if is_nothing(cell):
        return None
    text = text_of(cell).lower()
    if isinstance(cell, date) or re.search(r"\bс\s+\d{4}|\d\s*[/\\]\s*\d|\d{1,2}\.\d{1,2}\.\d{4}", text):
        return _bad_years(text)
    if LESS_THAN_YEAR.match(text):
        return 0
    match = YEARS.search(text)
    return _years(int(match[1][:6]), text) if match else _bad_years(text)


def _years(years: int, text: str) -> int | Unreadable:
    return years if years <= MOST_YEARS else _bad_years(text)


def _bad_years(text: str) -> Unreadable:
    return Unreadable("bad_experience", N_("Стаж не понят: «%(value)s». Пишите число полных лет."), text)


def read_rate(cell: Cell) -> Fraction | Unreadable | None:
    """A rate (ставка) in hundredths of a full one: «0,5», «1/2», «50 %», above zero and at most 2."""
    if is_nothing(cell):
        return None
    text = (
        text_of(cell).lower().replace(",", ".").replace(" ", "").removesuffix("ставки").removesuffix("ставка")
    )
    percent = text.endswith("%")
    try:
        rate = Fraction(text.rstrip("%")) / (100 if percent else 1)
    except (ValueError, ZeroDivisionError, InvalidOperation):
        rate = Fraction(-1)
    rate = Fraction(round(rate * 100), 100)
    if not 0 < rate <= 2:
        return Unreadable(
            "bad_rate", N_("Ставка не понята: «%(value)s». Пишите долю: 0,5 или 1."), text_of(cell)
        )
    return rate


def read_kind(cell: Cell) -> EmploymentKind | Unreadable | None:
    """The kind of employment (вид занятости) by its usual names."""
    if is_nothing(cell):
        return None
    text = text_of(cell).lower()
    if "внешн" in text:
        return EmploymentKind.EXTERNAL
    if "внутр" in text or "совмещ" in text:
        return EmploymentKind.INTERNAL
    if text.startswith(("основн", "штат", "осн.")) or text == "осн":
        return EmploymentKind.MAIN
    return Unreadable(
        "bad_kind",
        N_("Вид занятости не понят: «%(value)s». Пишите: основная, внутреннее или внешнее совместительство."),
        text,
    )
