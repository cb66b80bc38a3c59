"""The API of opinion sheets by tokens: a program keeps the register, and votes for nobody."""

from datetime import timedelta

import pytest
from flask import Flask

from service.core import clock
from service.meetings.queries import meetings as reads
from service.meetings.queries import sheets as sheet_reads
from tests.accounts import token_for
from tests.meetings.ballots import council_of
from tests.meetings.council import Council

API = "/api/v1/luga"


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    """A council of four that lives now."""
    council = council_of(app, 4)
    council.now = clock.now()
    return council


def test_sheets_by_program(council: Council) -> None:
    meeting_id, (item,) = council.noticed(council.now.date() + timedelta(days=10), "correspondence")
    client, clerk = council.app.test_client(), token_for(council.app, "luga", "administrator")
    sheets = f"{API}/meetings/{meeting_id}/sheets"
    issued = client.post(sheets, headers=clerk, json={})
    assert (issued.status_code, issued.json) == (201, {"issued": 4, "without": []})
    listed = client.get(sheets, headers=clerk).json["items"]
    assert {one["status"] for one in listed} == {"not_returned"}
    assert "code" not in listed[0]
    with council.acting() as scope:
        code = sheet_reads.register(scope, meeting_id)[0].sheet.code
    marks = [{"item_id": item, "choice": "for"}]
    mine = client.put(f"{API}/meetings/{meeting_id}/my-sheet", headers=clerk, json={"marks": marks})
    assert mine.status_code == 403
    taken = client.post(f"{sheets}/papers", headers=clerk, json={"code": code, "marks": marks})
    assert (taken.status_code, taken.json["status"], taken.json["marks"]) == (201, "pending", None)
    again = client.post(
        f"{API}/sheet-receipts/{taken.json['id']}/verify", headers=clerk, json={"marks": marks}
    )
    assert again.status_code == 403
    assert client.post(f"{sheets}/close", headers=clerk, json={}).status_code == 409
    until = (council.now + timedelta(days=20)).isoformat()
    moved = client.post(f"{sheets}/extend", headers=clerk, json={"until": until})
    assert (moved.status_code, moved.json["state"]) == (200, "balloting")
    with council.acting() as scope:
        assert reads.meeting(scope, meeting_id).extended_at is not None
