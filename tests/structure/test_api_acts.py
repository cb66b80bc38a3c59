"""What forms do with the structure, done by programs: the tree, people in units, functions, closing."""

from datetime import date

import pytest
from flask import Flask

from tests.accounts import token_for
from tests.people.makers import person, school

SLUG, WITH_FUNCTIONS = "oktyabrsky", "pervomaisky"


@pytest.fixture(scope="module")
def program(app: Flask):
    """Calls the API of a district as its methodist."""
    client = app.test_client()
    headers = {slug: token_for(app, slug, "methodist") for slug in (SLUG, WITH_FUNCTIONS)}

    def call(method, path, status=200, slug=SLUG, **options):
        answer = client.open(f"/api/v1/{slug}{path}", method=method, headers=headers[slug], **options)
        assert answer.status_code == status, f"{path}: {answer.status_code} {answer.get_data(as_text=True)}"
        return answer.get_json(silent=True)

    return call


def test_the_structure_of_a_day_says_what_is_missing(program):
    empty = program("GET", "/structure")
    assert empty["units"] == [] and empty["absent"] and empty["verdicts"]
    kinds = [one["code"] for one in empty["absent"]][:2]
    made = program("POST", "/structure/start", 201, json={"kinds": kinds, "starts": "2026-01-01"})
    assert [one["kind"] for one in made["items"]] == kinds and made["total"] == 2
    now = program("GET", "/structure")
    assert {one["kind"] for one in now["units"]} == set(kinds)
    assert not {one["code"] for one in now["absent"]} & set(kinds)
    assert program("GET", "/structure?on=2025-12-31")["units"] == []
    assert program("POST", "/structure/start", 422, json={"kinds": ["no-such"], "starts": "2026-01-01"})[
        "fields"
    ]


def test_people_come_into_a_unit_and_leave_it(app: Flask, program):
    unit = program("GET", "/units")["items"][0]
    who = person(app, SLUG, "Единицына", school(app, SLUG))
    path = f"/units/{unit['id']}/members"
    draft = {"person_id": who, "office": "member", "starts": "2026-02-01"}
    made = program("POST", path, 201, json=draft)
    assert made["name"].startswith("Единицына") and made["office"] == "member"
    assert program("POST", path, 422, json=draft)["fields"][0]["field"] == "person_id"
    one = f"/unit-members/{made['id']}"
    headed = program("PUT", one, json={**draft, "office": "head", "version": made["version"]})
    assert headed["office"] == "head"
    assert program("PUT", one, 409, json={**draft, "version": made["version"]})["current"]["office"] == "head"
    assert program("GET", "/structure")["units"][0]["head"].startswith("Единицына")
    ended = program("POST", f"{one}/end", json={"last_day": "2026-03-31", "version": headed["version"]})
    assert ended["ends"] == "2026-03-31"
    assert program("POST", f"{one}/end", 409, json={"last_day": "2026-04-30", "version": headed["version"]})
    assert program("GET", f"{path}?on=2026-03-31")["total"] == 1
    assert program("GET", f"{path}?on=2026-04-01")["total"] == 0


def test_a_function_is_given_and_taken(app: Flask, program):
    at = {"slug": WITH_FUNCTIONS}
    before = program("GET", "/structure/matrix", **at)
    code = next(one["code"] for one in program("GET", "/functions", **at)["items"] if not one["covered"])
    who = person(app, WITH_FUNCTIONS, "Функцева", school(app, WITH_FUNCTIONS))
    draft = {"person_id": who, "starts": "2026-01-01"}
    given = program("POST", f"/functions/{code}/holders", 201, json=draft, **at)
    assert program("GET", f"/functions/{code}", **at)["holders"][0]["person_id"] == who
    assert program("GET", "/structure/matrix", **at)["covered"] == before["covered"] + 1
    assert program("POST", f"/functions/{code}/holders", 422, json={**draft, "unit_id": 1}, **at)["fields"]
    end = f"/function-assignments/{given['id']}/end"
    taken = program("POST", end, json={"last_day": "2026-01-31", "version": given["version"]}, **at)
    assert taken["ends"] == "2026-01-31" and program("GET", f"/functions/{code}", **at)["covered"] is False
    late = program("POST", end, 409, json={"last_day": "2026-02-28", "version": given["version"]}, **at)
    assert late["current"]["ends"] == "2026-01-31"
    assert program("GET", f"/functions/{code}?on=2026-01-15", **at)["covered"] is True
    program("GET", "/functions/no-such", 404, **at)


def test_a_unit_is_closed_or_removed(program):
    first, second = program("GET", "/units")["items"][:2]
    program("DELETE", f"/units/{first['id']}", 422)  # it had people
    program("DELETE", f"/units/{second['id']}", 204)
    closed = program("POST", f"/units/{first['id']}/end", json={"last_day": "2026-06-30"})
    assert closed["ends"] == "2026-06-30"
    past = program("GET", f"/units/{first['id']}/history")["items"]
    assert past[0]["changed"] == ["valid"] and past[0]["operation"] == "update"
    assert date.fromisoformat(past[0]["known_from"][:10]) <= date.fromisoformat(past[0]["known_to"][:10])
    assert program("GET", "/units?on=2026-07-01")["total"] == 0
