"""Rows of a workbook into drafts: columns by their headings, cells by the kind of their field."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from service.core.alphabet import search_key
from service.core.errors import FieldProblem, Invalid
from service.core.language import N_, translate
from service.people.importing.tables import Cell, Table, text_of
from service.people.importing.values import Unreadable, read_date
from service.registers.importing.directory import Directory
from service.registers.schema import drafts
from service.web.forms import load
from service.web.register import Field, Kind, Register

MOST_ROWS = 2000
TOO_MANY = N_("В таблице больше строк, чем можно загрузить за раз: предел %(limit)s. Разделите её.")
LACKING = N_("В таблице нет обязательных столбцов: %(titles)s. Возьмите шаблон или выгрузку этого реестра.")
NOTHING = N_("Под заголовками нет ни одной строки.")
UNKNOWN_PERSON = N_("Такого человека в реестре нет: «%(value)s».")
SEVERAL_PEOPLE = N_("Людей с таким именем несколько: «%(value)s». Допишите через запятую организацию.")
UNKNOWN_RECORD = N_("Такой записи нет: «%(value)s».")
UNKNOWN_MARK = N_("Такого значения в перечнях нет: «%(value)s». В ячейке – по одному значению в строке.")
SEVERAL_MARKS = N_("Значений с таким названием несколько: «%(value)s». Допишите перечень, как в выгрузке.")
SEVERAL_RECORDS = N_("Записей с таким названием несколько: «%(value)s». Возьмите название из выгрузки.")


@dataclass(frozen=True)
class Column:
    """A column of the workbook: the name in drafts, its heading, its kind; a life has two of dates."""

    name: str
    title: str
    kind: Kind
    field: Field | None = None


@dataclass(frozen=True)
class Row:
    """One row: its number in the file, its cells as text by column, its draft or what is wrong."""

    number: int
    texts: Mapping[str, str]
    draft: Mapping[str, Any] | None = None
    problems: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """What was read: rows, and headings of columns that belong to no field."""

    rows: tuple[Row, ...]
    passed_over: tuple[str, ...] = ()


def columns(register: Register) -> tuple[Column, ...]:
    """The columns of a register's workbook, in their order; headings are Russian in every language."""
    made = [Column(one.name, translate(one.title, "ru"), one.kind, one) for one in register.entered]
    if register.lives:
        made.append(Column("starts", translate(register.starts, "ru"), Kind.DATE))
        made.append(Column("ends", translate(register.ends, "ru"), Kind.DATE))
    return tuple(made)


def read(register: Register, table: Table, known: Mapping[str, Directory]) -> Sheet:
    """Read a table; raises Invalid on the field `file` when it is not this register's."""
    filled = [(number, row) for number, row in enumerate(table.rows, 1) if any(text_of(cell) for cell in row)]
    _, heading = filled[0] if filled else (0, ())
    by_title = {search_key(one.title): one for one in columns(register)}
    places = {place: by_title.get(search_key(text_of(cell))) for place, cell in enumerate(heading)}
    found = {one.name for one in places.values() if one}
    lacking = [
        one.title for one in columns(register) if one.field and one.field.required and one.name not in found
    ]
    if lacking:
        raise _whole(LACKING, titles=", ".join(lacking))
    if len(filled) < 2:
        raise _whole(NOTHING)
    if len(filled) > MOST_ROWS + 1:
        raise _whole(TOO_MANY, limit=MOST_ROWS)
    rows = tuple(_row(register, number, row, places, known) for number, row in filled[1:])
    passed_over = tuple(text_of(heading[place]) for place, one in places.items() if one is None)
    return Sheet(rows, tuple(filter(None, passed_over)))


def _whole(msgid: str, **params: object) -> Invalid:
    return Invalid(fields=(FieldProblem("file", msgid, params),))


def _row(
    register: Register,
    number: int,
    cells: tuple[Cell, ...],
    places: Mapping[int, Column | None],
    known: Mapping[str, Directory],
) -> Row:
    raw: dict[str, Any] = {}
    texts: dict[str, str] = {}
    problems: list[FieldProblem] = []
    for place, column in places.items():
        cell = cells[place] if place < len(cells) else None
        if column is None or not text_of(cell):
            continue
        texts[column.name] = text_of(cell)
        value = _value(column, cell, known)
        if isinstance(value, FieldProblem):
            problems.append(value)
        else:
            raw[column.name] = value
    named = {one.field for one in problems}
    try:
        draft = load(drafts(register, strict=True), raw)
    except Invalid as error:
        problems += [one for one in error.fields if one.field not in named]
    order = [one.name for one in columns(register)]
    problems.sort(key=lambda one: order.index(one.field) if one.field in order else len(order))
    return Row(number, texts, None if problems else draft, tuple(problems))


def _value(column: Column, cell: Cell, known: Mapping[str, Directory]) -> Any:
    """What a cell says, as the schema of drafts takes it, or what is wrong with it."""
    text = text_of(cell)
    match column.kind:
        case Kind.DATE:
            day = read_date(cell)
            if isinstance(day, Unreadable):
                return FieldProblem(column.name, day.msgid, {"value": day.value})
            return day.isoformat() if day else None
        case Kind.INTEGER:
            return int(cell) if isinstance(cell, Decimal) and cell == int(cell) else text
        case Kind.BOOLEAN:
            return text.casefold()
        case Kind.CHOICE if column.field:
            words = {search_key(translate(said, "ru")): code for code, said in column.field.choices.items()}
            return words.get(search_key(text), text)
        case Kind.MARKS:
            return _marks(column, str(cell), known[column.name])
        case Kind.PERSON | Kind.RECORD:
            return _reference(column, text, known[column.name])
    return cell if isinstance(cell, str) else text


def _marks(column: Column, text: str, known: Directory) -> Any:
    """Marks of a cell, one in a line, by their words or codes."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        meant = known.meant(line)
        if len(meant) != 1:
            return FieldProblem(column.name, SEVERAL_MARKS if meant else UNKNOWN_MARK, {"value": line})
        found += meant
    return found


def _reference(column: Column, text: str, known: Directory) -> Any:
    meant = known.meant(text)
    if len(meant) == 1:
        return next(iter(meant))
    person = column.kind is Kind.PERSON
    if not meant:
        return FieldProblem(column.name, UNKNOWN_PERSON if person else UNKNOWN_RECORD, {"value": text})
    return FieldProblem(column.name, SEVERAL_PEOPLE if person else SEVERAL_RECORDS, {"value": text})
