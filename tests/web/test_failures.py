"""Failures answer with words: pages for people, problem+json for programs, never a trace."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from flask import Flask

from service.app import create_app
from service.config import Settings
from tests.accounts import PASSWORD, account, token_for
from tests.client import Browser


@pytest.fixture
def without_queue(settings: Settings) -> Iterator[Flask]:
    """The application with a Valkey that is away."""
    made = create_app(replace(settings, redis_url="redis://127.0.0.1:1/0"))
    yield made
    made.extensions["shell"].engine.dispose()


@pytest.fixture
def without_database(settings: Settings) -> Iterator[Flask]:
    """The application with a database that is away."""
    yield create_app(replace(settings, database_url="postgresql+psycopg://mun_app@127.0.0.1:1/gone"))


def test_problems_of_the_api_are_readable(app: Flask) -> None:
    client = app.test_client()
    for path, method, status in (
        ("/api/v1/nowhere/rules", "GET", 404),
        ("/api/v1/luga/nonsense", "GET", 404),
        ("/api/nonsense", "GET", 404),
        ("/api/v1/luga/rules", "GET", 401),
        ("/api/v1/tenants", "DELETE", 405),
    ):
        answer = client.open(path, method=method)
        assert answer.status_code == status, path
        assert answer.mimetype == "application/problem+json", path
        assert "\\u" not in answer.get_data(as_text=True), path
        assert list(answer.json)[:4] == ["type", "title", "status", "code"], path
    assert "GET" in client.delete("/api/v1/tenants").headers["Allow"]


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        ("rule=x", "application/x-www-form-urlencoded", 415, "not_json"),
        ("{", "application/json", 400, "bad_request"),
        ("[" * 200_000, "application/json", 400, "bad_request"),
        ('{"rule": "\\ud800"}', "application/json", 400, "bad_request"),
        ('{"rule": "a\\u0000b"}', "application/json", 422, "invalid"),
        ("[]", "application/json", 422, "invalid"),
    ],
)
def test_odd_bodies_are_refused_in_words(app: Flask, body: str, kind: str, status: int, code: str) -> None:
    headers = token_for(app, "luga", "administrator")
    answer = app.test_client().post("/api/v1/luga/verdicts", data=body, content_type=kind, headers=headers)
    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_zero_sign_and_huge_numbers_are_not_our_fault(app: Flask, browser: Browser) -> None:
    page = browser.post("/sign-in", 422, email="a\0b@luga.test", password="whatever-it-is")
    assert "не подходит" in page.text
    headers = token_for(app, "luga", "administrator")
    client = app.test_client()
    assert client.get(f"/api/v1/luga/people/{10**30}", headers=headers).status_code == 404
    answer = client.get("/api/v1/luga/people?size=200&page=1000000", headers=headers)
    assert answer.status_code == 200 and answer.json["items"] == []


def test_next_page_keeps_what_was_asked(app: Flask) -> None:
    headers = token_for(app, "ust-koksa", "administrator")
    client = app.test_client()
    for number in range(3):
        body = {"name": f"Совет № {number} & «О»", "kind": "council"}
        assert client.post("/api/v1/ust-koksa/councils", json=body, headers=headers).status_code == 201
    answer = client.get("/api/v1/ust-koksa/councils?size=1&kind=council", headers=headers)
    assert answer.json["next"].endswith("?kind=council&page=2&size=1")
    assert client.get(answer.json["next"], headers=headers).json["items"]


def test_entity_tag_holds_with_and_without_compression(app: Flask) -> None:
    client = app.test_client()
    for coding in ("identity", "br", "gzip"):
        accepted = {"Accept-Encoding": coding}
        first = client.get("/api/v1/openapi.json", headers=accepted)
        again = client.get(
            "/api/v1/openapi.json", headers={**accepted, "If-None-Match": first.headers["ETag"]}
        )
        assert (first.status_code, again.status_code) == (200, 304), coding


def test_unknown_places_and_languages_are_pages(browser: Browser) -> None:
    browser.get("/nope", 404)
    browser.get("/luga/nope", 404)
    browser.get("/luga/?lang=fr", 400)
    browser.get("/luga/?year=12345", 400)
    browser.client.set_cookie("year", "0000")
    browser.get("/luga/")


def test_upload_over_the_limit_is_read_to_its_end(app: Flask) -> None:
    """A real browser writes the whole file before it reads the answer."""
    body = BytesIO(b"x" * (app.config["MAX_CONTENT_LENGTH"] + 500_000))
    size = str(len(body.getvalue()))
    given = {"wsgi.input": body, "CONTENT_LENGTH": size, "CONTENT_TYPE": "multipart/form-data; boundary=b"}
    answer = app.test_client().post("/sign-in", environ_overrides=given)
    assert answer.status_code == 413
    assert not body.read()


def test_static_files_are_protected_and_kept(app: Flask, browser: Browser) -> None:
    style = browser.get("/").html.css_first("link[rel=stylesheet]").attributes["href"]
    answer = browser.client.get(style)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert browser.client.get(style, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_upload_over_the_limit_is_a_page(app: Flask, browser: Browser) -> None:
    limit = app.config["MAX_CONTENT_LENGTH"]
    page = browser.client.post("/sign-in", data={"file": (BytesIO(b"x" * (limit + 1)), "a.xlsx")})
    assert page.status_code == 413
    assert "Файл" in page.get_data(as_text=True)


def test_without_queue_signing_in_says_so(settings: Settings, without_queue: Flask) -> None:
    browser = Browser(without_queue)
    page = browser.post("/sign-in", 503, email="administrator@luga.test", password=PASSWORD)
    assert "недоступна" in page.text
    assert page.response.headers["Retry-After"]
    answer = browser.client.get("/readyz")
    assert (answer.status_code, answer.json["database"]) == (503, "ok")
    assert answer.json["queue"] != "ok"


def test_without_queue_a_committed_change_stays(
    app: Flask, without_queue: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The change stands, its event waits in the outbox; nobody is told that nothing was saved."""
    headers = token_for(app, "luga", "administrator")
    monkeypatch.setattr("service.app.REACTIONS", {"council.created": ("people.read_import",)})
    answer = without_queue.test_client().post(
        "/api/v1/luga/councils", json={"name": "Совет", "kind": "council"}, headers=headers
    )
    assert answer.status_code == 201
    assert (
        app.test_client().get(f"/api/v1/luga/councils/{answer.json['id']}", headers=headers).status_code
        == 200
    )


