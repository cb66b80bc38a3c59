"""Subscriptions and what is coming: who sees what; addresses that work, are revoked, are foreign."""

from datetime import timedelta

import pytest
from flask import Flask
from icalendar import Calendar

from service.access.model import Membership
from service.core import clock
from service.meetings.actions import calling, noticing
from tests.accounts import account, browser_as, scope_of, token_for
from tests.client import Browser
from tests.meetings.council import Council


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    return Council(app, "ust-koksa", now=clock.now()).seated(4)


@pytest.fixture(scope="module")
def announced(council: Council) -> int:
    """A meeting that members know of, beside a draft and one that is only scheduled."""
    day = (council.now + timedelta(days=30)).date()
    council.meeting(day + timedelta(days=1), place="Тайный зал")
    meeting_id, _ = council.meeting(day, "hybrid", items=2)
    with council.acting() as scope:
        noticing.announce(scope, meeting_id)
        calling.create(scope, council.body_id, council.draft(day, place="Черновой зал"))
    return meeting_id


@pytest.fixture
def member(app: Flask, council: Council) -> Browser:
    """A browser where the member with number three is signed in."""
    email = account(app, "ust-koksa", "teacher")
    with scope_of(app, "ust-koksa").db as db:
        held = db.query(Membership).filter_by(role="teacher", organisation_id=None, person_id=None).first()
        if held is not None:
            held.person_id = council.people[3]
        db.commit()
    return Browser(app).sign_in(email, "very-good-password-1")


def subscribe(browser: Browser, body_id: int | None = None) -> str:
    """The path of a new subscription."""
    page = browser.send("/ust-koksa/calendar/feeds", form="/ust-koksa/calendar/feeds", body_id=body_id or "")
    address = page.one(".notice code").text()
    assert address.startswith("http://localhost/ust-koksa/calendar/") and address.endswith(".ics")
    return str(address.removeprefix("http://localhost"))


@pytest.mark.parametrize("own", [True, False])
def test_a_subscription_shows_what_was_announced(
    app: Flask, council: Council, announced: int, member: Browser, own: bool
) -> None:
    path = subscribe(member, None if own else council.body_id)
    answer = app.test_client().get(path)
    assert answer.status_code == 200 and answer.mimetype == "text/calendar"
    calendar = Calendar.from_ical(answer.data)
    assert calendar["X-WR-CALNAME"] == ("Мои заседания" if own else "Методический совет")
    assert calendar["X-WR-TIMEZONE"] == "Asia/Barnaul"
    meetings = [
        one for one in calendar.walk("VEVENT") if str(one["UID"]).startswith("meeting-") and "DTEND" in one
    ]
    assert [str(one["UID"]) for one in meetings] == [f"meeting-{announced}.ust-koksa@metodsluzhba"]
    assert str(meetings[0]["DTSTART"].dt.tzinfo) == "Asia/Barnaul" and "ATTENDEE" not in meetings[0]
    assert any("Приём листов" in one["SUMMARY"] for one in calendar.walk("VEVENT"))
    text = answer.get_data(as_text=True)
    assert "зал" in text and "Тайный" not in text and "Черновой" not in text and "Член0" not in text
    again = app.test_client().get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert "max-age=900" in answer.headers["Cache-Control"]


def test_a_term_that_is_done_is_no_longer_in_the_calendar(app: Flask) -> None:
    """Members were told, so nobody is to be told; the minutes are still to be written."""
    council = Council(app, "luga", now=clock.now()).seated(4)
    council.noticed((council.now + timedelta(days=25)).date())
    keeper = browser_as(app, "luga", "administrator")
    where = "/luga/calendar/feeds"
    page = keeper.send(where, form=where, body_id=council.body_id)
    path = page.one(".notice code").text().removeprefix("http://localhost")
    listed = Calendar.from_ical(app.test_client().get(path).data).walk("VEVENT")
    said = " ".join(str(one["SUMMARY"]) for one in listed)
    assert "Подготовить протокол" in said and "Известить членов" not in said


def test_a_revoked_address_and_a_foreign_one_lead_nowhere(
    app: Flask, announced: int, member: Browser
) -> None:
    path = subscribe(member)
    reader = app.test_client()
    assert reader.get(path).status_code == 200
    assert reader.get(path.replace("/ust-koksa/", "/luga/")).status_code == 404
    assert reader.get("/ust-koksa/calendar/unknown.ics").status_code == 404
    member.send("/ust-koksa/calendar/feeds", form=revocation(member))
    assert reader.get(path).status_code == 404


def revocation(browser: Browser) -> str:
    """The action that revokes the newest subscription."""
    forms = browser.get("/ust-koksa/calendar/feeds").html.css("details.confirm form")
    return str(forms[0].attributes["action"])


def test_an_address_stops_with_the_membership_of_its_owner(
    app: Flask, announced: int, member: Browser
) -> None:
    path = subscribe(member)
    with scope_of(app, "ust-koksa").db as db:
        db.query(Membership).filter_by(role="teacher").update({"person_id": None})
        db.commit()
    assert app.test_client().get(path).status_code == 404


def test_what_is_coming_by_day(app: Flask, council: Council, announced: int, signed_in: object) -> None:
    reader = signed_in("ust-koksa", "school_tutor").get("/ust-koksa/calendar")  # type: ignore[operator]
    assert "Лужский ИМЦ, зал" in reader.text and "Тайный зал" not in reader.text
    assert reader.links()["очно-заочное заседание"] == f"/ust-koksa/meetings/{announced}"
    assert "Приём листов голосования" in reader.text
    keeper = signed_in("ust-koksa", "administrator").get("/ust-koksa/calendar")  # type: ignore[operator]
    assert "Тайный зал" in keeper.text and "Черновой зал" in keeper.text
    other = signed_in("ust-koksa", "administrator").get("/ust-koksa/calendar?body=999")  # type: ignore[operator]
    assert "Ничего не назначено" in other.text


def test_one_meeting_as_a_file(app: Flask, council: Council, announced: int, member: Browser) -> None:
    path = f"/ust-koksa/meetings/{announced}/invitation.ics"
    (event,) = Calendar.from_ical(member.client.get(path).data).walk("VEVENT")
    assert event["SUMMARY"] == "Заседание: Методический совет"
    assert app.test_client().get(path).status_code == 302
    quiet, _ = council.meeting((council.now + timedelta(days=50)).date())
    assert member.client.get(f"/ust-koksa/meetings/{quiet}/invitation.ics").status_code == 404


def test_programs_make_and_revoke_subscriptions(app: Flask, council: Council, announced: int) -> None:
    program, key = app.test_client(), token_for(app, "ust-koksa", "methodist")
    url = "/api/v1/ust-koksa/calendar-feeds"
    refused = program.post(url, json={}, headers=key)
    assert refused.status_code == 409, "a key has no meetings of its own"
    made = program.post(url, json={"body_id": council.body_id}, headers=key)
    assert made.status_code == 201 and made.json is not None
    path = made.json["address"].removeprefix("http://localhost")
    assert app.test_client().get(path).status_code == 200
    listed = program.get(url, headers=key).get_json()
    assert [one["body"] for one in listed["items"]] == ["Методический совет"]
    assert "address" not in listed["items"][0] and "digest" not in listed["items"][0]
    revoked = program.post(f"{url}/{made.json['id']}/revoke", headers=key)
    assert revoked.status_code == 200 and revoked.get_json()["revoked_at"]
    assert app.test_client().get(path).status_code == 404
