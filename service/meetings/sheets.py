"""The register of decisions as a workbook (реестр решений в таблице); text stays text."""

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from xlsxwriter import Workbook

from service.core.language import N_, translate
from service.meetings.model.following import Dispatch
from service.meetings.names import DECISIONS, FORCES, OUTCOMES
from service.meetings.queries.decisions import Recorded
from service.meetings.rules.naming import inward

HEADS = (
    N_("Дата"), N_("Орган"), N_("Протокол"), N_("Вопрос"), N_("Решение"), N_("Вид"), N_("Сила"), N_("Итог"),
    N_("Задача"), N_("За"), N_("Против"), N_("Воздержались"), N_("Исходящий номер"), N_("Направлено"),
)  # fmt: skip
WIDTHS = (11, 28, 10, 40, 60, 24, 18, 18, 9, 8, 8, 12, 16, 12)
SHEET = N_("Решения")


def decisions_workbook(
    found: Sequence[Recorded],
    sent: Mapping[int, Sequence[Dispatch]],
    local: Callable[[datetime], datetime],
) -> bytes:
    """One sheet, one decision a row."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(content, options) as book:
        sheet = book.add_worksheet(translate(SHEET, "ru"))
        bold, days = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
        for column, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, translate(head, "ru"), bold)
        sheet.freeze_panes(1, 0)
        for number, one in enumerate(found, 1):
            out = (sent.get(one.row.id) or [None])[-1]
            sheet.write_datetime(number, 0, local(one.meeting.starts_at).replace(tzinfo=None), days)
            for column, value in enumerate(_cells(one, out), 1):
                if isinstance(value, int):
                    sheet.write_number(number, column, value)
                else:
                    sheet.write_string(number, column, value)
    return content.getvalue()


def _cells(one: Recorded, out: Dispatch | None) -> tuple[str | int, ...]:
    row = one.row
    signed = one.minutes is not None and one.minutes.number
    return (
        one.body.name,
        f"№ {one.minutes.number}" if signed and one.minutes else "",
        one.item.title,
        row.text,
        translate(DECISIONS[row.kind], "ru"),
        "" if inward(row.kind, row.force) else translate(FORCES[row.force], "ru"),
        translate(OUTCOMES[row.outcome], "ru"),
        one.item.task or "",
        row.votes_for,
        row.votes_against,
        row.votes_abstained,
        out.number if out else "",
        f"{out.sent_on:%d.%m.%Y}" if out else "",
    )
