"""Labelling: how many values of a list a record must carry."""

import pytest

from service.rules.catalogue import evaluate, parse_params, weaker
from service.rules.errors import BadParams
from service.rules.verdict import Status

LISTS = {"of": ["tenancy.goals"], "on": "plan_item"}


@pytest.mark.parametrize(
    ("take", "by_number"),
    [
        ("one", (Status.FAIL, Status.PASS, Status.FAIL)),
        ("some", (Status.FAIL, Status.PASS, Status.PASS)),
        ("any", (Status.PASS, Status.PASS, Status.PASS)),
    ],
)
def test_none_one_and_two_marks(take: str, by_number: tuple[Status, ...]) -> None:
    params = parse_params("labelling", {**LISTS, "take": take})
    found = tuple(evaluate("labelling", params, {"marks": number}).status for number in range(3))
    assert found == by_number
    assert evaluate("labelling", params, {}).status is Status.NOT_YET


def test_a_child_may_ask_for_more_only() -> None:
    parent = parse_params("labelling", {**LISTS, "take": "some"})

    def laxer(**changed: object) -> bool:
        child = parse_params("labelling", {**LISTS, "take": "some", **changed})
        return weaker("labelling", parent, child) is not None

    assert not laxer(take="one") and not laxer(of=["tenancy.goals", "tenancy.tasks"])
    assert laxer(take="any") and laxer(of=["tenancy.tasks"]) and laxer(on="plan_analysis")


@pytest.mark.parametrize("wrong", [{"take": "two"}, {"of": []}, {"of": "tenancy.goals"}, {"colour": "red"}])
def test_wrong_parameters_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(BadParams):
        parse_params("labelling", {**LISTS, **wrong})
