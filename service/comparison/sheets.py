"""The comparison as files: a figure a line, both numbers, its state and why it may not be compared."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xlsxwriter import Workbook

from service.comparison.queries import own, region
from service.comparison.rules.cells import COUNT, PER, SHARE, Cell, Total, display
from service.comparison.rules.crosswalk import REASON_WORDS
from service.core.language import N_, render, translate
from service.rules.kinds.indicator import target_words
from service.tenancy.model import Tenant

HEADS = (
    N_("Муниципалитет"), N_("Код"), N_("Показатель"), N_("На какой день"), N_("Числитель"),
    N_("Знаменатель"), N_("Значение"), N_("Единица"), N_("Состояние"), N_("Место"), N_("Причины"),
    N_("Показатель района"), N_("Пункт акта района"), N_("Порог района"), N_("Охват: внесли кадры"),
    N_("Охват: организаций"),
)  # fmt: skip
STATE_WORDS = {
    "ok": N_("сравнимо"),
    "provisional": N_("предварительно"),
    "suppressed": N_("малая группа, скрыто"),
    "not_reported": N_("не отчитались"),
    "not_applicable": N_("показатель не применим"),
    "not_computable": N_("не хватает данных"),
    "no_agreement": N_("нет соглашения"),
    "out_of_scope": N_("не входит в соглашение"),
    "not_comparable": N_("определение отличается, сравнивать нельзя"),
}
UNITS = {SHARE: N_("процент"), COUNT: N_("на 100 педагогов"), "yes_no": N_("да или нет")}
REGION = N_("Регион, сумма")
VALUE = 6
LIVE = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Line:
    """One figure of the file."""

    cells: tuple[Any, ...]
    form: str
    value: float | None


def region_lines(told: region.Table) -> list[Line]:
    """Every cell of a region's table, then the totals."""
    lines = []
    for number, row in enumerate(told.rows):
        for place, (one, cell) in enumerate(zip(told.columns, row.cells, strict=True)):
            taken = told.places[place][number]
            lines.append(_line(row.tenant.name["ru"], one.rule.title, told.as_of, cell, taken))
    titles = {one.code: one.rule.title for one in told.columns}
    return [*lines, *(_total(titles[one.code], told.as_of, one) for one in told.totals)]


def own_lines(tenant: Tenant, listed: Sequence[own.Beside], as_of: date) -> list[Line]:
    """A district's own cells and, beside each, the pooled region."""
    lines = []
    for one in listed:
        title = one.definition.rule.title
        lines.append(_line(tenant.name["ru"], title, as_of, one.cell, None))
        if one.pooled:
            lines.append(_total(title, as_of, one.pooled))
    return lines


def _line(name: str, title: str, as_of: date, cell: Cell, place: int | None) -> Line:
    reasons = "; ".join(
        f"{reason}: {translate(REASON_WORDS.get(reason, reason), 'ru')}" for reason in cell.reasons
    )
    local = cell.local
    target = render(target_words(cell.form, local.target), "ru") if local.target else None
    cells = (
        name, cell.code, title, as_of, cell.numerator, cell.denominator, display(cell.value, cell.form),
        translate(UNITS[cell.form], "ru"), translate(STATE_WORDS[cell.status], "ru"), place, reasons or None,
        local.code or None, local.clause or None, target, cell.reported or None, cell.expected or None,
    )  # fmt: skip
    return Line(cells, cell.form, float(cell.value) if cell.value is not None else None)


def _total(title: str, as_of: date, total: Total) -> Line:
    shown = total.value is not None
    cells = (
        translate(REGION, "ru"), total.code, title, as_of, total.numerator if shown else None,
        total.denominator if shown else None, display(total.value, total.form) if shown else None,
        translate(UNITS[total.form], "ru"), None, None, None, None, None, None, total.summed, total.expected,
    )  # fmt: skip
    return Line(cells, total.form, float(total.value) if total.value is not None else None)


def workbook(lines: Sequence[Line]) -> bytes:
    """XLSX; a value is a formula over its own numerator and denominator, so that readers can check."""
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(translate(N_("Сравнение"), "ru"))
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    formats = {
        SHARE: book.add_format({"num_format": "0.0%"}),
        COUNT: book.add_format({"num_format": "0.0"}),
        "yes_no": book.add_format({"num_format": "0"}),
    }
    sheet.write_row(0, 0, [translate(one, "ru") for one in HEADS], book.add_format({"bold": True}))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(lines), len(HEADS) - 1)
    sheet.set_column(0, len(HEADS) - 1, 18)
    sheet.set_column(2, 2, 46)
    for number, line in enumerate(lines, start=1):
        for column, value in enumerate(line.cells):
            if column == VALUE and line.value is not None:
                by = f"*{PER}" if line.form == COUNT else ""
                formula = f"=E{number + 1}/F{number + 1}{by}"
                sheet.write_formula(number, column, formula, formats[line.form], line.value)
            elif isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            elif isinstance(value, int):
                sheet.write_number(number, column, value)
            elif value is not None and column != VALUE:
                sheet.write_string(number, column, str(value))
    book.close()
    return made.getvalue()


def csv_text(lines: Iterable[Line]) -> str:
    """CSV with a byte-order mark, for spreadsheets that guess; text that would become a formula is quoted."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([translate(one, "ru") for one in HEADS])
    for line in lines:
        writer.writerow([_plain(value) for value in line.cells])
    return "\ufeff" + made.getvalue()


def _plain(value: Any) -> str:
    if value is None:
        return ""
    text = value.isoformat() if isinstance(value, date) else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(LIVE) else text
