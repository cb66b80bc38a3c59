"""The template and the export: importing what we exported changes nothing."""

import io
from datetime import date
from fractions import Fraction

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.people.importing import positions, storing, template
from service.people.importing.candidates import ExistingCard
from service.people.importing.facts import (
    CategoryCode,
    CategoryFact,
    EmploymentKind,
    StaffFacts,
    TrainingFact,
    TrainingKind,
)
from service.people.importing.matching import RowStatus, match
from service.people.importing.reading import read_staff

TODAY = date(2026, 3, 1)
WORDS = ("алгебра", "Химия", "родной (алтайский) язык", "ОБЗР", "ӱлекер", "=1+1", "+7", "@x", "1990")


def days(first: int, last: int) -> st.SearchStrategy[date]:
    return st.dates(date(first, 1, 1), date(last, 12, 31))


syllables = st.lists(st.sampled_from(["ва", "ӱл", "ро", "ҥар", "ёж", "јы", "ни"]), min_size=1, max_size=4)
words = syllables.map(lambda parts: "".join(parts).capitalize())
surnames = st.one_of(words, st.tuples(words, words).map("-".join), words.map(lambda word: f"О'{word}"))
courses = st.builds(
    TrainingFact,
    st.sampled_from(["ФГОС", "Первая помощь; базовый курс", "Курс 2023 года (очно)", "«Цифра», часть 1"]),
    days(2000, 2025),
    st.none() | st.integers(1, 1000),
    st.sampled_from(TrainingKind),
)
maybe_years = st.none() | st.integers(0, 60)


def unique(items: list[CategoryFact]) -> tuple[CategoryFact, ...] | None:
    return tuple({each.code: each for each in items}.values()) or None


@st.composite
def staff(draw: st.DrawFn) -> StaffFacts:
    position = draw(st.sampled_from(["учитель", "Директор", "педагог-психолог", "сторож"]))
    education = draw(st.sampled_from([None, "Высшее", "среднее профессиональное"]))
    categories = st.builds(CategoryFact, st.sampled_from(CategoryCode), st.none() | days(2000, 2025))
    return StaffFacts(
        last_name=draw(surnames),
        first_name=draw(words),
        middle_name=draw(st.none() | words),
        position=position,
        position_code=positions.position_code(position),
        subjects=draw(st.none() | st.lists(st.sampled_from(WORDS), unique=True, min_size=1).map(tuple)),
        birth_date=draw(st.none() | days(1950, 2000)),
        kind=draw(st.none() | st.sampled_from(EmploymentKind)),
        rate=draw(st.none() | st.integers(1, 200).map(lambda part: Fraction(part, 100))),
        hired_on=draw(st.none() | days(2015, 2020)),
        left_on=draw(st.none() | days(2021, 2026)),
        education=education,
        education_code=positions.education_code(education),
        qualification=draw(st.none() | st.just("Учитель химии")),
        degree=draw(st.none() | st.just("кандидат педагогических наук")),
        categories=draw(st.lists(categories, max_size=2).map(unique)),
        experience_general=draw(maybe_years),
        experience_pedagogical=draw(maybe_years),
        experience_speciality=draw(maybe_years),
        trainings=draw(st.none() | st.lists(courses, min_size=1, max_size=3, unique=True).map(tuple)),
        email=draw(st.none() | st.just("a.b@c.ru")),
    )


lists = st.lists(staff(), min_size=1, max_size=6).map(
    lambda people: [
        StaffFacts(**{**{name: getattr(each, name) for name in StaffFacts.__dataclass_fields__},
                      "personnel_number": f"{number:04d}"})
        for number, each in enumerate(people)
    ]
)  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lists)
def test_import_of_an_export_is_unchanged(people: list[StaffFacts]) -> None:
    found = read_staff(template.export(people), "staff.xlsx", TODAY)
    assert [each.facts for each in found.drafts] == people
    assert [each.problems for each in found.drafts] == [()] * len(people)
    cards = [ExistingCard(number, number, facts) for number, facts in enumerate(people, start=1)]
    matched = match(found.drafts, cards)
    assert {row.status for row in matched.rows} == {RowStatus.UNCHANGED}
    assert matched.departures == ()


@given(staff())
def test_facts_survive_being_stored(facts: StaffFacts) -> None:
    assert storing.facts_from_json(storing.facts_to_json(facts)) == facts


def test_drafts_and_changes_survive_being_stored() -> None:
    data = template.export([StaffFacts("Иванова", "Анна", None, "учитель", subjects=("химия",))])
    taken = read_staff(data, "staff.xlsx", TODAY).drafts[0]
    assert storing.draft_from_json(storing.draft_to_json(taken)) == taken
    matched = match([taken], [ExistingCard(1, 1, StaffFacts("Иванова", "Анна", None, "учитель"))])
    for change in matched.rows[0].changes:
        assert storing.change_from_json(storing.change_to_json(change)) == change


def test_the_empty_template_names_nobody() -> None:
    found = read_staff(template.template(), "template.xlsx", TODAY)
    assert found.drafts == ()
    assert found.header is not None
    assert all(field is not None for field in found.header.fields)


def test_template_has_notes_altai_letters_and_no_formulas() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template.template())).active
    assert sheet["B1"].value == "Фамилия"
    assert "Ј, Ҥ, Ӧ, Ӱ" in sheet["B1"].comment.text
    assert sheet["B2"].value.endswith("Ӱлӱрген")
    exported = template.export([StaffFacts("=1+1", "+7", "@x")])
    cells = openpyxl.load_workbook(io.BytesIO(exported)).active[2]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
