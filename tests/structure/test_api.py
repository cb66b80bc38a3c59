"""The API of structure: units and coverage of functions."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts import token_for

Headers = dict[str, str]
PATH = "/api/v1/oktyabrsky/units"


@pytest.fixture(scope="module")
def client(app: Flask) -> Iterator[FlaskClient]:
    """A program."""
    yield app.test_client()


@pytest.fixture(scope="module")
def staff(app: Flask) -> Headers:
    """A token of the district's methodist."""
    return token_for(app, "oktyabrsky", "methodist")


def test_create_get_change_history(client: FlaskClient, staff: Headers) -> None:
    draft = {"kind": "umo", "name": "УМО", "starts": "2024-09-01"}
    made = client.post(PATH, json=draft, headers=staff)
    assert made.status_code == 201
    unit = made.json
    assert unit["level"] == "municipal" and unit["starts"] == "2024-09-01" and unit["ends"] is None
    one = f"{PATH}/{unit['id']}"
    assert client.get(one, headers=staff).json == unit
    changed = client.put(one, json={**draft, "name": "УМО района", "version": unit["version"]}, headers=staff)
    assert changed.json["name"] == "УМО района" and changed.json["version"] == unit["version"] + 1
    stale = client.put(one, json={**draft, "version": unit["version"]}, headers=staff)
    assert stale.status_code == 409 and stale.json["code"] == "conflict"
    past = client.get(f"{one}/history", headers=staff).json
    assert past["total"] == 1 and past["items"][0]["values"]["name"] == "УМО"


def test_list_speaks_of_a_date(client: FlaskClient, staff: Headers) -> None:
    draft = {"kind": "active", "name": "Актив", "starts": "2025-09-01", "ends": "2026-08-31"}
    made = client.post(PATH, json=draft, headers=staff).json["id"]

    def listed(on: str) -> set[int]:
        return {one["id"] for one in client.get(f"{PATH}?on={on}", headers=staff).json["items"]}

    assert (
        made in listed("2026-08-31") and made not in listed("2026-09-01") and made not in listed("2025-08-31")
    )


@pytest.mark.clause("OK-4.1")
@pytest.mark.parametrize(
    ("draft", "field"),
    [
        ({"kind": "ministry", "name": "Министерство"}, "kind"),
        ({"kind": "centre", "name": "ЦРО", "level": "federal"}, "level"),
        ({"kind": "centre", "name": "ЦРО", "level": "institutional"}, "level"),
        ({"kind": "centre", "name": "ЦРО", "parent_id": 999999}, "parent_id"),
        ({"kind": "centre", "name": "ЦРО", "act_id": 999999}, "act_id"),
        ({"kind": "centre", "name": "ЦРО", "legal_form": "ooo"}, "legal_form"),
        ({"kind": "centre", "name": "ЦРО", "starts": "2025-01-02", "ends": "2025-01-01"}, "ends"),
        ({"kind": "centre"}, "name"),
        ({"kind": "centre", "name": "ЦРО", "colour": "red"}, "colour"),
    ],
)
def test_bad_units_are_named(
    client: FlaskClient, staff: Headers, draft: dict[str, object], field: str
) -> None:
    answer = client.post(PATH, json=draft, headers=staff)
    assert answer.status_code == 422 and answer.mimetype == "application/problem+json"
    assert field in {one["field"] for one in answer.json["fields"]}


@pytest.mark.clause("OK-order-2")
def test_one_coordinator_at_a_time(client: FlaskClient, staff: Headers) -> None:
    first = {"kind": "centre", "name": "МКУ «ЦРО»", "coordinator": True, "starts": "2024-01-01"}
    assert client.post(PATH, json=first, headers=staff).status_code == 201
    second = client.post(PATH, json={**first, "name": "Другой центр"}, headers=staff)
    assert second.status_code == 422 and second.json["fields"][0]["field"] == "coordinator"
    assert "МКУ «ЦРО»" in second.json["fields"][0]["message"]


def test_units_of_another_district_do_not_exist(app: Flask, client: FlaskClient, staff: Headers) -> None:
    made = client.post(PATH, json={"kind": "umo", "name": "УМО 2"}, headers=staff).json["id"]
    theirs = token_for(app, "luga", "administrator")
    for path in (f"/{made}", f"/{made}/history"):
        assert client.get(f"/api/v1/luga/units{path}", headers=theirs).status_code == 404
    change = client.put(f"/api/v1/luga/units/{made}", json={"kind": "club", "name": "X"}, headers=theirs)
    assert change.status_code == 404


def test_teachers_read_and_do_not_write(app: Flask, client: FlaskClient) -> None:
    teacher = token_for(app, "oktyabrsky", "teacher")
    assert client.get(PATH, headers=teacher).status_code == 200
    assert client.post(PATH, json={"kind": "umo", "name": "УМО"}, headers=teacher).status_code == 403


@pytest.mark.clause("PE-1.2")
def test_coverage_of_functions(app: Flask, client: FlaskClient) -> None:
    headers = token_for(app, "pervomaisky", "methodist")
    answer = client.get("/api/v1/pervomaisky/functions", headers=headers).json
    assert answer["total"] == 17 and not any(one["covered"] for one in answer["items"])
    assert answer["items"][0] == {
        "code": "2.1.1",
        "title": "Анализ профессиональных и информационных потребностей",
        "direction": "2.1",
        "level": "municipal",
        "clause": "",
        "covered": False,
        "holders": [],
    }
    kemerovo = client.get("/api/v1/kemerovo/functions", headers=token_for(app, "kemerovo", "methodist")).json
    assert kemerovo["total"] == 83
