"""The description of the API as pages: whole, true to the document, and in words."""

import re
import warnings
from typing import Any

import pytest
from flask import Flask

from service.web.openapi import collections_of, describe
from tests.client import Browser

CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


@pytest.fixture(scope="module")
def written(app: Flask) -> dict[str, Any]:
    with app.test_request_context("/"), warnings.catch_warnings():
        warnings.simplefilter("error")  # two schemas of one name would be told apart by a number
        return describe(app)


def operations(written: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for known in written["paths"].values() for one in known.values()]


def test_everything_is_said_in_russian(written: dict[str, Any]) -> None:
    for one in operations(written):
        assert CYRILLIC.search(one["summary"]), one["operationId"]
        for parameter in one["parameters"]:
            assert CYRILLIC.search(parameter["description"]), (one["operationId"], parameter["name"])
    assert len({one["operationId"] for one in operations(written)}) == len(operations(written)) > 300


def test_answers_say_what_they_always_have(written: dict[str, Any]) -> None:
    person = written["components"]["schemas"]["PersonRecord"]
    assert set(person["required"]) == set(person["properties"]) and "additionalProperties" not in person
    assert written["components"]["schemas"]["PersonDraft"]["additionalProperties"] is False


def test_the_first_page_leads_to_every_collection(app: Flask, browser: Browser) -> None:
    page = browser.get("/api/")
    told = {href for href in page.links().values() if href.startswith("/api/about/")}
    assert told == {f"/api/about/{one.name}" for one in collections_of(app).values()}
    assert "/api/v1/openapi.json" in page.links().values()
    assert browser.get("/api/?lang=alt").html.css_first("html").attributes["lang"] == "alt"


def test_pages_tell_every_operation_once(app: Flask, browser: Browser, written: dict[str, Any]) -> None:
    told: list[str] = []
    for one in collections_of(app).values():
        page = browser.get(f"/api/about/{one.name}")
        for node in page.html.css("section.api-operation"):
            told.append(node.attributes["id"] or "")
            assert node.css_first("pre").text().startswith("curl "), told[-1]
            assert "%(" not in node.text() and "object at 0x" not in node.text()
    assert sorted(told) == sorted(one["operationId"] for one in operations(written))


def test_an_operation_is_told_whole(browser: Browser) -> None:
    text = browser.get("/api/about/employments").one("#api_employments_job_transfer").text()
    for part in (
        "POST", "/api/v1/{slug}/employments/{record_id}/transfer", "first_day", "дата ГГГГ-ММ-ДД",
        "обязательно", "begun.starts", "If-Match", "409", '-d \'{"organisation_id": 1',
    ):  # fmt: skip
        assert part in text, part
    template = browser.get("/api/about/imports").one("#api_imports_import_template").text()
    assert "spreadsheetml" in template and "-OJ" in template
    assert "-F file=@list.xlsx" in browser.get("/api/about/imports").one("#api_imports_create").text()


def test_what_is_not_described_is_a_page(browser: Browser) -> None:
    assert "Такого раздела" in browser.get("/api/about/nothing", 404).text


def test_pages_stay_light(browser: Browser) -> None:
    for path in ("/api/", "/api/about/people", "/api/about/organisations"):
        answer = browser.client.get(path, headers={"Accept-Encoding": "br"})
        assert len(answer.data) < 25_000, path


def test_the_page_of_keys_leads_to_the_description(signed_in: Any) -> None:
    assert "/api/" in signed_in("luga").get("/luga/settings/users").links("main a").values()
