"""Small registers (малые реестры): strict reading of the rows that a case file or a request gives."""

from collections.abc import Mapping, Sequence
from datetime import date

from service.rules.conditions.explain import LIFE, Life
from service.rules.conditions.registers import Field, FieldType, Register
from service.rules.dates import full_years
from service.rules.errors import BadFacts
from service.rules.facts import as_date
from service.rules.message import Message

Row = dict[str, object]
_SHORT = {"trained": "trainings", "team_trained": "team_trainings"}
_TRAINED_KIND = "pk"


def read_rows(register: Register, rows: Sequence[Mapping[str, object]], as_of: date) -> list[Row]:
    """Return the rows of a subject that hold on the date, with known fields only; facts not given are None.

    Raises BadFacts with the path of an unknown column, a wrong value or a repeated id.
    """
    read: list[Row] = []
    seen: set[object] = set()
    for index, raw in enumerate(rows):
        path = f"{register.name}[{index}]"
        row = _subject_row(register, raw, as_of, path)
        life = row[LIFE]
        if row.pop("counted") is False or isinstance(life, Life) and register.life and not life.holds(as_of):
            continue
        if row["id"] in seen:
            raise BadFacts(f"{path}.id", Message("Запись «%(id)s» повторяется.", {"id": str(row["id"])}))
        seen.add(row["id"])
        read.append(row)
    return read


def _subject_row(register: Register, raw: Mapping[str, object], as_of: date, path: str) -> Row:
    given = dict(raw)
    row: Row = {"id": given.pop("id", path), "counted": True}
    for mark, wanted in (("own", True), ("external", False), ("main", True)):
        if mark in given and _flag(given.pop(mark), f"{path}.{mark}") is not wanted:
            row["counted"] = False
    if "birth_date" in given and "age" in register.fields:
        born = given.pop("birth_date")
        row["age"] = None if born is None else full_years(_day(born, f"{path}.birth_date"), as_of)
    for name, table in register.tables.items():
        row[name] = _records(table, given.pop(name, ()), f"{path}.{name}")
    for short, name in _SHORT.items():
        if short in given and name in register.tables:
            more = _records(register.tables[name], given.pop(short), f"{path}.{short}")
            row[name] = (*_tuple(row[name]), *more)
    return {**_fields(register, given, path), **row}


def _tuple(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _records(table: Register, listed: object, path: str) -> tuple[Row, ...]:
    if not isinstance(listed, (list, tuple)):
        raise BadFacts(path, Message("Нужен список записей."))
    return tuple(_record(table, item, f"{path}[{index}]") for index, item in enumerate(listed))


def _record(table: Register, item: object, path: str) -> Row:
    """Read a record; a bare date is the time key, a bare word is the kind."""
    if isinstance(item, Mapping):
        return _fields(table, dict(item), path)
    if table.time_key and as_date(item):
        shorthand: dict[str, object] = {table.time_key: item}
        if table.fields.get("kind") and table.fields["kind"].choices:
            shorthand["kind"] = _TRAINED_KIND
        if "informal" in table.fields:
            shorthand["informal"] = False
        if table.life:
            shorthand["from"] = item
        return _fields(table, shorthand, path)
    if isinstance(item, str) and "kind" in table.fields and not table.time_key:
        return _fields(table, {"kind": item}, path)
    raise BadFacts(path, Message("Нужна запись, дата или вид."))


def _fields(register: Register, given: dict[str, object], path: str) -> Row:
    life = Life(*(_optional_day(given.pop(name, None), f"{path}.{name}") for name in ("from", "to")))
    row: Row = {LIFE: life, **dict.fromkeys(register.fields)}
    for name, value in given.items():
        if name not in register.fields:
            known = sorted((*register.fields, *register.tables, "id", "from", "to"))
            raise BadFacts(
                f"{path}.{name}", Message("Неизвестное поле. Известны: %(known)s.", {"known": known})
            )
        row[name] = None if value is None else _value(register.fields[name], value, f"{path}.{name}")
    return row


def _value(field: Field, value: object, path: str) -> object:
    if field.type is FieldType.DATE:
        return _day(value, path)
    if field.type is FieldType.FLAG:
        return _flag(value, path)
    if field.type is FieldType.INTEGER:
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        raise BadFacts(path, Message("Нужно целое число не меньше нуля."))
    if not isinstance(value, str) or not value:
        raise BadFacts(path, Message("Нужно кодовое слово."))
    if field.choices and value not in field.choices:
        raise BadFacts(
            path,
            Message(
                "Значение «%(value)s» не из списка: %(choices)s.", {"value": value, "choices": field.choices}
            ),
        )
    return value


def _day(value: object, path: str) -> date:
    day = as_date(value)
    if day is None:
        raise BadFacts(path, Message("Нужна дата вида 2024-03-20."))
    return day


def _optional_day(value: object, path: str) -> date | None:
    return None if value is None else _day(value, path)


def _flag(value: object, path: str) -> bool:
    if isinstance(value, bool):
        return value
    raise BadFacts(path, Message("Нужно «да» или «нет»."))
