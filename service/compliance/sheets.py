"""The compliance page as a workbook: a rule a line, safe to open."""

import io
from collections.abc import Sequence

from xlsxwriter import Workbook

from service.compliance.queries.rows import Line, role_title
from service.compliance.words import STATE_WORDS, words_of
from service.core.language import N_, current_language, translate
from service.settings.sections import section_title

HEADS = (
    (N_("Раздел"), 24), (N_("Код"), 28), (N_("Правило"), 50), (N_("Пункт"), 18), (N_("Акт"), 28),
    (N_("Цитата"), 60), (N_("Состояние"), 18), (N_("С какого дня"), 14), (N_("Объяснение"), 60),
    (N_("Что сделать"), 40), (N_("Отвечает"), 30), (N_("Срок"), 14),
)  # fmt: skip
DATE = "dd.mm.yyyy"


def workbook(lines: Sequence[Line]) -> bytes:
    """The lines as an XLSX file in the reader's language; text never becomes a formula."""
    language = current_language()
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(translate(N_("Регламент"), language))
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": DATE})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (title, width) in enumerate(HEADS):
        sheet.write_string(0, column, translate(title, language), bold)
        sheet.set_column(column, column, width)
    for row, line in enumerate(lines, start=1):
        for column, value in enumerate(_cells(line, language)):
            if value is None:
                continue
            if isinstance(value, str):
                sheet.write_string(row, column, value, wrap)
            else:
                sheet.write_datetime(row, column, value, day)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(lines)), len(HEADS) - 1)
    book.close()
    return made.getvalue()


def _cells(line: Line, language: str) -> tuple[object, ...]:
    rule, found = line.rule, line.found
    role = line.responsible.role
    return (
        translate(section_title(line.module), language), rule.id, rule.title, rule.clause, rule.act,
        rule.quote, translate(STATE_WORDS[line.state][1], language), line.since,
        words_of(found.get("message"), language) if found.get("message") else "",
        words_of(found.get("remedy"), language) if found.get("remedy") else "",
        line.responsible.name or (translate(role_title(role), language) if role else ""), line.next_on,
    )  # fmt: skip
