"""Headers, errors and limits: every answer is closed, none tells what is inside."""

from collections.abc import Iterator

import psycopg
import pytest
from flask import Flask

from service.config import MEGABYTE
from tests.isolation.crawling import Visitor
from tests.isolation.inspecting import faults
from tests.isolation.pair import SLUG_A, Pair

OFF = (
    "/nowhere",
    f"/{SLUG_A}/nowhere",
    "/no-such-district/",
    "/api/v1/no-such-district/rules",
    f"/api/v1/{SLUG_A}/nowhere",
    f"/{SLUG_A}/people/0",
    f"/{SLUG_A}/people/99999999999999999999999999",
    f"/{SLUG_A}/people/-1",
    f"/{SLUG_A}/people/?page=-5&size=100000000",
    f"/{SLUG_A}/people/?organisation=' OR 1=1 --",
    f"/{SLUG_A}/events/?page=9999999999999999999",
    f"/api/v1/{SLUG_A}/trainings?person_id=1;DROP TABLE x",
    f"/api/v1/{SLUG_A}/trainings?person_id=999999999999999999",
    f"/api/v1/{SLUG_A}/indicators?as_of=9999-99-99",
    f"/{SLUG_A}/monitoring/?as_of=0001-01-01",
    f"/{SLUG_A}/?year=99999999",
    f"/{SLUG_A}/?lang=xx",
    f"/{SLUG_A}/people/?q=%00",
    "/static/../../etc/passwd",
    "/static/nothing.css",
    "/%2e%2e/",
)


@pytest.fixture(scope="module")
def visitor(app: Flask, pair: Pair) -> Visitor:
    """The administrator of A."""
    return Visitor(app, "administrator")


@pytest.fixture
def broken(admin: psycopg.Connection, pair: Pair) -> Iterator[None]:
    """A database where a table is missing: our own fault, with SQL in its error."""
    admin.execute("ALTER TABLE mms.event RENAME TO gone")
    yield
    admin.execute("ALTER TABLE mms.gone RENAME TO event")


@pytest.mark.parametrize("path", OFF)
def test_odd_addresses_are_answered_decently(path: str, visitor: Visitor) -> None:
    answer = visitor.browser.client.get(path, headers=visitor.headers if "/api/" in path else {})
    assert answer.status_code < 500
    assert [
        one for one in faults(answer, "administrator") if "cached" not in one or answer.status_code == 200
    ] == []


def test_our_own_fault_tells_nothing(visitor: Visitor, broken: None) -> None:
    page = visitor.browser.client.get(f"/{SLUG_A}/events/")
    program = visitor.browser.client.get(f"/api/v1/{SLUG_A}/events", headers=visitor.headers)
    for answer in (page, program):
        assert answer.status_code == 500
        assert faults(answer, "administrator") == []
    assert "Ошибка на нашей стороне" in page.get_data(as_text=True)
    assert program.mimetype == "application/problem+json"
    assert program.get_json()["code"] == "internal"


@pytest.mark.parametrize("path", ["/", f"/{SLUG_A}/people/", "/sign-in", "/account/"])
def test_redirects_and_pages_of_nobody_are_closed_too(path: str, app: Flask, pair: Pair) -> None:
    assert faults(app.test_client().get(path)) == []


def test_a_wrong_method_is_refused_with_what_is_allowed(visitor: Visitor) -> None:
    answer = visitor.browser.client.delete(f"/api/v1/{SLUG_A}/events", headers=visitor.headers)
    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["Allow"].replace(" ", "").split(","))
    assert faults(answer, "administrator") == []


@pytest.mark.parametrize("body", [b"", b"[1]", b"{", b"nonsense", b'"text"', b"\xff\xfe"])
def test_a_body_that_is_no_object_is_a_problem(body: bytes, visitor: Visitor) -> None:
    answer = visitor.browser.client.post(
        f"/api/v1/{SLUG_A}/events", data=body, headers=visitor.headers, content_type="application/json"
    )
    assert answer.status_code in (400, 422)
    assert answer.mimetype == "application/problem+json"
    assert faults(answer, "administrator") == []


def test_what_is_over_the_limit_is_refused(visitor: Visitor) -> None:
    answer = visitor.browser.client.post(
        f"/api/v1/{SLUG_A}/events",
        data=b"x" * (11 * MEGABYTE),
        content_type="application/json",
        headers=visitor.headers,
    )
    assert answer.status_code == 413
    assert faults(answer, "administrator") == []


def test_an_upload_over_the_limit_is_refused(visitor: Visitor) -> None:
    answer = visitor.browser.client.post(
        f"/{SLUG_A}/people/imports/new",
        data=b"x" * (11 * MEGABYTE),
        content_type="multipart/form-data; boundary=x",
    )
    assert answer.status_code in (400, 413)
    assert faults(answer, "administrator") == []
