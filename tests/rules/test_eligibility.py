"""Who may join: conditions, exemptions, tiers, and what is not known."""

from typing import Any

import pytest

from service.rules.catalogue import evaluate, parse_params, weaker
from service.rules.errors import BadFacts, BadParams
from service.rules.verdict import Outcome, Status
from tests.rules.luga import CANDIDATE, ELIGIBILITY

RULE = "active.eligibility"
EXPERIENCED = {"field": "experience_speciality", "op": "gte", "value": 5}
OKTYABRSKY = {
    "tiers": [
        {"code": "core", "title": "Основа актива", "conditions": [
            {"code": "core", "title": "Региональный методист или опытный педагог", "when": {"any": [
                {"field": "groups", "op": "contains_any", "value": ["regional_methodist"]},
                {"all": [
                    {"field": "categories", "op": "contains_any", "value": ["highest"]},
                    {"field": "education", "op": "eq", "value": "higher_pedagogical"},
                    EXPERIENCED]}]}}]},
        {"code": "included", "title": "Включённые педагоги", "conditions": [
            {"code": "employer", "title": "Общеобразовательная программа", "when": {
                "field": "employer_type", "op": "in", "value": ["general", "preschool"]}}]},
    ]
}  # fmt: skip


def judge(params: dict[str, Any], facts: dict[str, Any]) -> Outcome:
    return evaluate("eligibility", parse_params("eligibility", params, RULE), facts, RULE)


@pytest.mark.clause(
    "LU3-2.5-employer",
    "LU3-2.5-edu",
    "LU3-2.5-exp",
    "LU3-2.5-cat",
    "LU3-2.5-contrib",
    "LU3-2.2-repr",
    "LU3-2.2-diag",
)
@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({}, []),
        ({"employer_type": "preschool"}, ["employer"]),
        ({"employer_type": "preschool", "groups": ["g1"]}, []),
        ({"education": "higher"}, ["education"]),
        ({"experience": {"pedagogical": 4, "speciality": 20}}, ["experience"]),
        ({"categories": ["first"]}, ["category"]),
        ({"categories": ["teacher_mentor"]}, []),
        ({"contributions": 0}, ["contribution"]),
        ({"representation": False}, ["representation"]),
        ({"diagnostics": ["subject"]}, ["diagnostics"]),
        ({"education": "higher", "categories": []}, ["education", "category"]),
    ],
)
def test_every_condition_binds(change: dict[str, Any], missing: list[str]) -> None:
    outcome = judge(ELIGIBILITY, {**CANDIDATE, **change})
    assert outcome.status is (Status.FAIL if missing else Status.PASS)
    assert [item.code for item in outcome.missing] == missing
    assert outcome.shortfall == len(missing)


@pytest.mark.parametrize("unknown", sorted(CANDIDATE))
def test_an_unknown_fact_is_never_a_pass(unknown: str) -> None:
    facts = {name: value for name, value in CANDIDATE.items() if name != unknown}
    outcome = judge(ELIGIBILITY, facts)
    if unknown == "groups":  # the employer alone decides
        assert outcome.status is Status.PASS
    else:
        assert (outcome.status, len(outcome.missing)) == (Status.NOT_YET, 1)


def test_a_broken_condition_beats_an_unknown_one() -> None:
    facts = {**CANDIDATE, "education": "higher", "diagnostics": None}
    outcome = judge(ELIGIBILITY, facts)
    assert (outcome.status, [item.code for item in outcome.missing]) == (Status.FAIL, ["education"])


@pytest.mark.parametrize(("value", "status"), [(2, Status.PASS), (["отзыв"], Status.PASS), ([], Status.FAIL)])
def test_records_may_be_given_as_a_number_or_a_list(value: object, status: Status) -> None:
    assert judge(ELIGIBILITY, {**CANDIDATE, "representation": value, "contributions": 3}).status is status


@pytest.mark.clause("OK-4.2.4-core")
@pytest.mark.parametrize(
    ("change", "tier"),
    [
        ({"groups": ["regional_methodist"], "categories": []}, "core"),
        ({"experience": {"speciality": 5}}, "core"),
        ({"experience": {"speciality": 4, "pedagogical": 20}}, "included"),
        ({"experience": {"speciality": 4}, "employer_type": "additional"}, None),
    ],
)
def test_tiers(change: dict[str, Any], tier: str | None) -> None:
    outcome = judge(OKTYABRSKY, {**CANDIDATE, **change})
    assert outcome.operands.get("tier") == tier
    assert outcome.status is (Status.PASS if tier else Status.FAIL)


def test_core_only_admits_the_first_tier() -> None:
    facts = {**CANDIDATE, "experience": {"speciality": 4}}
    assert judge({**OKTYABRSKY, "core_only": True}, facts).status is Status.FAIL


def test_facts_of_other_rules_are_refused() -> None:
    with pytest.raises(BadFacts):
        judge(ELIGIBILITY, {**CANDIDATE, "salary": 1})
    with pytest.raises(BadFacts):
        judge(ELIGIBILITY, {**CANDIDATE, "experience": {"driving": 1}})
    young = {
        "conditions": [{"code": "a", "title": "Моложе 35", "when": {"field": "age", "op": "lt", "value": 35}}]
    }
    with pytest.raises(BadParams):
        parse_params("eligibility", young, RULE)
    params = parse_params("eligibility", young, "people.young")
    assert evaluate("eligibility", params, {"age": 34}, "people.young").status is Status.PASS
    assert evaluate("eligibility", params, {}, "people.young").status is Status.NOT_YET


def test_dropping_or_changing_a_condition_is_weaker() -> None:
    parent = parse_params("eligibility", ELIGIBILITY)
    fewer = parse_params("eligibility", {"conditions": ELIGIBILITY["conditions"][1:]})
    more = {"code": "more", "title": "Ещё", "when": EXPERIENCED}
    assert weaker("eligibility", parent, fewer)
    assert weaker("eligibility", fewer, parent) is None
    added = parse_params("eligibility", {"conditions": [*ELIGIBILITY["conditions"], more]})
    assert weaker("eligibility", parent, added) is None
