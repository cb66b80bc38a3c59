"""Rules of bodies: composition, minimum, presiding, personal votes, force, signatures, terms."""

from datetime import date
from typing import Any

import pytest

from service.rules.catalogue import evaluate, parse_params, weaker
from service.rules.errors import BadFacts, BadParams
from service.rules.verdict import Outcome, Status
from tests.rules.luga import CHAIRING, COMPOSITION, FORCE, MIN_MEMBERS

ROLES = {"chair": 1, "deputy": 1, "secretary": 1, "member": 10}
CATEGORIES = ["rmo_subject_leader", "oo_head_innovative", "omsu_specialist", "mms_methodist"]


def judge(kind: str, params: dict[str, Any], /, **facts: Any) -> Outcome:
    return evaluate(kind, parse_params(kind, params), facts)


@pytest.mark.clause("LU2-4.1", "LU2-4.3-omsu")
@pytest.mark.parametrize(
    ("roles", "categories", "missing"),
    [
        (ROLES, CATEGORIES, []),
        ({**ROLES, "chair": 0}, CATEGORIES, ["chair"]),
        ({**ROLES, "chair": 2}, CATEGORIES, ["chair"]),
        ({"chair": 1, "deputy": 1, "secretary": 1}, CATEGORIES, ["member"]),
        (ROLES, CATEGORIES[1:], ["rmo_subject_leader"]),
        ({}, [], ["chair", "deputy", "secretary", "member", *CATEGORIES]),
    ],
)
def test_composition(roles: dict[str, int], categories: list[str], missing: list[str]) -> None:
    outcome = judge("composition", COMPOSITION, roles=roles, categories=categories)
    assert outcome.status is (Status.FAIL if missing else Status.PASS)
    assert [item.code for item in outcome.missing] == missing
    assert (outcome.expected, outcome.shortfall) == (8, len(missing))


def test_composition_is_not_yet_without_its_facts() -> None:
    assert judge("composition", COMPOSITION, roles=ROLES).status is Status.NOT_YET
    assert judge("composition", {"roles": {"chair": 1}}, roles={"chair": 1}).status is Status.PASS
    with pytest.raises(BadFacts):
        judge("composition", COMPOSITION, roles={"president": 1}, categories=CATEGORIES)


@pytest.mark.parametrize(
    ("params", "key"),
    [
        ({"roles": {"chair": "one"}}, "roles.chair"),
        ({"roles": {"chair": -1}}, "roles.chair"),
        ({}, "roles"),
        ({"categories": [{"code": "a"}]}, "categories[0].title"),
        ({"categories": [{"code": "a", "title": "А"}, {"code": "a", "title": "Б"}]}, "categories"),
    ],
)
def test_bad_composition(params: dict[str, Any], key: str) -> None:
    with pytest.raises(BadParams) as refusal:
        parse_params("composition", params)
    assert refusal.value.key == key


@pytest.mark.parametrize(
    ("change", "is_weaker"),
    [
        ({"roles": {**COMPOSITION["roles"], "member": "3+"}}, False),
        ({"roles": {**COMPOSITION["roles"], "chair": "1+"}}, True),
        ({"roles": {**COMPOSITION["roles"], "member": 0}}, True),
        ({"categories": COMPOSITION["categories"][1:]}, True),
    ],
)
def test_weaker_composition(change: dict[str, Any], is_weaker: bool) -> None:
    read = [parse_params("composition", params) for params in (COMPOSITION, {**COMPOSITION, **change})]
    assert (weaker("composition", *read) is not None) is is_weaker


@pytest.mark.clause("LU4-1.4")
@pytest.mark.parametrize(
    ("members", "existing", "status"),
    [(10, False, Status.PASS), (9, False, Status.FAIL), (9, None, Status.FAIL), (9, True, Status.WARN)],
)
def test_ten_teachers_are_asked_at_creation(members: int, existing: bool | None, status: Status) -> None:
    outcome = judge("minimum", MIN_MEMBERS, members=members, existing=existing)
    assert (outcome.status, outcome.expected, outcome.shortfall) == (status, 10, 10 - members)


def test_a_minimum_that_always_holds_is_broken_by_a_fall() -> None:
    assert judge("minimum", {**MIN_MEMBERS, "when": "always"}, members=9, existing=True).status is Status.FAIL
    always, creation = (
        parse_params("minimum", {**MIN_MEMBERS, "when": when}) for when in ("always", "creation")
    )
    assert weaker("minimum", always, creation)
    assert weaker("minimum", creation, always) is None


@pytest.mark.clause("LU2-4.6-chair", "LU2-4.2")
@pytest.mark.parametrize(
    ("presider", "instruction", "status"),
    [
        ("chair", None, Status.PASS),
        ("deputy", True, Status.PASS),
        ("deputy", False, Status.FAIL),
        ("deputy", None, Status.NOT_YET),
        ("member", True, Status.FAIL),
        (None, True, Status.NOT_YET),
    ],
)
def test_who_presides(presider: str | None, instruction: bool | None, status: Status) -> None:
    assert judge("presiding", CHAIRING, presider=presider, instruction=instruction).status is status


