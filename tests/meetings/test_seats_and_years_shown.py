"""What pages say of seats and of the year: vacancies, thresholds that mean nothing, the first red day."""

from datetime import date, time

import pytest
from flask import Flask

from tests.accounts import browser_as
from tests.meetings.council import Council
from tests.meetings.speaking import Program
from tests.meetings.variants import profile_of, without
from tests.meetings.years import held

SPOILT = "Норму этого года выполнить уже нельзя"


@pytest.fixture
def luga(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Council:
    """A council of Luga that the service lives beside, at whatever moment."""
    council = Council(app, "luga")
    monkeypatch.setattr("service.core.clock.now", lambda: council.now)
    return council


def test_vacant_seats_are_shown_wherever_seats_are(luga: Council) -> None:
    """A2: established less filled, on every page and by the API; the paper of minutes has both figures."""
    council = luga.seated(12, 15)
    meeting_id, _ = council.noticed(date(2026, 3, 20))
    browser, program = browser_as(council.app, "luga", "administrator"), Program.of(council)
    for page in (
        "/luga/bodies/", "/luga/council/", f"/luga/bodies/{council.body_id}",
        f"/luga/bodies/{council.body_id}/composition", f"/luga/meetings/{meeting_id}",
    ):  # fmt: skip
        assert "вакансий 3" in browser.get(page).text, page
    assert program.get(f"/bodies/{council.body_id}")["composition"]["vacant"] == 3
    assert program.get(f"/bodies/{council.body_id}/composition")["vacant"] == 3


@pytest.mark.parametrize(("seats", "warned"), [(1, True), (2, True), (3, False)])
def test_thresholds_of_one_or_two_seats_are_called_senseless(luga: Council, seats: int, warned: bool) -> None:
    """Edge 7: nothing breaks, the pages say that such a number makes no sense."""
    luga.profile = without(profile_of(luga.app, "luga"), "council.offices")
    council = luga.seated(seats)
    browser = browser_as(council.app, "luga", "administrator")
    for page in ("composition", "plan"):
        said = browser.get(f"/luga/bodies/{council.body_id}/{page}").text
        assert ("пороги теряют смысл" in said) is warned, page


def test_the_year_is_red_on_the_first_day_on_which_it_is_too_late(luga: Council) -> None:
    """B1: two meetings held, none ahead; a meeting of 31.12 can be noticed on 26.12 and not on 27.12."""
    council = luga.seated(4)
    for day in (date(2026, 2, 10), date(2026, 5, 12), date(2026, 9, 15)):
        held(council, day)
    seen = {}
    for day in (date(2026, 12, 26), date(2026, 12, 27)):
        council.at(day, time(0, 1) if day.day == 27 else time(23, 59))
        browser = browser_as(council.app, "luga", "administrator")
        seen[day.day] = browser.get(f"/luga/bodies/{council.body_id}/plan?year=2026")
        told = Program.of(council).get(f"/bodies/{council.body_id}/year?year=2026")
        assert (told["required"], told["held"], told["feasible"]) == (4, 3, day.day == 26)
    assert SPOILT not in seen[26].text and "известить не позднее 26.12.2026" in seen[26].text
    assert SPOILT in seen[27].one(".notice.bad:not([hidden])").text()
