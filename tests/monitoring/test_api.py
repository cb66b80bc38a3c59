"""The JSON API of indicators: the promised shape, members with and without names, refusals."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from tests.accounts import token_for
from tests.monitoring.district import District, district

DAY = "2025-12-31"
PROMISED = {
    "code", "canonical", "kind", "clause", "numerator", "denominator", "value", "unit", "value_status",
    "target", "target_status", "coverage",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(app: Flask) -> District:
    rows = district(app, "ust-koksa")
    first = rows.school("s1")
    people = [rows.teacher(f"Учитель{number}", first, born=date(1995, 1, 1)) for number in range(4)]
    rows.teacher("Безымянный", rows.school("s2"))
    for person in people[:2]:
        rows.training(person, date(2025, 3, 1))
    rows.school("s3")
    return rows


def get(app: Flask, path: str, role: str = "methodist", slug: str = "ust-koksa", status: int = 200) -> Any:
    response = app.test_client().get(path, headers=token_for(app, slug, role))
    assert response.status_code == status, response.get_data(as_text=True)
    return response.get_json()


def test_a_figure_has_the_promised_shape(app: Flask, made: District) -> None:
    answer = get(app, f"/api/v1/ust-koksa/indicators?as_of={DAY}")
    assert (answer["next"], answer["total"], len(answer["items"])) == (None, 10, 10)
    found = {one["code"]: one for one in answer["items"]}
    fourth = found["uk.19.4"]
    assert {name: fourth[name] for name in PROMISED} == {
        "code": "uk.19.4", "canonical": "K04", "kind": "share", "clause": "п. 19", "numerator": 2,
        "denominator": 5, "value": "40.0", "unit": "percent", "value_status": "ok",
        "target": {"op": "at_least", "value": "1/10", "year": None}, "target_status": "met",
        "coverage": {"reported": 2, "expected": 3},
    }  # fmt: skip
    count = found["uk.19.9"]
    assert (count["numerator"], count["denominator"], count["value"]) == (0, None, "0")
    assert (count["target"], count["target_status"]) == (None, "no_target")
    young = found["uk.19.7"]
    assert (young["value_status"], young["missing"]) == ("provisional", [{"code": "age", "count": 1}])


def test_targets_by_year_name_their_year(app: Flask) -> None:
    district(app, "oktyabrsky")
    answer = get(app, "/api/v1/oktyabrsky/indicators?as_of=2024-12-31", slug="oktyabrsky")
    found = {one["code"]: one for one in answer["items"]}
    assert set(found) == {"ok.6.1.1", "ok.6.1.2", "ok.6.2.1", "ok.6.2.2"}
    assert found["ok.6.2.2"]["target"] == {"op": "at_least", "value": "1/5", "year": 2024}
    assert found["ok.6.2.2"]["value_status"] == "not_applicable" and found["ok.6.2.2"]["value"] is None
    assert (found["ok.6.1.2"]["numerator"], found["ok.6.1.2"]["denominator"]) == (0, 1)
    late = get(app, "/api/v1/oktyabrsky/indicators?as_of=2027-12-31", slug="oktyabrsky")["items"]
    assert {one["target_status"] for one in late if one["code"] != "ok.6.1.2"} == {"no_target"}


def test_the_members_are_the_figure(app: Flask, made: District) -> None:
    path = f"/api/v1/ust-koksa/indicators/uk.19.4/members?as_of={DAY}"
    numerator = get(app, f"{path}&side=numerator")
    assert [one["name"] for one in numerator["items"]] == ["Учитель0 Имя", "Учитель1 Имя"]
    assert {one["kind"] for one in numerator["items"]} == {"person"} and numerator["total"] == 2
    first = get(app, f"{path}&side=denominator&size=3")
    assert (first["total"], len(first["items"])) == (5, 3)
    second = get(app, first["next"])
    assert second["next"] is None
    ids = [one["id"] for one in first["items"] + second["items"]]
    assert len(set(ids)) == 5 and {one["id"] for one in numerator["items"]} < set(ids)
    schools = get(app, f"/api/v1/ust-koksa/indicators/uk.19.2/members?as_of={DAY}&side=denominator")
    assert [one["name"] for one in schools["items"]] == ["Школа s1", "Школа s2", "Школа s3"]


@pytest.mark.parametrize("role", ["teacher", "institute_analyst"])
def test_names_need_the_right_to_read_people(app: Flask, made: District, role: str) -> None:
    path = f"/api/v1/ust-koksa/indicators/uk.19.4/members?as_of={DAY}&side=denominator"
    told = get(app, path, role)
    assert told["total"] == 5 and {one["name"] for one in told["items"]} == {None}
    assert get(app, f"{path}&q=Безымянный", role)["total"] == 5, "a search would tell who is there"
    assert get(app, f"{path}&q=Безымянный")["total"] == 1


def test_unknown_rows_name_their_facts(app: Flask, made: District) -> None:
    told = get(app, f"/api/v1/ust-koksa/indicators/uk.19.7/members?as_of={DAY}&side=unknown")
    assert [(one["name"], one["missing"]) for one in told["items"]] == [("Безымянный Имя", ["age"])]


def test_refusals(app: Flask, made: District) -> None:
    members = "/api/v1/ust-koksa/indicators/{}/members"
    assert get(app, members.format("uk.99"), status=404)["code"] == "not_found"
    get(app, members.format("ok.6.2.1"), status=404)
    assert get(app, f"{members.format('uk.19.4')}?side=left", status=422)["fields"]
    assert get(app, "/api/v1/ust-koksa/indicators?as_of=31.12.2025", status=422)["fields"]
    get(app, "/api/v1/ust-koksa/indicators", slug="luga", status=401)
    assert app.test_client().get("/api/v1/ust-koksa/indicators").status_code == 401


def test_canonical_codes_open_too(app: Flask, made: District) -> None:
    told = get(app, f"/api/v1/ust-koksa/indicators/K04/members?as_of={DAY}")
    assert told["total"] == 2
