"""Deadlines: days, working days, months, and days of every year."""

from datetime import date, timedelta
from typing import Any

import pytest

from service.rules.catalogue import evaluate, parse_params, weaker
from service.rules.errors import BadFacts, BadParams
from service.rules.verdict import Outcome, Status
from tests.rules.luga import LEADER, MINUTES_COPY, NOTICE, ORDER, PROPOSAL

MEETING = date(2024, 3, 20)
HOURS = {**NOTICE, "unit": "hours", "amount": 120}
AFTER = {**MINUTES_COPY, "unit": "hours", "amount": 48}


def judge(params: dict[str, Any], kind: str = "deadline", **facts: Any) -> Outcome:
    return evaluate(kind, parse_params(kind, params), facts)


@pytest.mark.parametrize(
    ("params", "fact", "last"),
    [
        pytest.param(NOTICE, "sent_date", date(2024, 3, 15), marks=pytest.mark.clause("LU2-4.8-notice")),
        pytest.param(
            PROPOSAL, "submitted_date", date(2024, 3, 18), marks=pytest.mark.clause("LU2-4.8-extra")
        ),
        pytest.param(MINUTES_COPY, "sent_date", date(2024, 4, 20), marks=pytest.mark.clause("LU2-4.10-copy")),
    ],
)
def test_the_last_day_is_in_time_and_the_next_is_not(params: dict[str, Any], fact: str, last: date) -> None:
    in_time = judge(params, meeting_date=MEETING, **{fact: last})
    assert (in_time.status, in_time.expected, in_time.shortfall) == (Status.PASS, last, 0)
    late = judge(params, meeting_date=MEETING, **{fact: last + timedelta(1)})
    assert (late.status, late.expected, late.shortfall) == (Status.FAIL, last, 1)


def test_a_late_notice_is_explained() -> None:
    outcome = judge(NOTICE, meeting_date=MEETING, sent_date=date(2024, 3, 17))
    assert str(outcome.message) == "Отправлено 17.03.2024. Крайний срок был 15.03.2024, опоздание 2 дня."


@pytest.mark.clause("LU2-4.10-copy")
@pytest.mark.parametrize(
    ("meeting", "last"),
    [
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2023, 1, 31), date(2023, 2, 28)),
        (date(2024, 12, 31), date(2025, 1, 31)),
    ],
)
def test_a_month_ends_with_the_month(meeting: date, last: date) -> None:
    assert judge(MINUTES_COPY, meeting_date=meeting).expected == last


@pytest.mark.parametrize(
    ("meeting", "plain", "shifted"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 2)),  # Saturday
        (date(2027, 1, 30), date(2027, 2, 28), date(2027, 3, 1)),  # Sunday
    ],
)
def test_a_term_shifts_only_where_the_profile_says_so(meeting: date, plain: date, shifted: date) -> None:
    assert judge(MINUTES_COPY, meeting_date=meeting).expected == plain
    assert judge({**MINUTES_COPY, "shift": "next_working_day"}, meeting_date=meeting).expected == shifted


def test_a_shift_passes_over_days_off() -> None:
    shifting = {**MINUTES_COPY, "shift": "next_working_day"}
    outcome = judge(shifting, meeting_date=date(2026, 1, 31), days_off=[date(2026, 3, 2)])
    assert outcome.expected == date(2026, 3, 3)
    outcome = judge(shifting, meeting_date=date(2026, 1, 31), days_on=[date(2026, 2, 28)])
    assert outcome.expected == date(2026, 2, 28)


def test_date_difference_and_clear_days() -> None:
    meeting, sent = date(2026, 12, 10), date(2026, 12, 5)
    assert judge(NOTICE, meeting_date=meeting, sent_date=sent).status is Status.PASS
    assert judge({**NOTICE, "count": "clear_days"}, meeting_date=meeting, sent_date=sent).shortfall == 1


def test_working_days_are_counted_back_over_the_weekend() -> None:
    working = {**NOTICE, "unit": "working_days"}
    assert judge(working, meeting_date=date(2024, 3, 20)).expected == date(2024, 3, 13)
    days_off = [date(2024, 3, 13)]
    assert judge(working, meeting_date=date(2024, 3, 20), days_off=days_off).expected == date(2024, 3, 12)


def test_a_date_not_entered_is_not_yet_until_its_day_has_passed() -> None:
    pending = judge(NOTICE, meeting_date=MEETING)
    assert (pending.status, [item.code for item in pending.missing]) == (Status.NOT_YET, ["sent_date"])
    assert judge(NOTICE, meeting_date=MEETING, as_of=date(2024, 3, 15)).status is Status.NOT_YET
    overdue = judge(NOTICE, meeting_date=MEETING, as_of=date(2024, 3, 17))
    assert (overdue.status, overdue.shortfall) == (Status.FAIL, 2)
    assert judge(NOTICE, sent_date=MEETING).status is Status.NOT_YET


