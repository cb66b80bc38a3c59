"""One indicator and the home page for programs."""

from collections.abc import Iterator

import pytest
from flask import Flask

from service.config import Settings
from tests.accounts import token_for
from tests.database import RECORDS, database, settings_for

SLUG = "ust-koksa"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings on a database whose districts have people and registers."""
    with database(RECORDS) as name:
        yield settings_for(name, tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def get(app: Flask):
    """Gets an address of a filled district as a methodist."""
    client, headers = app.test_client(), token_for(app, SLUG, "methodist")

    def call(path, status=200):
        answer = client.get(f"/api/v1/{SLUG}{path}", headers=headers)
        assert answer.status_code == status, f"{path}: {answer.get_data(as_text=True)[:400]}"
        return answer.json

    return call


def test_one_indicator_is_the_one_of_the_list(get):
    listed = next(one for one in get("/indicators")["items"] if one["code"] == "uk.19.4")
    one = get("/indicators/uk.19.4")
    assert {name: one[name] for name in listed} == listed
    assert one["formula"]["ru"] and one["quote"] and one["verdict"]["ru"]
    sizes = {
        side: get(f"/indicators/uk.19.4/members?side={side}")["total"]
        for side in ("numerator", "denominator")
    }
    assert sizes["numerator"] == one["sizes"]["numerator"] == one["numerator"]
    assert sizes["denominator"] == one["sizes"]["denominator"] == one["denominator"]
    get("/indicators/no.such", 404)


def test_canonical_indicators_without_records_are_told_when_asked(app: Flask):
    headers = token_for(app, "kemerovo", "methodist")
    asked = "/api/v1/kemerovo/indicators?records="
    some, none = (app.test_client().get(asked + one, headers=headers).json for one in ("some", "none"))
    assert none["total"] > 0 and not {one["code"] for one in some["items"]} & {
        one["code"] for one in none["items"]
    }
    assert all(one["informational"] for one in none["items"])


def test_an_indicator_through_time(get):
    past = get("/indicators/uk.19.4/history")["items"]
    days = [one["as_of"] for one in past]
    assert days == sorted(days) and len(days) > 2
    assert past[-1]["numerator"] == get("/indicators/uk.19.4")["numerator"]


def test_the_home_page(get):
    home = get("/home")
    assert home["filled"]["people"] > 0 and home["name"]["ru"]
    assert {one["code"] for one in home["indicators"]} <= {one["code"] for one in get("/indicators")["items"]}
    assert any(one["module"] == "council" for one in home["sections"])
