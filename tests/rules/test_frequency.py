"""How often: years, school years, quarters, and what counts."""

import itertools
from datetime import date, timedelta
from typing import Any

import pytest

from service.rules.catalogue import evaluate, parse_params, weaker
from service.rules.dates import year_parts
from service.rules.verdict import Outcome, Status
from tests.rules.luga import ACTIVE_FREQUENCY, ASSOCIATION_FREQUENCY, COUNCIL_FREQUENCY, SEMINAR

FOUR = [date(2024, 1, 31), date(2024, 3, 20), date(2024, 9, 18), date(2024, 12, 11)]


def judge(params: dict[str, Any], **facts: Any) -> Outcome:
    return evaluate("frequency", parse_params("frequency", params), facts)


@pytest.mark.clause("LU2-4.6-freq")
@pytest.mark.parametrize(
    ("held", "as_of", "status", "shortfall"),
    [
        (FOUR, date(2024, 12, 31), Status.PASS, 0),
        (FOUR[:3], date(2024, 12, 31), Status.WARN, 1),
        (FOUR[:3], date(2025, 1, 1), Status.FAIL, 1),
        (FOUR[:2], date(2024, 10, 1), Status.WARN, 2),
        (FOUR, date(2024, 10, 1), Status.WARN, 1),
        ([*FOUR[:3], date(2025, 1, 15)], date(2025, 1, 31), Status.FAIL, 1),
    ],
)
def test_four_meetings_a_year(held: list[date], as_of: date, status: Status, shortfall: int) -> None:
    outcome = judge(COUNCIL_FREQUENCY, year=2024, held=held, as_of=as_of)
    assert (outcome.status, outcome.expected, outcome.shortfall) == (status, 4, shortfall)


def test_extraordinary_meetings_count_only_where_the_profile_says_so() -> None:
    facts = {"year": 2024, "held": FOUR[:3], "extraordinary": [date(2024, 11, 5)], "as_of": date(2025, 1, 31)}
    assert judge(COUNCIL_FREQUENCY, **facts).actual == 3
    outcome = judge({**COUNCIL_FREQUENCY, "extraordinary_counts": True}, **facts)
    assert (outcome.status, outcome.actual) == (Status.PASS, 4)


@pytest.mark.clause("LU3-3.3")
def test_four_meetings_in_one_quarter_are_not_enough() -> None:
    held = [date(2024, 2, day) for day in (1, 8, 15, 22)]
    outcome = judge(ACTIVE_FREQUENCY, year=2024, held=held, as_of=date(2025, 1, 1))
    assert (outcome.status, outcome.expected, outcome.actual, outcome.shortfall) == (Status.FAIL, 4, 1, 3)
    assert [item.code for item in outcome.missing] == ["quarter_2", "quarter_3", "quarter_4"]


@pytest.mark.clause("LU3-3.3")
def test_a_quarter_that_still_runs_is_at_risk_only() -> None:
    held = [date(2024, 2, 1), date(2024, 5, 1)]
    running = judge(ACTIVE_FREQUENCY, year=2024, held=held, as_of=date(2024, 9, 30))
    assert (running.status, running.actual) == (Status.WARN, 2)
    assert judge(ACTIVE_FREQUENCY, year=2024, held=held, as_of=date(2024, 10, 1)).status is Status.FAIL


@pytest.mark.clause("LU4-3.2-min4")
def test_a_school_year_begins_in_september() -> None:
    held = [date(2024, 9, 1), date(2024, 11, 5), date(2025, 2, 3), date(2025, 8, 31)]
    assert judge(ASSOCIATION_FREQUENCY, year=2024, held=held, as_of=date(2025, 9, 1)).status is Status.PASS
    moved = [date(2024, 8, 31), *held[1:]]
    assert judge(ASSOCIATION_FREQUENCY, year=2024, held=moved, as_of=date(2025, 9, 1)).status is Status.FAIL
    assert judge(ASSOCIATION_FREQUENCY, year=2024, held=moved, as_of=date(2025, 8, 31)).status is Status.WARN


