"""One verdict, one wording (I2, I4): on pages, by the API, in the minutes; refused alike by every way."""

from datetime import time
from typing import Any

import pytest
from flask import Flask

from service.config import Settings
from service.meetings.actions import agenda, attending, sitting
from service.meetings.model.judged import Judged
from service.meetings.queries import meetings as reads
from service.tenancy.scope import Scope
from tests.accounts import browser_as
from tests.client import Browser
from tests.meetings.after import drafted
from tests.meetings.ballots import Ballots
from tests.meetings.council import DAY, Council
from tests.meetings.speaking import Program
from tests.meetings.test_api_refusals import by_action, by_command, by_job
from tests.meetings.test_papers import docx_words


@pytest.fixture
def council(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Council:
    """A council of thirteen in Luga whose moment all shells live in."""
    made = Council(app, "luga").seated(13)
    monkeypatch.setattr("service.core.clock.now", lambda: made.now)
    return made


def plain(text: str) -> str:
    """Words and single spaces."""
    return " ".join(text.split())


def pronounced(council: Council, meeting_id: int) -> dict[str, Any]:
    """The verdict that a meeting rests on, as it is stored."""
    with council.acting() as scope:
        row = reads.meeting(scope, meeting_id)
        return dict(scope.db.get_one(Judged, (scope.tenant.id, row.verdict_id)).verdict)


def in_the_room(council: Council) -> int:
    """In person, six of thirteen come."""
    meeting_id, _ = council.noticed(DAY)
    council.at(DAY)
    with council.acting() as scope:
        agenda.close_agenda(scope, meeting_id)
        for person in council.people[:6]:
            attending.mark(scope, meeting_id, person, {"status": "present"})
    with council.acting() as scope:
        sitting.declare_no_quorum(scope, meeting_id)
    return meeting_id


def by_sheets(council: Council) -> int:
    """By correspondence, five of thirteen sheets come in time and two late."""
    ballots = Ballots.issued(council)
    for member in range(5):
        ballots.online(member)
    council.at(DAY, time(18, 30))
    for member in (5, 6):
        assert ballots.online(member).status == "late"
    assert ballots.tallied()[0] == "no_quorum"
    return ballots.meeting_id


@pytest.mark.parametrize("held", [in_the_room, by_sheets])
def test_a_verdict_has_the_same_words_on_the_page_in_the_api_and_in_the_minutes(
    council: Council, held: Any
) -> None:
    meeting_id = held(council)
    said = pronounced(council, meeting_id)
    sentence, clause = plain(said["message"]["ru"]), said["clause"]
    drafted(council, meeting_id)
    browser: Browser = browser_as(council.app, "luga", "administrator")
    program = Program.of(council)
    text = plain(browser.get(f"/luga/meetings/{meeting_id}").text)
    assert sentence in text and clause in text
    told = program.get(f"/meetings/{meeting_id}")
    assert sentence in [plain(one["verdict"]["message"]["ru"]) for one in told["stored"]]
    paper = browser.client.get(f"/luga/meetings/{meeting_id}/minutes/minutes.docx")
    printed = " ".join(docx_words(paper.data))
    assert sentence in printed and clause in printed
    if held is by_sheets:
        (late,) = {one["reason"] for one in _receipts(program, meeting_id) if one["status"] == "late"}
        text = plain(browser.get(f"/luga/meetings/{meeting_id}/sheets").text)
        assert "(МСК)" in late and plain(late) in text and plain(late) in printed


def _receipts(program: Program, meeting_id: int) -> list[dict[str, Any]]:
    told = program.get(f"/meetings/{meeting_id}/sheets")
    return [one for sheet in told["items"] for one in sheet["receipts"]]


@pytest.mark.clause("LU2-4.6-quorum-inperson")
def test_a_meeting_without_quorum_is_refused_in_the_words_of_its_verdict(
    council: Council, settings: Settings
) -> None:
    """A page, the API, a command, a job and the action itself."""
    meeting_id, _ = council.noticed(DAY)
    council.at(DAY)
    with council.acting() as scope:
        agenda.close_agenda(scope, meeting_id)
        for person in council.people[:6]:
            attending.mark(scope, meeting_id, person, {"status": "present"})

    def act(scope: Scope) -> Any:
        return sitting.open_meeting(scope, meeting_id)

    program, browser = Program.of(council), browser_as(council.app, "luga", "administrator")
    told = program.post(f"/meetings/{meeting_id}/open", {}, 422)
    answer = browser.client.post(f"/luga/meetings/{meeting_id}/open", data={"csrf_token": browser.token()})
    page = plain(answer.text.replace("&nbsp;", " "))
    detail = plain(told["detail"])
    assert answer.status_code == 422 and detail in page
    ways = {by_action(council, act), by_job(council, settings, act), by_command(council, settings, act)}
    assert {plain(one) for one in ways} == {detail}
    with council.acting() as scope:
        sitting.declare_no_quorum(scope, meeting_id)
    said = pronounced(council, meeting_id)
    assert plain(said["message"]["ru"]) in detail and said["clause"] in detail
    assert told["verdict"]["message"] == said["message"] and told["verdict"]["remedy"] == said["remedy"]
