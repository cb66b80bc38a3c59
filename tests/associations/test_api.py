"""The API of associations: the whole way of a year, refusals with the words of the pages, versions."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts import token_for
from tests.associations import staging

PATH = "/api/v1/luga/associations"
Headers = dict[str, str]


@pytest.fixture(scope="module")
def client(app: Flask) -> Iterator[FlaskClient]:
    """A program."""
    yield app.test_client()


@pytest.fixture(scope="module")
def staff(app: Flask) -> Headers:
    """A token of the district's methodist."""
    return token_for(app, "luga", "methodist")


@pytest.fixture(scope="module")
def made(app: Flask) -> tuple[list[int], int]:
    """Ten teachers of a subject, the first with a category, and an act."""

    def make(scope: Any) -> tuple[list[int], int]:
        staging.service(scope)
        people = staging.teachers(scope, 10, "физика")
        staging.category(scope, people[0], "highest")
        return people, staging.act(scope, date(2026, 8, 25))

    found: tuple[list[int], int] = staging.committed(app, "luga", make)
    return found


def test_a_year_by_the_api(client: FlaskClient, staff: Headers, made: tuple[list[int], int]) -> None:
    people, act = made
    draft = {"type": "association", "name": "РМО", "subject": "физика", "year": 2026, "starts": "2026-08-01"}
    refused = client.post(PATH, json=draft | {"subject": "ботаника", "people": people}, headers=staff)
    assert refused.status_code == 422
    (field,) = refused.json["fields"]
    assert field["field"] == "people" and "п. 1.4" in field["message"]
    founded = client.post(PATH, json=draft | {"people": people}, headers=staff)
    assert founded.status_code == 201 and founded.json["state"] == "forming"
    one = f"{PATH}/{founded.json['id']}"
    assert client.get(f"{one}/people", headers=staff).json["total"] == 10
    elected = {"year": 2026, "person_id": people[0], "elected_on": "2026-08-20", "protocol": "№ 1"}
    assert client.post(f"{one}/leader-terms", json=elected, headers=staff).json["state"] == "elected"
    order = {"year": 2026, "act_id": act, "bodies": [founded.json["id"]]}
    rows = client.post(f"{PATH}/order", json=order, headers=staff)
    assert rows.status_code == 201 and rows.json["items"][0]["state"] == "active"
    (term,) = client.get(f"{one}/leader-terms", headers=staff).json["items"]
    assert (term["state"], term["category"], term["extraordinary"]) == ("active", "highest", False)
    forecast = client.put(f"{one}/plan", json={"year": 2026, "forecast": "Рост"}, headers=staff)
    assert forecast.json["forecast"] == "Рост"
    early = client.post(f"{one}/plan/steps", json={"year": 2026, "step": "agreed"}, headers=staff)
    assert early.status_code == 422 and early.json["code"] == "rule_broken"
    item = {"year": 2026, "month": "2026-09-01", "text": "Дело", "tasks": ["t1"], "forms": ["meeting"]}
    entered = client.post(f"{one}/plan-items", json=item, headers=staff)
    assert entered.status_code == 201 and entered.json["tasks"] == ["t1"]
    its = f"{one}/plan-items/{entered.json['id']}"
    del item["year"]
    changed = client.put(its, json=item | {"text": "Другое", "version": 1}, headers=staff)
    assert changed.json["text"] == "Другое" and changed.json["version"] == 2
    assert client.put(its, json=item | {"version": 1}, headers=staff).status_code == 409
    assert client.get(f"{one}/plan-items?year=2026", headers=staff).json["total"] == 1
    assert client.delete(its, headers=staff).status_code == 204
    shown = client.get(f"{PATH}?year=2026&search=физик", headers=staff).json
    assert shown["total"] == 1 and {"association.order", "association.frequency"} <= {
        one["rule"] for one in shown["items"][0]["verdicts"]
    }


def test_a_reader_does_not_write_and_others_do_not_see(
    app: Flask, client: FlaskClient, staff: Headers, made: tuple[list[int], int]
) -> None:
    teacher = token_for(app, "luga", "teacher")
    draft = {"type": "association", "name": "РМО", "subject": "физика", "year": 2026}
    assert client.post(PATH, json=draft, headers=teacher).status_code == 403
    assert client.get(PATH, headers=teacher).status_code == 200
    body = client.get(f"{PATH}?year=2026", headers=staff).json["items"]
    for one in body:
        elsewhere = client.get(f"/api/v1/oktyabrsky/associations/{one['id']}", headers=staff)
        assert elsewhere.status_code in (401, 403, 404)
        refused = client.post(f"{PATH}/{one['id']}/needs", json={}, headers=teacher)
        assert refused.status_code in (403, 422)


def test_the_description_names_every_address(client: FlaskClient) -> None:
    paths = client.get("/api/v1/openapi.json").json["paths"]
    mine = [path for path in paths if "/associations" in path]
    assert len(mine) >= 25
