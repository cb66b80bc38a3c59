"""Votes: bases, ties, abstentions."""

from typing import Any

import pytest

from service.rules.catalogue import evaluate, parse_params, weaker
from service.rules.errors import BadFacts
from service.rules.verdict import Outcome, Status
from tests.rules.luga import MAJORITY

# regulations.md a.2: N, decision possible, least "for" at that threshold
LEAST_FOR = [(5, 4, 3), (7, 5, 3), (9, 6, 4), (10, 7, 4), (12, 8, 5), (13, 9, 5), (15, 10, 6), (21, 14, 8)]


def judge(change: dict[str, Any] | None = None, **facts: Any) -> Outcome:
    given = {name.rstrip("_"): value for name, value in facts.items()}
    return evaluate("majority", parse_params("majority", {**MAJORITY, **(change or {})}), given)


@pytest.mark.clause("LU2-4.9-majority")
@pytest.mark.parametrize(("established", "participants", "votes"), LEAST_FOR)
def test_the_smallest_lawful_decision(established: int, participants: int, votes: int) -> None:
    outcome = judge(established=established, participants=participants, for_=votes)
    assert (outcome.status, outcome.expected) == (Status.PASS, votes)
    fewer = judge(established=established, participants=participants, for_=votes - 1)
    assert (fewer.status, fewer.shortfall) == (Status.FAIL, 1)


@pytest.mark.clause("LU2-4.9-majority")
def test_a_tie_is_not_adopted() -> None:
    outcome = judge(participants=10, for_=5, against=5)
    assert outcome.status is Status.FAIL
    assert str(outcome.message) == "Решение не принято. Голосов «за» 5, нужно 6 (от 10), не хватает 1."


@pytest.mark.parametrize(
    ("vote", "status"),
    [("for", Status.PASS), ("against", Status.FAIL), ("abstained", Status.FAIL), (None, Status.NOT_YET)],
)
def test_the_presider_may_decide_a_tie(vote: str | None, status: Status) -> None:
    outcome = judge({"tie": "chair_decides"}, participants=10, for_=5, against=5, presider_vote=vote)
    assert outcome.status is status


def test_a_tie_may_ask_for_another_vote() -> None:
    outcome = judge({"tie": "revote"}, participants=10, for_=5, against=5)
    assert outcome.status is Status.FAIL
    assert str(outcome.remedy) == "Проведите повторное голосование."


def test_abstentions_stay_in_the_base_of_participants() -> None:
    votes = {"for_": 5, "against": 2, "abstained": 3, "participants": 10}
    assert judge(**votes).status is Status.FAIL
    assert judge({"base": "voting"}, **votes).status is Status.PASS


@pytest.mark.parametrize("base", ["participants", "voting", "established"])
def test_nobody_in_favour_is_never_adopted(base: str) -> None:
    outcome = judge({"base": base}, established=10, participants=10, for_=0, against=0, abstained=10)
    assert outcome.status is Status.FAIL


def test_the_established_number_as_base() -> None:
    assert judge({"base": "established"}, established=15, for_=7).shortfall == 1
    assert judge({"base": "established"}, established=15, for_=8).status is Status.PASS


@pytest.mark.parametrize(
    ("change", "facts", "missing"),
    [
        ({}, {"participants": 5}, ["for"]),
        ({}, {"for_": 5}, ["participants"]),
        ({"base": "voting"}, {"for_": 5}, ["against"]),
        ({"tie": "revote"}, {"for_": 5, "participants": 10}, ["against"]),
    ],
)
def test_missing_votes(change: dict[str, Any], facts: dict[str, Any], missing: list[str]) -> None:
    outcome = judge(change, **facts)
    assert (outcome.status, [item.code for item in outcome.missing]) == (Status.NOT_YET, missing)


@pytest.mark.parametrize(
    "facts",
    [{"for_": 6, "against": 5, "participants": 10}, {"for_": 1, "participants": 11, "established": 10}],
)
def test_more_votes_than_voters_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(BadFacts):
        judge(**facts)


@pytest.mark.parametrize(
    ("change", "is_weaker"),
    [
        ({"share": "2/3"}, False),
        ({"base": "established"}, False),
        ({"tie": "revote"}, False),
        ({"op": "at_least"}, True),
        ({"base": "voting"}, True),
        ({"tie": "chair_decides"}, True),
    ],
)
def test_what_is_weaker(change: dict[str, Any], is_weaker: bool) -> None:
    parent, child = (parse_params("majority", params) for params in (MAJORITY, {**MAJORITY, **change}))
    assert (weaker("majority", parent, child) is not None) is is_weaker
