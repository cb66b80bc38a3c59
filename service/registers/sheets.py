"""A register as a workbook: words for people, every field a column, nothing that becomes a formula."""

import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from xlsxwriter import Workbook

from service.core.language import translate
from service.registers.importing.rows import columns
from service.registers.queries import first_day, last_day
from service.web.register import Field, Kind, Register

Texts = Mapping[str, Mapping[Any, str]]
UNFIT_FOR_TITLE = str.maketrans("", "", "[]:*?/\\'")
LONGEST_TITLE = 31
LISTED_ROWS, LONGEST_LIST = 2000, 255


def workbook(register: Register, rows: Iterable[Any], names: Texts) -> bytes:
    """XLSX bytes: a heading row, then one row a record; text stays text."""
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(made, options)
    title = translate(register.title, "ru").translate(UNFIT_FOR_TITLE)[:LONGEST_TITLE]
    sheet = book.add_worksheet(title)
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF4"})
    day = book.add_format({"num_format": "dd.mm.yyyy", "align": "left"})
    for place, column in enumerate(columns(register)):
        sheet.write_string(0, place, column.title, heading)
        sheet.set_column(place, place, 16 if column.kind is Kind.DATE else 26)
        _offer(sheet, place, column.field)
    sheet.freeze_panes(1, 1)
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(cells(register, row, names)):
            _write(sheet, number, place, value, day)
    book.close()
    return made.getvalue()


def cells(register: Register, row: Any, names: Texts) -> list[Any]:
    """The cells of one record in the order of the columns."""
    values = [shown(field, getattr(row, field.name), names) for field in register.entered]
    return [*values, first_day(row), last_day(row)] if register.lives else values


def _offer(sheet: Any, place: int, field: Field | None) -> None:
    """A list to choose from where the answers are closed; other words are warned about, not forbidden."""
    words = [translate(said, "ru") for said in field.choices.values()] if field else []
    if words and len(",".join(words)) <= LONGEST_LIST:
        given = {"validate": "list", "source": words, "error_type": "warning"}
        sheet.data_validation(1, place, LISTED_ROWS, place, given)


def _write(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    match value:
        case None:
            return
        case date():
            sheet.write_datetime(row, column, value, day)
        case int():
            sheet.write_number(row, column, value)
        case _:
            sheet.write_string(row, column, str(value))


def shown(field: Field, value: Any, names: Texts) -> Any:
    """A value as a person reads it in a workbook, in Russian, as the import reads it back."""
    if value is None:
        return None
    if field.reference:
        return names.get(field.name, {}).get(value, str(value))
    if field.kind is Kind.MARKS:
        return "\n".join(names.get(field.name, {}).get(one, one) for one in value)
    if field.kind is Kind.CHOICE:
        return translate(field.choices.get(value, value), "ru")
    if field.kind is Kind.BOOLEAN:
        return "да" if value else "нет"
    return value
