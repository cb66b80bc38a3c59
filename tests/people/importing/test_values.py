"""Cells into facts: what is understood, what is a placeholder, what is named as unreadable."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from service.people.importing import phrases, positions, values
from service.people.importing.facts import (
    CategoryCode,
    CategoryFact,
    EmploymentKind,
    PositionCode,
    TrainingFact,
    TrainingKind,
)
from service.people.importing.tables import Cell
from service.people.importing.values import Unreadable


@pytest.mark.parametrize(
    "cell",
    [None, *"|нет|-|—|–|---|Нет.|НЕТ|отсутствует|не имеет|н/д|X|*|нет данных| ".split("|")],
)
def test_placeholders_are_nothing(cell: Cell) -> None:
    assert values.read_text(cell) is None
    assert values.read_date(cell) is None
    assert values.read_years(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        date(1985, 3, 12),
        "12.03.1985",
        "12/03/1985",
        "1985-03-12",
        "1985-03-12T00:00:00",
        "12.03.1985 г.",
        "12 марта 1985 г.",
        31118,
        Decimal("31118.5"),
    ],
)
def test_dates(cell: Cell) -> None:
    assert values.read_date(cell) == date(1985, 3, 12)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31.02.2020", "impossible_date"),
        ("2021-13-01", "impossible_date"),
        ("29.02.2023", "impossible_date"),
        ("01.01.0085", "impossible_date"),
        ("12 мартобря 2020", "not_a_date"),
        ("12.03.85", "two_digit_year"),
        ("1985", "year_only"),
        ("1985 г.", "year_only"),
        (1985, "year_only"),
        ("вчера", "not_a_date"),
        (True, "not_a_date"),
    ],
)
def test_dates_that_cannot_be_are_named(cell: Cell, code: str) -> None:
    read = values.read_date(cell)
    assert isinstance(read, Unreadable)
    assert read.code == code
    assert "%(value)s" in read.msgid


@pytest.mark.parametrize(
    ("cell", "years"),
    [
        (12, 12),
        (Decimal("5.9"), 5),
        ("12", 12),
        ("12 лет 3 мес.", 12),
        ("1 год", 1),
        ("23 г.", 23),
        ("5,5", 5),
        ("5,5 лет", 5),
        ("18 л.", 18),
        ("менее года", 0),
        ("до 1 года", 0),
        ("8 месяцев", 0),
        ("23 (двадцать три)", 23),
        (0, 0),
    ],
)
def test_years_of_experience(cell: Cell, years: int) -> None:
    assert values.read_years(cell) == years


@pytest.mark.parametrize(
    "cell", ["с 2010 года", "120 лет", 500, -1, "много", "12/10", "01.09.2010", "9" * 400]
)
def test_experience_that_is_not_understood(cell: Cell) -> None:
    assert isinstance(values.read_years(cell), Unreadable)


def test_two_kinds_of_experience_in_one_cell() -> None:
    assert phrases.read_experiences("25/20") == (25, 20, None)
    assert phrases.read_experiences("25 лет / 20 лет / 18") == (25, 20, 18)
    assert phrases.read_experiences(7) == (7, None, None)
    assert isinstance(phrases.read_experiences("25/с 2001"), Unreadable)


@pytest.mark.parametrize(
    ("cell", "rate"),
    [
        ("1", 1),
        (1, 1),
        ("0,5", "1/2"),
        (Decimal("0.75"), "3/4"),
        ("1/2", "1/2"),
        ("50 %", "1/2"),
        ("0,5 ставки", "1/2"),
        ("0.333", "33/100"),
    ],
)
def test_rates(cell: Cell, rate: int | str) -> None:
    assert values.read_rate(cell) == Fraction(rate)


@pytest.mark.parametrize("cell", ["0", "-1", "3", "полная", "1/0", "1e400", "inf"])
def test_rates_that_cannot_be(cell: Cell) -> None:
    assert isinstance(values.read_rate(cell), Unreadable)


def test_kinds_of_employment() -> None:
    assert values.read_kind("Основное место работы") is EmploymentKind.MAIN
    assert values.read_kind("внешний совместитель") is EmploymentKind.EXTERNAL
    assert values.read_kind("внутреннее совместительство") is EmploymentKind.INTERNAL
    assert isinstance(values.read_kind("да"), Unreadable)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Учитель начальных классов", PositionCode.TEACHER),
        ("педагог-библиотекарь", PositionCode.TEACHER),
        ("Советник директора по воспитанию", PositionCode.TEACHER),
        ("Музыкальный руководитель", PositionCode.TEACHER),
        ("Директор", PositionCode.HEAD),
        ("и.о. директора", PositionCode.HEAD),
        ("Заведующий", PositionCode.HEAD),
        ("заместитель директора по УВР", PositionCode.DEPUTY_HEAD),
        ("Зам. директора", PositionCode.DEPUTY_HEAD),
        ("Заведующий хозяйством", PositionCode.STAFF),
        ("помощник воспитателя", PositionCode.STAFF),
        ("Библиотекарь", PositionCode.STAFF),
        ("Руководитель структурного подразделения", None),
        ("космонавт", None),
        (None, None),
    ],
)
def test_groups_of_positions(title: str | None, code: PositionCode | None) -> None:
    assert positions.position_code(title) is code


def test_levels_of_education() -> None:
    assert positions.education_code("Высшее, бакалавриат") == "higher"
    assert positions.education_code("среднее профессиональное") == "vocational"
    assert positions.education_code("ср.-спец.") == "vocational"
    assert positions.education_code("среднее общее") == "general"
    assert positions.education_code("самоучка") is None


def test_categories_with_dates() -> None:
    assert phrases.read_categories("высшая, 12.03.2024") == (
        CategoryFact(CategoryCode.HIGHEST, date(2024, 3, 12)),
    )
    assert phrases.read_categories("1 кв. категория; педагог-методист 2024-09-01") == (
        CategoryFact(CategoryCode.FIRST),
        CategoryFact(CategoryCode.METHODIST, date(2024, 9, 1)),
    )
    for none in ("без категории", "соответствие занимаемой должности", "СЗД", "нет", "-"):
        assert phrases.read_categories(none) is None
    assert phrases.read_categories("высшая 31.02.2024") == (CategoryFact(CategoryCode.HIGHEST),)


def test_category_inside_a_position() -> None:
    assert phrases.post_and_categories("учитель (первая квалификационная категория)") == (
        "учитель",
        (CategoryFact(CategoryCode.FIRST),),
    )
    assert phrases.post_and_categories("учитель, соответствие занимаемой должности") == ("учитель", None)
    assert phrases.post_and_categories("учитель начальных классов") == ("учитель начальных классов", None)


def test_courses_need_a_day() -> None:
    courses, rest = phrases.read_trainings("ФГОС (2023); Цифра, 16.05.2024, 24 часа; Стажировка 01.02.2025")
    assert courses == (
        TrainingFact("Цифра", date(2024, 5, 16), 24, TrainingKind.PK),
        TrainingFact("Стажировка", date(2025, 2, 1), None, TrainingKind.INTERNSHIP),
    )
    assert rest == "ФГОС (2023)"


def test_lists_are_divided_and_not_repeated() -> None:
    assert phrases.read_list("химия, биология, Химия") == ("химия", "биология")
    assert phrases.read_list("ОБЗР (юноши, девушки), труд") == ("ОБЗР (юноши, девушки)", "труд")
    assert phrases.read_list("химия; география, экономика") == ("химия", "география, экономика")
    assert phrases.read_list("нет") is None
