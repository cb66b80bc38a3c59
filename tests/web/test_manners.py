"""Manners of the API, the same at every address: pages, tags, versions, methods, refusals, languages."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts import token_for
from tests.people.makers import person, school

SLUG = "luga"
API = f"/api/v1/{SLUG}"
COUNCIL = {"name": "Совет", "kind": "council"}


@pytest.fixture(scope="module")
def headers(app: Flask) -> dict[str, str]:
    return token_for(app, SLUG, "administrator")


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    yield app.test_client()


ELSEWHERE = ("/changes", "/profile/districts", "/profile/inherited")
"""What goes on by marks, and what is there for a region or under one only."""


@pytest.fixture(scope="module")
def lists(app: Flask) -> list[str]:
    """Lists of the district that take no number in their address."""
    paths = app.test_client().get("/api/v1/openapi.json").get_json()["paths"]
    found = [
        path.replace("{slug}", SLUG)
        for path, known in paths.items()
        if "get" in known and "items" in str(known["get"]["responses"]["200"]) and path.count("{") == 1
    ]
    asked = {
        path.replace("{slug}", SLUG) for path, known in paths.items() if must_be_asked(known.get("get", {}))
    }
    return [path for path in found if not path.endswith(ELSEWHERE) and path not in asked]


def must_be_asked(known: dict[str, Any]) -> bool:
    """Whether an address answers nothing without a word of the question: which two versions to compare."""
    return any(one["in"] == "query" and one.get("required") for one in known.get("parameters", []))


def test_ten_thousand_rows_on_a_page_are_refused_everywhere(
    client: FlaskClient, headers: dict[str, str], lists: list[str]
) -> None:
    assert len(lists) > 50
    for path in lists:
        answer = client.get(f"{path}?size=10000", headers=headers)
        assert (answer.status_code, answer.json["code"]) == (422, "invalid"), path
        assert answer.json["fields"] == [
            {
                "field": "size",
                "message": "На странице от 1 до 200 записей; следующую страницу называет поле next.",
            }
        ]
        for wrong in ("size=0", "page=0", "page=x", "no_such=1"):
            assert client.get(f"{path}?{wrong}", headers=headers).status_code == 422, (path, wrong)
        assert client.get(f"{path}?page=1&size=200", headers=headers).status_code == 200, path


def test_a_list_made_whole_comes_by_pages_when_asked(client: FlaskClient, headers: dict[str, str]) -> None:
    whole = client.get(f"{API}/rules", headers=headers).json
    assert len(whole["items"]) == whole["total"] and whole["next"] is None
    found, path = [], f"{API}/rules?size=50"
    while path:
        page = client.get(path, headers=headers).json
        found += [one["id"] for one in page["items"]]
        path = page["next"]
    assert found == [one["id"] for one in whole["items"]]


def records(app: Flask, client: FlaskClient, headers: dict[str, str]) -> dict[str, dict[str, Any]]:
    """A record of every kind that is written by its version: address -> a body that changes it."""
    place = school(app, SLUG)
    who = person(app, SLUG, "Меткина", place)
    job = client.get(f"{API}/employments?person_id={who}", headers=headers).json["items"][0]
    council = client.post(f"{API}/councils", json=COUNCIL, headers=headers).json
    absent = client.get(f"{API}/structure", headers=headers).json["absent"][0]["code"]
    unit = {"kind": absent, "name": "Единица"}
    made = client.post(f"{API}/units", json=unit, headers=headers).json
    member = client.post(
        f"{API}/units/{made['id']}/members", json={"person_id": who, "office": "member"}, headers=headers
    ).json
    return {
        f"/people/{who}": {"last_name": "Меткина", "first_name": "Айару", "phone": "1"},
        f"/employments/{job['id']}": {
            "organisation_id": place,
            "position": "teacher",
            "position_title": "Старший учитель",
            "starts": "2015-09-01",
        },
        f"/councils/{council['id']}": {**COUNCIL, "name": "Другой"},
        f"/units/{made['id']}": {**unit, "name": "Другая"},
        f"/unit-members/{member['id']}": {"person_id": who, "office": "head"},
    }


def test_the_tag_of_a_record_goes_back_as_its_version(
    app: Flask, client: FlaskClient, headers: dict[str, str]
) -> None:
    for path, body in records(app, client, headers).items():
        first = client.get(API + path, headers=headers)
        tag = first.headers["ETag"]
        assert re.fullmatch(rf'"{first.json["version"]}\.[0-9a-f]{{32}}"', tag), path
        again = client.get(API + path, headers={**headers, "If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b""), path
        matched = {**headers, "If-Match": tag}
        changed = client.put(API + path, json=body, headers=matched)
        assert changed.status_code == 200, (path, changed.json)
        assert changed.headers["ETag"] == client.get(API + path, headers=headers).headers["ETag"] != tag
        late = client.put(API + path, json=body, headers=matched)
        assert (late.status_code, late.json["code"]) == (409, "conflict"), path
        assert late.json["current"] == client.get(API + path, headers=headers).json | (
            {"name": None} if "unit-members" in path else {}
        ), path
        odd = client.put(API + path, json=body, headers={**headers, "If-Match": "odd"})
        assert odd.status_code == 422, path


def test_methods_that_are_not_there_name_those_that_are(client: FlaskClient, headers: dict[str, str]) -> None:
    for path, allowed in (
        ("/api/v1/tenants", {"GET", "HEAD", "OPTIONS"}),
        (f"{API}/councils", {"GET", "HEAD", "OPTIONS", "POST"}),
        (f"{API}/councils/1", {"GET", "HEAD", "OPTIONS", "PUT", "DELETE"}),
    ):
        answer = client.patch(path, headers=headers)
        assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
        assert set(answer.headers["Allow"].split(", ")) == allowed
        asked = client.options(path)
        assert (asked.status_code, set(asked.headers["Allow"].split(", "))) == (200, allowed)


def test_a_head_is_a_get_without_its_body(client: FlaskClient, headers: dict[str, str]) -> None:
    full, bare = (getattr(client, name)(f"{API}/rules", headers=headers) for name in ("get", "head"))
    assert (bare.status_code, bare.data) == (200, b"") and bare.headers["ETag"] == full.headers["ETag"]
    assert client.head(f"{API}/rules").status_code == 401


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        ("/rules", "application/json", 200),
        ("/rules", "*/*", 200),
        ("/rules", "text/html", 406),
        ("/imports/template.xlsx", "application/json", 406),
        ("/profile/export.toml", "application/toml", 200),
    ],
)
def test_an_answer_the_caller_cannot_read_is_refused(
    client: FlaskClient, headers: dict[str, str], path: str, accept: str, status: int
) -> None:
    answer = client.get(API + path, headers={**headers, "Accept": accept})
    assert answer.status_code == status
    if status == 406:
        assert (answer.mimetype, answer.json["code"]) == ("application/problem+json", "not_acceptable")


def test_every_refusal_names_its_request(client: FlaskClient, headers: dict[str, str]) -> None:
    for answer in (
        client.get(f"{API}/rules"),
        client.get(f"{API}/people/999999", headers=headers),
        client.get(f"{API}/nonsense", headers=headers),
        client.put(f"{API}/councils", headers=headers),
        client.post(f"{API}/councils", data="x", headers=headers),
        client.post(f"{API}/imports", json={}, headers=headers),
        client.post(f"{API}/councils", json={}, headers=headers),
    ):
        assert answer.mimetype == "application/problem+json"
        assert answer.json["request_id"] == answer.headers["X-Request-Id"], answer.json
        assert answer.json["status"] == answer.status_code
    assert client.get(f"{API}/rules").headers["WWW-Authenticate"] == "Bearer"


def test_words_are_in_the_callers_language(client: FlaskClient, headers: dict[str, str]) -> None:
    """The catalogue has an Altai word for few refusals; a code is the same in every language."""
    said = {}
    for language in ("ru", "alt"):
        by_header = client.get(f"{API}/home", headers={**headers, "Accept-Language": language})
        by_name = client.get(f"{API}/home?lang={language}", headers=headers)
        assert by_header.json == by_name.json
        said[language] = {one["title"] for one in by_name.json["sections"]}
    assert said["ru"] != said["alt"]
    assert client.get(f"{API}/home?lang=fr", headers=headers).status_code == 400


def test_an_empty_text_that_may_be_absent_is_absent(client: FlaskClient, headers: dict[str, str]) -> None:
    draft = {"name": "Школа", "code": "empty", "type": "general", "short_name": ""}
    made = client.post(f"{API}/organisations", json=draft, headers=headers)
    assert made.status_code == 201 and made.json["short_name"] is None


def test_a_body_over_the_limit_is_refused(app: Flask, client: FlaskClient, headers: dict[str, str]) -> None:
    body = b"x" * (app.config["MAX_CONTENT_LENGTH"] + 1)
    answer = client.post(f"{API}/councils", data=body, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json["code"]) == (413, "too_large")
