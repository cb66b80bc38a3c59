"""A meeting in person through the pages: from a draft to the outcome, and what is refused on the way."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from service.core import clock
from tests.client import Browser
from tests.meetings.council import Council

SignedIn = Callable[..., Browser]


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    """A council of nine, whose moment is the present one."""
    made = Council(app, "luga")
    made.now = clock.now()
    return made.seated(9)


def test_a_meeting_from_draft_to_outcome(council: Council, signed_in: SignedIn) -> None:
    browser = signed_in("luga", "methodist")
    body = f"/luga/bodies/{council.body_id}"
    assert "Методический совет" in browser.get("/luga/bodies/").text
    assert "установлено 9, занято 9, вакансий 0" in browser.get(body).text
    today = council.now.astimezone(council.zone).date()
    browser.get(f"{body}/meetings/new")
    page = browser.post(
        f"{body}/meetings/new", form="in_person", kind="ordinary", starts_on=str(today), starts_time="00:01",
        place="Лужский ИМЦ",
    )  # fmt: skip
    assert "Заседание" in page.text
    meeting = page.response.request.path
    browser.get(f"{meeting}/items/new")
    browser.post(
        f"{meeting}/items/new", title="О плане", decides="recommendation", draft="Рекомендовать план"
    )
    browser.post(f"{meeting}/schedule")
    assert "извещение без них" not in browser.get(meeting).text
    register = browser.post(f"{meeting}/announce")
    assert "ещё не вручено" in register.text
    for person in council.people:
        browser.post(
            f"{meeting}/notice/{person}", channel="paper", evidence="подпись", sent_on=str(today),
            sent_time=f"{clock.now().astimezone(council.zone):%H:%M}",
        )  # fmt: skip
    assert "с опозданием" in browser.get(f"{meeting}/notice").text
    refused = browser.post(f"{meeting}/close-agenda")
    assert "Повестка" in refused.text
    _votes(council, browser, meeting)
    assert "Закрыто" in browser.post(f"{meeting}/close").text


def _votes(council: Council, browser: Browser, meeting: str) -> None:
    """Members come one by one; the meeting opens at the half and decides at two thirds."""
    for person in council.people[:4]:
        _mark(browser, f"{meeting}/members/{person}/mark")
    page = browser.post(f"{meeting}/open", status=422)
    assert "нужно 5, не хватает 1" in page.text and "прил. 2, п. 4.6" in page.text
    for person in council.people[4:6]:
        _mark(browser, f"{meeting}/members/{person}/mark")
    page = browser.post(f"{meeting}/open")
    assert "Решения принимать можно" in page.text
    item = page.one("#agenda form[action$='/vote']").attributes["action"]
    round_page = browser.post(item)
    path = round_page.response.request.path
    hands = {f"of-{person}": "for" for person in council.people[:4]}
    browser.post(f"{path}/hands", **hands)
    page = browser.post(f"{path}/close")
    assert "Принято" in page.text and "нужно 4" in page.text


def test_days_are_far_enough(council: Council, signed_in: SignedIn) -> None:
    browser = signed_in("luga", "administrator")
    with council.acting():
        pass
    meeting_id, _ = council.meeting(council.now.date() + timedelta(days=30))
    page = browser.get(f"/luga/meetings/{meeting_id}")
    assert "Известить членов" in page.text and "прил. 2, п. 4.8" in page.text
    assert browser.get("/luga/meetings/").text.count("Методический совет") >= 1


def _mark(browser: Browser, path: str) -> None:
    """Mark a member present: the field's name is the client's word for the answer's number."""
    answer = browser.client.post(path, data={"status": "present", "csrf_token": browser.token()})
    assert answer.status_code == 302


def test_a_late_proposal_is_refused_with_the_clause_and_kept(council: Council, signed_in: SignedIn) -> None:
    """C3: 409 in the words of the regulation; the proposal stands in the list, marked as late."""
    meeting_id, _ = council.meeting((council.now + timedelta(days=1)).date())
    place = f"/luga/bodies/{council.body_id}/proposals"
    browser = signed_in("luga", "methodist")
    page = browser.post(place, 409, title="О поздней практике", author="Школа", meeting_id=meeting_id)
    assert "записано как позднее" in page.text and "прил. 2, п. 4.8" in page.text
    listed = browser.get(place).text
    assert listed.count("О поздней практике") == 1 and "позже срока: только обсудить" in listed
    page = browser.post(place, title="О будущей практике", author="Школа")
    assert "О будущей практике" in page.text and "записано как позднее" not in page.text
