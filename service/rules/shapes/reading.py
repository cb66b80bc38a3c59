"""From a sent form to written parameters (чтение формы); what is wrong the kind itself says afterwards."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from service.rules.facts import as_date
from service.rules.shapes.conditions import read_test
from service.rules.shapes.drawing import NO, REST, YES, subject_of
from service.rules.shapes.node import MARKS, child
from service.rules.shapes.shape import (
    Day,
    Many,
    MonthDay,
    Number,
    Part,
    Record,
    Rows,
    Scalar,
    Shape,
    Share,
    Table,
    Test,
    Yes,
)

Sent = Mapping[str, Sequence[str]]
_WHOLE = re.compile(r"-?\d{1,9}")


def read(root: str, record: Record, sent: Sent, before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Read the parameters of a record from a form; empty fields are left out.

    What merely repeats its default is left out too, unless it was written `before`.
    """
    return _spared(record, _record(root, record, sent, {}), before or {})


def _spared(record: Record, found: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    return {
        part.name: found[part.name]
        for part in record.parts
        if part.name in found and (part.name in before or not _repeats(part, found[part.name]))
    } | {name: value for name, value in found.items() if name not in {part.name for part in record.parts}}


def _repeats(part: Part, value: Any) -> bool:
    """Say whether a value is what stands when nothing is written."""
    if isinstance(part.shape, Record):
        return bool(value == _defaults(part.shape))
    return part.default is not None and bool(value == part.default)


def first(sent: Sent, name: str) -> str:
    """Give the first value of a field, trimmed; empty where it was not sent."""
    found = sent.get(name) or ("",)
    return found[0].strip()


def read_value(name: str, shape: Shape, sent: Sent, around: Mapping[str, Any]) -> Any:
    """Read one value by its shape; None where nothing was given."""
    if isinstance(shape, Record):
        return _record(name, shape, sent, around) or None
    if isinstance(shape, Rows):
        return [_entry(child(name, n), shape.of, sent, around) for n in marked(sent, name)] or None
    if isinstance(shape, Table):
        return _table(name, shape, sent, around)
    if isinstance(shape, Test):
        return read_test(name, subject_of(shape, around), sent)
    return _leaf(name, shape, sent)


def marked(sent: Sent, name: str) -> list[str]:
    """Give the entries of a list in the order in which they stand on the page."""
    return [one for one in sent.get(child(name, MARKS), ()) if one.isdecimal()]


def _defaults(record: Record) -> dict[str, Any]:
    """Give what a group holds that nobody filled in."""
    return {part.name: part.default for part in record.parts if part.default is not None}


def _entry(name: str, shape: Shape, sent: Sent, around: Mapping[str, Any]) -> Any:
    """Read an entry of a list; an empty one stays, so that what it lacks is named."""
    if isinstance(shape, Record):
        return _record(name, shape, sent, around)
    return _or_empty(read_value(name, shape, sent, around))


def _or_empty(value: Any) -> Any:
    return "" if value is None else value


def _record(name: str, record: Record, sent: Sent, around: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in record.parts:
        value = read_value(child(name, part.name), part.shape, sent, {**around, **found})
        if value is not None:
            found[part.name] = value
    if record.rest:
        rest = read_value(child(name, "rest"), REST.shape, sent, {})
        found.update(rest or {})
    return found


def _table(name: str, shape: Table, sent: Sent, around: Mapping[str, Any]) -> dict[str, Any] | None:
    found: dict[str, Any] = {}
    for number in marked(sent, name):
        line = child(name, number)
        key = read_value(child(line, "key"), shape.key.shape, sent, around)
        found[_free(str(key or ""), found)] = _or_empty(
            read_value(child(line, "value"), shape.value.shape, sent, around)
        )
    return found or None


def _free(key: str, taken: Mapping[str, Any]) -> str:
    """Keep a repeated key apart, so that the repetition is refused instead of lost."""
    while key in taken:
        key += "+"
    return key


def _leaf(name: str, shape: Shape, sent: Sent) -> Any:
    if isinstance(shape, Yes):
        return True if first(sent, name) else None
    if isinstance(shape, Share):
        return _share(first(sent, child(name, "above")), first(sent, child(name, "below")))
    if isinstance(shape, MonthDay):
        return _month_day(first(sent, child(name, "day")), first(sent, child(name, "month")))
    if isinstance(shape, Many):
        return _many(name, shape, sent)
    text = first(sent, name)
    if not text:
        return None
    if isinstance(shape, Number):
        return whole(text)
    if isinstance(shape, Day):
        return as_date(text) or text
    return scalar(text) if isinstance(shape, Scalar) else text


def whole(text: str) -> int | str:
    """Read a whole number; anything else stays as typed for the rule to refuse."""
    return int(text) if _WHOLE.fullmatch(text) else text


def scalar(text: str) -> str | int | bool:
    """Read «да», «нет», a whole number, else a code."""
    if text.lower() in (YES, NO):
        return text.lower() == YES
    return whole(text)


def _share(above: str, below: str) -> str | None:
    if not above and not below:
        return None
    return f"{above}/{below}" if below else above


def _month_day(day: str, month: str) -> str | None:
    if not day and not month:
        return None
    return f"{month.zfill(2)}-{day.zfill(2)}"


def _many(name: str, shape: Many, sent: Sent) -> list[Any] | None:
    chosen = [one.strip() for one in sent.get(name, ()) if one.strip()]
    if shape.open:
        typed = first(sent, child(name, "more")).replace(";", ",")
        chosen += [one for part in typed.split(",") if (one := part.strip())]
    found: list[Any] = [whole(one) for one in chosen] if shape.numbers else chosen
    return found or None
