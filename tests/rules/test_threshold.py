"""Quorums as exact fractions, in every form, on every base."""

from typing import Any

import pytest

from service.rules.catalogue import evaluate, parse_params, weaker
from service.rules.errors import BadFacts, BadParams
from service.rules.verdict import Outcome, Status
from tests.rules.luga import DECISION_QUORUM, MEETING_QUORUM

# regulations.md a.2: N, valid meeting, decision possible
LUGA = [(5, 3, 4), (7, 4, 5), (9, 5, 6), (10, 5, 7), (12, 6, 8), (13, 7, 9), (15, 8, 10), (21, 11, 14)]
# council.md 5.5: E, 1/2 at least, 1/2 more than, 2/3 at least
COUNCIL = [
    (5, 3, 3, 4), (7, 4, 4, 5), (8, 4, 5, 6), (9, 5, 5, 6), (11, 6, 6, 8),
    (12, 6, 7, 8), (15, 8, 8, 10), (17, 9, 9, 12), (20, 10, 11, 14), (21, 11, 11, 14),
]  # fmt: skip


def judge(params: dict[str, Any], **facts: Any) -> Outcome:
    return evaluate("threshold", parse_params("threshold", params), facts)


def least(params: dict[str, Any], established: int) -> int:
    """The least number of those present that passes."""
    return next(
        present
        for present in range(established + 1)
        if judge(params, form="in_person", established=established, present=present).status is Status.PASS
    )


@pytest.mark.clause("LU2-4.6-quorum-inperson")
@pytest.mark.parametrize(("established", "meeting", "decision"), LUGA)
def test_a_meeting_needs_half(established: int, meeting: int, decision: int) -> None:
    assert least(MEETING_QUORUM, established) == meeting


@pytest.mark.clause("LU2-4.9-twothirds")
@pytest.mark.parametrize(("established", "meeting", "decision"), LUGA)
def test_a_decision_needs_two_thirds(established: int, meeting: int, decision: int) -> None:
    assert least(DECISION_QUORUM, established) == decision


@pytest.mark.parametrize(("established", "half", "over_half", "two_thirds"), COUNCIL)
def test_exact_thresholds(established: int, half: int, over_half: int, two_thirds: int) -> None:
    assert least(MEETING_QUORUM, established) == half
    assert least({**MEETING_QUORUM, "op": "more_than"}, established) == over_half
    assert least(DECISION_QUORUM, established) == two_thirds


@pytest.mark.clause("LU2-4.9-twothirds")
def test_between_the_thresholds_both_numbers_are_named() -> None:
    outcome = judge(DECISION_QUORUM, form="in_person", established=13, present=7)
    assert (outcome.status, outcome.expected, outcome.actual, outcome.shortfall) == (Status.FAIL, 9, 7, 2)
    assert str(outcome.message) == "Присутствуют 7 из 13. Решения принимать нельзя: нужно 9, не хватает 2."
    assert str(outcome.remedy) == "Дождитесь недостающих членов или перенесите вопросы."
    assert judge(MEETING_QUORUM, form="in_person", established=13, present=7).status is Status.PASS


@pytest.mark.clause("LU2-4.6-quorum-remote")
@pytest.mark.parametrize(("sheets", "status"), [(6, Status.FAIL), (7, Status.PASS)])
def test_by_correspondence_sheets_count(sheets: int, status: Status) -> None:
    assert judge(MEETING_QUORUM, form="correspondence", established=13, sheets=sheets).status is status


@pytest.mark.clause("LU2-4.6-quorum-hybrid")
def test_in_hybrid_form_persons_without_a_sheet_do_not_count() -> None:
    facts = {"form": "hybrid", "established": 15, "present": 6, "sheets": 4}
    assert judge(DECISION_QUORUM, **facts).actual == 4
    both = {**DECISION_QUORUM, "counted": {"hybrid": "room_and_sheets"}}
    outcome = judge(both, **facts)
    assert (outcome.status, outcome.actual) == (Status.PASS, 10)


def test_vacant_seats_stay_in_the_base_unless_it_is_the_filled_ones() -> None:
    facts = {"form": "in_person", "established": 15, "filled": 12, "present": 8}
    assert judge(DECISION_QUORUM, **facts).expected == 10
    assert judge({**DECISION_QUORUM, "base": "filled"}, **facts).expected == 8


@pytest.mark.parametrize(("op", "expected"), [("at_least", (1, 1)), ("more_than", (1, 2))])
def test_senseless_bodies_do_not_break_it(op: str, expected: tuple[int, int]) -> None:
    half = {**MEETING_QUORUM, "op": op}
    assert tuple(least(half, established) for established in (1, 2)) == expected


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({}, ["form", "established"]),
        ({"form": "in_person", "established": 9}, ["present"]),
        ({"form": "hybrid", "established": 9, "present": 9}, ["sheets"]),
        ({"form": "in_person", "present": 0, "established": 0}, ["established"]),
        ({"form": "in_person", "present": 5, "filled": 9}, ["established"]),
    ],
)
def test_a_missing_fact_is_never_a_pass(facts: dict[str, Any], missing: list[str]) -> None:
    outcome = judge(MEETING_QUORUM, **facts)
    assert outcome.status is Status.NOT_YET
    assert [item.code for item in outcome.missing] == missing


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"form": "in_person", "established": 9, "present": 10}, "present"),
        ({"form": "in_person", "established": 9, "filled": 10, "present": 5}, "filled"),
        ({"form": "secret"}, "form"),
        ({"form": "in_person", "established": -1}, "established"),
        ({"form": "in_person", "established": True}, "established"),
        ({"form": "in_person", "established": 9.0}, "established"),
        ({"quorum": 5}, "quorum"),
    ],
)
def test_contradictions_and_unknown_facts_are_named(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(BadFacts) as refusal:
        judge(MEETING_QUORUM, **facts)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"share": "3/2"}, "share"),
        ({"share": "0/2"}, "share"),
        ({"share": "1/0"}, "share"),
        ({"share": 0.5}, "share"),
        ({"share": "66%"}, "share"),
        ({"share": "1", "op": "more_than"}, "share"),
        ({"op": "around"}, "op"),
        ({"base": "everybody"}, "base"),
        ({"counted": {"in_person": "chairs"}}, "counted.in_person"),
        ({"counted": {"remote": "sheets"}}, "counted.remote"),
        ({"quorum": "1/2"}, "quorum"),
    ],
)
def test_bad_parameters_are_named(change: dict[str, Any], key: str) -> None:
    with pytest.raises(BadParams) as refusal:
        parse_params("threshold", {**MEETING_QUORUM, **change})
    assert refusal.value.key == key


@pytest.mark.parametrize(
    ("change", "is_weaker"),
    [
        ({}, False),
        ({"share": "3/4"}, False),
        ({"op": "more_than"}, False),
        ({"share": "1/2"}, True),
        ({"base": "filled"}, True),
        ({"counted": {"hybrid": "room_and_sheets"}}, True),
    ],
)
def test_what_is_weaker(change: dict[str, Any], is_weaker: bool) -> None:
    parent, child = (
        parse_params("threshold", params) for params in (DECISION_QUORUM, {**DECISION_QUORUM, **change})
    )
    assert (weaker("threshold", parent, child) is not None) is is_weaker


def test_more_than_half_is_stronger_than_half() -> None:
    over = parse_params("threshold", {**MEETING_QUORUM, "op": "more_than"})
    assert weaker("threshold", over, parse_params("threshold", MEETING_QUORUM))
