"""Choices of other regulations: months, experience, issuers, terms counted from another day."""

from datetime import date
from typing import Any

import pytest

from service.rules.catalogue import describe, evaluate, facts_of, parse_params, weaker
from service.rules.errors import BadParams
from service.rules.verdict import Status
from tests.rules.luga import LEADER, MINUTES_COPY, NOTICE

MONTHLY = {"count": 1, "per": "month", "months": [9, 10]}
ACT = {"documents": [{"code": "order", "title": "Приказ"}], "issuer": "authority"}
EXPERIENCED = {**LEADER, "experience_years": 5}


@pytest.mark.parametrize(
    ("kind", "params", "sentence"),
    [
        ("frequency", MONTHLY, "Заседания: не реже 1 раза в месяц. Считаются месяцы: сентябрь, октябрь."),
        (
            "documents",
            ACT,
            "Методической службе нужен документ: Приказ. Издаёт: орган управления образованием.",
        ),
        ("appointment", {"experience_years": 5}, "Нужен стаж не менее: 5 лет."),
    ],
)
def test_the_rule_in_words(kind: str, params: dict[str, Any], sentence: str) -> None:
    assert str(describe(kind, parse_params(kind, params))) == sentence


@pytest.mark.parametrize(
    ("kind", "parent", "child", "is_weaker"),
    [
        ("frequency", MONTHLY, {**MONTHLY, "months": [9]}, True),
        ("frequency", MONTHLY, {"count": 1, "per": "month"}, False),
        ("frequency", {"count": 1, "per": "month"}, MONTHLY, True),
        ("documents", ACT, {**ACT, "issuer": "centre_director"}, True),
        ("documents", {"documents": ACT["documents"]}, ACT, False),
        ("appointment", EXPERIENCED, LEADER, True),
        ("appointment", LEADER, EXPERIENCED, False),
    ],
)
def test_what_is_weaker(kind: str, parent: dict[str, Any], child: dict[str, Any], is_weaker: bool) -> None:
    read = [parse_params(kind, params) for params in (parent, child)]
    assert (weaker(kind, *read) is not None) is is_weaker


@pytest.mark.parametrize(
    ("kind", "params", "key"),
    [
        ("frequency", {**MONTHLY, "months": [9, 9]}, "months"),
        ("frequency", {**MONTHLY, "months": [13]}, "months"),
        ("frequency", {**MONTHLY, "months": [True]}, "months"),
        ("frequency", {**MONTHLY, "per": "year"}, "months"),
        ("documents", {**ACT, "issuer": "Кто-то"}, "issuer"),
        ("appointment", {"experience_years": -1}, "experience_years"),
    ],
)
def test_wrong_parameters(kind: str, params: dict[str, Any], key: str) -> None:
    with pytest.raises(BadParams) as refusal:
        parse_params(kind, params)
    assert refusal.value.key == key


def test_experience_is_asked_for_only_where_the_rule_says_so() -> None:
    assert "experience" not in facts_of(
        "association.leader", "appointment", parse_params("appointment", LEADER)
    )
    params = parse_params("appointment", EXPERIENCED, "association.leader")
    assert "experience" in facts_of("association.leader", "appointment", params)


@pytest.mark.parametrize("prefix", ["council", "association", "active", "group"])
def test_a_copy_may_be_counted_from_the_signing(prefix: str) -> None:
    rule = f"{prefix}.minutes_copy"
    params = parse_params("deadline", {**MINUTES_COPY, "anchor": "signed_date"}, rule)
    facts = {"signed_date": date(2026, 12, 10), "sent_date": date(2027, 1, 10)}
    assert evaluate("deadline", params, facts, rule).status is Status.PASS
    with pytest.raises(BadParams):
        parse_params("deadline", {**NOTICE, "anchor": "signed_date"}, f"{prefix}.notice")


@pytest.mark.parametrize(
    ("params", "form", "status"),
    [
        ({"fact": "form", "value": "in_person"}, "in_person", Status.PASS),
        ({"fact": "form", "value": "in_person"}, "hybrid", Status.FAIL),
        ({"fact": "form", "values": ["in_person", "hybrid"]}, "hybrid", Status.PASS),
    ],
)
def test_one_form_or_several(params: dict[str, Any], form: str, status: Status) -> None:
    read = parse_params("attribute", params, "group.form")
    assert evaluate("attribute", read, {"form": form}, "group.form").status is status


def test_a_plan_is_a_row_of_stages_or_a_document() -> None:
    stages = {"stages": [{"code": "adopted", "title": "Принят"}, {"code": "approved", "title": "Утверждён"}]}
    facts = {"reached": ["adopted"], "present": ["plan"]}
    read = parse_params("stages", stages, "council.plan")
    assert evaluate("stages", read, facts, "council.plan").status is Status.NOT_YET
    read = parse_params("documents", {"documents": [{"code": "plan", "title": "План"}]}, "council.plan")
    assert evaluate("documents", read, facts, "council.plan").status is Status.PASS
