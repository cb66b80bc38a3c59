"""The form of every kind: what a browser sends back for a written rule is that rule again."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from service.profiles.directory import read_directory
from service.profiles.entries import RuleEntry
from service.rules.catalogue import KINDS, parse_params
from service.rules.errors import BadParams
from service.rules.shapes.catalogue import PARTS, record_of
from service.rules.shapes.drawing import draw
from service.rules.shapes.node import MARKS, Node, child, field_name
from service.rules.shapes.reading import read

TENANTS = Path(__file__).parents[2] / "tenants"
RULES = [
    rule
    for layer in read_directory(TENANTS).layers.values()
    for rule in layer.content.rules
    if not rule.silent
]
SAMPLES = {"term": RuleEntry("council.chair_term", "term", "Срок", {"years": 2, "max_terms": 1})}
"""A rule of each kind that no shipped profile has."""


def sent(nodes: tuple[Node, ...]) -> dict[str, list[str]]:
    """What a browser sends of a form that nobody touched."""
    found: dict[str, list[str]] = {}
    for node in nodes:
        for name, value in _fields(node):
            found.setdefault(name, []).append(value)
    return found


def _fields(node: Node) -> Iterator[tuple[str, str]]:
    value: Any = node.value
    if node.control == "rows":
        for number, _ in enumerate(node.children):
            yield child(node.name, MARKS), str(number)
    if node.control == "share":
        yield from zip((child(node.name, "above"), child(node.name, "below")), value, strict=True)
    elif node.control == "month_day":
        yield from zip((child(node.name, "day"), child(node.name, "month")), value, strict=True)
    elif node.control == "many":
        known = {code for code, _ in node.options}
        yield from ((node.name, one) for one in value if one in known)
        yield child(node.name, "more"), ", ".join(one for one in value if one not in known)
    elif node.control == "yes":
        if value:
            yield node.name, "1"
    elif node.control not in ("group", "rows", "test"):
        yield node.name, str(value)
    for one in node.children:
        yield from _fields(one)


def again(kind: str, written: Mapping[str, Any]) -> dict[str, Any]:
    record = record_of(kind)
    return read("p", record, sent(draw("p", record, written)), written)


def test_every_kind_has_a_form() -> None:
    assert set(PARTS) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_form_of_a_shipped_rule_gives_the_rule_back(kind: str) -> None:
    rules = [rule for rule in RULES if rule.kind == kind] or [SAMPLES[kind]]
    for rule in rules:
        back = again(kind, rule.params)
        assert parse_params(kind, back, rule.id) == parse_params(kind, rule.params, rule.id), (rule.id, back)


CONDITION = {
    "all": [
        {"field": "experience_pedagogical", "op": "gte", "value": 5},
        {"any": [{"field": "categories", "op": "contains_any", "value": ["highest", "teacher_mentor"]}]},
        {"not": {"field": "consent", "op": "eq", "value": False}},
        {"field": "education", "op": "is_null", "value": False},
    ]
}


def test_a_nested_condition_survives_and_its_fault_names_the_field() -> None:
    written = {"conditions": [{"code": "a", "title": "Стаж", "when": CONDITION}]}
    assert again("eligibility", written) == written
    wrong = {
        "conditions": [{"code": "a", "title": "Стаж", "when": {"all": [{"field": "salary", "value": 1}]}}]
    }
    with pytest.raises(BadParams) as refused:
        parse_params("eligibility", wrong)
    assert field_name("p", refused.value.key) == "p.conditions.0.when.all.0.field"


@pytest.mark.parametrize(
    ("kind", "params", "key"),
    [
        ("threshold", {"share": "3/2"}, "share"),
        ("indicator", {"code": "x", "indicator": "share", "subject": "people", "numerator": {
            "field": "age", "op": "lt", "value": 35}, "targets": {"2025": "1/2", "2026": "1/3"},
            "cumulative": True}, "targets.2026"),
        ("frequency", {"count": "много"}, "count"),
    ],
)  # fmt: skip
def test_what_the_kind_refuses_is_named(kind: str, params: Mapping[str, Any], key: str) -> None:
    with pytest.raises(BadParams) as refused:
        parse_params(kind, params)
    assert refused.value.key == key


def test_a_comparison_that_becomes_a_group_goes_into_it() -> None:
    form = {
        "p.conditions._": ["0"],
        "p.conditions.0.when.form": ["any"],
        "p.conditions.0.when.field": ["age"],
        "p.conditions.0.when.op": ["lt"],
        "p.conditions.0.when.value": ["35"],
    }
    back = read("p", record_of("eligibility"), form)
    assert back["conditions"][0]["when"] == {"any": [{"field": "age", "op": "lt", "value": 35}]}
