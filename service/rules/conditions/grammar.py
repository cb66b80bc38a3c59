"""The grammar of conditions (условия): a closed language without arithmetic, free text or SQL."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from service.rules.conditions.registers import SINCE, Field, FieldType, Register
from service.rules.errors import BadParams
from service.rules.facts import as_date
from service.rules.message import Message
from service.rules.reader import Reader, read_code

DEPTH = 4
ORDERED = ("lt", "lte", "gt", "gte")
SINGLE = ("eq", "ne", "in", "not_in")
CONTAINS = ("contains_any", "contains_all")
IS_NULL = "is_null"
OPS = (*SINGLE, *ORDERED, *CONTAINS, IS_NULL)
ALLOWED = {
    FieldType.INTEGER: (*SINGLE, *ORDERED, IS_NULL),
    FieldType.DATE: (*SINGLE, *ORDERED, IS_NULL),
    FieldType.FLAG: ("eq", "ne", IS_NULL),
    FieldType.CODE: (*SINGLE, IS_NULL),
    FieldType.CODES: (*CONTAINS, IS_NULL),
}
_LISTS = ("in", "not_in", *CONTAINS)
Value = str | int | bool | date | tuple[str | int | date, ...]


@dataclass(frozen=True)
class Compare:
    """A comparison of one field with a value."""

    field: Field
    op: str
    value: Value


@dataclass(frozen=True)
class All:
    """Every part must hold."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Any:
    """At least one part must hold."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    """The part must not hold."""

    part: "Condition"


@dataclass(frozen=True)
class Exists:
    """A record of a hanging register exists in a time window and satisfies `where`."""

    register: Register
    window: str
    where: "Condition | None"
    since: date | None


Condition = Compare | All | Any | Not | Exists


def parse(value: object, subject: Register, since: date | None = None) -> Condition:
    """Read a condition over a subject; `since` is the date that the window "since" starts from.

    Raises BadParams with the path of the key: an unknown field, register, window or operator, a wrong type.
    """
    return _parse(value, subject, since, 1)


def _parse(value: object, subject: Register, since: date | None, depth: int) -> Condition:
    if depth > DEPTH:
        raise BadParams("", Message("Условие вложено глубже %(depth)d уровней.", {"depth": DEPTH}))
    reader = Reader(value)
    forms = [form for form in ("all", "any", "not", "exists", "field") if reader.has(form)]
    if len(forms) != 1:
        raise BadParams("", Message("Нужно ровно одно из: all, any, not, exists, field."))
    if forms[0] == "field":
        return _compare(reader, subject)
    if forms[0] == "exists":
        return _exists(reader, subject, since, depth)
    if forms[0] == "not":
        inner = reader.raw("not")
        reader.done()
        return Not(_under("not", lambda: _parse(inner, subject, since, depth + 1)))
    parts = _parts(reader, forms[0], subject, since, depth)
    reader.done()
    return All(parts) if forms[0] == "all" else Any(parts)


def _parts(
    reader: Reader, key: str, subject: Register, since: date | None, depth: int
) -> tuple[Condition, ...]:
    listed = reader.raw(key)
    if not isinstance(listed, (list, tuple)) or not listed:
        raise BadParams(key, Message("Нужен непустой список условий."))

    def read(index: int) -> Condition:
        return _under(f"{key}[{index}]", lambda: _parse(listed[index], subject, since, depth + 1))

    return tuple(read(index) for index in range(len(listed)))


def _under(key: str, read: Callable[[], Condition]) -> Condition:
    try:
        return read()
    except BadParams as refusal:
        raise refusal.under(key) from None


def _exists(reader: Reader, subject: Register, since: date | None, depth: int) -> Exists:
    register = _named(reader, "exists", subject.tables)
    window = reader.raw("window", "as_of")
    if window not in register.windows or not isinstance(window, str):
        raise BadParams(
            "window",
            Message(
                "Окно «%(window)s» не подходит реестру. Подходят: %(known)s.",
                {"window": str(window), "known": register.windows},
            ),
        )
    own = reader.date("since") if reader.has("since") else since
    if window == SINCE and own is None:
        raise BadParams("since", Message("Для окна since нужна дата начала."))
    bare = Register(register.name, register.title, register.fields)
    where = None
    if reader.has("where"):
        parts = _parts(reader, "where", bare, None, depth)
        where = parts[0] if len(parts) == 1 else All(parts)
    reader.done()
    return Exists(register, window, where, own if window == SINCE else None)


def _named(reader: Reader, key: str, known: Mapping[str, Register]) -> Register:
    name = reader.raw(key)
    if not isinstance(name, str) or name not in known:
        raise BadParams(
            key,
            Message(
                "Неизвестный реестр «%(name)s». Известны: %(known)s.",
                {"name": str(name), "known": sorted(known)},
            ),
        )
    return known[name]


def _compare(reader: Reader, subject: Register) -> Compare:
    name = reader.raw("field")
    known = subject.fields
    plain = name.replace("experience.", "experience_") if isinstance(name, str) else ""
    if plain not in known:
        raise BadParams(
            "field",
            Message(
                "Неизвестное поле «%(name)s». Известны: %(known)s.",
                {"name": str(name), "known": sorted(known)},
            ),
        )
    field = known[plain]
    op = reader.raw("op", "eq")
    if op not in OPS or not isinstance(op, str):
        raise BadParams(
            "op",
            Message("Неизвестное сравнение «%(op)s». Известны: %(known)s.", {"op": str(op), "known": OPS}),
        )
    if op not in ALLOWED[field.type]:
        raise BadParams(
            "op",
            Message(
                "Поле «%(name)s» так не сравнивается. Можно: %(known)s.",
                {"name": plain, "known": ALLOWED[field.type]},
            ),
        )
    value = reader.raw("value", True if op == IS_NULL else None)
    reader.done()
    return Compare(field, op, _value(field, op, value))


def _value(field: Field, op: str, value: object) -> Value:
    if op == IS_NULL:
        if not isinstance(value, bool):
            raise BadParams("value", Message("Нужно true или false."))
        return value
    if op not in _LISTS:
        return _single("value", field, value)
    if not isinstance(value, (list, tuple)) or not value:
        raise BadParams("value", Message("Нужен непустой список значений."))
    return tuple(_single(f"value[{index}]", field, item) for index, item in enumerate(value))


def _single(key: str, field: Field, value: object) -> str | int | date:
    if field.type is FieldType.FLAG:
        if isinstance(value, bool):
            return value
        raise BadParams(key, Message("Нужно true или false."))
    if field.type is FieldType.INTEGER:
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1_000_000:
            return value
        raise BadParams(key, Message("Нужно целое число."))
    if field.type is FieldType.DATE:
        day = as_date(value)
        if day is None:
            raise BadParams(key, Message("Нужна дата вида 2024-03-20."))
        return day
    code = read_code(key, value)
    if field.choices and code not in field.choices:
        raise BadParams(
            key,
            Message(
                "Значение «%(value)s» не из списка: %(choices)s.", {"value": code, "choices": field.choices}
            ),
        )
    return code
