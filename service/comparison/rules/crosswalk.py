"""The cross-walk (сопоставление определений): in what two definitions of an indicator differ."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from service.rules.conditions.grammar import All, Compare, Condition, Exists, Not
from service.rules.conditions.grammar import Any as Either
from service.rules.conditions.registers import SINCE
from service.rules.indicators.params import Params
from service.rules.message import N_

Shape = Mapping[str, Any]
ORDERED = ("lt", "lte", "gt", "gte")


class Reason(StrEnum):
    """Why two figures may not be compared as they are (причина несравнимости); codes of the analysts."""

    POPULATION = "R1"
    WINDOW = "R2"
    UNIT = "R3"
    THRESHOLD = "R4"
    EVENT = "R5"
    COVERAGE = "R7"
    BREAK = "R8"
    SMALL = "R10"
    CLAUSE = "R12"
    HIDDEN = "R13"


REASON_WORDS: Mapping[str, str] = {
    Reason.POPULATION: N_("другой круг тех, от кого считают"),
    Reason.WINDOW: N_("другой период"),
    Reason.UNIT: N_("считают другое: не те записи или не та форма ответа"),
    Reason.THRESHOLD: N_("другая граница внутри условия"),
    Reason.EVENT: N_("засчитывают другое"),
    Reason.COVERAGE: N_("кадры внесены не у всех организаций"),
    Reason.BREAK: N_("определение изменилось между датами"),
    Reason.SMALL: N_("знаменатель меньше 10: значение без места"),
    Reason.CLAUSE: N_("у определения нет пункта акта"),
    Reason.HIDDEN: N_("малая группа, скрыто"),
}


def shape_of(params: Params) -> dict[str, Any]:
    """The definition without words and targets, as plain JSON: equal shapes count the same thing."""
    return {
        "form": params.indicator,
        "subject": params.subject.name,
        "window": [params.window, params.window_field, _day(params.since if params.window == SINCE else None)],
        "population": _tree(params.population),
        "numerator": _tree(params.numerator),
        "per": params.per,
    }


def digest_of(shape: Shape) -> str:
    """SHA-256 of a shape, by which equal definitions are found."""
    return hashlib.sha256(_text(shape).encode()).hexdigest()


def differences(one: Shape, other: Shape) -> tuple[Reason, ...]:
    """In what two shapes differ, as the analysts' codes; empty when they count the same thing.

    Populations of different registers cannot be told apart, so a different unit says enough.
    """
    found = []
    same_unit = one["subject"] == other["subject"]
    if not same_unit or one["form"] != other["form"] or one["per"] != other["per"]:
        found.append(Reason.UNIT)
    if same_unit and _text(_timeless(one["population"])) != _text(_timeless(other["population"])):
        found.append(Reason.POPULATION)
    if _windows(one) != _windows(other):
        found.append(Reason.WINDOW)
    counted, counted_there = _timeless(one["numerator"]), _timeless(other["numerator"])
    if _text(_boundless(counted)) != _text(_boundless(counted_there)):
        found.append(Reason.EVENT)
    elif _text(counted) != _text(counted_there):
        found.append(Reason.THRESHOLD)
    return tuple(sorted(found))


def _tree(condition: Condition | None) -> Any:
    match condition:
        case None:
            return None
        case Compare(field, op, value):
            return ["field", field.name, op, _value(value)]
        case Not(part):
            return ["not", _tree(part)]
        case Exists(register, window, where, since):
            return ["exists", register.name, window, _day(since), _tree(where)]
        case All(parts):
            return ["all", sorted((_tree(part) for part in parts), key=_text)]
        case Either(parts):
            return ["any", sorted((_tree(part) for part in parts), key=_text)]


def _value(value: object) -> Any:
    if isinstance(value, tuple):
        return sorted(map(_value, value), key=str)
    return value.isoformat() if isinstance(value, date) else value


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _text(tree: Any) -> str:
    return json.dumps(tree, ensure_ascii=False, sort_keys=True)


def _windows(shape: Shape) -> set[str]:
    """Every window of time a shape looks through."""
    window, field, since = shape["window"]
    own = {_text([window, since])} if field else set()
    conditions = (shape["population"], shape["numerator"])
    return own | {_text(node[2:4]) for tree in conditions for node in _nodes(tree) if node[0] == "exists"}


def _nodes(tree: Any) -> Iterator[Any]:
    if not isinstance(tree, list) or not tree or not isinstance(tree[0], str):
        return
    yield tree
    below = tree[1] if tree[0] in ("all", "any") else [tree[-1]] if tree[0] in ("not", "exists") else []
    for part in below:
        yield from _nodes(part)


def _mapped(tree: Any, leaf: Callable[[list[Any]], list[Any]]) -> Any:
    """The tree with every field and record changed by `leaf`, parts in order again."""
    if not tree:
        return tree
    if tree[0] in ("all", "any"):
        return [tree[0], sorted((_mapped(part, leaf) for part in tree[1]), key=_text)]
    if tree[0] == "field":
        return leaf(tree)
    return leaf([*tree[:-1], _mapped(tree[-1], leaf)])


def _timeless(tree: Any) -> Any:
    """The tree without windows: they are compared by themselves."""
    return _mapped(tree, lambda node: [node[0], node[1], node[4]] if node[0] == "exists" else node)


def _boundless(tree: Any) -> Any:
    """The tree without the numbers and days that fields are compared with."""
    return _mapped(tree, lambda node: node[:3] if node[0] == "field" and node[2] in ORDERED else node)
