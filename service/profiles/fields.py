"""Strict reading of one table: closed keys, required keys, exact types; every fault keeps its place."""

import difflib
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from service.profiles.place import Place
from service.rules.message import N_

Check = Callable[[Place, object], bool]

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
CODE = re.compile(r"[a-z][a-z0-9_]*")
DOTTED = re.compile(r"[a-z][a-z0-9_]*(\.[A-Za-z0-9_]+)+")


@dataclass(frozen=True, slots=True)
class Field:
    """What one key may hold."""

    check: Check
    required: bool = False


def read_table(place: Place, data: object, fields: Mapping[str, Field]) -> dict[str, Any]:
    """Return the good values of a table; report unknown, missing and mistyped keys."""
    if not isinstance(data, Mapping):
        place.report(N_("здесь должна быть таблица"))
        return {}
    for key in data:
        if key not in fields:
            report_unknown(place.at(key), key, fields)
    for key, spec in fields.items():
        if spec.required and key not in data:
            place.at(key).report(N_("нет обязательного ключа «%(key)s»"), key=key)
    return {
        key: data[key] for key, spec in fields.items() if key in data and spec.check(place.at(key), data[key])
    }


def report_unknown(place: Place, value: str, known: Collection[str]) -> None:
    """Report a name outside a closed list, with the nearest known one when there is one."""
    near = difflib.get_close_matches(value, list(known), n=1)
    if near:
        place.report(
            N_("неизвестно «%(value)s»; возможно, имелось в виду «%(near)s»"), value=value, near=near[0]
        )
    else:
        place.report(N_("неизвестно «%(value)s»"), value=value)


def text(place: Place, value: object) -> bool:
    """Accept a string that is not blank."""
    if not isinstance(value, str):
        place.report(N_("здесь должна быть строка в кавычках"))
    elif not value.strip():
        place.report(N_("строка пуста"))
    else:
        return True
    return False


def boolean(place: Place, value: object) -> bool:
    """Accept true or false."""
    if isinstance(value, bool):
        return True
    place.report(N_("здесь должно быть true или false"))
    return False


def day(place: Place, value: object) -> bool:
    """Accept a local date without time."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return True
    place.report(N_("здесь должна быть дата без кавычек, например 2024-01-30"))
    return False


def anything(_place: Place, _value: object) -> bool:
    """Accept every value (it is judged elsewhere)."""
    return True


def table(place: Place, value: object) -> bool:
    """Accept a table."""
    if isinstance(value, Mapping):
        return True
    place.report(N_("здесь должна быть таблица"))
    return False


def matching(pattern: re.Pattern[str], msgid: str) -> Check:
    """Accept a string of the given form."""

    def check(place: Place, value: object) -> bool:
        if not text(place, value):
            return False
        if pattern.fullmatch(str(value)):
            return True
        place.report(msgid, value=value)
        return False

    return check


def among(*known: str) -> Check:
    """Accept one of a closed list of strings."""

    def check(place: Place, value: object) -> bool:
        if not text(place, value):
            return False
        if value in known:
            return True
        report_unknown(place, str(value), known)
        return False

    return check


def list_of(element: Check) -> Check:
    """Accept a non-empty list without repetitions whose elements pass."""

    def check(place: Place, value: object) -> bool:
        if not isinstance(value, list) or not value:
            place.report(N_("здесь должен быть непустой список в квадратных скобках"))
            return False
        good = [element(place.at(number), item) for number, item in enumerate(value)]
        repeated = [number for number, item in enumerate(value) if item in value[:number]]
        for number in repeated:
            place.at(number).report(N_("«%(value)s» повторяется"), value=value[number])
        return all(good) and not repeated

    return check


def one_or_more(element: Check) -> Check:
    """Accept one value or a list of such values."""
    many = list_of(element)
    return lambda place, value: many(place, value) if isinstance(value, list) else element(place, value)


def table_of(element: Check) -> Check:
    """Accept a non-empty table whose values pass."""

    def check(place: Place, value: object) -> bool:
        if not table(place, value) or not isinstance(value, Mapping):
            return False
        good = [element(place.at(str(key)), item) for key, item in value.items()]
        return all(good)

    return check
