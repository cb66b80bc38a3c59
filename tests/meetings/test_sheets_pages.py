"""Pages of opinion sheets: the secretary's register, the member's own sheet, where a QR mark leads."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from flask import Flask
from pypdf import PdfReader

from service.access.model import Account, Membership
from service.core import clock
from service.core.columns import life
from service.meetings.queries import meetings as reads
from service.meetings.queries import sheets as sheet_reads
from service.meetings.queries.sheets import Line
from tests.accounts import HASHED, PASSWORD, browser_as, scope_of
from tests.client import Browser
from tests.meetings.ballots import council_of
from tests.meetings.council import Council


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    """A council of four that lives now."""
    council = council_of(app, 4)
    council.now = clock.now()
    return council


@pytest.fixture(scope="module")
def meeting_id(council: Council) -> int:
    """A vote by correspondence ten days from now with two questions."""
    return council.noticed(council.now.date() + timedelta(days=10), "correspondence", 2)[0]


def member(council: Council, number: int) -> Browser:
    """A browser where a member is signed in."""
    email = f"sheet-{council.people[number]}@luga.test"
    with scope_of(council.app, council.slug).db as db:
        if db.query(Account).filter_by(email=email).one_or_none() is None:
            made = Account(email=email, name=f"Член {number}", password_hash=HASHED)
            db.add(made)
            db.flush()
            person, since = council.people[number], life(date(2020, 1, 1))
            db.add(Membership(account_id=made.id, role="teacher", person_id=person, valid=since))
        db.commit()
    return Browser(council.app).sign_in(email, PASSWORD)


def lines(council: Council, meeting_id: int) -> list[Line]:
    with council.acting() as scope:
        found = sheet_reads.register(scope, meeting_id)
        scope.db.expunge_all()
        return found


def marks(council: Council, meeting_id: int, *choices: str) -> dict[str, str]:
    with council.acting() as scope:
        from_agenda = [one.id for one in reads.agenda(scope, meeting_id)]
    return {f"mark_{item}": choice for item, choice in zip(from_agenda, choices, strict=True)}


def test_sheets_are_issued_marked_confirmed_and_registered(council: Council, meeting_id: int) -> None:
    here = f"/luga/meetings/{meeting_id}"
    clerk = browser_as(council.app, "luga", "administrator")
    clerk.post(f"{here}/sheets/issue")
    assert "Выдано 4" in clerk.get(f"{here}/sheets").text
    chair = member(council, 3)
    assert "Сдайте лист до" in chair.get(f"{here}/my-sheet").text
    given = marks(council, meeting_id, "for", "against")
    asked = chair.post(f"{here}/my-sheet", 200, **given)
    assert "Проверьте и сдайте" in asked.text
    assert "Что учтено" not in chair.get(f"{here}/my-sheet").text
    chair.post(f"{here}/my-sheet", sure="1", **given)
    counted = chair.get(f"{here}/my-sheet").text
    assert "Учтён" in counted
    assert "Не сдан" in clerk.get(f"{here}/sheets").text
    chair.get(f"{here}/sheets", 403)


def test_a_paper_is_entered_twice_and_the_code_leads_there(council: Council, meeting_id: int) -> None:
    here = f"/luga/meetings/{meeting_id}"
    code = next(
        one.sheet.code for one in lines(council, meeting_id) if one.sheet.person_id == council.people[1]
    )
    clerk, second = (browser_as(council.app, "luga", role) for role in ("administrator", "methodist"))
    assert clerk.get(f"/luga/sheets/{code}").one("#field-code").attributes["value"] == code
    assert "Мой опросный лист № 2" in member(council, 1).get(f"/luga/sheets/{code}").text
    member(council, 3).get(f"/luga/sheets/{code}", 404)
    now = reads.local(scope_of(council.app, "luga"), clock.now())
    typed = {"code": code, "received_on": f"{now:%Y-%m-%d}", "received_time": f"{now:%H:%M}", "signed": "1"}
    given = marks(council, meeting_id, "for", "abstain")
    clerk.post(f"{here}/sheets/paper", **typed, **given)
    assert "проверит другой" in clerk.get(f"{here}/sheets").text
    line = next(one for one in lines(council, meeting_id) if one.sheet.code == code)
    reading = f"{here}/sheets/receipts/{line.receipts[0].row.id}"
    wrong = second.post(reading, 422, **marks(council, meeting_id, "for", "for"))
    assert "вопросы 2" in wrong.text
    second.post(reading, **given)
    assert next(one for one in lines(council, meeting_id) if one.sheet.code == code).status == "valid"


def test_all_sheets_print_with_their_codes(council: Council, meeting_id: int) -> None:
    here = f"/luga/meetings/{meeting_id}"
    clerk = browser_as(council.app, "luga", "administrator")
    pages = PdfReader(BytesIO(clerk.client.get(f"{here}/sheets.pdf").data)).pages
    said = [page.extract_text() for page in pages]
    assert len(said) == 4
    assert all("Требования к заполнению" in text for text in said)
    assert all(any(one.sheet.code in text for text in said) for one in lines(council, meeting_id))
    assert clerk.client.get(f"{here}/sheets.docx").data.startswith(b"PK")
    assert member(council, 0).client.get(f"{here}/my-sheet.pdf").data.startswith(b"%PDF")


def test_the_sheet_of_another_is_not_taken(council: Council, meeting_id: int) -> None:
    stranger = browser_as(council.app, "luga", "methodist")
    stranger.get(f"/luga/meetings/{meeting_id}/my-sheet", 404)
    stranger.post(f"/luga/meetings/{meeting_id}/my-sheet", 403, sure="1")
