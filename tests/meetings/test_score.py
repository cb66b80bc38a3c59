"""The compliance score of council.md 5.4: exact fractions, waivers apart, a red badge on a hard failure."""

from fractions import Fraction

import pytest

from service.meetings.rules.score import Score, Weights, score_of
from service.rules.message import Message
from service.rules.verdict import Outcome, Severity, Status, Verdict


def verdict(rule: str, status: Status, severity: Severity = Severity.SOFT) -> Verdict:
    outcome = Outcome(status=status, message=Message("Проверено."))
    return Verdict.of(outcome, rule=rule, severity=severity, clause="п. 1", act="Приказ № 1")


def soft(number: int) -> list[Verdict]:
    return [verdict(f"council.rule_{index}", Status.PASS) for index in range(number)]


def notices(*statuses: Status) -> list[Verdict]:
    return [verdict("council.notice", status) for status in statuses]


def test_one_late_notice_of_four() -> None:
    late = notices(Status.PASS, Status.FAIL, Status.PASS, Status.PASS)
    score = score_of([*soft(12), *late])
    assert (score.points, score.weight) == (Fraction(51, 4), 13)
    assert score.value == Fraction(51, 52) == (12 + Fraction(3, 4)) / 13
    assert round(float(score.value), 2) == 0.98
    assert (str(score.words), score.red) == ("12,75/13 (98,1 %)", False)


def test_the_words_of_the_score() -> None:
    score = score_of([*soft(17), *(verdict(f"council.broken_{n}", Status.FAIL) for n in range(3))])
    assert str(score.words) == "17/20 (85 %)"
    assert str(score_of([]).words) == "Оценивать пока нечего"
    assert score_of([]).value is None


def test_a_broken_hard_rule_weighs_three_and_shows_red() -> None:
    score = score_of([*soft(7), verdict("council.form", Status.FAIL, Severity.HARD)])
    assert (score.value, score.red) == (Fraction(7, 10), True)
    assert not score_of([*soft(1), verdict("council.form", Status.PASS, Severity.HARD)]).red


@pytest.mark.parametrize("status", [Status.NOT_YET, Status.NOT_APPLICABLE, Status.WAIVED, Status.WARN])
def test_what_is_not_judged_changes_nothing(status: Status) -> None:
    alone = score_of(soft(3))
    score = score_of([*soft(3), verdict("council.plan", status, Severity.HARD)])
    assert (score.rules, score.value, score.red) == (alone.rules, 1, False)
    assert score.waived == (("council.plan",) if status is Status.WAIVED else ())
    assert score.open == (("council.plan",) if status in (Status.NOT_YET, Status.WARN) else ())


def test_a_waived_meeting_leaves_the_others_of_its_rule() -> None:
    score = score_of(notices(Status.WAIVED, Status.PASS, Status.FAIL))
    assert ([one.share for one in score.rules], score.waived) == ([Fraction(1, 2)], ("council.notice",))


@pytest.mark.parametrize(
    ("weights", "value"),
    [
        (Weights(), Fraction(1, 4)),
        (Weights(soft=3), Fraction(1, 2)),
        (Weights(own={"council.form": 1}), Fraction(1, 2)),
        (Weights(own={"council.form": 0}), Fraction(1)),
    ],
)
def test_weights_are_data(weights: Weights, value: Fraction) -> None:
    score: Score = score_of([*soft(1), verdict("council.form", Status.FAIL, Severity.HARD)], weights)
    assert score.value == value
    assert score.red  # the badge does not depend on a weight
