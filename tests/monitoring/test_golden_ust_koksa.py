"""The ten indicators of Ust-Koksa counted from rows of the real tables, against numbers by hand."""

from datetime import date

import pytest
from flask import Flask

from tests.monitoring.counting import figures, told
from tests.monitoring.district import District, district

YEAR_END, MAY = date(2026, 12, 31), date(2026, 5, 31)


def organisations_act(made: District, schools: tuple[int, int, int], pair: tuple[int, int]) -> None:
    first, second, nursery = schools
    ann, cat = pair
    # 19.1: one team of the first school trained this year, another's training was last year's.
    made.team_training(made.team(first), date(2026, 10, 1), "pp")
    made.team_training(made.team(second), date(2025, 12, 31))
    # 19.2, 19.3: plans of two organisations; the order and a pair in one only.
    made.document(first, "development_plan", date(2025, 1, 1))
    made.document(nursery, "development_plan", date(2024, 1, 1), date(2027, 1, 1))
    made.document(second, "development_plan", date(2020, 1, 1), date(2026, 1, 1))
    made.document(first, "mentoring_order", date(2026, 9, 1))
    made.document(second, "mentoring_order", date(2026, 9, 1))
    made.pair(cat, ann, first, date(2026, 9, 1))


def people_learn(made: District, people: tuple[int, ...]) -> None:
    ann, bob, cat, dan, eve, head, stranger = people
    # 19.4: three of ten teachers and heads; one twice, a stranger and an internship do not count.
    made.training(ann, date(2026, 1, 1))
    made.training(ann, date(2026, 12, 31), "pp")
    made.training(cat, date(2026, 4, 1))
    made.training(head, date(2026, 12, 31))
    made.training(dan, date(2026, 4, 1), "internship")
    made.training(eve, date(2025, 12, 31))
    made.training(stranger, date(2026, 4, 1))
    # 19.5: a route that runs, one developed later this year, one closed.
    made.route(ann, date(2026, 2, 1))
    made.route(bob, date(2026, 9, 1))
    made.route(cat, date(2025, 9, 1), ends=date(2026, 5, 31))


def people_meet(made: District, people: tuple[int, ...]) -> None:
    ann, bob, cat, dan, eve, head = people
    # 19.7: two young teachers (the young staff member is not a teacher), one came.
    event = made.event(date(2026, 11, 1))
    made.attends(ann, event)
    made.attends(cat, event)
    made.attends(bob, made.event(date(2026, 11, 2), "seminar"))
    # 19.8, 19.9: communities and an association; membership in an association is not a network's.
    network, union = made.community("Сеть"), made.community("МО", "association")
    made.community("Прежнее", "professional", ends=date(2026, 1, 1))
    made.joins(dan, network)
    made.joins(eve, union)
    # 19.10: one teacher in both councils, one head, one whose seat ended.
    council, expert = made.council(), made.council("expert_council")
    for body in (council, expert):
        made.seat(dan, body)
    made.seat(head, council)
    made.seat(eve, council, ends=date(2026, 3, 1))


@pytest.fixture(scope="module")
def rows(app: Flask) -> District:
    """Three organisations that count, one of another type, one outside; eleven people of ours."""
    made = district(app, "ust-koksa")
    first, second, nursery = made.school("s1"), made.school("s2"), made.school("d1", "preschool")
    made.school("o1", "other")
    outside = made.school("x1", own=False)
    born_young, born_old = date(1995, 3, 1), date(1970, 3, 1)
    ann = made.teacher("Анна", first, born=born_young)
    bob = made.teacher("Борис", first, born=born_young)
    cat = made.teacher("Вера", second, born=born_old)
    dan = made.teacher("Глеб", second, born=born_old)
    eve = made.teacher("Дина", nursery, born=born_old)
    made.teacher("Ева", nursery, born=born_old)
    made.teacher("Жанна", first, born=born_old)
    made.teacher("Зоя", second, born=born_old)
    head = made.teacher("Иван", first, "head", born_old)
    made.teacher("Кира", second, "deputy_head", born_old)
    made.teacher("Лев", first, "staff", born_young)
    stranger = made.teacher("Мира", outside, born=born_young)
    organisations_act(made, (first, second, nursery), (ann, cat))
    people_learn(made, (ann, bob, cat, dan, eve, head, stranger))
    people_meet(made, (ann, bob, cat, dan, eve, head))
    return made


GOLDEN = {
    "uk.19.1": (1, 3, "ok", "met"),
    "uk.19.2": (2, 3, "ok", "no_target"),
    "uk.19.3": (1, 3, "ok", "met"),
    "uk.19.4": (3, 10, "ok", "met"),
    "uk.19.5": (2, 8, "ok", "met"),
    "uk.19.6": (2, 8, "ok", "no_target"),
    "uk.19.7": (1, 2, "ok", "no_target"),
    "uk.19.8": (1, 8, "ok", "no_target"),
    "uk.19.9": (2, None, "ok", "no_target"),
    "uk.19.10": (1, 8, "ok", "no_target"),
}
IN_MAY = {
    "uk.19.1": (0, 3, "ok", "not_due"),
    "uk.19.2": (2, 3, "ok", "no_target"),
    "uk.19.3": (0, 3, "ok", "not_due"),
    "uk.19.4": (2, 10, "ok", "not_due"),
    "uk.19.5": (1, 8, "ok", "not_due"),
    "uk.19.6": (0, 8, "ok", "no_target"),
    "uk.19.7": (0, 2, "ok", "no_target"),
}


@pytest.mark.clause(
    "UK-19.1", "UK-19.2", "UK-19.3", "UK-19.4", "UK-19.5",
    "UK-19.6", "UK-19.7", "UK-19.8", "UK-19.9", "UK-19.10",
)  # fmt: skip
def test_the_ten_at_the_end_of_the_year(app: Flask, rows: District) -> None:
    found = figures(app, "ust-koksa", YEAR_END)
    assert {code: told(found[code]) for code in GOLDEN} == GOLDEN


def test_the_same_in_may_are_interim(app: Flask, rows: District) -> None:
    found = figures(app, "ust-koksa", MAY)
    assert {code: told(found[code]) for code in IN_MAY} == IN_MAY