@pytest.mark.parametrize("value", ["2024-3-1", "20.03.2024", 20240320, "2024-02-30", "2024-03-20T10:00"])
def test_what_is_not_a_date_is_refused(value: object) -> None:
    with pytest.raises(BadFacts):
        judge(NOTICE, meeting_date=value)


def test_dates_may_come_as_text() -> None:
    assert judge(NOTICE, meeting_date="2024-03-20", sent_date="2024-03-15").status is Status.PASS


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"unit": "weeks"}, "unit"),
        ({"unit": "hours", "count": "clear_days"}, "unit"),
        ({"amount": -5}, "amount"),
        ({"amount": "5"}, "amount"),
        ({"anchor": "sent_date"}, "anchor"),
        ({"shift": "next_working_day"}, "shift"),
        ({"direction": "after", "count": "clear_days"}, "count"),
        ({"fact": "sent_date; DROP TABLE"}, "fact"),
    ],
)
def test_bad_parameters_are_named(change: dict[str, Any], key: str) -> None:
    with pytest.raises(BadParams) as refusal:
        parse_params("deadline", {**NOTICE, **change})
    assert refusal.value.key == key


@pytest.mark.parametrize(
    ("parent", "change", "is_weaker"),
    [
        (NOTICE, {"amount": 6}, False),
        (NOTICE, {"unit": "working_days"}, False),
        (NOTICE, {"count": "clear_days"}, False),
        (NOTICE, {"amount": 4}, True),
        (NOTICE, {"unit": "months"}, True),
        (NOTICE, {"unit": "hours", "amount": 240}, True),
        (HOURS, {"amount": 121}, False),
        (HOURS, {"amount": 119}, True),
        (NOTICE, {"anchor": "order_date"}, True),
        (MINUTES_COPY, {"amount": 2}, True),
        (MINUTES_COPY, {"shift": "next_working_day"}, True),
    ],
)
def test_what_is_weaker(parent: dict[str, Any], change: dict[str, Any], is_weaker: bool) -> None:
    read = [parse_params("deadline", params) for params in (parent, {**parent, **change})]
    assert (weaker("deadline", *read) is not None) is is_weaker


@pytest.mark.parametrize(
    ("params", "sent", "status", "actual", "shortfall"),
    [
        (HOURS, "2026-12-05T23:59", Status.FAIL, 106, 14),
        (HOURS, "2026-12-05T10:00", Status.PASS, 120, 0),
        (HOURS, "2026-12-05T10:01", Status.FAIL, 119, 1),
        (HOURS, "2026-12-11T10:00", Status.FAIL, 0, 144),
        (AFTER, "2026-12-12T10:00", Status.PASS, 48, 0),
        (AFTER, "2026-12-12T10:01", Status.FAIL, 49, 1),
    ],
)
def test_hours_are_counted_from_the_hour(
    params: dict[str, Any], sent: str, status: Status, actual: int, shortfall: int
) -> None:
    """Edge 22: from the fifth at 23:59 to the tenth at 10:00 there are five days of dates and 106 hours."""
    outcome = judge(params, meeting_date="2026-12-10T10:00", sent_date=sent)
    assert (outcome.status, outcome.actual, outcome.shortfall) == (status, actual, shortfall)


def test_hours_want_moments_in_one_form() -> None:
    with pytest.raises(BadFacts):
        judge(HOURS, meeting_date="2026-12-10", sent_date="2026-12-05")
    with pytest.raises(BadFacts):
        judge(HOURS, meeting_date="2026-12-10T10:00+07:00", sent_date="2026-12-05T10:00")
    far = judge(HOURS, meeting_date="2026-12-10T10:00+07:00", sent_date="2026-12-05T06:00+03:00")
    assert (far.status, far.actual) == (Status.PASS, 120)
    assert (
        str(far.message)
        == "Отправлено 05.12.2026, 06:00 (МСК). Срок соблюдён: крайний час 05.12.2026, 10:00 (МСК+4)."
    )
    waiting = judge(HOURS, meeting_date="2026-12-10T10:00", as_of=date(2026, 12, 5))
    assert (waiting.status, judge(HOURS, sent_date="2026-12-05T10:00").status) == (Status.NOT_YET,) * 2
    assert judge(HOURS, meeting_date="2026-12-10T10:00", as_of=date(2026, 12, 6)).status is Status.FAIL


def test_a_term_kept_by_days_has_no_hours() -> None:
    assert parse_params("deadline", HOURS, "council.notice").unit == "hours"
    with pytest.raises(BadParams):
        parse_params("deadline", AFTER, "council.minutes_copy")


