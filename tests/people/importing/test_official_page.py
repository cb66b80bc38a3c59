"""Saved official pages that differ in tags, case, nesting, labels and placeholders."""

from datetime import date
from pathlib import Path

import pytest

from service.people.importing import intake, microdata, official_page
from service.people.importing.draft import StaffDraft
from service.people.importing.facts import CategoryCode, PositionCode, TrainingFact, TrainingKind
from service.people.importing.official_page import StaffPage
from service.people.importing.reading import read_staff
from service.people.importing.refusal import Refused

PAGES = Path(__file__).parent / "pages"
TODAY = date(2026, 3, 1)


def page(name: str) -> StaffPage:
    text = intake.inspect((PAGES / name).read_bytes(), name).text
    assert text is not None
    return official_page.from_records(microdata.extract(text), TODAY)


def names(drafts: tuple[StaffDraft, ...]) -> list[tuple[str | None, str | None, str | None]]:
    return [(each.facts.last_name, each.facts.first_name, each.facts.middle_name) for each in drafts]


def test_current_table() -> None:
    vera, peter = page("table_current.html").drafts
    assert names((vera, peter)) == [("Ромашкина", "Вера", "Павловна"), ("Незабудкин", "Пётр", "Ильич")]
    assert vera.facts.subjects == ("русский язык", "литература")
    assert vera.facts.education_code == "higher"
    assert peter.facts.education_code == "vocational"
    assert vera.facts.experience_speciality == 12
    assert vera.facts.trainings == (
        TrainingFact("«Обновлённые ФГОС»", date(2024, 3, 20), 72, TrainingKind.PK),
        TrainingFact("«Функциональная грамотность»", date(2023, 11, 12), 36, TrainingKind.PK),
    )
    assert peter.facts.programmes == ("ООП НОО", "ООП ООО")


def test_facts_a_page_lacks_stay_empty() -> None:
    _, peter = page("table_current.html").drafts
    facts = peter.facts
    assert (facts.degree, facts.academic_title, facts.trainings, facts.training_text) == (None,) * 4
    assert (facts.birth_date, facts.experience_pedagogical, facts.experience_general) == (None,) * 3
    assert peter.problems == ()


def test_older_page_of_divs() -> None:
    oleg, anna = page("older_divs.html").drafts
    assert names((oleg,)) == [("Лютиков", "Олег", "Борисович")]
    assert oleg.facts.position == "Учитель"
    assert oleg.facts.categories is not None
    assert oleg.facts.categories[0].code is CategoryCode.HIGHEST
    assert oleg.facts.subjects == ("Математика", "Алгебра", "Геометрия")
    assert oleg.facts.qualification == "Учитель математики; Математика и физика"
    assert (oleg.facts.degree, oleg.facts.academic_title) == ("кандидат педагогических наук", None)
    assert oleg.facts.trainings == (TrainingFact('"Первая помощь"', date(2023, 2, 1), 16),)
    assert oleg.facts.training_text == '"Методика преподавания математики" (2022)'
    assert anna.facts.last_name == "Василькова"
    assert [each.code for each in anna.problems] == ["mixed_letters"]
    assert (anna.facts.subjects, anna.facts.experience_general) == (None, 0)


def test_cards_of_spans_with_labels_and_any_letter_case() -> None:
    maria, zakhar = page("cards_spans.html").drafts
    assert names((maria, zakhar)) == [
        ("Гвоздикина", "Мария", "Сергеевна"),
        ("Ирисов", "Захар", "Гасан оглы"),
    ]
    assert (maria.facts.experience_general, maria.facts.experience_speciality) == (8, 5)
    assert maria.facts.trainings is None
    # The words a visitor reads decide when the marks are swapped.
    assert (zakhar.facts.experience_general, zakhar.facts.experience_speciality) == (11, 7)


