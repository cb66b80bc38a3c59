"""The API of plans and scores: the same plan, year and score as on the pages."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.core import clock
from service.meetings.actions import closing
from service.meetings.queries import bodies
from tests.accounts import token_for
from tests.meetings.council import Council
from tests.meetings.years import held

Headers = dict[str, str]
API = "/api/v1/luga"


@pytest.fixture(scope="module")
def client(app: Flask) -> Iterator[FlaskClient]:
    """A program."""
    yield app.test_client()


@pytest.fixture(scope="module")
def staff(app: Flask) -> Headers:
    """A token of the district's methodist."""
    return token_for(app, "luga", "methodist")


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    """A council of four that lives now."""
    made = Council(app, "luga")
    made.now = clock.now()
    return made.seated(4)


def test_a_plan_through_the_api(client: FlaskClient, staff: Headers, council: Council) -> None:
    year, body = council.now.year, f"{API}/bodies/{council.body_id}"
    draft = {"year": year, "meetings": [{"month": f"{year}-12-01", "topic": "Итоги"}]}
    plan = client.post(f"{body}/plans", json=draft, headers=staff)
    assert plan.status_code == 201
    assert (plan.json["in_force"], plan.json["adopted_on"]) == (False, None)
    assert client.post(f"{body}/plans", json=draft, headers=staff).status_code == 422  # one plan a year
    one = f"{API}/plans/{plan.json['id']}"
    line = client.post(
        f"{one}/meetings", json={"planned_on": f"{year}-11-30", "topic": "Разбор"}, headers=staff
    )
    assert (line.status_code, line.json["month"]) == (201, f"{year}-11-01")
    address = f"{API}/planned/{line.json['id']}"
    changed = {"month": f"{year}-11-01", "topic": "Разбор практик", "version": line.json["version"]}
    assert client.put(address, json=changed, headers=staff).json["topic"] == "Разбор практик"
    assert client.put(address, json=changed, headers=staff).status_code == 409
    assert client.post(f"{one}/approve", json={}, headers=staff).status_code == 409
    assert client.delete(address, headers=staff).status_code == 204
    card = client.get(one, headers=staff).json
    assert [row["topic"] for row in card["meetings"]] == ["Итоги"]
    assert {v["rule"] for v in card["verdicts"]} == {
        "council.plan",
        "council.frequency",
        "council.plan_frequency",
    }
    back = client.post(f"{one}/return", json={"reason": "Мало"}, headers=staff)
    assert back.json["returned_why"] == "Мало"
    assert [row["year"] for row in client.get(f"{body}/plans", headers=staff).json["items"]] == [year]


def test_the_year_and_its_score(client: FlaskClient, staff: Headers, council: Council) -> None:
    last = council.now.year - 1
    held(council, date(last, 4, 14))
    council.now = clock.now()
    body = f"{API}/bodies/{council.body_id}"
    year = client.get(f"{body}/year?year={last}", headers=staff).json
    assert (year["required"], year["held"], year["feasible"]) == (4, 1, False)
    assert date.fromisoformat(year["parts"][0]["last_call"]) == date(last, 12, 31) - timedelta(days=5)
    open_score = client.get(f"{body}/score?year={last}", headers=staff).json
    assert (open_score["frozen"], open_score["differs"]) == (None, False)
    with council.acting() as scope:
        closing.freeze(scope, bodies.body(scope, council.body_id), last, lambda _: scope.profile)
    score = client.get(f"{body}/score?year={last}", headers=staff).json
    assert score["frozen"] == score["present"] == open_score["present"]
    assert 0 < Fraction(score["present"]["value"]) < 1
    notices = [one for one in score["evidence"] if one["verdict"]["rule"] == "council.notice"]
    assert len(notices) == 4 and all(one["day"] == f"{last}-04-14" for one in notices)
    assert client.get(f"{body}/score?year=1", headers=staff).status_code == 400


def test_the_order_of_work(client: FlaskClient, staff: Headers, council: Council) -> None:
    address = f"{API}/bodies/{council.body_id}/procedure"
    made = client.post(address, json={"text": "Заседания по вторникам"}, headers=staff)
    assert (made.status_code, made.json["number"], made.json["office"]) == (201, 1, "chair")
    assert client.get(address, headers=staff).json["items"][0]["text"] == "Заседания по вторникам"
    teacher = token_for(client.application, "luga", "teacher")
    assert client.post(address, json={"text": "Иначе"}, headers=teacher).status_code == 403