@pytest.mark.clause("LU2-4.7-person")
def test_nobody_votes_for_another() -> None:
    assert judge("personal", {}, voter="p1", member="p1").status is Status.PASS
    assert judge("personal", {}, voter="p2", member="p1").status is Status.FAIL
    assert judge("personal", {}, voter="p2").status is Status.NOT_YET


@pytest.mark.clause("LU2-4.9-advisory")
@pytest.mark.parametrize(
    ("kind", "force"),
    [("recommendation", "advisory"), ("working_group", "binding"), ("expert_group", "binding")],
)
def test_only_groups_are_binding(kind: str, force: str) -> None:
    assert judge("force", FORCE, kind=kind).operands["force"] == force


def test_signatures_by_any_one_of_a_group() -> None:
    params = {"signers": [["chair", "deputy"], ["secretary"]]}
    assert judge("signatories", params, signed=["deputy", "secretary"]).status is Status.PASS
    outcome = judge("signatories", params, signed=["secretary"])
    assert (outcome.status, outcome.shortfall) == (Status.FAIL, 1)
    assert str(outcome.message) == "Нет подписи: председатель или заместитель председателя."
    parent, child = (
        parse_params("signatories", params),
        parse_params("signatories", {"signers": [["secretary"]]}),
    )
    assert weaker("signatories", parent, child)
    assert weaker("signatories", child, parent) is None


@pytest.mark.parametrize(
    ("as_of", "terms", "status"),
    [
        (date(2026, 8, 31), 1, Status.PASS),
        (date(2026, 9, 1), 1, Status.FAIL),
        (date(2025, 1, 1), 3, Status.FAIL),
        (date(2025, 1, 1), None, Status.NOT_YET),
    ],
)
def test_a_term_ends_on_its_day(as_of: date, terms: int | None, status: Status) -> None:
    params = {"years": 2, "max_terms": 2}
    assert judge("term", params, starts=date(2024, 9, 1), as_of=as_of, terms=terms).status is status


@pytest.mark.parametrize(
    ("reached", "status", "missing"),
    [
        (["a", "b", "c"], Status.PASS, []),
        (["a"], Status.NOT_YET, ["b", "c"]),
        (["a", "c"], Status.FAIL, ["b"]),
        ([], Status.NOT_YET, ["a", "b", "c"]),
    ],
)
def test_stages_come_in_order(reached: list[str], status: Status, missing: list[str]) -> None:
    params = {"stages": [{"code": code, "title": code.upper()} for code in "abc"]}
    outcome = judge("stages", params, reached=reached)
    assert (outcome.status, [item.code for item in outcome.missing]) == (status, missing)


def test_documents_are_named_when_missing() -> None:
    params = {"documents": [{"code": "plan", "title": "План"}, {"code": "analysis", "title": "Анализ"}]}
    outcome = judge("documents", params, present=["plan"])
    assert (outcome.status, outcome.expected, outcome.actual) == (Status.FAIL, 2, 1)
    assert str(outcome.message) == "Документов 1 из 2. Нет: Анализ."
    assert judge("documents", params, present=["plan", "analysis"]).status is Status.PASS
    fewer = {"documents": params["documents"][:1]}
    assert weaker("documents", parse_params("documents", params), parse_params("documents", fewer))


def test_coverage_names_what_lacks() -> None:
    params = {"of": "functions", "require": "holder"}
    missing = [{"code": "f1", "title": "Анализ"}]
    assert judge("coverage", params, total=5, missing=missing).shortfall == 1
    assert judge("coverage", params, total=5, missing=[]).status is Status.PASS
    assert judge("coverage", params, total=0, missing=[]).status is Status.NOT_APPLICABLE
    assert judge("coverage", params, total=5).status is Status.NOT_YET


@pytest.mark.parametrize(
    ("params", "value", "status"),
    [
        ({"fact": "parties", "value": 3}, 3, Status.PASS),
        ({"fact": "parties", "value": 3}, 2, Status.FAIL),
        ({"fact": "parties", "value": 3, "op": "at_least"}, 4, Status.PASS),
        ({"fact": "parties", "value": 3, "op": "at_least"}, 2, Status.FAIL),
        ({"fact": "paid", "op": "equals", "value": False}, False, Status.PASS),
        ({"fact": "paid", "op": "equals", "value": False}, True, Status.FAIL),
        ({"fact": "year", "values": [2023, 2024]}, 2025, Status.FAIL),
        ({"fact": "sources", "values": ["municipal", "extrabudget"]}, ["municipal"], Status.PASS),
        ({"fact": "sources", "values": ["municipal", "extrabudget"]}, "municipal", Status.PASS),
        ({"fact": "sources", "values": ["municipal"]}, ["municipal", "federal"], Status.FAIL),
    ],
)
def test_attributes(params: dict[str, Any], value: object, status: Status) -> None:
    assert judge("attribute", params, **{params["fact"]: value}).status is status
