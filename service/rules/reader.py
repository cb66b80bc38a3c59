"""Strict reading of rule parameters (параметры правила): every unknown, missing or wrong key is named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from service.rules.errors import BadParams
from service.rules.facts import as_date
from service.rules.message import Message
from service.rules.shares import parse_fraction

_CODE = re.compile(r"^[a-z0-9][a-z0-9_.-]{0,79}$")
_MONTH_DAY = re.compile(r"^(\d{2})-(\d{2})$")
_LEAP_YEAR = 2024


@dataclass(frozen=True)
class Item:
    """One titled entry of a parameter list: code, title, clause, and any further strings."""

    code: str
    title: str
    clause: str = ""
    more: tuple[tuple[str, str], ...] = ()


class Reader:
    """Reads a parameter table key by key; `done` refuses what nobody asked for."""

    def __init__(self, mapping: object) -> None:
        """Take the table; anything else is refused."""
        if not isinstance(mapping, Mapping):
            raise BadParams("", Message("Нужна таблица параметров."))
        self._mapping = mapping
        self._seen: set[str] = set()

    def has(self, key: str) -> bool:
        """Say whether the key is given."""
        return key in self._mapping

    def raw(self, key: str, default: object = None) -> object:
        """Return a value as it stands."""
        self._seen.add(key)
        return self._mapping.get(key, default)

    def _required(self, key: str, default: object) -> object:
        value = self.raw(key, default)
        if value is None:
            raise BadParams(key, Message("Параметр обязателен."))
        return value

    def done(self) -> None:
        """Refuse keys that nobody asked for."""
        for key in self._mapping:
            if key not in self._seen:
                raise BadParams(
                    str(key),
                    Message("Неизвестный параметр. Известны: %(known)s.", {"known": sorted(self._seen)}),
                )

    def text(self, key: str, default: str | None = None) -> str:
        """Return a non-empty string; an empty default marks an optional one."""
        value = self._required(key, default)
        if not isinstance(value, str) or (not value and default != ""):
            raise BadParams(key, Message("Нужна непустая строка."))
        return value

    def choice(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        """Return one of closed choices."""
        value = self._required(key, default)
        if value not in choices or not isinstance(value, str):
            raise BadParams(
                key,
                Message(
                    "Значение «%(value)s» не из списка: %(choices)s.",
                    {"value": str(value), "choices": choices},
                ),
            )
        return value

    def code(self, key: str, default: str | None = None) -> str:
        """Return a code: small Latin letters, digits, dot, dash, underscore."""
        value = self._required(key, default)
        if value == "" and default == "":
            return ""
        return read_code(key, value)

    def codes(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Return a non-empty list of different codes."""
        value = self._required(key, default)
        if value is default and default is not None:
            return default
        return read_codes(key, value)

    def integer(self, key: str, default: int | None = None, least: int = 1, most: int = 100_000) -> int:
        """Return an integer within bounds."""
        value = self._required(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise BadParams(
                key, Message("Нужно целое число от %(least)d до %(most)d.", {"least": least, "most": most})
            )
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        """Return true or false."""
        value = self._required(key, default)
        if not isinstance(value, bool):
            raise BadParams(key, Message("Нужно true или false."))
        return value

    def share(self, key: str) -> Fraction:
        """Return an exact fraction above zero and at most one, written as a string like "2/3"."""
        return read_share(key, self._required(key, None))

    def date(self, key: str) -> date:
        """Return a date."""
        value = as_date(self._required(key, None))
        if value is None:
            raise BadParams(key, Message("Нужна дата вида 2024-03-20."))
        return value

    def month_day(self, key: str) -> tuple[int, int]:
        """Return the month and day of a yearly date written as "09-01"."""
        value = self._required(key, None)
        match = _MONTH_DAY.match(value) if isinstance(value, str) else None
        try:
            if match is None:
                raise ValueError(key)
            return date(_LEAP_YEAR, int(match.group(1)), int(match.group(2))).timetuple()[1:3]
        except ValueError:
            raise BadParams(key, Message("Нужны месяц и число вида 09-01.")) from None

    def listed(self, key: str) -> tuple[object, ...]:
        """Return an optional list of entries as they stand; an empty list is refused."""
        value = self.raw(key)
        if value is None:
            return ()
        if not isinstance(value, (list, tuple)) or not value:
            raise BadParams(key, Message("Нужен непустой список."))
        return tuple(value)

    def items(
        self, key: str, default: tuple[Item, ...] | None = None, free: bool = False
    ) -> tuple[Item, ...]:
        """Return a list of entries with different codes; `free` lets further string keys in."""
        value = self._required(key, default)
        if value is default and default is not None:
            return default
        if not isinstance(value, (list, tuple)) or not value:
            raise BadParams(key, Message("Нужен непустой список записей с полями code и title."))
        entries = tuple(_item(f"{key}[{index}]", entry, free) for index, entry in enumerate(value))
        refuse_repeats(key, tuple(entry.code for entry in entries))
        return entries


def read_code(key: str, value: object) -> str:
    """Check one code."""
    if not isinstance(value, str) or not _CODE.match(value):
        raise BadParams(
            key,
            Message("Нужно кодовое слово из строчных латинских букв, цифр, точек, дефисов и подчёркиваний."),
        )
    return value


def read_codes(key: str, value: object) -> tuple[str, ...]:
    """Check a non-empty list of different codes."""
    if not isinstance(value, (list, tuple)) or not value:
        raise BadParams(key, Message("Нужен непустой список кодовых слов."))
    codes = tuple(read_code(f"{key}[{index}]", item) for index, item in enumerate(value))
    refuse_repeats(key, codes)
    return codes


def read_share(key: str, value: object, least: Fraction = Fraction(0)) -> Fraction:
    """Check an exact fraction above zero (or from `least`) and at most one."""
    fraction = parse_fraction(value) if isinstance(value, str) else None
    if fraction is None:
        raise BadParams(key, Message("Нужна дробь в виде строки, например «2/3»."))
    if fraction > 1 or fraction < least or fraction == 0:
        raise BadParams(
            key,
            Message("Доля «%(value)s» должна быть больше нуля и не больше единицы.", {"value": str(value)}),
        )
    return fraction


def _item(key: str, entry: object, free: bool) -> Item:
    try:
        reader = Reader(entry)
        code, title, clause = reader.code("code"), reader.text("title"), reader.text("clause", "")
        more: list[tuple[str, str]] = []
        if free and isinstance(entry, Mapping):
            names = [name for name in entry if name not in ("code", "title", "clause")]
            more = [(str(name), reader.text(str(name))) for name in names]
        reader.done()
    except BadParams as refusal:
        raise refusal.under(key) from None
    return Item(code, title, clause, tuple(more))


def refuse_repeats(key: str, codes: tuple[str, ...]) -> None:
    """Refuse a code that stands twice in one list."""
    for code in codes:
        if codes.count(code) > 1:
            raise BadParams(key, Message("Код «%(code)s» повторяется.", {"code": code}))