def test_without_database_every_page_says_so(without_database: Flask) -> None:
    client = without_database.test_client()
    for path in ("/", "/luga/", "/luga/settings/users"):
        answer = client.get(path)
        assert answer.status_code == 503, path
        assert "База данных сейчас недоступна" in answer.get_data(as_text=True)
    assert client.get("/api/v1/luga/rules").mimetype == "application/problem+json"
    assert client.get("/healthz").status_code == 200


def test_ready_names_the_schema(app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    assert browser.client.get("/readyz").json == {
        "status": "ok", "database": "ok", "migrations": "ok", "queue": "ok",
    }  # fmt: skip
    monkeypatch.setattr("service.portal.views.revisions.newest", lambda: "9999")
    answer = browser.client.get("/readyz")
    assert answer.status_code == 503
    assert "9999" in answer.json["migrations"]


def test_a_failure_page_that_fails_is_still_an_answer(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.web.failures.render_template", lambda *_args, **_kwargs: 1 / 0)
    answer = app.test_client().get("/luga/nope")
    assert answer.status_code == 404
    assert answer.get_data(as_text=True)


def test_hosts_outside_the_list_are_refused(settings: Settings) -> None:
    made = create_app(replace(settings, public_url="https://mms.example"))
    client = made.test_client()
    assert client.get("/healthz", base_url="https://mms.example").status_code == 200
    assert client.get("/healthz", base_url="https://evil.example").status_code == 400
    cookie = client.get("/account/forgotten", base_url="https://mms.example").headers["Set-Cookie"]
    assert cookie.startswith("__Host-mms=") and "Secure" in cookie and "HttpOnly" in cookie
    made.extensions["shell"].engine.dispose()


def test_account_without_a_role_here_is_refused(app: Flask, browser: Browser) -> None:
    browser.sign_in(account(app, "luga", "administrator"), PASSWORD)
    browser.get("/pervomaisky/settings/users", 403)
