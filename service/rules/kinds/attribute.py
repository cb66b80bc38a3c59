"""Attribute (признак): a value that the regulation fixes or chooses from a closed list."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.rules.errors import BadParams
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.kind import Kind
from service.rules.kinds.attribute_words import OTHER, title
from service.rules.message import N_, Message, either, listed
from service.rules.reader import Reader, read_code
from service.rules.value_words import VALUES, value_words
from service.rules.verdict import Missing, Outcome, Status, incomplete

NAME = "attribute"
EQUALS, AMONG, AT_LEAST = "equals", "among", "at_least"
_MANY = 4
Value = str | int | bool


@dataclass(frozen=True)
class Params:
    """The fact, the values the regulation allows, how they are compared, and the rule in words."""

    fact: str
    values: tuple[Value, ...]
    op: str
    statement: str = ""


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly; `value` or `values`, of one type."""
    reader = Reader(mapping)
    fact = reader.code("fact", "value")
    if reader.has("value") == reader.has("values"):
        raise BadParams("value", Message("Нужен ровно один из параметров value и values."))
    key = "value" if reader.has("value") else "values"
    raw = reader.raw(key)
    listed = list(raw) if key == "values" and isinstance(raw, (list, tuple)) else [raw]
    values = tuple(_value(key, item) for item in listed)
    op = reader.choice("op", (EQUALS, AMONG, AT_LEAST), AMONG if key == "values" else EQUALS)
    statement = reader.text("statement", "")
    reader.done()
    if not values or len({type(item) for item in values}) > 1:
        raise BadParams(key, Message("Нужны значения одного типа."))
    if op == AT_LEAST and (len(values) != 1 or type(values[0]) is not int):
        raise BadParams("op", Message("Сравнение at_least требует одного целого числа."))
    if op == EQUALS and len(values) != 1:
        raise BadParams("op", Message("Сравнение equals требует одного значения."))
    return Params(fact, values, op, statement)


def _value(key: str, item: object) -> Value:
    if isinstance(item, (bool, int)):
        return item
    return read_code(key, item)


def evaluate(params: Params, facts: Facts) -> Outcome:
    """Judge the value; a list of codes is judged item by item."""
    value = facts.get(params.fact)
    if value is None:
        return incomplete((missing_fact(params.fact, facts_of(params)[params.fact]),), {})
    number = value if type(value) is int else None
    wanted = params.values[0] if type(params.values[0]) is int else None
    if params.op == AT_LEAST:
        wrong = [value] if number is None or wanted is None or number < wanted else []
    else:
        given = list(value) if isinstance(value, (tuple, list)) else [value]
        wrong = [item for item in given if item not in params.values]
    shortfall = wanted - number if wrong and isinstance(wanted, int) and number is not None else len(wrong)
    return Outcome(
        status=Status.FAIL if wrong else Status.PASS,
        operands={params.fact: value},
        expected=wanted if type(wanted) is int else None,
        actual=number,
        shortfall=max(shortfall, 1) if wrong else 0,
        missing=tuple(
            Missing(str(item), Message("%(value)s", {"value": value_words(item)})) for item in wrong
        ),
        message=_refusal(params, wrong) if wrong else Message("Соответствует положению."),
        remedy=Message("Исправьте значение или внесите основание для отступления.") if wrong else None,
    )


def _refusal(params: Params, wrong: list[object]) -> Message:
    allowed = [value_words(item) for item in params.values]
    words: dict[str, object] = {"wrong": [value_words(item) for item in wrong], "allowed": _several(allowed)}
    if params.op == AT_LEAST:
        return Message("Есть %(wrong)s, нужно не менее %(allowed)s.", words)
    words["fact"] = Message(title(params.fact))
    if len(allowed) == 1 and title(params.fact) != OTHER:
        return Message("%(fact)s: %(wrong)s. Положением установлено: %(allowed)s.", words)
    if len(allowed) == 1:
        return Message("Не по положению: %(wrong)s. Установлено: %(allowed)s.", words)
    return Message("Не по положению: %(wrong)s. Допускается: %(allowed)s.", words)


def facts_of(params: Params) -> dict[str, FactType]:
    """Return the one fact, typed as the values of the parameter are."""
    sample = params.values[0]
    kind = FactKind.FLAG if isinstance(sample, bool) else FactKind.INTEGER
    if isinstance(sample, str):
        kind = FactKind.CODE if params.op == EQUALS else FactKind.CODES
    codes = (value for value in params.values if isinstance(value, str))
    names = tuple((code, VALUES.get(code, code)) for code in codes)
    return {params.fact: FactType(kind, title(params.fact), names=names)}


def describe(params: Params) -> Message:
    """Say the rule as a sentence."""
    if params.statement:
        return Message("%(statement)s", {"statement": params.statement})
    allowed = _several([value_words(item) for item in params.values])
    words = {"fact": Message(title(params.fact)), "allowed": allowed}
    if title(params.fact) == OTHER:
        least, exact = N_("Нужно не менее %(allowed)s."), N_("Положением установлено: %(allowed)s.")
    else:
        least, exact = N_("%(fact)s: не менее %(allowed)s."), N_("%(fact)s: %(allowed)s.")
    said = least if params.op == AT_LEAST else exact
    return Message(said, words)


def _several(allowed: list[object]) -> object:
    return either(allowed) if len(allowed) < _MANY else listed(allowed)


def weaker(parent: Params, child: Params) -> Message | None:
    """Say why the child allows more than the parent; None when it does not."""
    if (child.fact, child.op) != (parent.fact, parent.op):
        return Message("Проверяется другое: сравнить с прежним требованием нельзя.")
    if parent.op == AT_LEAST:
        least = child.values[0], parent.values[0]
        smaller = isinstance(least[0], int) and isinstance(least[1], int) and least[0] < least[1]
        return Message("Требуется меньше прежнего.") if smaller else None
    if set(child.values) - set(parent.values):
        return Message("Допущены другие значения.")
    return None


KIND = Kind(NAME, N_("признак"), parse, describe, weaker, facts_of, evaluate)
