"""The spreadsheet to fill in (шаблон списка) and the same spreadsheet filled from cards (выгрузка)."""

import io
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction

import xlsxwriter

from service.people.importing import phrases
from service.people.importing.facts import EmploymentKind, StaffFacts
from service.people.importing.fields import TITLES, Field
from service.rules.message import N_

Translate = Callable[[str], str]
FILLED_ROWS = 2000

#: The columns of the template in their order, with width in characters.
COLUMNS: tuple[tuple[Field, int], ...] = (
    (Field.PERSONNEL_NUMBER, 12),
    (Field.LAST_NAME, 20),
    (Field.FIRST_NAME, 16),
    (Field.MIDDLE_NAME, 20),
    (Field.BIRTH_DATE, 14),
    (Field.POSITION, 28),
    (Field.SUBJECTS, 28),
    (Field.KIND, 18),
    (Field.RATE, 9),
    (Field.HIRED_ON, 14),
    (Field.LEFT_ON, 14),
    (Field.EDUCATION, 24),
    (Field.QUALIFICATION, 28),
    (Field.DEGREE, 22),
    (Field.ACADEMIC_TITLE, 18),
    (Field.CATEGORY, 22),
    (Field.EXPERIENCE_GENERAL, 10),
    (Field.EXPERIENCE_PEDAGOGICAL, 12),
    (Field.EXPERIENCE_SPECIALITY, 12),
    (Field.TRAININGS, 44),
    (Field.EMAIL, 24),
    (Field.PHONE, 16),
)
NOTES: dict[Field, str] = {
    Field.PERSONNEL_NUMBER: N_("По нему сотрудник узнаётся при следующей загрузке. Можно не заполнять."),
    Field.LAST_NAME: N_(
        "Обязательно. Буквы Ј, Ҥ, Ӧ, Ӱ сохраняются; латинские буквы вместо русских не годятся."
    ),
    Field.FIRST_NAME: N_("Обязательно, полностью: инициалы не подходят."),
    Field.BIRTH_DATE: N_("День, месяц и год: 31.12.1990. Без даты нельзя решить, молодой ли педагог."),
    Field.POSITION: N_("Как в штатном расписании."),
    Field.SUBJECTS: N_("Через точку с запятой."),
    Field.KIND: N_("Основная, внутреннее совместительство или внешнее совместительство."),
    Field.RATE: N_("Доля ставки: 1 или 0,5."),
    Field.CATEGORY: N_(
        "Высшая или первая и дата присвоения: высшая, 12.03.2024. Несколько через точку с запятой."
    ),
    Field.EXPERIENCE_GENERAL: N_("Полных лет на сегодня."),
    Field.TRAININGS: N_("Каждый курс с новой строки: Название (20.03.2024, 72 ч., ПК)."),
}
EXAMPLE = {
    Field.PERSONNEL_NUMBER: "0001",
    Field.LAST_NAME: "Пример: Ӱлӱрген",
    Field.FIRST_NAME: "Јаҥар",
    Field.MIDDLE_NAME: "Кӱӱковна",
    Field.BIRTH_DATE: "31.12.1990",
    Field.POSITION: "Учитель",
    Field.SUBJECTS: "Алтайский язык; литература",
    Field.KIND: "Основная",
    Field.RATE: "1",
    Field.HIRED_ON: "01.09.2015",
    Field.EDUCATION: "Высшее",
    Field.CATEGORY: "первая, 12.03.2024",
    Field.EXPERIENCE_GENERAL: "12",
    Field.EXPERIENCE_PEDAGOGICAL: "10",
    Field.TRAININGS: "Обновлённые ФГОС (20.03.2024, 72 ч., ПК)",
}
KIND_NAMES = {
    EmploymentKind.MAIN: "Основная",
    EmploymentKind.INTERNAL: "Внутреннее совместительство",
    EmploymentKind.EXTERNAL: "Внешнее совместительство",
}
DATES = frozenset({Field.BIRTH_DATE, Field.HIRED_ON, Field.LEFT_ON})
Text = str | int | date | None


def template(translate: Translate = str) -> bytes:
    """An XLSX workbook with titles, notes by the columns and one example row, which an import passes over."""
    example: dict[Field, Text] = {**EXAMPLE}
    return _workbook([example], translate)


def export(people: Iterable[StaffFacts], translate: Translate = str) -> bytes:
    """Cards in the form of the template: importing the workbook again changes nothing."""
    return _workbook([_cells(facts) for facts in people], translate)


def _cells(facts: StaffFacts) -> dict[Field, Text]:
    """The facts of one person as cells."""
    cells: dict[Field, Text] = {
        field: getattr(facts, field.value)
        for field, _ in COLUMNS
        if field not in (Field.SUBJECTS, Field.KIND, Field.RATE, Field.CATEGORY, Field.TRAININGS)
    }
    cells[Field.SUBJECTS] = "; ".join(facts.subjects or ())
    cells[Field.KIND] = KIND_NAMES[facts.kind] if facts.kind else None
    cells[Field.RATE] = _rate(facts.rate)
    cells[Field.CATEGORY] = phrases.category_text(facts.categories)
    cells[Field.TRAININGS] = phrases.training_text(facts.trainings, facts.training_text)
    return cells


def _rate(rate: Fraction | None) -> str | None:
    """A rate in hundredths as a decimal with a comma."""
    if rate is None:
        return None
    whole, hundredths = divmod(round(rate * 100), 100)
    return f"{whole},{hundredths:02d}".rstrip("0").rstrip(",")


def _workbook(rows: list[dict[Field, Text]], translate: Translate) -> bytes:
    """Write titles and rows; every text is written as text, so that no cell becomes a formula."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        sheet = book.add_worksheet(translate(N_("Сотрудники")))
        title = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF4"})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd.mm.yyyy", "align": "left", "valign": "top"})
        for column, (field, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width, day if field in DATES else text)
            # Titles stay in the language by which an import recognises them.
            sheet.write_string(0, column, TITLES[field], title)
            if field in NOTES:
                sheet.write_comment(0, column, translate(NOTES[field]), {"x_scale": 2, "y_scale": 1})
        sheet.data_validation(1, _column(Field.KIND), FILLED_ROWS, _column(Field.KIND), _kinds())
        for number, cells in enumerate(rows, start=1):
            for column, (field, _) in enumerate(COLUMNS):
                value = cells.get(field)
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif isinstance(value, int):
                    sheet.write_number(number, column, value)
                elif value:
                    sheet.write_string(number, column, value, text)
        sheet.freeze_panes(1, 4)
    return output.getvalue()


def _column(field: Field) -> int:
    return [each for each, _ in COLUMNS].index(field)


def _kinds() -> dict[str, object]:
    """The list to choose a kind of employment from; other words are warned about, not forbidden."""
    return {"validate": "list", "source": list(KIND_NAMES.values()), "error_type": "warning"}