@pytest.mark.clause("LU4-3.2-seminar")
@pytest.mark.parametrize(("held", "status"), [([], Status.FAIL), ([date(2025, 3, 1)], Status.PASS)])
def test_a_seminar_is_judged_without_a_date(held: list[date], status: Status) -> None:
    params = parse_params("frequency", SEMINAR, "association.seminar")
    assert evaluate("frequency", params, {"year": 2024, "held": held}, "association.seminar").status is status


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"held": FOUR}, ["year", "as_of"]),
        ({"year": 2024, "as_of": date(2024, 12, 31)}, ["held"]),
        ({"year": 2024, "held": FOUR}, ["as_of"]),
    ],
)
def test_missing_facts(facts: dict[str, Any], missing: list[str]) -> None:
    params = parse_params("frequency", COUNCIL_FREQUENCY, "council.frequency")
    outcome = evaluate("frequency", params, facts, "council.frequency")
    assert outcome.status is Status.NOT_YET
    assert {item.code for item in outcome.missing} & set(missing)


@pytest.mark.parametrize("basis", ["calendar", "school"])
@pytest.mark.parametrize("per", ["year", "half_year", "quarter", "month"])
def test_every_day_of_a_decade_belongs_to_exactly_one_part(per: str, basis: str) -> None:
    parts = [part for year in range(2020, 2031) for part in year_parts(year, basis, per)]
    for (_, last), (first, _) in itertools.pairwise(parts):
        assert first == last + timedelta(1)


@pytest.mark.parametrize(
    ("day", "half"),
    [
        (date(2024, 6, 30), "half_year_2"),
        (date(2024, 7, 1), "half_year_1"),
        (date(2024, 1, 1), "half_year_2"),
    ],
)
def test_half_years_end_in_june(day: date, half: str) -> None:
    outcome = judge({"count": 1, "per": "half_year"}, year=2024, held=[day], as_of=date(2025, 1, 1))
    assert [item.code for item in outcome.missing] == [half]


@pytest.mark.parametrize(
    ("change", "is_weaker"),
    [
        ({"count": 5}, False),
        ({"per": "quarter", "count": 1}, False),
        ({"count": 3}, True),
        ({"year_basis": "school"}, True),
        ({"extraordinary_counts": True}, True),
        ({"what": "practical_seminar"}, True),
        ({"seminars": "apart"}, False),
    ],
)
def test_what_is_weaker(change: dict[str, Any], is_weaker: bool) -> None:
    read = [
        parse_params("frequency", params) for params in (COUNCIL_FREQUENCY, {**COUNCIL_FREQUENCY, **change})
    ]
    assert (weaker("frequency", *read) is not None) is is_weaker


def test_once_a_year_is_weaker_than_once_a_quarter() -> None:
    quarter, year = parse_params("frequency", ACTIVE_FREQUENCY), parse_params("frequency", COUNCIL_FREQUENCY)
    assert weaker("frequency", quarter, year)


@pytest.mark.parametrize(("seminars", "actual", "status"), [("inside", 4, "pass"), ("apart", 3, "fail")])
def test_a_seminar_serves_as_a_meeting_only_where_the_regulation_lets_it(
    seminars: str, actual: int, status: str
) -> None:
    """Edge 74; days of other events that are named as seminars take nothing away."""
    held = [date(2024, month, 10) for month in (2, 4, 9, 11)]
    rule = {**COUNCIL_FREQUENCY, "seminars": seminars}
    outcome = judge(rule, year=2024, held=held, seminars=[held[2], date(2024, 5, 5)], as_of=date(2025, 1, 1))
    assert (outcome.status, outcome.actual) == (status, actual)
    parent, child = parse_params("frequency", {**rule, "seminars": "apart"}), parse_params("frequency", rule)
    assert (weaker("frequency", parent, child) is None) is (seminars == "apart")
