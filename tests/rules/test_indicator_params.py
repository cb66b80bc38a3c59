"""Definitions and rows that are refused, the rule's own words, and weaker definitions."""

from typing import Any

import pytest

from service.rules.catalogue import evaluate, parse_params, weaker
from service.rules.errors import BadFacts, BadParams
from service.rules.indicators.evaluate import evaluate_indicator
from service.rules.indicators.params import parse
from service.rules.verdict import Status
from tests.rules.definitions import OK_1, TEACHERS, UK_4, YEAR_END, people


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"target": {"op": "at_least", "value": "11/10"}}, "target.value"),
        ({"target": {"op": "at_least", "value": 10}}, "target.value"),
        ({"target": {"op": "about", "value": "1/10"}}, "target.op"),
        ({"targets": {"2023": "1/10"}}, "targets"),
        ({"target": None, "targets": {"2023": "1/10", "2024": "1/20"}}, "targets.2024"),
        ({"target": None, "targets": {"soon": "1/10"}}, "targets.soon"),
        ({"target": None, "targets": {"2023": "1 OR 1=1"}}, "targets.2023"),
        ({"subject": "salaries"}, "subject"),
        ({"indicator": "average"}, "indicator"),
        ({"unit": "pieces"}, "unit"),
        ({"numerator": None}, "numerator"),
        ({"population": {"field": "salary"}}, "population.field"),
        ({"window": "calendar_year"}, "window"),
        ({"informational": True}, "informational"),
        ({"assessed": "sometimes"}, "assessed"),
        ({"sql": "SELECT 1"}, "sql"),
    ],
)
def test_bad_definitions_are_named(change: dict[str, Any], key: str) -> None:
    changed = {name: value for name, value in {**UK_4, **change}.items() if value is not None}
    with pytest.raises(BadParams) as refusal:
        parse(changed)
    assert refusal.value.key == key


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"salary": 1}, "people[0].salary"),
        ({"position": "janitor"}, "people[0].position"),
        ({"birth_date": "yesterday"}, "people[0].birth_date"),
        ({"trainings": [{"kind": "pk", "colour": 1}]}, "people[0].trainings[0].colour"),
        ({"trained": ["soon"]}, "people[0].trained[0]"),
        ({"main": "yes"}, "people[0].main"),
    ],
)
def test_bad_rows_are_named(row: dict[str, Any], field: str) -> None:
    with pytest.raises(BadFacts) as refusal:
        evaluate_indicator(parse(UK_4), {"people": [row]}, YEAR_END)
    assert refusal.value.field == field


def test_the_rule_speaks_like_every_other() -> None:
    params = parse_params("indicator", UK_4, "monitoring.uk.19.4")
    outcome = evaluate(
        "indicator", params, {"people": people(1, 19), "as_of": "2026-12-31"}, "monitoring.uk.19.4"
    )
    assert (outcome.status, outcome.expected, outcome.actual, outcome.shortfall) == (Status.FAIL, 2, 1, 1)
    assert str(outcome.message) == "1 из 20. Порог не достигнут: не менее 10 %, не хватает 1."
    assert evaluate("indicator", params, {"people": []}).status is Status.NOT_YET


@pytest.mark.parametrize(
    ("parent", "change", "is_weaker"),
    [
        (UK_4, {"target": {"op": "at_least", "value": "1/5"}}, False),
        (UK_4, {"target": {"op": "at_least", "value": "1/20"}}, True),
        (UK_4, {"population": TEACHERS}, True),
        (OK_1, {"targets": {**OK_1["targets"], "2027": "2/5"}}, False),
        (OK_1, {"targets": {"2023": "1/20", "2024": "1/10", "2025": "1/5"}}, True),
        (OK_1, {"targets": {**OK_1["targets"], "2026": "1/4"}}, True),
    ],
)
def test_what_is_weaker(parent: dict[str, Any], change: dict[str, Any], is_weaker: bool) -> None:
    assert (weaker("indicator", parse(parent), parse({**parent, **change})) is not None) is is_weaker
