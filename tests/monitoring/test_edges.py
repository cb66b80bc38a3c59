"""Edge cases of figures on the real tables; the names E1, E2 ... are those of the design's list."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from service.core.columns import life
from service.diagnostics.model import Route
from service.rules.conditions.windows import first_day
from service.rules.dates import SCHOOL, year_parts
from tests.monitoring.counting import figures, told
from tests.monitoring.district import District, district

YEAR_END = date(2026, 12, 31)
FEDERAL = {"federal_register": True, "after_diagnostics": True}


@pytest.fixture
def made(app: Flask) -> District:
    return district(app, "ust-koksa")


def figure(app: Flask, code: str, as_of: date = YEAR_END, slug: str = "ust-koksa") -> tuple[object, ...]:
    return told(figures(app, slug, as_of)[code])


def test_e1_nobody_to_count_is_not_applicable(app: Flask, made: District) -> None:
    made.school("s1")
    assert figure(app, "uk.19.5") == (0, 0, "not_applicable", "not_assessed")
    assert figure(app, "uk.19.6") == (0, 0, "not_applicable", "no_target")


def test_e2_nobody_counted_is_a_real_zero(app: Flask, made: District) -> None:
    made.teacher("А", made.school("s1"))
    assert figure(app, "uk.19.5") == (0, 1, "ok", "not_met")


@pytest.mark.clause("UK-19.3")
def test_e6_the_exact_numbers_decide_whatever_is_displayed(app: Flask, made: District) -> None:
    """80 of 401 is 19,95 %: it would read as 20,0 % and is not met; one organisation more is enough."""
    schools = [made.school(f"s{number:03}") for number in range(401)]
    teachers = [made.teacher(f"Т{number:03}", schools[0]) for number in range(2)]
    for school in schools[:80]:
        made.document(school, "mentoring_order")
        made.pair(teachers[0], teachers[1], school)
    assert figure(app, "uk.19.3") == (80, 401, "ok", "not_met")
    assert figure(app, "uk.19.3", date(2026, 5, 31)) == (80, 401, "ok", "not_due")
    made.document(schools[80], "mentoring_order")
    made.pair(teachers[0], teachers[1], schools[80])
    assert figure(app, "uk.19.3") == (81, 401, "ok", "met")


@pytest.mark.clause("OK-6.2.1")
def test_e8_e9_a_cumulative_share_counts_once_and_falls_with_those_who_left(app: Flask) -> None:
    made = district(app, "oktyabrsky")
    school = made.school("s1")
    trained, left = made.person("А"), made.person("Б")
    made.job(trained, school)
    made.job(left, school, ends=date(2026, 7, 1))
    for number in range(3):
        made.teacher(f"В{number}", school)
    for day in (date(2024, 5, 1), date(2025, 5, 1)):
        made.training(trained, day, **FEDERAL)
    made.training(left, date(2024, 5, 1), **FEDERAL)
    assert figure(app, "ok.6.2.1", date(2025, 12, 31), "oktyabrsky") == (2, 5, "ok", "met")
    assert figure(app, "ok.6.2.1", date(2026, 12, 31), "oktyabrsky") == (1, 4, "ok", "not_met")


def test_e10_what_ends_on_the_day_holds_no_more(app: Flask, made: District) -> None:
    ends, before = YEAR_END, YEAR_END - timedelta(days=1)
    school = made.school("s1")
    person, other = made.teacher("А", school), made.teacher("Б", school)
    made.route(person, date(2026, 1, 1), ends=ends)
    made.pair(person, other, school, ends=ends)
    made.joins(person, made.community("Сеть", ends=ends))
    made.joins(other, made.community("Другая"), ends=ends)
    made.seat(person, made.council(), ends=ends)
    made.document(school, "development_plan", ends=ends)
    codes = ("uk.19.5", "uk.19.6", "uk.19.8", "uk.19.9", "uk.19.10", "uk.19.2")
    assert [figure(app, code, before)[0] for code in codes] == [1, 2, 2, 2, 1, 1]
    assert [figure(app, code, ends)[0] for code in codes] == [0, 0, 0, 1, 0, 0]


@pytest.mark.clause("UK-19.4")
@pytest.mark.parametrize(
    ("finished", "counted"),
    [(date(2025, 12, 31), 0), (date(2026, 1, 1), 1), (date(2026, 12, 31), 1), (date(2027, 1, 1), 0)],
)
def test_e11_the_first_and_the_last_day_belong_to_their_year(
    app: Flask, made: District, finished: date, counted: int
) -> None:
    made.training(made.teacher("А", made.school("s1")), finished)
    assert figure(app, "uk.19.4")[0] == counted


def test_e11_every_day_has_one_half_year_and_one_school_year() -> None:
    days = [date(2020, 1, 1) + timedelta(days=number) for number in range(11 * 366)]
    for day in days:
        halves = [
            (first, last)
            for year in (day.year - 1, day.year, day.year + 1)
            for first, last in year_parts(year, "calendar", "half_year")
            if first <= day <= last
        ]
        assert len(halves) == 1
        years = [
            year
            for year in range(day.year - 2, day.year + 2)
            if _inside(day, year_parts(year, SCHOOL, "year"))
        ]
        assert len(years) == 1
        assert first_day("school_year", day) == date(years[0], 9, 1)


def _inside(day: date, parts: list[tuple[date, date]]) -> bool:
    return any(first <= day <= last for first, last in parts)


def test_e12_e13_a_person_with_several_jobs_is_one_person(app: Flask, made: District) -> None:
    first, second = made.school("s1"), made.school("s2")
    person = made.teacher("А", first)
    made.job(person, first, kind="internal")
    made.job(person, second, kind="internal")
    made.training(person, date(2026, 3, 1))
    assert figure(app, "uk.19.4") == (1, 1, "ok", "met")


def test_e14_a_second_job_elsewhere_is_not_of_the_main_population(app: Flask, made: District) -> None:
    other = district(app, "oktyabrsky")
    made.teacher("А", made.school("s1"))
    other.job(other.person("А"), other.school("s1"), kind="external")
    assert figure(app, "uk.19.5")[1] == 1
    assert figure(app, "ok.6.2.1", slug="oktyabrsky")[:3] == (0, 0, "not_applicable")


def test_e15_a_transfer_counts_where_the_person_works_on_the_day(app: Flask, made: District) -> None:
    other, moved = district(app, "oktyabrsky"), date(2026, 11, 16)
    made.job(made.person("А"), made.school("s1"), ends=moved)
    other.job(other.person("А"), other.school("s1"), starts=moved)
    for day, here, there in ((moved - timedelta(days=1), 1, 0), (moved, 0, 1), (YEAR_END, 0, 1)):
        assert figure(app, "uk.19.5", day)[1] == here
        assert figure(app, "ok.6.2.1", day, "oktyabrsky")[1] == there


def test_e15_a_route_stays_with_the_person_who_changed_school(app: Flask, made: District) -> None:
    first, second, moved = made.school("s1"), made.school("s2"), date(2026, 11, 16)
    person = made.person("А")
    made.job(person, first, ends=moved)
    made.job(person, second, starts=moved)
    made.route(person, date(2026, 9, 1))
    assert figure(app, "uk.19.5", moved) == (1, 1, "ok", "not_due")


def test_e16_two_main_jobs_at_once_are_refused(app: Flask, made: District) -> None:
    person = made.teacher("А", made.school("s1"))
    with pytest.raises(IntegrityError, match="ex_employment_one_main"):
        made.job(person, made.school("s2"), starts=date(2026, 9, 1))


def test_e17_whoever_worked_until_the_day_before_is_not_counted(app: Flask, made: District) -> None:
    made.job(made.person("А"), made.school("s1"), ends=YEAR_END)
    assert figure(app, "uk.19.5", YEAR_END - timedelta(days=1))[1] == 1
    assert figure(app, "uk.19.5", YEAR_END)[1] == 0


@pytest.mark.clause("UK-19.7")
def test_an_unknown_birth_date_leaves_the_person_undecided(app: Flask, made: District) -> None:
    school = made.school("s1")
    made.attends(made.teacher("А", school, born=date(1991, 12, 31)), made.event(date(2026, 2, 1)))
    made.teacher("Б", school, born=date(1992, 1, 1))
    made.teacher("В", school)
    found = figures(app, "ust-koksa", YEAR_END)["uk.19.7"]
    assert told(found) == (0, 1, "provisional", "no_target")
    assert [(one.code, one.count) for one in found.missing] == [("age", 1)]
    # On the 35th birthday one is 35 and no longer young; the day before one still is.
    assert told(figures(app, "ust-koksa", date(2026, 12, 30))["uk.19.7"]) == (
        1,
        2,
        "provisional",
        "no_target",
    )


def test_a_birthday_on_29_february_is_kept_on_1_march(app: Flask, made: District) -> None:
    made.teacher("А", made.school("s1"), born=date(1992, 2, 29))
    days = (date(2027, 2, 28), date(2027, 3, 1))
    assert [figure(app, "uk.19.7", day)[1] for day in days] == [1, 0]


def test_what_comes_true_later_is_not_true_yet(app: Flask, made: District) -> None:
    """A route known today but developed or approved later, as seen from an earlier day."""
    person, other = (made.teacher(name, made.school(name)) for name in ("А", "Б"))
    for one in (person, other):
        made.diagnostics(one, date(2026, 1, 15))
    made.route(person, date(2026, 2, 1), approved=date(2026, 8, 1))
    early = Route(person_id=other, title="Тема", developed_on=date(2026, 8, 1), approved_on=date(2026, 8, 1))
    early.valid = life()
    made.add(early)
    counted = {day: (figure(app, "uk.19.5", day)[0], figure(app, "K06", day)[0]) for day in (
        date(2026, 1, 31), date(2026, 7, 31), date(2026, 8, 1))}  # fmt: skip
    assert counted == {date(2026, 1, 31): (0, 0), date(2026, 7, 31): (1, 0), date(2026, 8, 1): (2, 2)}


@pytest.mark.clause("UK-19.10")
def test_a_seat_in_a_council_that_ended_counts_no_more(app: Flask, made: District) -> None:
    person = made.teacher("А", made.school("s1"))
    made.seat(person, made.council(ends=date(2026, 6, 1)))
    assert [figure(app, "uk.19.10", day)[0] for day in (date(2026, 5, 31), date(2026, 6, 1))] == [1, 0]
