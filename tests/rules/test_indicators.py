"""Indicators over small registers: the two regulations that set them, and the edges of counting."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from service.rules.errors import BadFacts
from service.rules.indicators.evaluate import evaluate_indicator
from service.rules.indicators.figure import IndicatorFigure, Target, display_value, is_near
from service.rules.indicators.params import parse
from tests.rules.definitions import OK_1, TEACHERS, UK_4, UK_7, YEAR_END, people


def figure(params: dict[str, Any], as_of: date = YEAR_END, **registers: Any) -> IndicatorFigure:
    return evaluate_indicator(parse(params), registers, as_of)


@pytest.mark.clause("UK-19.4")
def test_the_example_of_the_case_files() -> None:
    rows = [
        {"id": "a", "position": "teacher", "trained": [date(2026, 3, 1)]},
        {"id": "b", "position": "teacher", "trained": [date(2025, 12, 31)]},
        {"id": "c", "position": "head", "trained": [date(2026, 12, 31)]},
        {"id": "d", "position": "teacher"},
        {"id": "e", "position": "staff", "trained": [date(2026, 3, 1)]},
    ]
    found = figure(UK_4, people=rows)
    assert (found.numerator, found.denominator, found.value_status, found.target_status) == (
        2,
        4,
        "ok",
        "met",
    )
    assert found.members_numerator == ("a", "c")
    assert found.members_denominator == ("a", "b", "c", "d")
    assert display_value(found) == "50.0"


@pytest.mark.clause("UK-19.4")
@pytest.mark.parametrize(("trained", "status"), [(9, "not_met"), (10, "met")])
def test_a_tenth_is_compared_exactly(trained: int, status: str) -> None:
    assert figure(UK_4, people=people(trained, 100 - trained)).target_status == status


def test_nobody_to_count_is_not_zero_percent() -> None:  # E1
    found = figure(UK_4, people=[])
    assert (found.value_status, found.target_status) == ("not_applicable", "not_assessed")
    assert display_value(found) is None
    only_staff = figure(UK_4, people=[{"id": "s", "position": "staff"}])
    assert (only_staff.numerator, only_staff.denominator, only_staff.value_status) == (0, 0, "not_applicable")


def test_a_real_zero_is_zero() -> None:  # E2
    found = figure(UK_4, people=people(0, 3))
    assert (found.numerator, found.value_status, found.target_status) == (0, "ok", "not_met")
    assert display_value(found) == "0.0"


@pytest.mark.clause("OK-6.2", "OK-6.2.1")
@pytest.mark.parametrize(
    ("year", "target"),
    [
        (2022, None),
        (2023, Fraction(1, 20)),
        (2024, Fraction(1, 10)),
        (2025, Fraction(1, 5)),
        (2026, Fraction(3, 10)),
        (2027, None),
    ],
)
def test_the_stair_of_targets(year: int, target: Fraction | None) -> None:  # E5
    found = figure(OK_1, date(year, 12, 31), people=people(0, 3))
    assert found.target == (Target("at_least", target, year) if target else None)
    assert found.target_status == ("not_met" if target else "no_target")


@pytest.mark.parametrize(
    ("as_of", "status"),
    [(date(2026, 5, 31), "not_due"), (date(2026, 12, 30), "not_due"), (date(2026, 12, 31), "not_met")],
)
def test_a_yearly_target_is_assessed_at_the_end_of_the_year(as_of: date, status: str) -> None:  # E6
    assert figure(UK_4, as_of, people=people(0, 3)).target_status == status
    each = {**UK_4, "assessed": "each_collection"}
    assert figure(each, as_of, people=people(0, 3)).target_status == "not_met"


def test_rounding_never_decides() -> None:  # E6
    one_fifth = {**UK_4, "target": {"op": "at_least", "value": "1/5"}}
    found = figure(one_fifth, people=people(499, 2001))
    assert (display_value(found), found.target_status, is_near(found)) == ("20.0", "not_met", True)
    assert is_near(figure(one_fifth, people=people(500, 2000))) is False


@pytest.mark.parametrize(("trained", "near"), [(90, False), (91, True), (99, True), (100, False)])
def test_near_is_less_than_one_percentage_point(trained: int, near: bool) -> None:
    assert is_near(figure(UK_4, people=people(trained, 1000 - trained))) is near


@pytest.mark.clause("OK-6.2.1")
def test_a_cumulative_share_counts_a_person_once_and_only_those_who_are_there() -> None:  # E8, E9
    fits = {"kind": "pk", "federal_register": True, "after_diagnostics": True}
    twice = [{**fits, "finished_on": date(2024, 2, 1)}, {**fits, "finished_on": date(2025, 2, 1)}]
    rows = [
        {"id": "a", "position": "teacher", "trainings": twice},
        {"id": "b", "position": "teacher", "trainings": twice, "to": date(2025, 12, 31)},
        {"id": "c", "position": "teacher", "trainings": [{**fits, "finished_on": date(2022, 12, 31)}]},
        {"id": "d", "position": "teacher", "trainings": [{**twice[0], "after_diagnostics": False}]},
    ]
    found = figure(OK_1, date(2025, 12, 31), people=rows)
    assert (found.members_numerator, found.members_denominator) == (("a",), ("a", "c", "d"))
    assert figure(OK_1, date(2025, 12, 30), people=rows).numerator == 2  # E17: the last day of b


@pytest.mark.clause("UK-19.5")
@pytest.mark.parametrize(("ends", "numerator"), [(YEAR_END, 0), (date(2027, 1, 1), 1), (None, 1)])
def test_a_route_closed_on_the_day_is_not_active(ends: date | None, numerator: int) -> None:  # E10
    params = {**UK_7, "population": TEACHERS, "numerator": {"exists": "routes", "window": "as_of"}}
    route = {"developed_on": date(2026, 2, 1), "from": date(2026, 2, 1), "to": ends}
    assert (
        figure(params, people=[{"id": "a", "position": "teacher", "routes": [route]}]).numerator == numerator
    )
    short = [{"id": "a", "position": "teacher", "routes": [date(2026, 2, 1)]}]
    assert figure(params, people=short).numerator == 1


@pytest.mark.parametrize(
    ("day", "numerator"),
    [(date(2026, 1, 1), 1), (date(2026, 12, 31), 1), (date(2025, 12, 31), 0), (date(2027, 1, 1), 0)],
)
def test_the_ends_of_a_year(day: date, numerator: int) -> None:  # E11
    assert figure(UK_4, people=people(1, 0, day)).numerator == numerator


def test_a_second_job_is_not_a_second_person() -> None:  # E13, E14
    rows = [{"id": "a", "position": "teacher"}, {"id": "a", "position": "teacher", "main": False}]
    assert figure(UK_4, people=rows).denominator == 1
    with pytest.raises(BadFacts) as refusal:
        figure(UK_4, people=[rows[0], rows[0]])
    assert refusal.value.field == "people[1].id"


@pytest.mark.clause("UK-19.7")
def test_an_unknown_birth_date_is_neither_young_nor_old() -> None:  # E4
    young = {
        "id": "a",
        "position": "teacher",
        "birth_date": date(1992, 1, 1),
        "support": [date(2026, 4, 1)],
    }
    today = {"id": "b", "position": "teacher", "birth_date": date(2000, 2, 29)}
    unknown = {"id": "c", "position": "teacher", "support": [date(2026, 4, 1)]}
    found = figure(UK_7, people=[young, today, unknown])
    assert (found.numerator, found.denominator, found.value_status) == (1, 2, "provisional")
    assert [(item.code, item.count) for item in found.missing] == [("age", 1)]
    assert found.members_unknown == ("c",)
    nothing = figure(UK_7, people=[unknown])
    assert (nothing.value_status, nothing.numerator, nothing.target_status) == (
        "not_computable",
        None,
        "no_target",
    )
    birthday = {**young, "birth_date": date(1991, 12, 31)}
    assert figure(UK_7, date(2026, 12, 30), people=[birthday]).denominator == 1
    assert figure(UK_7, people=[birthday | {"age": None}]).value_status == "not_applicable"


@pytest.mark.parametrize(
    ("known", "unknown", "status"),
    [((5, 5), 1, "met"), ((0, 100), 1, "not_met"), ((1, 9), 1, "not_assessed")],
)
def test_unknown_rows_decide_nothing_that_they_could_change(
    known: tuple[int, int], unknown: int, status: str
) -> None:
    rows = people(*known) + [{"id": f"x{n}"} for n in range(unknown)]
    found = figure(UK_4, people=rows)
    assert (found.value_status, found.target_status) == ("provisional", status)


@pytest.mark.clause("UK-19.1")
def test_organisations_count_once_and_external_ones_never() -> None:
    params = {
        "code": "uk.19.1", "indicator": "share", "subject": "organisations",
        "numerator": {"exists": "team_trainings", "window": "calendar_year"},
        "target": {"op": "at_least", "value": "1/10"},
    }  # fmt: skip
    rows = [
        {"id": "s1", "type": "general", "team_trainings": [date(2026, 2, 1), date(2026, 3, 1)]},
        {"id": "s2", "type": "general"},
        {"id": "s3", "type": "general", "own": False, "team_trainings": [date(2026, 2, 1)]},
    ]
    found = figure(params, organisations=rows)
    assert (found.numerator, found.denominator) == (1, 2)


@pytest.mark.clause("UK-19.3")
def test_the_mentoring_model_needs_an_order_and_a_pair() -> None:
    params = {
        "code": "uk.19.3", "indicator": "share", "subject": "organisations",
        "numerator": {"all": [
            {"exists": "documents", "where": [{"field": "kind", "op": "eq", "value": "mentoring_order"}]},
            {"exists": "mentoring_pairs"}]},
        "target": {"op": "at_least", "value": "1/5"},
    }  # fmt: skip
    pair, order = [{"from": date(2026, 9, 1)}], ["mentoring_order"]
    rows = [
        {"id": "s1", "documents": order, "mentoring_pairs": pair},
        {"id": "s2", "documents": order},
        {"id": "s3", "mentoring_pairs": pair},
        {
            "id": "s4",
            "documents": order,
            "mentoring_pairs": [{"from": date(2025, 9, 1), "to": date(2026, 6, 1)}],
        },
        {"id": "s5", "documents": ["development_plan"]},
    ]
    found = figure(params, organisations=rows)
    assert (found.members_numerator, found.denominator, found.target_status) == (("s1",), 5, "met")


@pytest.mark.clause("UK-19.9")
def test_units_are_a_plain_count() -> None:
    params = {"code": "uk.19.9", "indicator": "count", "subject": "units"}
    found = figure(params, units=[{"id": "u1"}, {"id": "u2", "to": date(2026, 6, 1)}])
    assert (found.numerator, found.denominator, found.value_status, found.target_status) == (
        1,
        None,
        "ok",
        "no_target",
    )
    assert display_value(found) == "1"
    assert figure(params).numerator == 0


@pytest.mark.clause("OK-6.1.2")
@pytest.mark.parametrize(
    ("cycles", "numerator", "status"),
    [
        ([], 0, "not_met"),
        ([{"finished_on": date(2026, 6, 1), "analysed": True}], 1, "met"),
        ([{"finished_on": date(2026, 6, 1), "analysed": False}], 0, "not_met"),
        ([{"finished_on": date(2025, 6, 1), "analysed": True}], 0, "not_met"),
        ([{"analysed": True}], 0, "not_met"),
    ],
)
def test_a_cycle_a_year(cycles: list[dict[str, Any]], numerator: int, status: str) -> None:
    params = {
        "code": "ok.6.1.2", "indicator": "yes_no", "subject": "cycles",
        "numerator": {"field": "analysed", "op": "eq", "value": True},
        "target": {"op": "at_least", "value": "1"}, "assessed": "year_end", "since": date(2023, 1, 1),
    }  # fmt: skip
    found = figure(params, cycles=cycles)
    assert (found.numerator, found.denominator, found.target_status) == (numerator, 1, status)
    assert figure(params, date(2022, 12, 31)).value_status == "not_applicable"
