"""Figures and the records behind them as workbooks: numbers stay numbers, nothing typed becomes a formula."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from xlsxwriter import Workbook

from service.core.language import N_, render, translate
from service.monitoring.listing import Member
from service.monitoring.queries import Reading
from service.monitoring.wording import KINDS, fact_words
from service.rules.kinds.indicator import describe, target_words

FIGURES = (
    N_("Код"), N_("Показатель"), N_("Пункт"), N_("С какого дня"), N_("На какой день"), N_("Числитель"),
    N_("Знаменатель"), N_("Доля"), N_("Состояние значения"), N_("Порог"), N_("Состояние порога"),
    N_("Неизвестно записей"), N_("Как считается"),
)  # fmt: skip
MEMBERS = (
    N_("Запись"), N_("Организация или срок"), N_("Должность или вид"), N_("В числителе"),
    N_("Чего не хватает"),
)  # fmt: skip
INSIDE = {"numerator": N_("да"), "denominator": N_("нет"), "unknown": N_("неизвестно")}
VALUE_WORDS = {
    "ok": N_("посчитано"),
    "provisional": N_("предварительно"),
    "not_reported": N_("не отчитались"),
    "not_applicable": N_("не применим"),
    "not_computable": N_("не хватает данных"),
    "suppressed": N_("скрыто"),
    "series_break": N_("ряд прерван"),
}
TARGET_WORDS = {
    "met": N_("достигнут"),
    "near": N_("почти достигнут"),
    "not_met": N_("не достигнут"),
    "no_target": N_("порога нет"),
    "not_due": N_("срок не наступил"),
    "not_assessed": N_("не оценивается"),
}
SHARE_COLUMN = 7


class _Sheet:
    """One worksheet written row by row."""

    def __init__(self, book: Workbook, title: str, headings: Sequence[str]) -> None:
        self.sheet = book.add_worksheet(title[:31].translate(str.maketrans("", "", "[]:*?/\\")))
        self.day = book.add_format({"num_format": "dd.mm.yyyy"})
        self.percent = book.add_format({"num_format": "0.00%"})
        self.sheet.write_row(
            0, 0, [translate(one, "ru") for one in headings], book.add_format({"bold": True})
        )
        self.sheet.freeze_panes(1, 0)
        self.sheet.set_column(0, len(headings) - 1, 22)
        self.row = 0

    def add(self, values: Iterable[Any]) -> None:
        self.row += 1
        for column, value in enumerate(values):
            if isinstance(value, date):
                self.sheet.write_datetime(self.row, column, value, self.day)
            elif isinstance(value, int):
                self.sheet.write_number(self.row, column, value)
            elif value:
                self.sheet.write_string(self.row, column, str(value))


def figures_workbook(readings: Sequence[Reading]) -> bytes:
    """XLSX of the indicators of a date; a share is a formula over its own row, so that readers can check."""
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = _Sheet(book, translate(N_("Показатели"), "ru"), FIGURES)
    for one in readings:
        sheet.add(_figure_row(one))
        if one.measured and one.denominator:
            share = (one.numerator or 0) / one.denominator
            formula = f"=F{sheet.row + 1}/G{sheet.row + 1}"
            sheet.sheet.write_formula(sheet.row, SHARE_COLUMN, formula, sheet.percent, share)
    book.close()
    return made.getvalue()


def _figure_row(one: Reading) -> tuple[Any, ...]:
    first, last = one.period
    target = target_words(one.definition.params.indicator, one.target) if one.target else None
    return (
        one.code,
        one.definition.rule.title,
        one.definition.rule.clause,
        first,
        last,
        one.numerator,
        one.denominator,
        None,
        translate(VALUE_WORDS[one.value_status], "ru"),
        render(target, "ru") if target else None,
        translate(TARGET_WORDS[one.mark], "ru"),
        one.counted.counts.unknown,
        render(describe(one.definition.params), "ru"),
    )


def members_workbook(one: Reading, listed: Sequence[Member]) -> bytes:
    """XLSX of everybody behind a figure: who is in the numerator, who is not, who is unknown and why."""
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = _Sheet(book, one.code, MEMBERS)
    subject = one.definition.params.subject.name
    for row in listed:
        missing = ", ".join(translate(fact_words(code, subject), "ru") for code in row.missing)
        kind = translate(KINDS.get(row.kind or "", row.kind or ""), "ru")
        sheet.add((row.name, row.place, kind, translate(INSIDE[row.side], "ru"), missing))
    book.close()
    return made.getvalue()
