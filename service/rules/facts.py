"""Facts (сведения) given to a rule: their types, and the strict check that nothing unknown comes in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from service.rules.errors import BadFacts
from service.rules.message import N_, Message
from service.rules.verdict import Missing

Facts = Mapping[str, object]


class FactKind(StrEnum):
    """What values a fact takes."""

    INTEGER = "integer"
    QUANTITY = "quantity"  # a count, a yes/no read as 1 or 0, or a list read as its length
    PRESENCE = "presence"  # a yes/no, a count read as "any", or a list read as "not empty"
    DATE = "date"
    MOMENT = "moment"  # a date with its hour, in a zone or on the wall clock
    DATES = "dates"
    FLAG = "flag"
    CODE = "code"
    CODES = "codes"
    COUNTS = "counts"  # a table of code -> number, numbers may be unknown
    ITEMS = "items"  # a list of {code, title}
    RECORDS = "records"  # rows of a small register


_WRONG = {
    FactKind.INTEGER: N_("Нужно целое число не меньше нуля."),
    FactKind.QUANTITY: N_("Нужно целое число не меньше нуля, «да» или «нет» либо список."),
    FactKind.PRESENCE: N_("Нужно «да» или «нет», целое число или список."),
    FactKind.DATE: N_("Нужна дата вида 2024-03-20."),
    FactKind.MOMENT: N_("Нужны дата и время вида 2024-03-20T10:00."),
    FactKind.DATES: N_("Нужен список дат вида 2024-03-20."),
    FactKind.FLAG: N_("Нужно «да» или «нет»."),
    FactKind.CODE: N_("Нужно кодовое слово."),
    FactKind.CODES: N_("Нужен список кодовых слов."),
    FactKind.COUNTS: N_("Нужна таблица: кодовое слово и число."),
    FactKind.ITEMS: N_("Нужен список записей с полями code и title."),
    FactKind.RECORDS: N_("Нужен список записей."),
}


@dataclass(frozen=True)
class FactType:
    """Type of one fact: kind of value, closed choices if any, title (msgid), and whether it may be absent.

    `names` pairs codes with their words, for forms; codes beyond the choices are only the usual ones.
    """

    kind: FactKind
    title: str
    choices: tuple[str, ...] = ()
    required: bool = True
    names: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """Return the name of the type as the API prints it."""
        return self.kind.value


def missing_fact(name: str, fact_type: FactType) -> Missing:
    """Describe an absent fact."""
    return Missing(name, Message(fact_type.title))


def check_facts(types: Mapping[str, FactType], facts: Facts) -> dict[str, object]:
    """Return the facts in their normal form without empty ones; BadFacts for an unknown or wrong one."""
    checked: dict[str, object] = {}
    for name, value in facts.items():
        if name not in types:
            raise BadFacts(
                name,
                Message("Такого сведения правило не знает. Известны: %(known)s.", {"known": sorted(types)}),
            )
        if value is not None:
            checked[name] = _normal(name, types[name], value)
    return checked


def _normal(name: str, fact_type: FactType, value: object) -> object:
    normal = _READERS[fact_type.kind](value, fact_type)
    if normal is None:
        raise BadFacts(name, Message(_WRONG[fact_type.kind]))
    if fact_type.choices and fact_type.kind in (FactKind.CODE, FactKind.CODES, FactKind.COUNTS):
        given = [normal] if isinstance(normal, str) else list(normal)  # type: ignore[call-overload]
        for code in given:
            if code not in fact_type.choices:
                raise BadFacts(
                    name,
                    Message(
                        "Значение «%(value)s» не из списка: %(choices)s.",
                        {"value": code, "choices": fact_type.choices},
                    ),
                )
    return normal


def _integer(value: object, _: FactType) -> object:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _quantity(value: object, fact_type: FactType) -> object:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (list, tuple)):
        return len(value)
    return _integer(value, fact_type)


def _presence(value: object, fact_type: FactType) -> object:
    number = _quantity(value, fact_type)
    return None if number is None else bool(number)


def as_date(value: object) -> date | None:
    """Read a date or its ISO text; None for anything else, a moment in time included."""
    if isinstance(value, datetime):
        return None
    if isinstance(value, date):
        return value
    if isinstance(value, str) and len(value) == len("2024-03-20"):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return None


def _date(value: object, _: FactType) -> object:
    return as_date(value)


def as_moment(value: object) -> datetime | None:
    """Read a moment or its ISO text; None for anything else, a date without an hour included."""
    if isinstance(value, str) and "T" in value:
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, datetime) else None


def _moment(value: object, _: FactType) -> object:
    return as_moment(value)


def _dates(value: object, _: FactType) -> object:
    if not isinstance(value, (list, tuple)):
        return None
    days = [as_date(item) for item in value]
    return None if None in days else tuple(days)


def _flag(value: object, _: FactType) -> object:
    return value if isinstance(value, bool) else None


def _code(value: object, _: FactType) -> object:
    return value if isinstance(value, str) and value else None


def _codes(value: object, _: FactType) -> object:
    if isinstance(value, str) and value:
        return (value,)
    if not isinstance(value, (list, tuple, set, frozenset)):
        return None
    return tuple(value) if all(isinstance(item, str) and item for item in value) else None


def _counts(value: object, fact_type: FactType) -> object:
    if not isinstance(value, Mapping):
        return None
    known = {code: number for code, number in value.items() if number is not None}
    fine = all(
        isinstance(code, str) and _integer(number, fact_type) is not None for code, number in known.items()
    )
    return known if fine else None


def _items(value: object, _: FactType) -> object:
    if not isinstance(value, (list, tuple)):
        return None
    items: list[dict[str, str]] = []
    for item in value:
        if isinstance(item, str):
            item = {"code": item, "title": item}
        if not isinstance(item, Mapping) or set(item) - {"code", "title"} or not item.get("code"):
            return None
        items.append({"code": str(item["code"]), "title": str(item.get("title") or item["code"])})
    return tuple(items)


def _records(value: object, _: FactType) -> object:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return value if all(isinstance(row, Mapping) for row in value) else None
    return None


_READERS = {
    FactKind.INTEGER: _integer,
    FactKind.QUANTITY: _quantity,
    FactKind.PRESENCE: _presence,
    FactKind.DATE: _date,
    FactKind.MOMENT: _moment,
    FactKind.DATES: _dates,
    FactKind.FLAG: _flag,
    FactKind.CODE: _code,
    FactKind.CODES: _codes,
    FactKind.COUNTS: _counts,
    FactKind.ITEMS: _items,
    FactKind.RECORDS: _records,
}
