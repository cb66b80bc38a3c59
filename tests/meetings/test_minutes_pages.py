"""Minutes on pages: begun, written, sent, signed with the password, downloaded, refused to others."""

import io

import pytest
from flask import Flask

from service.meetings.queries import meetings as reads
from service.meetings.queries import minutes as minutes_reads
from tests.accounts import PASSWORD, browser_as
from tests.client import Browser
from tests.meetings.after import closed, let_sign
from tests.meetings.council import Council


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    """A council of five by an act, whose members may sign."""
    made = Council(app, "luga").seated(5)
    let_sign(made)
    return made


def of(council: Council, number: int) -> Browser:
    """A browser where a member is signed in."""
    return Browser(council.app).sign_in(f"member-{council.people[number]}@luga.test", PASSWORD)


@pytest.mark.clause("LU2-4.10-secretary", "LU2-4.10-protocol")
def test_the_secretary_writes_the_chair_signs(council: Council) -> None:
    meeting_id = closed(council, present=5)
    place = f"/luga/meetings/{meeting_id}/minutes"
    secretary, chair = of(council, 2), of(council, 0)
    assert "Составить протокол" not in chair.get(place).text
    page = secretary.send(place, form=f"{place}/begin")
    assert "черновик" in page.text
    with council.acting() as scope:
        (item,) = reads.agenda(scope, meeting_id)
    form = f"{place}/items/{item.id}"
    page = secretary.send(form, heard="Доклад об итогах.", spoke="Ответы на вопросы.")
    assert "Доклад об итогах." in page.text and "За 5, против 0" in page.text
    page = secretary.post(form, 409, heard="Моё слово", spoke="", version="1")
    assert "Доклад об итогах." in page.text and "Моё слово" in page.html.html
    page = secretary.send(form, heard="Обязать отчитаться", decided="Обязать школы отчитаться")
    assert page.text.count("звучит как приказ") == 1
    page = secretary.send(form, heard="Доклад об итогах года.", spoke="Ответы на вопросы.", decided="")
    assert "звучит как приказ" not in page.text
    assert "Как было раньше" in secretary.get(form).text
    chair.post(f"{place}/review", 403)
    assert secretary.client.get(f"{place}/minutes.pdf").data.startswith(b"%PDF")
    stranger = browser_as(council.app, "luga", "teacher")
    assert "до подписи его видят" in stranger.get(place).text
    for hidden in ("minutes.pdf", "pages/1.png", f"items/{item.id}"):
        assert stranger.client.get(f"{place}/{hidden}").status_code == 403
    page = secretary.send(place, form=f"{place}/review")
    assert "Протокол № 1" in page.text
    first = secretary.client.get(f"{place}/minutes.pdf").data
    assert "Пароль не подходит" in chair.send(f"{place}/sign", 422, form=f"{place}/sign", password="no").text
    page = chair.send(f"{place}/sign", form=f"{place}/sign", password=PASSWORD)
    assert "подписан" in page.text and "Простая электронная подпись" in page.text
    assert secretary.client.get(f"{place}/minutes.pdf").data == first
    assert stranger.client.get(f"{place}/minutes.pdf").data == first
    assert secretary.client.get(f"{place}/copy.docx").data.startswith(b"PK")
    assert secretary.client.get(f"{place}/pages/1.png").data.startswith(b"\x89PNG")
    assert secretary.client.get(f"{place}/pages/9.png").status_code == 404
    page = secretary.send(place, form=f"{place}/copies/prepare")
    assert page.text.count("ещё нет") == 5
    page = secretary.send(f"{place}/amendments/new", text="Вместо «май» читать «июнь»", reason="Описка")
    assert "ждёт подписи" in page.text


def test_a_scan_is_recorded_by_the_secretary_alone(council: Council) -> None:
    meeting_id = closed(council, present=5)
    place = f"/luga/meetings/{meeting_id}/minutes"
    secretary = of(council, 2)
    secretary.send(place, form=f"{place}/begin")
    secretary.send(place, form=f"{place}/review")
    with council.acting() as scope:
        row = minutes_reads.minutes_of(scope, meeting_id)
        assert row is not None
        told = {"sha256": row.pdf_sha256, "person_id": council.people[1]}
    for number, status in ((3, 403), (2, 302)):
        browser = of(council, number)
        scan = {"file": (io.BytesIO(b"scan"), "scan.png", "image/png"), "csrf_token": browser.token(), **told}
        assert browser.client.post(f"{place}/sign-paper", data=scan).status_code == status
    assert "Подпись на бумаге" in secretary.get(place).text
