"""Decisions, assignments, dispatches and requests on pages: what the keeper does, what others may not."""

import io

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests.accounts import PASSWORD
from tests.client import Browser
from tests.meetings.after import decided, let_sign
from tests.meetings.council import DAY, Council


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    """A council of five by an act, whose members may sign."""
    made = Council(app, "luga").seated(5)
    let_sign(made)
    return made


def of(council: Council, number: int) -> Browser:
    """A browser where a member is signed in."""
    return Browser(council.app).sign_in(f"member-{council.people[number]}@luga.test", PASSWORD)


def test_a_draft_worded_as_an_order_is_seen_before_it_is_voted_on(council: Council) -> None:
    meeting_id, (item, _) = council.meeting(DAY, items=2)
    secretary = of(council, 2)
    place, form = f"/luga/meetings/{meeting_id}", f"/luga/items/{item}/edit"
    assert "звучит как приказ" not in secretary.get(place).text
    page = secretary.send(form, title="О диагностике", decides="recommendation", draft="Обязать школы")
    assert page.text.count("звучит как приказ") == 1
    assert "звучит как приказ" in secretary.get(form).text


@pytest.mark.clause("LU2-2.1.1")
def test_from_a_decision_to_the_answer(council: Council) -> None:
    decision = decided(council, draft="Обязать школы отчитаться", task="2.1.1")
    secretary, member = of(council, 2), of(council, 4)
    place = f"/luga/decisions/{decision.id}"
    page = secretary.get("/luga/decisions")
    assert page.links()["Обязать школы отчитаться"] == place
    page = secretary.get(f"/luga/decisions?body={council.body_id}&since=2026-01-01&until=2026-12-31&q=школы")
    assert page.text.count("0, задача не работала") == 3
    assert "звучит как приказ" in secretary.get(place).text
    assert "Дать поручение" not in member.get(place).text
    told = {"text": "Собрать заявки", "owner_id": council.people[4], "due_on": "2026-04-01"}
    member.post(f"{place}/assign", 403, **told)
    assert "Укажите, кому" in secretary.post(f"{place}/assign", 422, text="Собрать", due_on="2026-04-01").text
    assert "исполняется" in secretary.post(f"{place}/assign", **told).text
    page = member.get("/luga/assignments?which=mine")
    assert "Собрать заявки" in page.text and "просрочено" in page.text
    (form,) = {node.attributes.get("action") for node in page.html.css("form.confirm-body")}
    assert "исполнено" in member.post(str(form), report="Собрали").text
    told = {"addressee": "Комитету", "number": "17", "sent_on": "2026-03-25"}
    assert secretary.post(f"{place}/dispatch", 422, **told).status == 422
    page = secretary.post(f"{place}/dispatch", **told, answer_due="2026-04-24")
    papers = [link for link in page.links().values() if "/dispatches/" in link]
    assert secretary.client.get(papers[0]).data.startswith(b"%PDF")
    assert "Обязать школы" in secretary.get("/luga/dispatches?unanswered=1").text
    answer = papers[0].replace(".pdf", "/answer")
    page = secretary.post(answer, answered_on="2026-04-25", outcome="partly", answer="Учтём")
    assert "Принято частично" in page.text
    book = load_workbook(io.BytesIO(secretary.client.get("/luga/decisions.xlsx").data))
    rows = list(book.active.values)
    assert rows[1][4] == "Обязать школы отчитаться" and rows[1][9:12] == (5, 0, 0) and rows[1][12] == "17"


@pytest.mark.clause("LU2-3.1.3")
def test_a_request_is_asked_and_answered(council: Council) -> None:
    place = f"/luga/bodies/{council.body_id}/requests"
    secretary = of(council, 2)
    assert "Новый запрос" not in of(council, 4).get(place).text
    page = secretary.send(place, addressee="Комитету", text="Сведения о кадрах", sent_on="2026-03-02")
    assert "ждёт ответа" in page.text
    (form,) = {node.attributes.get("action") for node in page.html.css("form.confirm-body")}
    page = secretary.post(str(form), answered_on="2026-03-10", answer="Справка получена")
    assert "отвечено 10.03.2026" in page.text
