"""A council's year by the API: a body, its composition by an act, a meeting from draft to decisions."""

from datetime import date, time

import pytest
from flask import Flask

from tests.meetings.council import DAY, Council
from tests.meetings.speaking import Program

MEETING = {"form": "in_person", "starts_on": "2026-03-20", "starts_time": "15:00", "place": "Зал"}
QUESTION = {"title": "О наставниках", "decides": "recommendation", "draft": "Рекомендовать школам"}


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    return Council(app, "luga").seated(13)


@pytest.fixture
def program(council: Council, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setattr("service.core.clock.now", lambda: council.now)
    council.at(date(2026, 3, 2))
    return Program.of(council)


@pytest.mark.clause("LU2-4.6-form", "LU2-4.8-notice", "LU2-4.8-agenda", "LU2-4.9-open", "LU2-4.9-advisory")
def test_a_meeting_from_its_draft_to_its_decision(program: Program, council: Council) -> None:
    made = program.post("/meetings", {**MEETING, "body_id": council.body_id}, 201)
    one = f"/meetings/{made['id']}"
    assert (made["state"], made["starts_at"]) == ("draft", "2026-03-20T15:00:00+03:00")
    item = program.post(f"{one}/items", QUESTION, 201)
    assert program.post(f"{one}/schedule")["state"] == "scheduled"
    notice = program.post(f"{one}/notice", status=201)
    assert (notice["number"], notice["content"]["questions"]) == (1, ["О наставниках"])
    for person in council.people:
        told = {"channel": "paper", "sent_on": "2026-03-02", "sent_time": "15:00", "evidence": "подпись"}
        given = program.call("PUT", f"{one}/deliveries/{person}", told)
        assert (given["verdict"]["rule"], given["verdict"]["status"]) == ("council.notice", "pass")
    cutoff = next(each for each in program.get(one)["deadlines"] if each["kind"] == "agenda_cutoff")
    assert cutoff["due_on"] == "2026-03-18"
    program.post(f"{one}/close-agenda", status=409)
    council.at(DAY)
    program.post(f"{one}/close-agenda")
    for person in council.people[:9]:
        program.call("PUT", f"{one}/presence/{person}", {"status": "present"})
    opened = program.post(f"{one}/open", {})
    assert (opened["state"], opened["presider_id"]) == ("in_session", council.people[0])
    held = program.post(f"/agenda-items/{item['id']}/rounds", {}, 201)
    assert (held["established"], held["electors"], held["decision"]) == (13, 9, None)
    votes = [{"person_id": person, "choice": "for"} for person in council.people[:9]]
    assert program.post(f"/rounds/{held['id']}/votes", {"votes": votes})["counts"] == {}
    decision = program.post(f"/rounds/{held['id']}/close")["decision"]
    assert (decision["outcome"], decision["force"], decision["votes_for"]) == ("adopted", "advisory", 9)
    assert program.post(f"{one}/close")["state"] == "closed"
    card = program.get(one)
    assert [each["verdict"]["status"] for each in card["stored"]] == ["pass"] * 4
    assert {each["left_at"] for each in program.get(f"{one}/presence")["items"][0]["intervals"]} != {None}
    listed = program.get(
        f"/meetings?body_id={council.body_id}&state=closed&since=2026-03-20&until=2026-03-20"
    )
    assert [each["id"] for each in listed["items"]] == [made["id"]]


def test_a_broken_rule_speaks_in_the_same_words_with_its_verdict(program: Program, council: Council) -> None:
    meeting_id, (item,) = council.noticed(date(2026, 4, 20))
    council.at(date(2026, 4, 20), time(15))
    program.post(f"/meetings/{meeting_id}/close-agenda")
    for person in council.people[:6]:
        program.call("PUT", f"/meetings/{meeting_id}/presence/{person}", {"status": "present"})
    refused = program.post(f"/meetings/{meeting_id}/open", {}, 422)
    assert refused["code"] == "rule_broken"
    assert "Основание: прил. 2, п. 4.6" in refused["detail"]
    assert (refused["verdict"]["rule"], refused["verdict"]["shortfall"]) == ("council.meeting_quorum", 1)
    assert program.post(f"/meetings/{meeting_id}/no-quorum")["state"] == "no_quorum"
    program.post(f"/agenda-items/{item}/rounds", {}, 409)
