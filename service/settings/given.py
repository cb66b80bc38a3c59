"""Facts typed into a form (введённые сведения): strings of fields become the facts that a rule takes."""

import json
import re
from collections.abc import Mapping
from typing import Any

from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.rules.facts import FactKind, FactType

YES, NO = "yes", "no"
NOTHING = "-"
_NONE_AT_ALL = ("нет", "-", "–", "—")
_NOT_A_NUMBER = N_("Нужно целое число.")
_NOT_ROWS = N_("Нужен список записей в формате JSON, как в API.")
_NOT_COUNTS = N_("Пишите по одной строке: код = число.")
_SEPARATED = re.compile(r"[,;\n]+")
_DOTTED = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")


def facts_from(types: Mapping[str, FactType], typed: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a filled form; raises Invalid naming each field that cannot be read. Empty is unknown."""
    found: dict[str, Any] = {}
    problems: list[FieldProblem] = []
    for name, fact in types.items():
        try:
            value = _read(name, fact, typed)
        except ValueError as error:
            problems.append(FieldProblem(name, str(error)))
            continue
        if value is not None:
            found[name] = value
    if problems:
        raise Invalid(fields=tuple(problems))
    return found


def _read(name: str, fact: FactType, typed: Mapping[str, Any]) -> Any:
    if fact.kind is FactKind.COUNTS and fact.choices:
        return _numbers({code: typed.get(f"{name}.{code}") for code in fact.choices})
    value = typed.get(name)
    if value is None or value == []:
        return None
    if fact.kind is FactKind.CODES:
        chosen = value if isinstance(value, list) else _separated(str(value))
        return [str(each) for each in chosen if each and each != NOTHING]
    if isinstance(value, list):
        return [str(each) for each in value if each]
    if fact.kind in (FactKind.DATES, FactKind.ITEMS) and str(value).strip().lower() in _NONE_AT_ALL:
        return []
    return _READERS[fact.kind](str(value))


def _integer(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text):
        raise ValueError(_NOT_A_NUMBER)
    return int(text)


def _flag(text: str) -> Any:
    return {YES: True, NO: False}.get(text, text)


def _date(text: str) -> str:
    """A date as typed by a person or a browser, in ISO form; the rule refuses what is not one."""
    parts = _DOTTED.match(text)
    return f"{parts[3]}-{int(parts[2]):02d}-{int(parts[1]):02d}" if parts else text


def _separated(text: str) -> list[str]:
    return [part.strip() for part in _SEPARATED.split(text) if part.strip()]


def _numbers(given: Mapping[str, Any]) -> dict[str, int] | None:
    known = {code: _integer(str(value)) for code, value in given.items() if value not in (None, "")}
    return known or None


def _counts(text: str) -> dict[str, int] | None:
    pairs: dict[str, str] = {}
    for line in text.splitlines():
        if not line.strip():
            continue
        code, sign, number = line.partition("=")
        if not sign:
            raise ValueError(_NOT_COUNTS)
        pairs[code.strip()] = number.strip()
    return _numbers(pairs)


def _items(text: str) -> list[dict[str, str]]:
    """One item a line: a code and, after a semicolon, its title."""
    lines = [line.partition(";") for line in text.splitlines() if line.strip()]
    return [{"code": code.strip(), "title": (title or code).strip()} for code, _, title in lines]


def _records(text: str) -> Any:
    try:
        rows = json.loads(text)
    except ValueError:
        raise ValueError(_NOT_ROWS) from None
    if not isinstance(rows, list):
        raise ValueError(_NOT_ROWS)
    return rows


_READERS = {
    FactKind.INTEGER: _integer,
    FactKind.QUANTITY: _integer,
    FactKind.PRESENCE: _flag,
    FactKind.FLAG: _flag,
    FactKind.DATE: _date,
    FactKind.MOMENT: lambda text: text,
    FactKind.DATES: lambda text: [_date(part) for part in _separated(text)],
    FactKind.CODE: lambda text: text,
    FactKind.CODES: _separated,
    FactKind.COUNTS: _counts,
    FactKind.ITEMS: _items,
    FactKind.RECORDS: _records,
}
