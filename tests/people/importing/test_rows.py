"""Tables into drafts: where the header is, which column is which, which rows are about people."""

from datetime import date

import pytest

from service.people.importing import columns, rows
from service.people.importing.fields import Field, guess
from service.people.importing.reading import StaffList, read_staff
from service.people.importing.refusal import Refused
from service.people.importing.tables import Table
from tests.people.importing import builders

TODAY = date(2026, 3, 1)


def read(*lines: list[object]) -> StaffList:
    return read_staff(builders.xlsx(lines), "staff.xlsx", TODAY)


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("ФИО", Field.FULL_NAME),
        ("Ф.И.О. педагога", Field.FULL_NAME),
        ("Фамилия, имя, отчество", Field.FULL_NAME),
        ("Фамилия", Field.LAST_NAME),
        ("Должность", Field.POSITION),
        ("Занимаемая должность (должности)", Field.POSITION),
        ("Преподаваемые предметы, дисциплины", Field.SUBJECTS),
        ("Таб. №", Field.PERSONNEL_NUMBER),
        ("Табельный номер", Field.PERSONNEL_NUMBER),
        ("Дата рождения", Field.BIRTH_DATE),
        ("Уровень образования", Field.EDUCATION),
        ("Учёная степень (при наличии)", Field.DEGREE),
        ("Ученое звание", Field.ACADEMIC_TITLE),
        ("Категория, дата", Field.CATEGORY),
        ("Квалификационная категория", Field.CATEGORY),
        ("Дата присвоения категории", Field.CATEGORY_DATE),
        ("Квалификация по диплому", Field.QUALIFICATION),
        ("Общий стаж", Field.EXPERIENCE_GENERAL),
        ("Педагогический стаж", Field.EXPERIENCE_PEDAGOGICAL),
        ("Стаж работы по специальности", Field.EXPERIENCE_SPECIALITY),
        ("Стаж общий/педагогический", Field.EXPERIENCES),
        ("Вид занятости", Field.KIND),
        ("Ставка", Field.RATE),
        ("Дата приёма", Field.HIRED_ON),
        ("Увольнение", Field.LEFT_ON),
        ("Сведения о повышении квалификации", Field.TRAININGS),
        ("Электронная почта", Field.EMAIL),
        ("e-mail", Field.EMAIL),
        ("№ п/п", None),
        ("Стаж", None),
    ],
)
def test_titles_people_use(title: str, field: Field | None) -> None:
    assert guess(title) is field


def test_header_below_a_title_with_totals_and_sections() -> None:
    found = read(
        ["Список педагогических работников"],
        ["МБОУ «Школа»", None, None],
        [],
        ["№", "ФИО", "Должность", "Дата рождения", "Стаж"],
        [1, 2, 3, 4, 5],
        [None, "Начальная школа", None],
        [1, "Иванова Анна Петровна", "учитель", date(1990, 5, 4), 7],
        [2, None, "учитель физики", "вакансия"],
        [None, "Итого", 2],
    )
    assert [each.row for each in found.drafts] == [6, 7, 8]
    assert [each.code for each in found.drafts[0].problems] == ["only_name"]
    assert found.drafts[1].facts.birth_date == date(1990, 5, 4)
    assert found.drafts[2].refused
    assert [each.code for each in found.drafts[2].problems] == ["no_name", "not_a_date"]


def test_header_of_two_rows() -> None:
    found = read(
        ["ФИО", "Должность", "Стаж", None, "Категория"],
        [None, None, "общий", "педагогический", None],
        ["Иванова Анна Петровна", "учитель", 12, 10, "высшая"],
    )
    facts = found.drafts[0].facts
    assert (facts.experience_general, facts.experience_pedagogical) == (12, 10)
    assert found.drafts[0].row == 3


def test_the_best_sheet_is_chosen_and_headers_repeat() -> None:
    notes = Table("Пояснения", (("Должность", "см. приказ"),))
    staff = Table("Кадры", (("ФИО", "Должность"), ("Иванова Анна", "учитель"), ("ФИО", "Должность")))
    table, header = rows.choose((notes, staff))
    assert table is staff
    assert [each.row for each in rows.drafts(table, header, TODAY)] == [2]


def test_a_mapping_of_a_person_is_remembered_by_the_titles() -> None:
    data = builders.xlsx([["Кто", "Должность", "Что ведёт"], ["Иванова Анна", "учитель", "химия"]])
    with pytest.raises(Refused) as caught:
        read_staff(data, "a.xlsx", TODAY)
    assert caught.value.refusal.code == "no_name_column"
    again = Table("x", (("кто", " Должность ", "ЧТО ВЕДЁТ"),))
    header = columns.find_header(again)
    assert header is not None
    chosen = {header.key: {0: Field.FULL_NAME, 2: Field.SUBJECTS}}
    found = read_staff(data, "a.xlsx", TODAY, chosen.get)
    assert found.drafts[0].facts.subjects == ("химия",)


def test_no_header_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        read(["Иванова Анна Петровна", 12], ["Петрова Анна Петровна", 13])
    assert caught.value.refusal.code == "no_header"


def test_unreadable_cells_leave_facts_empty_and_say_so() -> None:
    titles = "ФИО|Дата рождения|Общий стаж|Приём|Увольнение|Ставка|Почта|Категория|Дата категории"
    bad = "Иванова Анна Петровна|31.02.1990|много|01.09.2020|01.09.2019|две|a@b|высшая|01.01.2030"
    young = "Петрова Анна Петровна|01.01.2020|5|01.09.2010||0,5|A@B.ru|мастер|"
    found = read(*(list(line.split("|")) for line in (titles, bad, young)))
    first, second = found.drafts
    assert {each.code for each in first.problems} == {
        "impossible_date", "bad_experience", "left_before_hired", "bad_rate", "bad_email", "future_category",
    }  # fmt: skip
    assert (first.facts.birth_date, first.facts.experience_general, first.facts.left_on) == (None, None, None)
    assert not first.refused
    assert {each.code for each in second.problems} == {"bad_age", "bad_category"}
    assert second.facts.email == "a@b.ru"


def test_csv_in_cp1251_as_excel_saves_it() -> None:
    text = "ФИО;Должность;Ставка\r\nИванова Анна Петровна;учитель;0,5\r\n"
    found = read_staff(text.encode("cp1251"), "staff.csv", TODAY)
    assert found.drafts[0].facts.position == "учитель"
    assert str(found.drafts[0].facts.rate) == "1/2"
