"""The API of tenants, rules and verdicts, as it was promised."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts import token_for

LUGA = {"form": "in_person", "established": 15, "present": 9}


@pytest.fixture(scope="module")
def client(app: Flask) -> Iterator[FlaskClient]:
    """A program."""
    yield app.test_client()


@pytest.fixture(scope="module")
def luga(app: Flask) -> dict[str, str]:
    """The headers of a program of the district."""
    return token_for(app, "luga", "methodist")


def test_tenants_are_public(client: FlaskClient) -> None:
    answer = client.get("/api/v1/tenants")
    assert answer.status_code == 200
    found = {one["slug"]: one for one in answer.json["items"]}
    assert answer.json["total"] == len(found) and answer.json["next"] is None
    assert found["luga"] == {
        "slug": "luga",
        "kind": "municipality",
        "name": {"ru": "Лужский муниципальный район"},
        "region": "leningrad",
        "model": "municipal_service",
        "locales": ["ru"],
    }
    assert found["kemerovo"]["kind"] == "region" and found["kemerovo"]["region"] is None
    models = {slug: found[slug]["model"] for slug in ("ust-koksa", "pervomaisky", "kemerovo", "oktyabrsky")}
    assert models == {
        "ust-koksa": "two_level",
        "pervomaisky": "distributed",
        "kemerovo": "multi_level",
        "oktyabrsky": "municipal_institutional",
    }


def test_rules_and_verdicts_need_a_token(client: FlaskClient) -> None:
    assert client.get("/api/v1/luga/rules").status_code == 401
    refused = client.post("/api/v1/luga/verdicts", json={"rule": "council.majority", "given": {}})
    assert refused.status_code == 401 and refused.mimetype == "application/problem+json"


def test_a_token_of_another_district_opens_nothing(app: Flask, client: FlaskClient) -> None:
    theirs = token_for(app, "oktyabrsky", "administrator")
    assert client.get("/api/v1/luga/rules", headers=theirs).status_code == 401


@pytest.mark.clause("LU2-4.9-twothirds")
def test_verdict_of_the_promise(client: FlaskClient, luga: dict[str, str]) -> None:
    asked = {"rule": "council.decision_quorum", "given": LUGA}
    answer = client.post("/api/v1/luga/verdicts", json=asked, headers=luga)
    assert answer.status_code == 200
    verdict = answer.json
    assert {name: verdict[name] for name in ("rule", "status", "severity", "clause", "act")} == {
        "rule": "council.decision_quorum",
        "status": "fail",
        "severity": "hard",
        "clause": "прил. 2, п. 4.9",
        "act": "Приказ № 46 от 30.01.2024",
    }
    assert (verdict["expected"], verdict["actual"], verdict["shortfall"]) == (10, 9, 1)
    assert verdict["operands"]["established"] == 15 and verdict["operands"]["present"] == 9
    assert "двух третей" in verdict["quote"]
    assert verdict["reading"] == "council.decision_base = established"
    assert "не хватает 1" in verdict["message"]["ru"] and verdict["message"]["alt"]
    assert verdict["remedy"]["ru"] and verdict["profile_version"] == "luga@1" and verdict["missing"] == []


def test_missing_fact_is_not_a_pass(client: FlaskClient, luga: dict[str, str]) -> None:
    asked = {"rule": "council.decision_quorum", "given": {"form": "in_person", "established": 15}}
    verdict = client.post("/api/v1/luga/verdicts", json=asked, headers=luga).json
    assert verdict["status"] == "not_yet"
    assert [one["code"] for one in verdict["missing"]] == ["present"]


def test_silent_rule_is_not_applicable(app: Flask, client: FlaskClient) -> None:
    headers = token_for(app, "pervomaisky", "methodist")
    asked = {"rule": "council.decision_quorum", "given": LUGA}
    verdict = client.post("/api/v1/pervomaisky/verdicts", json=asked, headers=headers).json
    assert verdict["status"] == "not_applicable" and "не установлено" in verdict["message"]["ru"]


def test_rule_of_a_day_before_the_act_is_not_applicable(client: FlaskClient, luga: dict[str, str]) -> None:
    asked = {"rule": "council.decision_quorum", "given": LUGA, "on": "2023-06-01"}
    verdict = client.post("/api/v1/luga/verdicts", json=asked, headers=luga).json
    assert verdict["status"] == "not_applicable" and verdict["clause"] == ""


@pytest.mark.parametrize(
    ("asked", "status", "field"),
    [
        ({"rule": "council.nothing_like_it", "given": {}}, 404, None),
        ({"rule": "council.decision_quorum", "given": {**LUGA, "presnt": 1}}, 422, "given.presnt"),
        ({"rule": "council.decision_quorum", "given": {**LUGA, "present": "девять"}}, 422, "given.present"),
        ({"rule": "council.decision_quorum", "given": {**LUGA, "present": 16}}, 422, "given.present"),
        ({"rule": "council.decision_quorum", "given": {**LUGA, "form": "zoom"}}, 422, "given.form"),
        ({"rule": "council.decision_quorum", "given": []}, 422, "given"),
        ({"rule": "council.decision_quorum", "given": LUGA, "on": "вчера"}, 422, "on"),
        ({"given": LUGA}, 422, "rule"),
        ({"rule": "council.majority", "given": {}, "store": True}, 422, "store"),
    ],
)
def test_bad_questions_are_named(
    client: FlaskClient, luga: dict[str, str], asked: dict[str, object], status: int, field: str | None
) -> None:
    answer = client.post("/api/v1/luga/verdicts", json=asked, headers=luga)
    assert answer.status_code == status and answer.mimetype == "application/problem+json"
    if field:
        assert [one["field"] for one in answer.json["fields"]] == [field]
        assert answer.json["fields"][0]["message"]


def test_rules_tell_facts_and_source(client: FlaskClient, luga: dict[str, str]) -> None:
    answer = client.get("/api/v1/luga/rules?module=council", headers=luga)
    found = {one["id"]: one for one in answer.json["items"]}
    assert answer.json["total"] == len(found) and all(one["module"] == "council" for one in found.values())
    quorum = found["council.decision_quorum"]
    assert quorum["params"]["share"] == "2/3" and quorum["layer"] == "district"
    assert quorum["is_setting"] is True and quorum["silent"] is False
    assert set(quorum["facts"]) == {"form", "established", "filled", "present", "sheets"}
    assert quorum["facts"]["form"]["choices"] == ["in_person", "correspondence", "hybrid"]
    assert quorum["message"]["ru"] == "Нужно участие не менее 2/3 установленного числа членов."


def test_rules_are_filtered_by_kind_and_date(client: FlaskClient, luga: dict[str, str]) -> None:
    kinds = {
        one["kind"] for one in client.get("/api/v1/luga/rules?kind=threshold", headers=luga).json["items"]
    }
    assert kinds == {"threshold"}
    earlier = client.get("/api/v1/luga/rules?on=2023-01-01&module=council", headers=luga).json
    assert "district" not in {one["layer"] for one in earlier["items"]}
    assert client.get("/api/v1/luga/rules?kind=wish", headers=luga).status_code == 422
    assert client.get("/api/v1/luga/rules?on=01.02.2024", headers=luga).status_code == 422
