"""The year plan: what is held, planned and required, and the first day on which it is too late."""

from datetime import date, timedelta

import pytest

from service.meetings.rules.forecast import earliest_meeting, forecast, last_call
from service.rules.catalogue import parse_params
from tests.meetings.bodies import policy
from tests.rules.luga import NOTICE

HELD = [date(2026, 2, 10), date(2026, 5, 12)]
AHEAD = [date(2026, 9, 15), date(2026, 12, 15)]


@pytest.mark.parametrize(
    ("planned", "today", "feasible", "covered"),
    [
        (AHEAD, date(2026, 6, 1), True, True),
        (AHEAD[:1], date(2026, 6, 1), True, False),
        ([], date(2026, 12, 26), True, False),  # notice of 26.12 still serves a meeting of 31.12
        ([], date(2026, 12, 27), False, False),  # the first day on which no meeting can be noticed in time
        ([date(2026, 12, 30), date(2026, 12, 31)], date(2026, 12, 28), True, True),  # announced before
        ([], date(2027, 1, 1), False, False),
    ],
)
def test_four_meetings_a_year_in_luga(
    planned: list[date], today: date, feasible: bool, covered: bool
) -> None:
    found = forecast(policy("luga"), 2026, HELD, planned, today)
    assert found is not None
    assert (found.required, found.held, found.planned) == (4, 2, len(planned))
    assert (found.feasible, found.covered) == (feasible, covered)
    assert found.last_calls == (date(2026, 12, 26),)


def test_the_forecast_and_the_verdict_agree() -> None:
    council = policy("luga")
    notice = council.params("notice")
    for offset in range(40):
        today = date(2026, 12, 1) + timedelta(days=offset)
        found = forecast(council, 2026, HELD, [], today)
        facts = {"year": 2026, "held": HELD, "planned": [], "as_of": today}
        verdict = council.evaluate("frequency", {**facts, "earliest": earliest_meeting(notice, today)})
        assert found is not None
        assert found.feasible == (verdict.status.value == "warn")


def test_each_half_year_stands_alone() -> None:
    found = forecast(policy("kuratory"), 2025, [date(2025, 11, 5), date(2026, 1, 20)], [], date(2026, 4, 1))
    assert found is not None
    assert [(part.held, part.lacking) for part in found.parts] == [(2, 0), (0, 1)]
    assert str(found.parts[1].name) == "второе полугодие (с 01.03.2026 по 31.08.2026)"
    assert found.feasible  # without a term of notice any day will do


def test_months_of_an_association() -> None:
    found = forecast(policy("kuratory", "association"), 2025, [], [], date(2025, 9, 1))
    assert found is not None
    assert (found.required, str(found.parts[0].name)) == (9, "сентябрь (с 01.09.2025 по 30.09.2025)")


def test_a_silent_regulation_has_no_forecast() -> None:
    assert forecast(policy("ust-koksa"), 2026, [], [], date(2026, 6, 1)) is None


@pytest.mark.parametrize(
    ("change", "earliest", "last"),
    [
        ({}, date(2026, 12, 15), date(2026, 12, 5)),
        ({"count": "clear_days"}, date(2026, 12, 16), date(2026, 12, 4)),
        ({"unit": "working_days"}, date(2026, 12, 17), date(2026, 12, 3)),
    ],
)
def test_the_first_day_that_can_still_be_announced(
    change: dict[str, str], earliest: date, last: date
) -> None:
    notice = parse_params("deadline", {**NOTICE, **change})
    assert earliest_meeting(notice, date(2026, 12, 10)) == earliest
    assert last_call(notice, date(2026, 12, 10)) == last
    assert earliest_meeting(None, date(2026, 12, 10)) == date(2026, 12, 10)