def test_nested_marks_and_a_block_around_the_whole_table() -> None:
    olga, daria = page("nested.html").drafts
    assert names((olga, daria)) == [
        ("Пионова", "Ольга", "Юрьевна"),
        ("Тюльпанова-Маковая", "Дарья", "Ивановна"),
    ]
    assert (olga.facts.position, daria.facts.position) == ("учитель начальных классов", "учитель-логопед")
    assert (olga.facts.subjects, olga.facts.programmes) == (("начальные классы",), ("начальные классы",))
    assert (olga.facts.degree, olga.facts.experience_general, daria.facts.subjects) == (None, 18, None)


def test_one_person_in_several_tables_is_one_draft_for_each_position() -> None:
    drafts = page("several_programmes.html").drafts
    assert [(each.row, each.facts.last_name, each.facts.position) for each in drafts] == [
        (1, "Фиалкина", "учитель"),
        (2, "Астрова", "учитель"),
        (4, "Фиалкина", "педагог дополнительного образования"),
    ]
    nina = drafts[0]
    assert nina.facts.subjects == ("английский язык", "немецкий язык")
    assert nina.facts.programmes == ("ООП НОО", "ООП ООО")
    assert nina.facts.experience_general == 10
    assert [(each.code, each.column) for each in nina.problems] == [("page_differs", "experience_general")]


def test_heads_are_read_and_organs_of_government_are_not() -> None:
    found = page("with_heads.html")
    assert [(each.facts.last_name, each.facts.position_code) for each in found.drafts] == [
        ("Колокольцев", PositionCode.HEAD),
        ("Подснежникова", PositionCode.DEPUTY_HEAD),
        ("Колокольцев", PositionCode.TEACHER),
        ("Ӱлӱрген", PositionCode.TEACHER),
    ]
    assert (found.drafts[0].facts.email, found.drafts[1].facts.email) == ("head@example.test", None)
    assert found.covers == {PositionCode.TEACHER, PositionCode.HEAD, PositionCode.DEPUTY_HEAD}
    assert page("table_current.html").covers == {PositionCode.TEACHER}


def test_a_block_on_the_name_alone_is_widened_to_its_row() -> None:
    lydia, cactus = page("cells_marked.html").drafts
    assert lydia.facts.last_name == "О'Шалфеева"
    assert (lydia.facts.position, lydia.facts.experience_general) == ("методист", 22)
    assert (cactus.facts.last_name, cactus.facts.first_name, cactus.initials) == (
        "Кактусов",
        None,
        ("И", "И"),
    )
    assert {each.code for each in cactus.problems} == {"initials", "bad_experience"}


def test_hidden_template_modal_windows_and_a_vacancy() -> None:
    rimma, vacancy = page("hidden_template.html").drafts
    assert (rimma.facts.last_name, rimma.facts.position) == ("Орхидеева", "социальный педагог")
    assert rimma.facts.categories is not None
    assert rimma.facts.categories[0].on == date(2022, 2, 15)
    assert rimma.facts.degree is None
    assert rimma.facts.trainings == (
        TrainingFact("Медиация в школе", date(2022, 10, 20), 48, TrainingKind.PK),
        TrainingFact(
            "Профессиональная переподготовка «Социальная педагогика»",
            date(2021, 6, 30),
            520,
            TrainingKind.PP,
        ),
    )
    assert vacancy.refused


def test_rows_without_a_block_are_taken_when_they_speak_of_teaching() -> None:
    drafts = page("unmarked_rows.html").drafts
    assert [each.facts.last_name for each in drafts] == ["Маргаритова", "Левкоев"]


def test_a_page_in_cp1251() -> None:
    text = (PAGES / "table_current.html").read_text(encoding="utf-8").replace("utf-8", "windows-1251")
    data = text.encode("cp1251")
    taken = read_staff(data, "page.html", TODAY)
    assert [each.facts for each in taken.drafts] == [each.facts for each in page("table_current.html").drafts]


def test_a_page_without_microdata_is_refused_with_advice() -> None:
    with pytest.raises(Refused) as caught:
        page("no_microdata.html")
    assert caught.value.refusal.code == "no_staff"
