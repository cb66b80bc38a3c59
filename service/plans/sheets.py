"""The yearly report of a plan as a workbook (отчёт по плану в таблице)."""

import io
from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook

from service.core.language import N_, translate
from service.plans.counting import Held
from service.plans.heat import Heat
from service.plans.rules import Matrix, Report

HEADS = (
    N_("Перечень"),
    N_("Значение"),
    N_("Запланировано"),
    N_("Проведено"),
    N_("Замечание"),
    N_("По реестрам"),
)
NOBODY = N_("нет мероприятий")
MATRIX_NAME = N_("Матрица %(n)s")
PLACE, WHOLE = N_("Муниципалитет"), N_("Всего")
APPROVED, NOT_SENT = N_("План утверждён"), N_("не опубликовано")


def workbook(title: str, report: Report, held: Mapping[str, tuple[Held, ...]]) -> bytes:
    """One sheet with every list, one more for each matrix."""
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(translate(N_("Охват"), "ru"))
    sheet.write_string(0, 0, title, bold)
    sheet.write_row(1, 0, [translate(head, "ru") for head in HEADS], bold)
    sheet.set_column(0, 1, 48)
    sheet.set_column(2, 5, 16)
    place = 2
    for part in report.parts:
        for line in part.lines:
            sheet.write_string(place, 0, part.listing.title)
            sheet.write_string(place, 1, line.value.title)
            sheet.write_number(place, 2, line.count.planned)
            sheet.write_number(place, 3, line.count.done)
            if not line.count.planned:
                sheet.write_string(place, 4, translate(NOBODY, "ru"))
            if line.value.mark in held:
                sheet.write_number(place, 5, sum(one.number for one in held[line.value.mark]))
            place += 1
    matrices = [part.matrix for part in report.parts if part.matrix]
    for number, matrix in enumerate(matrices, 1):
        named = translate(MATRIX_NAME, "ru") % {"n": number}
        _matrix(book.add_worksheet(named), matrix, bold)
    book.close()
    return made.getvalue()


def _matrix(sheet: Any, matrix: Matrix, bold: Any) -> None:
    sheet.write_string(0, 0, matrix.title, bold)
    sheet.set_column(0, len(matrix.columns), 32)
    for column, one in enumerate(matrix.columns, 1):
        sheet.write_string(0, column, one.title, bold)
    for row, each in enumerate(matrix.rows, 1):
        sheet.write_string(row, 0, each.title)
        for column, one in enumerate(matrix.columns, 1):
            sheet.write_number(row, column, matrix.cell(each, one).planned)


def heat_workbook(told: Heat) -> bytes:
    """One line for each municipality: its cells, its total, the date of its plan or that nothing came."""
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(translate(N_("Охват"), "ru"))
    cells = told.axes.cells if told.axes else ()
    heads = [translate(PLACE, "ru"), *(f"{row.title}: {column.title}" for row, column in cells)]
    sheet.write_row(0, 0, [*heads, translate(WHOLE, "ru"), translate(APPROVED, "ru")], bold)
    sheet.set_column(0, len(heads) + 1, 24)
    for place, one in enumerate(told.rows, 1):
        sheet.write_string(place, 0, one.name)
        if one.approved_on is None:
            sheet.write_string(place, len(heads) + 1, translate(NOT_SENT, "ru"))
            continue
        sheet.write_row(place, 1, [one.count(cell).planned for cell in cells])
        sheet.write_number(place, len(heads), one.total.planned)
        sheet.write_string(place, len(heads) + 1, f"{one.approved_on:%d.%m.%Y}")
    if told.rows and cells:
        sheet.conditional_format(
            1, 1, len(told.rows), len(cells),
            {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#7FBF9B"},
        )  # fmt: skip
    book.close()
    return made.getvalue()
