"""The API after a meeting: minutes from draft to signed, both texts in a conflict, decisions and the rest."""

import hashlib
import io
from typing import Any

import pytest
from flask import Flask

from service.meetings.queries import meetings as reads
from tests.accounts import PASSWORD, token_for
from tests.meetings.after import closed, decided, let_sign
from tests.meetings.council import Council


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    """A council of five by an act, whose members may sign."""
    made = Council(app, "luga").seated(5)
    let_sign(made)
    return made


@pytest.fixture(scope="module")
def call(council: Council) -> Any:
    """Ask the API as a program with the secretary's token."""
    client = council.app.test_client()
    keeper = token_for(council.app, "luga", "secretary")

    def ask(method: str, path: str, status: int = 200, form: Any = None, **body: Any) -> Any:
        sent = {"data": form} if form else {"json": body} if method != "get" else {}
        answer = client.open(f"/api/v1/luga{path}", method=method.upper(), headers=keeper, **sent)
        assert answer.status_code == status, answer.get_data(as_text=True)
        return answer.get_json(silent=True) or answer

    return ask


def test_minutes_by_the_api(council: Council, call: Any) -> None:
    meeting_id = closed(council, present=5)
    with council.acting() as scope:
        (item,) = reads.agenda(scope, meeting_id)
    assert call("get", f"/meetings/{meeting_id}/minutes")["items"] == []
    one = call("post", f"/meetings/{meeting_id}/minutes", 201)
    block = f"/minutes/{one['id']}/blocks/{item.id}"
    first = call("put", block, heard="Первый")["version"]
    call("put", block, heard="Второй", version=first)
    conflict = call("put", block, 409, heard="Третий", version=first)
    assert conflict["current"]["heard"] == "Второй"
    sent = call("post", f"/minutes/{one['id']}/review")
    assert (sent["state"], sent["number"], sent["intact"]) == ("review", 1, True)
    call("post", f"/minutes/{one['id']}/sign", 403, sha256=sent["pdf_sha256"], password=PASSWORD)
    assert call("get", f"/minutes/{one['id']}/paper.pdf").data.startswith(b"%PDF")
    form = {"kind": "paper", "sha256": sent["pdf_sha256"], "person_id": str(council.people[1])}
    scan = {**form, "file": (io.BytesIO(b"scan"), "scan.png", "image/png")}
    put = call("post", f"/minutes/{one['id']}/signatures", 201, form=scan)
    assert put["state"] == "signed"
    assert [(each["office"], each["kind"]) for each in put["signatures"]] == [("deputy", "paper")]
    assert len(call("post", f"/minutes/{one['id']}/copies")["copies"]) == 5
    amended = call("post", f"/minutes/{one['id']}/amendments", 201, text="Читать иначе", reason="Описка")
    assert [each["state"] for each in amended["amendments"]] == ["draft"]
    (each,) = amended["amendments"]
    assert call("get", f"/amendments/{each['id']}/paper.pdf").data.startswith(b"%PDF")
    scan = {"kind": "paper", "person_id": form["person_id"], "file": (io.BytesIO(b"scan"), "scan.png")}
    call("post", f"/amendments/{each['id']}/signatures", 409, form={**scan, "sha256": sent["pdf_sha256"]})
    scan["file"] = (io.BytesIO(b"scan"), "scan.png")
    put = call("post", f"/amendments/{each['id']}/signatures", 201, form={**scan, "sha256": each["sha256"]})
    assert [one["state"] for one in put["amendments"]] == ["signed"]


def test_what_follows_by_the_api(council: Council, call: Any) -> None:
    decision = decided(council, draft="Предложить план 2026")
    found = call("get", f"/decisions?q=план 2026&body_id={council.body_id}&kind=proposal")
    assert [each["id"] for each in found["items"]] == [decision.id]
    made = call(
        "post",
        f"/decisions/{decision.id}/assignments",
        201,
        text="Сделать",
        owner="Школы",
        due_on="2026-04-01",
    )
    assert call("get", "/assignments?overdue=true")["total"] == 1
    assert call("post", f"/assignments/{made['id']}/report", report="Готово")["state"] == "done"
    assert call("get", f"/decisions?unsent=true&body_id={council.body_id}")["total"] == 2
    counted = call("get", f"/bodies/{council.body_id}/tasks?since=2026-01-01&until=2026-12-31")["items"]
    assert [(each["code"], each["decisions"]) for each in counted][:2] == [("2.1.1", 1), ("2.1.2", 0)]
    told = {"addressee": "Комитету", "number": "17", "sent_on": "2026-03-25"}
    refused = call("post", f"/decisions/{decision.id}/dispatches", 422, **told)
    assert "answer_due" in str(refused)
    sent = call("post", f"/decisions/{decision.id}/dispatches", 201, **told, answer_due="2026-04-24")
    assert call("get", "/dispatches?unanswered=true")["total"] == 1
    for form, name in (("pdf", "pdf_sha256"), ("docx", "docx_sha256")):
        paper = call("get", f"/dispatches/{sent['id']}/paper.{form}").data
        assert hashlib.sha256(paper).hexdigest() == sent[name]
    answer = {"answered_on": "2026-04-25", "outcome": "declined"}
    assert call("post", f"/dispatches/{sent['id']}/answer", **answer)["outcome"] == "declined"
    asked = call(
        "post", f"/bodies/{council.body_id}/information-requests", 201, addressee="Комитет", text="Кадры"
    )
    call("post", f"/information-requests/{asked['id']}/answer", answered_on=asked["sent_on"], answer="Есть")
    assert call("get", "/information-requests?unanswered=true")["total"] == 0
