"""Who is young: by each definition of the regulation in force, never guessed; the same in the list."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from service.core.paging import Paging
from service.people.model.persons import Employment, Experience
from service.people.queries.cards import card
from service.people.queries.persons import Filters, listing, one
from service.people.rules import (
    Span,
    check_birth,
    check_span,
    experience_on,
    full_years,
    overlapping,
    young_definitions,
)
from service.rules.verdict import Status
from tests.accounts import scope_of
from tests.client import Browser
from tests.people.makers import person, school

SLUG = "oktyabrsky"
YES, NO, LATER = Status.PASS, Status.NOT_APPLICABLE, Status.NOT_YET


def years_ago(years: int) -> date:
    """The first day of January so many years before this one."""
    return date(date.today().year - years, 1, 1)


CASES = [
    # age, pedagogical experience -> support, the school of young teachers, mentoring
    (34, 10, (YES, YES, NO)),
    (40, 2, (YES, NO, NO)),
    (24, 1, (YES, YES, YES)),
    (40, 10, (NO, NO, NO)),
    (None, 10, (LATER, LATER, NO)),
    (None, 1, (YES, LATER, LATER)),
    (24, None, (YES, YES, LATER)),
]


@pytest.mark.parametrize(("age", "experience", "expected"), CASES)
def test_three_definitions_of_one_regulation(
    app: Flask, age: int | None, experience: int | None, expected: tuple[Status, ...]
) -> None:
    place = school(app, SLUG)
    born = years_ago(age) if age is not None else None
    who = person(app, SLUG, "Молодова", None)
    scope = scope_of(app, SLUG)
    with scope.db as db:
        known = one(scope, who)
        known.birth_date = born
        db.flush()
        if experience is not None:
            db.add(Experience(person_id=who, kind="pedagogical", years=experience, as_of=scope.today))
        db.add(
            Employment(
                person_id=who,
                organisation_id=place,
                kind="main",
                position="teacher",
                position_title="Учитель",
            )
        )
        db.flush()
        shown = card(scope, known)
        assert [definition.id for definition, _ in shown.young] == [
            "people.young_support", "people.young_school", "people.young_mentoring",
        ]  # fmt: skip
        assert tuple(verdict.status for _, verdict in shown.young) == expected
        for (definition, verdict), status in zip(shown.young, expected, strict=True):
            assert verdict.clause == definition.rule.clause
            found = listing(scope, Filters(young=definition), Paging(1, 200))
            assert (who in {line.person.id for line in found.items}) == (status is YES)
            if status is LATER:
                assert verdict.missing and verdict.remedy
        db.rollback()


def test_a_regulation_that_defines_nothing_gets_no_flag(
    app: Flask, signed_in: Callable[..., Browser]
) -> None:
    who = person(app, "luga", "Безопределенева", school(app, "luga"), birth_date=years_ago(35))
    page = signed_in("luga").get(f"/luga/people/{who}").text
    assert "Положение не определяет, кто такой молодой педагог" in page
    assert young_definitions(scope_of(app, "luga").profile) == ()


def test_years_are_full_years() -> None:
    assert full_years(date(2000, 2, 29), date(2027, 2, 28)) == 26
    assert full_years(date(2000, 2, 29), date(2027, 3, 1)) == 27
    assert experience_on(5, date(2024, 9, 1), date(2026, 8, 31)) == 6
    assert experience_on(5, date(2026, 9, 1), date(2026, 1, 1)) == 5


def test_impossible_dates_are_named() -> None:
    today = date(2026, 11, 22)
    assert check_birth(date(1990, 1, 1), today) == () == check_birth(None, today)
    assert check_birth(date(2026, 1, 1), today)[0].field == "birth_date"
    assert check_birth(date(1900, 1, 1), today)
    assert check_span(date(2020, 9, 1), None, date(1990, 1, 1)) == ()
    assert check_span(date(2000, 9, 1), None, date(1990, 1, 1))[0].field == "starts"
    assert check_span(date(2020, 9, 1), date(2020, 8, 31))[0].field == "ends"
    assert check_span(date(2020, 9, 1), date(2020, 9, 1)) == ()


def test_main_jobs_that_touch_do_not_overlap() -> None:
    first = Span(1, date(2020, 1, 1), date(2021, 1, 1), "A")
    assert overlapping(Span(2, date(2021, 1, 1), None, "B"), [first]) is None
    assert overlapping(Span(2, date(2020, 12, 31), None, "B"), [first]) is first
    assert overlapping(Span(2, None, None, "B"), [first]) is first
    assert overlapping(Span(1, None, None, "A"), [first]) is None
