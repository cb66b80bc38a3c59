"""Tasks of organisations as a workbook; text stays text."""

import io
from collections.abc import Sequence

from xlsxwriter import Workbook

from service.coordination.names import ASKS, BASES, STATES
from service.coordination.queries.tasks import Told
from service.core.language import N_, current_language, translate

HEADS = (
    (N_("Организация"), 30), (N_("Задача"), 50), (N_("Что просят"), 14), (N_("Основание"), 28),
    (N_("Что в записях"), 50), (N_("Срок"), 14), (N_("Состояние"), 22), (N_("Просрочена"), 14),
    (N_("Ответ"), 60), (N_("Замечание"), 40),
)  # fmt: skip


def workbook(listed: Sequence[Told]) -> bytes:
    """One sheet, a task a line, in the reader's language."""
    language = current_language()
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(translate(N_("Задачи"), language))
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
    for column, (title, width) in enumerate(HEADS):
        sheet.write_string(0, column, translate(title, language), bold)
        sheet.set_column(column, column, width)
    for number, one in enumerate(listed, start=1):
        row = one.row
        for column, said in enumerate(
            (
                one.place, row.title, translate(ASKS[row.asks], language),
                translate(BASES[row.basis], language), row.evidence, None,
                translate(STATES[row.state], language), translate(N_("да"), language) if one.late else None,
                row.answer, row.remark,
            )
        ):  # fmt: skip
            if said:
                sheet.write_string(number, column, said)
        sheet.write_datetime(number, 5, row.due_on, day)
    sheet.freeze_panes(1, 0)
    book.close()
    return made.getvalue()
