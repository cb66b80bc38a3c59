"""From written parameters to fields (рисование формы): one function a shape, none a kind."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from service.rules.message import N_
from service.rules.shapes.conditions import draw_test
from service.rules.shapes.node import Node, child
from service.rules.shapes.shape import (
    Choice,
    Code,
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
    Words,
    Yes,
)

ADD_WORD = N_("Добавить пояснение")
YES, NO = "да", "нет"


def draw(root: str, record: Record, written: Mapping[str, Any]) -> tuple[Node, ...]:
    """Draw the fields of a record under a name."""
    return _record(root, record, written, written).children


def draw_part(name: str, part: Part, value: Any, whole: Mapping[str, Any] | None = None) -> Node:
    """Draw one part by its shape; `whole` is the record around it."""
    shape, around = part.shape, whole or {}
    if isinstance(shape, Record):
        found = _record(name, shape, value if isinstance(value, Mapping) else {}, around)
        return Node(name, part.title, "group", hint=part.hint, children=found.children)
    if isinstance(shape, Rows):
        return _rows(name, part, shape, value, around)
    if isinstance(shape, Table):
        return _table(name, part, shape, value, around)
    if isinstance(shape, Test):
        return draw_test(name, part, subject_of(shape, around), value)
    if value is None and isinstance(shape, Choice):
        value = part.default
    control, shown, options = _leaf(shape, value)
    return Node(name, part.title, control, shown, options, part.hint, part.required)


def subject_of(shape: Test, whole: Mapping[str, Any]) -> str:
    """Give the register that a condition speaks of: named by the shape, or by another parameter."""
    return str(whole.get(shape.subject[1:], "")) if shape.subject.startswith("@") else shape.subject


def _leaf(shape: Shape, value: Any) -> tuple[str, object, tuple[tuple[str, str], ...]]:
    if isinstance(shape, Yes):
        return "yes", bool(value), ()
    if isinstance(shape, Share):
        above, _, below = str(value or "").partition("/")
        return "share", (above, below), ()
    if isinstance(shape, MonthDay):
        month, _, day = str(value or "").partition("-")
        return "month_day", (day.lstrip("0"), month), ()
    if isinstance(shape, Many):
        return (
            "many",
            tuple(map(str, value if isinstance(value, Sequence) and not isinstance(value, str) else ())),
            (shape.options),
        )
    if isinstance(shape, Choice):
        return "select", "" if value is None else str(value), shape.options
    if isinstance(shape, Day):
        return "date", value.isoformat() if isinstance(value, date) else str(value or ""), ()
    return _text(shape, value)


def _text(shape: Shape, value: Any) -> tuple[str, object, tuple[tuple[str, str], ...]]:
    shown = (YES if value else NO) if isinstance(value, bool) else "" if value is None else str(value)
    if isinstance(shape, Number):
        return "number", shown, ()
    if isinstance(shape, Code | Scalar):
        return "code", shown, shape.known
    return ("long" if isinstance(shape, Words) and shape.long else "text"), shown, ()


def _record(name: str, record: Record, value: Mapping[str, Any], around: Mapping[str, Any]) -> Node:
    whole = {**around, **value}
    children = [draw_part(child(name, part.name), part, value.get(part.name), whole) for part in record.parts]
    if record.rest:
        known = {part.name for part in record.parts}
        more = {key: item for key, item in value.items() if key not in known and key != "rest"}
        given = value.get("rest") if isinstance(value.get("rest"), Mapping) else more
        children.append(draw_part(child(name, "rest"), REST, {**more, **(given or {})}))
    return Node(name, "", "group", children=tuple(children))


REST = Part(
    "rest",
    N_("Дополнительно"),
    Table(
        Part("key", N_("Что"), Words(), required=True),
        Part("value", N_("Значение"), Words(), required=True),
        ADD_WORD,
    ),
)
"""Further named texts of an entry, such as the month of a collection."""


def _rows(name: str, part: Part, shape: Rows, value: Any, around: Mapping[str, Any]) -> Node:
    listed = list(value) if isinstance(value, Sequence) and not isinstance(value, str) else []
    inner = Part("", "" if isinstance(shape.of, Record) else part.title, shape.of)
    children = tuple(draw_part(child(name, n), inner, one, around) for n, one in enumerate(listed))
    return Node(name, part.title, "rows", hint=part.hint, children=children, add=shape.one)


def _table(name: str, part: Part, shape: Table, value: Any, around: Mapping[str, Any]) -> Node:
    pairs = list(value.items()) if isinstance(value, Mapping) else list(value or ())
    lines = []
    for number, (key, item) in enumerate(pairs):
        line = child(name, number)
        cells = (
            draw_part(child(line, "key"), shape.key, key, around),
            draw_part(child(line, "value"), shape.value, item, around),
        )
        lines.append(Node(line, "", "group", children=cells))
    return Node(name, part.title, "rows", hint=part.hint, children=tuple(lines), add=shape.one)
