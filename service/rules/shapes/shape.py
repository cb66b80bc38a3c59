"""The building blocks of a kind's parameters: forms are drawn and read from them, whatever the kind."""

from dataclasses import dataclass

Options = tuple[tuple[str, str], ...]
"""Pairs of a code and its title (msgid)."""


@dataclass(frozen=True)
class Words:
    """A text (текст); `long` takes several lines."""

    long: bool = False


@dataclass(frozen=True)
class Number:
    """A whole number (число) within bounds; the rule itself refuses what is outside."""

    least: int = 1
    most: int = 100_000


@dataclass(frozen=True)
class Share:
    """A fraction (дробь): numerator and denominator; the latter may stay empty where wholes are meant."""


@dataclass(frozen=True)
class Yes:
    """A mark (отметка): given or absent."""


@dataclass(frozen=True)
class Day:
    """A date (дата)."""


@dataclass(frozen=True)
class MonthDay:
    """A day of every year (число и месяц), written as "09-01"."""


@dataclass(frozen=True)
class Choice:
    """One of closed codes (выбор)."""

    options: Options


@dataclass(frozen=True)
class Code:
    """A code (кодовое слово): any, with some known ones offered."""

    known: Options = ()


@dataclass(frozen=True)
class Many:
    """Several codes (несколько значений); `open` lets unknown ones in, `numbers` writes them as numbers."""

    options: Options
    open: bool = False
    numbers: bool = False


@dataclass(frozen=True)
class Scalar:
    """A code, a whole number or «да» and «нет» (значение), as it was written."""

    known: Options = ()


@dataclass(frozen=True)
class Test:
    """A condition (условие) over the fields of a register: `subject` names it, or the key that names it."""

    subject: str


@dataclass(frozen=True)
class Rows:
    """A list (список) of like entries; `one` is what an added one is called."""

    of: "Shape"
    one: str


@dataclass(frozen=True)
class Table:
    """A table (таблица) from keys to values; `one` is what an added line is called."""

    key: "Part"
    value: "Part"
    one: str


@dataclass(frozen=True)
class Record:
    """A group of named parts (запись); `rest` lets further named texts in."""

    parts: tuple["Part", ...]
    rest: bool = False


Shape = (
    Words
    | Number
    | Share
    | Yes
    | Day
    | MonthDay
    | Choice
    | Code
    | Many
    | Scalar
    | Test
    | Rows
    | Table
    | Record
)


@dataclass(frozen=True)
class Part:
    """One named parameter (параметр): its key, title (msgid), shape, hint, and what stands when absent."""

    name: str
    title: str
    shape: Shape
    hint: str = ""
    required: bool = False
    default: object = None
