"""Associations as workbooks: the list of a year, the data bank; text stays text."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from xlsxwriter import Workbook

from service.associations.names import YEAR_STATES
from service.associations.policy import AssociationPolicy
from service.associations.queries.teachers import Teacher
from service.core.language import N_, translate
from service.rules.value_words import VALUES

LIST_HEADS = (
    N_("Вид"), N_("Название"), N_("Предмет или направление"), N_("Состояние года"), N_("Приказ"),
    N_("Руководитель"), N_("Кураторы"), N_("Членов"), N_("Педагогов в районе"), N_("Заседаний"),
    N_("Практических семинаров"), N_("Документов"), N_("Из скольких"), N_("Анализ сдан"),
)  # fmt: skip
BANK_HEADS = (
    N_("Фамилия, имя, отчество"), N_("Место работы"), N_("Должность"), N_("Предметы"), N_("Образование"),
    N_("Специальность"), N_("Общий стаж"), N_("Педагогический стаж"), N_("Возраст"), N_("Категория"),
    N_("Действует до"), N_("Степень, звание"),
)  # fmt: skip


def list_workbook(lines: Iterable[Mapping[str, Any]], policy: AssociationPolicy) -> bytes:
    """One sheet: associations with the state of their year."""
    kinds = policy.kinds
    rows = [
        (
            translate(kinds[line["body"].type].title, "ru")
            if line["body"].type in kinds
            else line["body"].type,
            line["body"].name,
            translate(line["body"].subject, "ru") if line["body"].subject else None,
            translate(YEAR_STATES[line["facts"].state], "ru") if line["facts"].state else None,
            line["facts"].order_on,
            line["leader"].name if line["leader"] else None,
            "; ".join(one.name for one in line["curators"]) or None,
            line["facts"].members,
            line["facts"].teachers if line["least"] else None,
            len(line["facts"].held),
            len(line["facts"].seminars),
            *line["papers"],
            line["facts"].submitted_on,
        )
        for line in lines
    ]
    return _workbook(N_("Объединения"), LIST_HEADS, rows)


def bank_workbook(teachers: Iterable[Teacher], last_day: Any) -> bytes:
    """One sheet: the data bank of teachers."""
    rows = [
        (
            one.name,
            "; ".join(one.organisations),
            translate(one.position, "ru"),
            ", ".join(translate(subject, "ru") for subject in one.subjects),
            one.education,
            one.speciality,
            one.general,
            one.experience,
            one.age,
            translate(VALUES[one.category], "ru") if one.category in VALUES else one.category,
            last_day(one.category_until),
            one.degree,
        )
        for one in teachers
    ]
    return _workbook(N_("Банк данных"), BANK_HEADS, rows)


def _workbook(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    heading, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
    sheet = book.add_worksheet(translate(title, "ru"))
    sheet.write_row(0, 0, [translate(head, "ru") for head in heads], heading)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(heads) - 1, 24)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            elif isinstance(value, int):
                sheet.write_number(number, column, value)
            elif value:
                sheet.write_string(number, column, str(value))
    book.close()
    return made.getvalue()
