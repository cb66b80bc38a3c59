"""Two files to try the import with: a filled spreadsheet and a saved official page, both invented."""

from datetime import date
from html import escape
from pathlib import Path
from random import Random

from service.cli.demo_records.names import full_name
from service.people.importing.facts import (
    CategoryCode,
    CategoryFact,
    EmploymentKind,
    StaffFacts,
    TrainingFact,
)
from service.people.importing.template import export

PEOPLE = 12
SUBJECTS = ("Математика", "Русский язык", "Физика", "Алтайский язык", "Начальные классы")
CELLS = (
    ("fio", "ФИО"),
    ("post", "Должность"),
    ("teachingDiscipline", "Преподаваемые предметы"),
    ("teachingLevel", "Образование"),
    ("degree", "Учёная степень"),
    ("academStat", "Учёное звание"),
    ("qualification", "Квалификация"),
    ("profDevelopment", "Повышение квалификации"),
    ("genExperience", "Общий стаж"),
    ("specExperience", "Стаж по специальности"),
    ("teachingOp", "Программы"),
)


def write_samples(folder: Path) -> tuple[Path, Path]:
    """Write `staff.xlsx` and `official-page.html`, the same every time; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random("samples")  # noqa: S311 - invented people, the same at every start
    sheet, page = folder / "staff.xlsx", folder / "official-page.html"
    sheet.write_bytes(export([_facts(random, number) for number in range(PEOPLE)]))
    rows = "\n".join(_row(random) for _ in range(PEOPLE))
    heading = "".join(f"<th>{title}</th>" for _, title in CELLS)
    page.write_text(
        "<!doctype html><html lang='ru'><head><meta charset='utf-8'>"
        "<title>Педагогический состав</title></head><body><h1>Педагогический состав</h1>"
        f"<table><tr>{heading}</tr>\n{rows}\n</table></body></html>",
        encoding="utf-8",
    )
    return sheet, page


def _facts(random: Random, number: int) -> StaffFacts:
    last, first, middle = full_name(random, altai=True)
    categories = (CategoryFact(CategoryCode.FIRST, date(2024, 3, 12)),) if number % 3 == 0 else None
    course = TrainingFact("Обновлённые ФГОС", date(2026, 3, 20), 72)
    return StaffFacts(
        personnel_number=f"{number + 1:03}",
        last_name=last,
        first_name=first,
        middle_name=middle,
        birth_date=date(1965 + number * 3, 1 + number % 12, 10),
        position="директор" if number == 0 else "учитель",
        subjects=None if number == 0 else (random.choice(SUBJECTS),),
        kind=EmploymentKind.MAIN,
        categories=categories,
        trainings=(course,) if number % 4 == 0 else None,
    )


def _row(random: Random) -> str:
    values = {
        "fio": " ".join(full_name(random, altai=True)),
        "post": "Учитель",
        "teachingDiscipline": random.choice(SUBJECTS),
        "teachingLevel": "Высшее образование",
        "degree": "нет",
        "academStat": "—",
        "qualification": "Учитель",
        "profDevelopment": "Функциональная грамотность, 72 ч., 20.04.2026" if random.random() < 0.4 else "-",
        "genExperience": f"{random.randint(1, 35)} лет",
        "specExperience": str(random.randint(1, 30)),
        "teachingOp": "Основная образовательная программа",
    }
    cells = "".join(f'<td itemprop="{name}">{escape(values[name])}</td>' for name, _ in CELLS)
    return f'<tr itemprop="teachingStaff" itemscope>{cells}</tr>'
