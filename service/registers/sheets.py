"""A register as a workbook: words for people, every field a column, nothing that becomes a formula."""

import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from xlsxwriter import Workbook

from service.core.language import translate
from service.registers.queries import first_day, last_day
from service.web.register import Field, Kind, Register


def workbook(register: Register, rows: Iterable[Any], names: Mapping[str, Mapping[int, str]]) -> bytes:
    """XLSX bytes: a heading row, then one row a record; text stays text."""
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(
        translate(register.title, "ru")[:31].translate(str.maketrans("", "", r"[]:*?/\\"))
    )
    heading, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
    titles = [translate(field.title, "ru") for field in register.fields]
    if register.lives:
        titles += [translate(register.starts, "ru"), translate(register.ends, "ru")]
    sheet.write_row(0, 0, titles, heading)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(0, len(titles) - 1), 24)
    for number, row in enumerate(rows, start=1):
        values = [shown(field, getattr(row, field.name), names) for field in register.fields]
        if register.lives:
            values += [first_day(row), last_day(row)]
        for column, value in enumerate(values):
            _write(sheet, number, column, value, day)
    book.close()
    return made.getvalue()


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


def shown(field: Field, value: Any, names: Mapping[str, Mapping[int, str]]) -> Any:
    """A value as a person reads it in a workbook."""
    if value is None:
        return None
    if field.reference:
        return names.get(field.name, {}).get(value, str(value))
    if field.kind is Kind.CHOICE:
        return translate(field.choices.get(value, value), "ru")
    if field.kind is Kind.BOOLEAN:
        return translate("да" if value else "нет", "ru")
    return value
