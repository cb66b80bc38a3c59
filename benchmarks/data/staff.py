"""A staff list of one large organisation as a workbook: new people with everything a list usually says."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import xlsxwriter

from benchmarks.data.words import FIRSTS, LASTS, MIDDLES

TITLES = (
    "Табельный номер", "Фамилия", "Имя", "Отчество", "Дата рождения", "Должность", "Предметы", "Дата приёма",
    "Образование", "Квалификация по диплому", "Категория", "Дата присвоения категории", "Стаж общий",
    "Стаж педагогический", "Повышение квалификации",
)  # fmt: skip
SUBJECTS = ("Математика; Физика", "Русский язык; Литература", "История", "Химия; Биология", "Информатика")
EPOCH = date(1956, 1, 1)


def rows(number: int) -> Iterator[tuple[Any, ...]]:
    """The rows of a list of so many people; no two bear one name."""
    for row in range(number):
        last, first = LASTS[row % len(LASTS)][0], FIRSTS[row // len(LASTS) % len(FIRSTS)][0]
        middle = MIDDLES[row // (len(LASTS) * len(FIRSTS)) % len(MIDDLES)][0]
        born, years = EPOCH + timedelta(days=row * 37 % 5_400), row % 35
        granted = date(2022 + row % 4, row % 12 + 1, row % 28 + 1)
        category = ("Высшая", "Первая", None)[row % 3]
        course = f"Программа {row % 400} ({granted:%d.%m.%Y}, 72 ч., ПК)" if row % 2 else None
        yield (
            f"{row + 1:05}", last, first, middle, born, "Учитель", SUBJECTS[row % len(SUBJECTS)],
            date(2026 - years, 1, 15), ("Высшее", "Среднее профессиональное")[row % 5 == 0], "Учитель",
            category, granted if category else None, years + 2, years, course,
        )  # fmt: skip


def workbook(number: int) -> bytes:
    """The list as XLSX."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Штат")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, TITLES)
        for place, row in enumerate(rows(number), start=1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(place, column, value, day)
                elif value is not None:
                    sheet.write(place, column, value)
    return made.getvalue()
