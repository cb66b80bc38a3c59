"""The audit log as a workbook: who, when, what, with the links of the chain, so that it can be checked."""

import io
from collections.abc import Callable, Iterable
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook

from service.access.audit import Entry
from service.access.words import detail_words
from service.core.language import N_, render, translate
from service.rules.message import Message
from service.tenancy.scope import Scope

TITLES = (
    N_("Когда"), N_("Кто"), N_("Замещает"), N_("Что сделано"), N_("Событие"), N_("Запись"),
    N_("Номер записи"), N_("Поля"), N_("Подробности"), N_("Звено"), N_("Отпечаток"),
)  # fmt: skip


def workbook(scope: Scope, entries: Iterable[Entry], said: Callable[[str], str]) -> bytes:
    """XLSX bytes, one row an event, times in the tenant's zone; `said` gives the words of an event."""
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    taken = f"{scope.tenant.slug}, {scope.actor.name}, {scope.now:%Y-%m-%d %H:%M} UTC"
    book.set_properties({"title": translate(N_("Журнал действий"), "ru"), "comments": taken})
    sheet = book.add_worksheet(translate(N_("Журнал действий"), "ru"))
    moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm:ss"})
    sheet.write_row(0, 0, [translate(one, "ru") for one in TITLES], book.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(TITLES) - 1, 24)
    zone = ZoneInfo(scope.tenant.time_zone)
    for number, entry in enumerate(entries, start=1):
        row = entry.row
        sheet.write_datetime(number, 0, row.at.astimezone(zone).replace(tzinfo=None), moment)
        about = "; ".join(f"{render(name, 'ru')}: {_text(value)}" for name, value in detail_words(row.detail))
        what = (said(row.event), row.event, row.subject_type, row.subject_id)
        who = (entry.name, ", ".join(entry.acting_for))
        rest = (", ".join(row.fields), about, row.link, row.digest)
        for column, value in enumerate((*who, *what, *rest), start=1):
            if isinstance(value, int):
                sheet.write_number(number, column, value)
            elif value:
                sheet.write_string(number, column, value)
    book.close()
    return made.getvalue()


def _text(value: object) -> str:
    return render(value, "ru") if isinstance(value, Message) else str(value)
