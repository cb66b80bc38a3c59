"""Names: what is mended, what is asked, what is refused."""

import pytest

from service.people.importing.person_names import PersonName, join_parts, split_name
from service.people.importing.problems import Weight


def parts(name: PersonName) -> tuple[str | None, str | None, str | None]:
    return name.last, name.first, name.middle


def codes(name: PersonName) -> list[tuple[str, Weight]]:
    return [(each.code, each.weight) for each in name.problems]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Иванова Анна Петровна", ("Иванова", "Анна", "Петровна")),
        ("  ИВАНОВА\u00a0 анна   Петровна ", ("Иванова", "Анна", "Петровна")),
        ("Иванова Анна", ("Иванова", "Анна", None)),
        ("О’Нил Шон Петрович", ("О'Нил", "Шон", "Петрович")),
        ("Петрова – Водкина Анна Ильинична", ("Петрова-Водкина", "Анна", "Ильинична")),
        ("ПЕТРОВА-ВОДКИНА АННА ИЛЬИНИЧНА", ("Петрова-Водкина", "Анна", "Ильинична")),
        ("Алиев Рустам Гасан оглы", ("Алиев", "Рустам", "Гасан оглы")),
        ("Алиева Лейла Гасан Кызы", ("Алиева", "Лейла", "Гасан кызы")),
        ("Ӱлӱрген Јаҥар Кӱӱковна", ("Ӱлӱрген", "Јаҥар", "Кӱӱковна")),
        ("ӰЛӰРГЕН ЈАҤАР КӰӰКОВНА", ("Ӱлӱрген", "Јаҥар", "Кӱӱковна")),
        ("Ли Ян", ("Ли", "Ян", None)),
    ],
)
def test_names_are_split(raw: str, expected: tuple[str, str, str | None]) -> None:
    name = split_name(raw)
    assert parts(name) == expected
    assert name.problems == ()


@pytest.mark.parametrize(
    ("raw", "expected", "code"),
    [
        ("Анна Петровна Иванова", ("Иванова", "Анна", "Петровна"), "name_order"),
        ("Иванова (Кузнецова) Анна Петровна", ("Иванова", "Анна", "Петровна"), "brackets"),
        ("Петрова Водкина Анна Ильинична", ("Петрова Водкина", "Анна", "Ильинична"), "double_surname"),
        ("Јоголов Jаҥар Петрович", ("Јоголов", "Јаҥар", "Петрович"), "letters"),
        ("Ўлўрген Јаҥар Петрович", ("Ӱлӱрген", "Јаҥар", "Петрович"), "letters"),
    ],
)
def test_what_is_mended_is_noted(raw: str, expected: tuple[str, ...], code: str) -> None:
    name = split_name(raw)
    assert parts(name) == expected
    assert codes(name) == [(code, Weight.NOTE)]


def test_latin_letters_are_asked_with_a_suggestion() -> None:
    name = split_name("Ивaнoва Анна Петровна")
    assert parts(name) == ("Иванова", "Анна", "Петровна")
    assert codes(name) == [("mixed_letters", Weight.ASK)]
    assert codes(split_name("Ivanova Анна Петровна")) == [("latin", Weight.ASK)]
    assert codes(split_name("Ивanovа Анна Петровна")) == [("mixed_letters", Weight.REFUSE)]


@pytest.mark.parametrize("raw", ["Иванова А. П.", "Иванова А.П.", "А.П. Иванова", "ИВАНОВА А П."])
def test_initials_are_asked(raw: str) -> None:
    name = split_name(raw)
    assert (name.last, name.first, name.initials) == ("Иванова", None, ("А", "П"))
    assert ("initials", Weight.ASK) in codes(name)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("Я" * 500, "long_name"),
        ("Я" * 70 + " Анна", "bad_name"),
        ("Иванова", "incomplete_name"),
        ("Анна Петровна", "incomplete_name"),
        ("Иванова Анна 2", "bad_name"),
        ("=cmd|' /C calc'!A0", "bad_name"),
        ("<b>Иванова</b> Анна", "bad_name"),
        ("", "no_name"),
    ],
)
def test_what_is_no_name_is_refused(raw: str, code: str) -> None:
    name = split_name(raw)
    assert parts(name) == (None, None, None)
    assert (code, Weight.REFUSE) in codes(name)


def test_parts_in_columns_of_their_own() -> None:
    assert parts(join_parts("иванова", "АННА", "Петровна")) == ("Иванова", "Анна", "Петровна")
    assert parts(join_parts("Де Боно", "Анна", "")) == ("де Боно", "Анна", None)
    assert parts(join_parts("Иванова Анна Петровна", "", "")) == ("Иванова", "Анна", "Петровна")
    initials = join_parts("Иванова", "А.", "П.")
    assert (initials.last, initials.initials) == ("Иванова", ("А", "П"))
    assert codes(join_parts("", "Анна", "Петровна")) == [("incomplete_name", Weight.REFUSE)]
