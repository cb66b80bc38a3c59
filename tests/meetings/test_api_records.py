"""Records by the API: bodies and their acts, versions, materials, proposals, notices, moves."""

import io
from datetime import date
from typing import Any

import pytest
from flask import Flask

from service.meetings.actions.materials import LARGEST
from tests.meetings.council import DAY, Council
from tests.meetings.speaking import Program

TEXT = "Проект решения".encode()
MULTIPART = "multipart/form-data"


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    return Council(app, "luga").seated(13)


@pytest.fixture
def program(council: Council, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setattr("service.core.clock.now", lambda: council.now)
    council.at(date(2026, 3, 2))
    return Program.of(council)


@pytest.mark.clause("LU2-4.1", "LU2-4.4")
def test_a_body_its_composition_by_an_act_and_its_past(program: Program, council: Council) -> None:
    made = program.post("/bodies", {"name": "Экспертный совет", "kind": "expert_council"}, 201)
    one = f"/bodies/{made['id']}"
    assert program.get(one)["composition"]["established"] is None
    offices = ("chair", "deputy", "secretary", "member", "member")
    seats = [
        {"person_id": person, "office": office}
        for person, office in zip(council.people, offices, strict=False)
    ]
    act = {"act_id": council.act(date(2026, 3, 1), "9"), "established_seats": 7, "starts": "2026-03-01"}
    refused = program.post(f"{one}/compositions", {**act, "seats": seats[1:]}, 422)
    assert (refused["verdict"]["rule"], refused["verdict"]["clause"]) == (
        "council.offices",
        "прил. 2, п. 4.1",
    )
    seated = program.post(f"{one}/compositions", {**act, "seats": seats}, 201)
    assert (seated["established"], seated["filled"], seated["vacant"]) == (7, 5, 2)
    assert [each["office"] for each in seated["members"]][:3] == ["chair", "deputy", "secretary"]
    assert program.get(f"{one}/composition?on=2026-02-28")["members"] == []
    given = {"person_id": council.people[1], "basis": "Распоряжение № 3", "given_on": "2026-03-02"}
    assert program.post(f"{one}/instructions", given, 201)["giver_id"] == council.people[0]
    assert program.get(f"{one}/instructions")["total"] == 1
    changed = program.call(
        "PUT", one, {"name": "Экспертный совет при ОМСУ"}, headers={"If-Match": f'"{made["version"]}"'}
    )
    assert changed["version"] == made["version"] + 1
    stale = program.call("PUT", one, {"name": "Иначе", "version": made["version"]}, 409)
    assert stale["current"]["name"] == "Экспертный совет при ОМСУ"
    assert program.get(f"{one}/history")["items"][0]["changed"] == ["name"]
    kinds = {each["kind"] for each in program.get("/bodies?kind=expert_council")["items"]}
    assert kinds == {"expert_council"}
    program.get("/bodies?kind=choir", 422)


def test_materials_come_before_the_meeting_opens(program: Program, council: Council) -> None:
    meeting_id, (item,) = council.noticed(DAY)
    one = f"/meetings/{meeting_id}/materials"

    def upload(content: bytes, status: int, **form: Any) -> Any:
        data = {**form, "file": (io.BytesIO(content), "Проект решения.docx", "application/msword")}
        return program.call("POST", f"{one}/files", status=status, data=data, content_type=MULTIPART)

    link = program.post(one, {"title": "Положение", "url": "https://example.test/1", "item_id": item}, 201)
    file = upload(TEXT, 201, title="Проект", item_id=str(item))
    assert (file["file_name"], file["size"], file["item_id"]) == ("Проект решения.docx", len(TEXT), item)
    answer = program.open("GET", f"/materials/{file['id']}/file")
    assert (answer.status_code, answer.data, answer.mimetype) == (200, TEXT, "application/msword")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%D0%9F")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for form in ({"title": "Чужой", "item_id": "99999"}, {"item_id": "x"}):
        upload(TEXT, 422, **form)
    upload(b"", 422)
    assert upload(b"1" * LARGEST, 201)["size"] == LARGEST
    assert upload(b"1" * (LARGEST + 1), 413)["code"] == "too_large"
    program.post(one, {"title": "Сценарий", "url": "javascript:alert(1)"}, 422)
    assert program.get(one)["total"] == 3
    assert program.open("DELETE", f"/materials/{link['id']}").status_code == 204
    assert program.open("GET", f"/materials/{link['id']}/file").status_code == 404
    council.at(DAY)
    program.post(f"/meetings/{meeting_id}/close-agenda")
    for person in council.people[:7]:
        program.call("PUT", f"/meetings/{meeting_id}/presence/{person}", {"status": "present"})
    program.post(f"/meetings/{meeting_id}/open", {})
    program.post(one, {"title": "Поздно", "url": "https://example.test/2"}, 409)
    assert program.open("DELETE", f"/materials/{file['id']}").status_code == 409


@pytest.mark.clause("LU2-4.8-extra", "LU2-3.1.4")
def test_proposals_in_time_late_and_answered(program: Program, council: Council) -> None:
    meeting_id, _ = council.noticed(DAY)
    offered, states = f"/bodies/{council.body_id}/proposals", []
    for day in (date(2026, 3, 18), date(2026, 3, 19)):
        council.at(day)
        draft = {"title": f"О практиках {day}", "author": "Школа № 3", "meeting_id": meeting_id}
        made = program.post(offered, draft, 409 if states else 201)
        if states:
            assert made["code"] == "late" and "Основание: прил. 2, п. 4.8" in made["detail"]
            assert made["verdict"]["rule"] == "council.agenda_proposal"
            made = made["current"]
            assert program.get(offered)["items"][0]["id"] == made["id"], "refused, and kept"
        states.append((made["state"], made["verdict"]["status"]))
        item = program.post(f"/proposals/{made['id']}/include", {"meeting_id": meeting_id}, 201)
        assert item["late"] is (made["state"] == "late")
        answered = program.post(f"/proposals/{made['id']}/answer", {"answer": "Включён в повестку"})
        assert (answered["state"], answered["item_id"]) == ("included", item["id"])
    assert states == [("in_time", "pass"), ("late", "fail")]
    assert program.get(f"{offered}?size=1")["next"] is not None
    moved = program.post(f"/agenda-items/{item['id']}/move", {"number": 1})
    assert moved["number"] == 1
    assert [each["number"] for each in program.get(f"/meetings/{meeting_id}/items")["items"]] == [1, 2, 3]
    assert program.open("DELETE", f"/agenda-items/{item['id']}").status_code == 204
    stale = {**{"title": "Вопрос"}, "version": 99}
    left = program.get(f"/meetings/{meeting_id}/items")["items"][0]
    assert program.call("PUT", f"/agenda-items/{left['id']}", stale, 409)["current"]["id"] == left["id"]


@pytest.mark.clause("LU2-4.8-notice")
def test_a_notice_that_bounced_and_a_meeting_that_moved(program: Program, council: Council) -> None:
    meeting_id, _ = council.noticed(DAY)
    one, person = f"/meetings/{meeting_id}", council.people[3]
    assert program.get(one)["undelivered"] == 0
    program.post(f"{one}/deliveries/{person}/bounce", {"reason": "Ящик переполнен"})
    assert program.get(one)["undelivered"] == 1
    council.at(date(2026, 3, 17))
    told = {"channel": "phone", "sent_on": "2026-03-17", "sent_time": "14:00", "evidence": "звонок"}
    late = program.call("PUT", f"{one}/deliveries/{person}", told)
    assert (late["verdict"]["status"], late["verdict"]["clause"]) == ("fail", "прил. 2, п. 4.8")
    program.call("PUT", f"{one}/deliveries/{council.person('Чужой')}", told, 404)
    seen = program.get(one)
    moved = {"form": "in_person", "starts_on": "2026-04-10", "starts_time": "10:00", "place": "Зал"}
    stale = program.post(f"{one}/postpone", {**moved, "version": seen["version"] - 1}, 409)
    assert stale["current"]["version"] == seen["version"]
    assert program.post(f"{one}/postpone", {**moved, "version": seen["version"]})["state"] == "postponed"
    again = program.post(f"{one}/notice", status=201)
    assert (again["number"], again["material"]) == (2, True)
    assert [each["number"] for each in program.get(f"{one}/notices")["items"]] == [2, 1]
    assert program.get(one)["undelivered"] == 13
    program.post(f"{one}/notice", status=409)


def test_a_sitting_with_guests_breaks_and_another_presider(program: Program, council: Council) -> None:
    given = {"person_id": council.people[1], "basis": "Распоряжение № 4", "given_on": "2026-03-02"}
    program.post(f"/bodies/{council.body_id}/instructions", given, 201)
    meeting_id, (item,) = council.opened(9)
    one = f"/meetings/{meeting_id}"
    guest = program.post(f"{one}/guests", {"name": "Петров П. П.", "category": "press"}, 201)
    assert (guest["status"], guest["person_id"], guest["here"]) == ("guest", None, False)
    letter = {"person_id": council.people[12], "text": "Поддерживаю", "item_id": item}
    assert program.post(f"{one}/opinions", letter, 201)["item_id"] == item
    assert program.post(f"{one}/suspend")["state"] == "suspended"
    assert program.post(f"{one}/suspend")["state"] == "in_session"
    assert program.post(f"{one}/hand-over", {"presider_id": council.people[1]})["presider_office"] == "deputy"
    assert program.post(f"{one}/keeper", {"person_id": council.people[5]})["keeper_id"] == council.people[5]
    away = program.post(f"{one}/presence/{council.people[8]}/leave", {})
    assert (away["here"], len(away["intervals"])) == (False, 1)
    assert program.get(one)["presence"] == {
        "established": 13, "filled": 13, "room": 8, "sheets": 0, "counted": 8,
    }  # fmt: skip
    program.call("PUT", f"{one}/presence/{council.people[8]}", {"status": "excused"}, 422)
    program.post(f"{one}/no-quorum", status=409)