@pytest.mark.clause("LU4-1.6-date")
@pytest.mark.parametrize(
    ("order_date", "status", "late"),
    [
        (date(2024, 8, 31), Status.PASS, 0),
        (date(2024, 9, 1), Status.FAIL, 1),
        (date(2024, 10, 10), Status.FAIL, 40),
        (date(2024, 5, 15), Status.PASS, 0),
    ],
)
def test_an_order_before_september(order_date: date, status: Status, late: int) -> None:
    outcome = judge(ORDER, "annual_deadline", order_date=order_date)
    assert (outcome.status, outcome.expected, outcome.shortfall) == (status, date(2024, 8, 31), late)


def test_the_named_day_counts_where_the_profile_says_so() -> None:
    outcome = judge({**ORDER, "inclusive": True}, "annual_deadline", order_date=date(2024, 9, 1))
    assert outcome.status is Status.PASS


def test_an_order_of_another_year_does_not_serve() -> None:
    late = judge(ORDER, "annual_deadline", order_date=date(2025, 1, 10), year=2024)
    assert (late.status, late.expected) == (Status.FAIL, date(2024, 8, 31))
    early = judge(ORDER, "annual_deadline", order_date=date(2024, 8, 31), year=2025)
    assert early.status is Status.FAIL
    assert judge(ORDER, "annual_deadline", year=2024, as_of=date(2024, 9, 2)).shortfall == 2
    assert judge(ORDER, "annual_deadline", year=2024, as_of=date(2024, 8, 31)).status is Status.NOT_YET


def test_a_day_of_the_school_year_lies_in_its_second_half() -> None:
    analysis = {"fact": "submitted_date", "by": "05-31", "year_basis": "school"}
    outcome = judge(analysis, "annual_deadline", submitted_date=date(2025, 6, 2), year=2024)
    assert (outcome.expected, outcome.shortfall) == (date(2025, 5, 31), 2)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"before": "13-01"}, "before"),
        ({"before": "9-1"}, "before"),
        ({"by": "09-01"}, "before"),
        ({"year_basis": "lunar"}, "year_basis"),
    ],
)
def test_bad_yearly_days_are_named(change: dict[str, Any], key: str) -> None:
    with pytest.raises(BadParams) as refusal:
        parse_params("annual_deadline", {**ORDER, **change})
    assert refusal.value.key == key


def test_a_later_yearly_day_is_weaker() -> None:
    parent, later, same = (
        parse_params("annual_deadline", {**ORDER, **change})
        for change in ({}, {"inclusive": True}, {"before": "08-15"})
    )
    assert weaker("annual_deadline", parent, later)
    assert weaker("annual_deadline", parent, same) is None


@pytest.mark.clause("LU4-3.1-approve")
@pytest.mark.parametrize(
    ("approved_on", "status", "late"),
    [(date(2024, 8, 31), Status.PASS, 0), (date(2024, 9, 1), Status.FAIL, 1)],
)
def test_a_leader_is_approved_before_september(approved_on: date, status: Status, late: int) -> None:
    facts = {"category": "first", "elected_on": date(2024, 5, 20), "approved_on": approved_on}
    outcome = judge(LEADER, "appointment", **facts)
    assert (outcome.status, outcome.shortfall) == (status, late)


@pytest.mark.clause("LU4-3.1-cat", "LU4-3.1-elect")
@pytest.mark.parametrize(
    ("change", "status", "missing"),
    [
        ({"category": "none"}, Status.FAIL, ["category"]),
        ({"elected_on": None}, Status.NOT_YET, ["elected_on"]),
        ({"approved_on": None}, Status.NOT_YET, ["approved_on"]),
        ({"elected_on": date(2024, 8, 30)}, Status.FAIL, ["elected_on"]),
        ({"approved_on": None, "as_of": date(2024, 9, 5)}, Status.FAIL, ["approved_on"]),
    ],
)
def test_a_leader_has_a_category_and_an_election(
    change: dict[str, Any], status: Status, missing: list[str]
) -> None:
    facts = {
        "category": "highest",
        "elected_on": date(2024, 5, 20),
        "approved_on": date(2024, 8, 20),
        **change,
    }
    outcome = judge(LEADER, "appointment", **facts)
    assert (outcome.status, [item.code for item in outcome.missing]) == (status, missing)


@pytest.mark.parametrize(
    ("change", "is_weaker"),
    [
        ({"categories": ["highest"]}, False),
        ({"approved_before": "08-20"}, False),
        ({"elected": False}, True),
        ({"categories": ["highest", "first", "none"]}, True),
        ({"inclusive": True}, True),
    ],
)
def test_what_is_weaker_for_a_leader(change: dict[str, Any], is_weaker: bool) -> None:
    read = [parse_params("appointment", params) for params in (LEADER, {**LEADER, **change})]
    assert (weaker("appointment", *read) is not None) is is_weaker
