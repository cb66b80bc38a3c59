"""A tenant's own template: uploaded, refused with its faults, filled from real records, withdrawn."""

import io

import pytest
from docx import Document
from flask import Flask

from tests.accounts import browser_as, token_for
from tests.client import Browser
from tests.documents.test_templates import template, text_of
from tests.meetings.after import closed, drafted
from tests.meetings.council import Council

PLACE = "/luga/settings/templates"
MINUTES = template(
    "Протокол № {{ number }} от {{ date }}",
    "{{ questions.number }}. {{ questions.title }}: за {{ questions.for }}, {{ questions.outcome }}",
)


@pytest.fixture(scope="module")
def admin(app: Flask) -> Browser:
    return browser_as(app, "luga", "administrator")


def sent(admin: Browser, content: bytes, status: int = 200, code: str = "minutes") -> str:
    """What the page says after a template was sent."""
    place = f"{PLACE}/{code}"
    token = admin.get(place).html.css_first("input[name=csrf_token]").attributes["value"]
    given = {"csrf_token": token, "note": "Бланк 2026 года", "file": (io.BytesIO(content), "бланк.docx")}
    answer = admin.client.post(place, data=given, follow_redirects=True)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def test_minutes_come_on_the_districts_own_paper(app: Flask, admin: Browser) -> None:
    council = Council(app, "luga").seated(5)
    meeting_id = closed(council, present=5, items=2)
    drafted(council, meeting_id)
    key = str(meeting_id)
    filled = f"{PLACE}/minutes/filled.docx?key={key}"
    assert admin.client.get(filled).status_code == 404
    assert "редакция 1" not in admin.get(PLACE).text
    page = sent(admin, MINUTES)
    assert "Бланк 2026 года" in page and f"key={key}" in page and "в работе" in page
    assert "на бланке района" in admin.get(f"/luga/meetings/{key}/minutes").text
    lines = text_of(admin.client.get(filled).data)
    assert lines[0].startswith("Протокол №  от ") and len(lines) == 3
    assert "за 5" in lines[1] and lines[2].startswith("2. ")
    stranger = browser_as(app, "luga", "teacher")
    assert stranger.client.get(filled).status_code == 403, "a draft is read by those who sit there"
    assert stranger.client.get(PLACE).status_code == 403


def test_a_fault_is_told_and_nothing_is_kept(admin: Browser) -> None:
    before = admin.get(f"{PLACE}/notice").text
    page = sent(admin, template("{{ date }}", "{{ secret_key }}"), 422, "notice")
    assert "Поля «secret_key» у этого документа нет: абзац 2." in page
    assert "Это не документ Word" in sent(admin, b"no document", 422, "notice")
    assert admin.get(f"{PLACE}/notice").text == before


def test_the_program_uploads_and_withdraws_too(app: Flask) -> None:
    client, headers = app.test_client(), token_for(app, "luga", "administrator")
    place = "/api/v1/luga/document-templates"
    offered = client.get(place, headers=headers).json["items"]
    told = {"name": "agenda.title", "title": "Вопрос", "required": False, "kind": "text"}
    fields = next(one["fields_offered"] for one in offered if one["code"] == "notice")
    assert {**told, "sample": "О плане на год"} in fields
    starting = client.get(f"{place}/notice/start.docx", headers=headers).data
    assert any("{{ agenda.title }}" in text for text in text_of(starting))

    def send() -> dict:
        given = {"file": (io.BytesIO(starting), "x.docx")}
        answer = client.post(
            f"{place}/notice", headers=headers, data=given, content_type="multipart/form-data"
        )
        assert answer.status_code == 201, answer.json
        return answer.json

    first, second = send(), send()
    assert (first["number"], second["number"]) == (1, 2)
    assert client.post(f"{place}/notice/{second['id']}/withdraw", headers=headers).json["withdrawn_at"]
    assert client.post(f"{place}/notice/{second['id']}/withdraw", headers=headers).status_code == 409
    for method, path in (("GET", f"{second['id']}.docx"), ("POST", f"{first['id']}/withdraw")):
        assert client.open(f"{place}/minutes/{path}", method=method, headers=headers).status_code == 404
    used = {one["code"]: one["in_use"] for one in client.get(place, headers=headers).json["items"]}
    assert used["notice"]["number"] == 1
    kept = client.get(f"{place}/notice/{first['id']}.docx", headers=headers).data
    assert kept == starting and Document(io.BytesIO(kept))
    assert client.get(f"{place}/unknown", headers=headers).status_code == 404
    assert client.get(f"{place}/notice/filled.docx?key=x", headers=headers).status_code == 404
