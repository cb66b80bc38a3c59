"""Scans of paper sheets: what may be attached, by whom, once; who opens it, by page and by program."""

import hashlib
import io
from typing import Any

import pytest
from flask import Flask

from service.documents import files
from tests.accounts import browser_as
from tests.meetings.ballots import Ballots, council_of
from tests.meetings.council import Council
from tests.meetings.speaking import Program

PDF = b"%PDF-1.7\n" + b"0" * 100
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 100
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    return council_of(app, 6)


@pytest.fixture
def ballots(council: Council, monkeypatch: pytest.MonkeyPatch) -> Ballots:
    """A vote by correspondence, at the council's own moment."""
    monkeypatch.setattr("service.core.clock.now", lambda: council.now)
    return Ballots.issued(council)


def sent(content: bytes, name: str = "лист.bin") -> dict[str, Any]:
    return {"file": (io.BytesIO(content), name, "application/x-whatever")}


@pytest.mark.parametrize(("content", "kind"), [(PDF, "pdf"), (JPEG, "jpeg"), (PNG, "png")])
def test_a_scan_is_what_its_bytes_say_and_stays(ballots: Ballots, content: bytes, kind: str) -> None:
    program = Program.of(ballots.council)
    address = f"/sheet-receipts/{ballots.paper(3).id}/scan"
    program.get(address, 404)
    told = program.call("POST", address, status=201, data=sent(content))
    assert told["file_id"]
    again = program.call("POST", address, status=409, data=sent(PDF))
    assert "уже приложен" in again["detail"]
    kept = program.open("GET", address)
    assert (kept.data, kept.mimetype.rpartition("/")[2]) == (content, kind)
    assert "attachment" in kept.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (b"<html><script>", 422, "PDF, JPEG или PNG"),
        (b"GIF89a" + b"0" * 50, 422, "PDF, JPEG или PNG"),
        (b"", 422, "Файл пуст"),
        (PDF + b"0" * files.LARGEST, 413, "больше"),
    ],
)
def test_what_is_no_scan_is_refused(ballots: Ballots, content: bytes, status: int, said: str) -> None:
    address = f"/sheet-receipts/{ballots.paper(3).id}/scan"
    told = Program.of(ballots.council).call("POST", address, status=status, data=sent(content))
    assert said in str(told)


def test_only_who_keeps_the_body_opens_a_scan(ballots: Ballots) -> None:
    council = ballots.council
    address = f"/sheet-receipts/{ballots.paper(3).id}/scan"
    online = ballots.online(4)
    keeper = Program.of(council, "secretary")
    assert keeper.call("POST", address, status=201, data=sent(PDF))["channel"] == "paper"
    assert keeper.open("GET", address).status_code == 200
    for role in ("member", "auditor", "teacher", "institute_analyst"):
        other = Program.of(council, role)
        told = (other.open("GET", address), other.open("POST", address, data=sent(PDF)))
        assert [one.status_code for one in told] == [403, 403], role
    keeper.call("POST", f"/sheet-receipts/{online.id}/scan", status=409, data=sent(PDF))


def test_the_pages_take_a_scan_with_the_sheet_or_after_it(ballots: Ballots) -> None:
    here = f"/luga/meetings/{ballots.meeting_id}"
    clerk, second = (browser_as(ballots.council.app, "luga", role) for role in ("administrator", "methodist"))

    def entered(member: int, **more: Any) -> Any:
        form = {
            "csrf_token": clerk.token(),
            "code": ballots.sheet(member).code,
            "received_on": "2026-03-10",
            "received_time": "10:00",
            "signed": "1",
            f"mark_{ballots.items[0]}": "for",
            **more,
        }
        return clerk.client.post(f"{here}/sheets/paper", data=form, content_type="multipart/form-data")

    refused = entered(1, **sent(b"MZ", "virus.pdf"))
    assert (refused.status_code, ballots.statuses(1)) == (422, [])
    assert "PDF, JPEG или PNG" in refused.get_data(as_text=True)
    assert entered(1, **sent(JPEG)).status_code == 302
    assert entered(2, **sent(b"", "")).status_code == 302
    page = clerk.get(f"{here}/sheets")
    assert "Бумажные листы без скана" in page.text
    bare = next(each.row for one in ballots.lines() for each in one.receipts if not each.row.file_id)
    form = {"csrf_token": clerk.token(), **sent(PNG)}
    after = clerk.client.post(f"{here}/sheets/receipts/{bare.id}/scan", data=form)
    assert after.status_code == 302
    assert "Бумажные листы без скана" not in clerk.get(f"{here}/sheets").text
    reading = second.get(f"{here}/sheets/receipts/{bare.id}")
    link = next(one for text, one in reading.links().items() if text == "Открыть скан")
    opened = second.client.get(link)
    assert hashlib.sha256(opened.data).digest() == hashlib.sha256(PNG).digest()
    assert second.client.get(f"/luga/meetings/{2**40}/sheets/receipts/{bare.id}/scan").status_code == 404
