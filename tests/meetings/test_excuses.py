"""An absence with its reason and its paper (council.md D1): attached, opened by the keeper, printed."""

import io
from typing import Any

import pytest
from flask import Flask

from service.documents.paper import to_docx
from service.meetings.actions import agenda, attending
from service.meetings.papers.minutes import minutes as paper
from service.meetings.queries import meetings as reads
from service.meetings.queries import minutes as minutes_reads
from tests.accounts import browser_as
from tests.meetings.council import DAY, Council
from tests.meetings.speaking import Program
from tests.meetings.test_papers import docx_words

PDF = b"%PDF-1.7\n" + b"0" * 100
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 100


@pytest.fixture
def council(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Council:
    made = Council(app, "luga").seated(6)
    monkeypatch.setattr("service.core.clock.now", lambda: made.now)
    return made


def sent(content: bytes) -> dict[str, Any]:
    return {"file": (io.BytesIO(content), "справка.bin", "application/x-whatever")}


def test_an_absence_carries_its_reason_and_its_paper(council: Council) -> None:
    meeting_id, _ = council.noticed(DAY)
    council.at(DAY)
    with council.acting() as scope:
        agenda.close_agenda(scope, meeting_id)
    here, ill = f"/luga/meetings/{meeting_id}", council.people[4]
    keeper = browser_as(council.app, "luga", "administrator")
    form = {"csrf_token": keeper.token(), "status": "excused", "reason": "болезнь", **sent(JPEG)}
    assert keeper.client.post(f"{here}/members/{ill}/mark", data=form).status_code == 302
    link = keeper.get(here).links()["Документ"]
    kept = keeper.client.get(link)
    assert (kept.data, kept.mimetype) == (JPEG, "image/jpeg")
    bad = {"csrf_token": keeper.token(), "status": "excused", "reason": "болезнь", **sent(b"MZ")}
    assert keeper.client.post(f"{here}/members/{council.people[5]}/mark", data=bad).status_code == 422
    other = browser_as(council.app, "luga", "teacher")
    assert "Документ" not in other.get(here).links()
    assert other.client.get(link).status_code == 403
    with council.acting() as scope:
        said = minutes_reads.content(scope, reads.meeting(scope, meeting_id))
        assert "(болезнь)" in " ".join(docx_words(to_docx(paper(said))))
        attending.mark(scope, meeting_id, ill, {"status": "present"})
    assert keeper.client.get(link).status_code == 404, "who came needs no excuse"


def test_a_program_attaches_the_paper(council: Council) -> None:
    meeting_id, _ = council.noticed(DAY)
    program = Program.of(council, "secretary")
    one = f"/meetings/{meeting_id}/presence/{council.people[3]}"
    assert (
        "уважительной причине" in program.call("POST", f"{one}/excuse", status=409, data=sent(PDF))["detail"]
    )
    told = program.call("PUT", one, {"status": "excused", "reason": "командировка"})
    assert told["excuse"] is False
    assert program.call("POST", f"{one}/excuse", status=201, data=sent(PDF))["excuse"] is True
    assert program.open("GET", f"{one}/excuse").data == PDF
    for role in ("member", "auditor", "teacher", "institute_analyst"):
        somebody = Program.of(council, role)
        told = (somebody.open("GET", f"{one}/excuse"), somebody.open("POST", f"{one}/excuse", data=sent(PDF)))
        assert [each.status_code for each in told] == [403, 403], role
