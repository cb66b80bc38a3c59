"""Calendar files: read back with the library, as a calendar program would."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from service.core.clock import instant
from service.meetings.invitations import Addressee, Deadline, Sitting, cancellation, feed, invitation

NOW = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)
ANNA = Addressee("Ӱлӱрген, Анна «Ӧскӱс»", "anna@school.test", "chair")
COUNCIL = Sitting(
    tenant="ust-koksa",
    id=7,
    body="Методический совет",
    title="Методический совет: о плане на год, о наставничестве и о сетевых объединениях района",
    form="in_person",
    zone="Asia/Barnaul",
    starts=datetime(2026, 12, 10, 10, 0),
    organiser_name="Секретарь совета",
    organiser_email="secretary@ust-koksa.test",
    place="Усть-Кокса, ул. Советская, 59; зал 2",
    questions=("О плане работы на 2027 год", "Јаан изӱ айдыҥ турултазы; «Ӱредӱ»"),
)


def event_of(file: bytes) -> Any:
    return Calendar.from_ical(file).walk("VEVENT")[0]


def method_of(file: bytes) -> str:
    return str(Calendar.from_ical(file)["METHOD"])


def test_an_invitation_tells_who_where_when_and_about_what() -> None:
    file = invitation(COUNCIL, ANNA, NOW)
    event = event_of(file)
    assert (method_of(file), event["STATUS"], event["SEQUENCE"]) == ("REQUEST", "CONFIRMED", 0)
    assert event["DTSTAMP"].dt == NOW and event["DTSTART"].params["TZID"] == "Asia/Barnaul"
    assert event["DTSTART"].dt == datetime(2026, 12, 10, 3, 0, tzinfo=UTC)
    assert event["LOCATION"] == COUNCIL.place and "URL" not in event
    assert event["ATTENDEE"] == "mailto:anna@school.test" and event["ATTENDEE"].params["ROLE"] == "CHAIR"
    assert event["ORGANIZER"] == "mailto:secretary@ust-koksa.test"
    said = str(event["DESCRIPTION"]).replace("\u00a0", " ")
    assert "Начало: 10.12.2026, 10:00 (UTC+7)." in said
    assert "1. О плане работы на 2027 год\n2. Јаан изӱ айдыҥ турултазы; «Ӱредӱ»" in said


def test_long_lines_of_two_byte_letters_are_folded_between_letters() -> None:
    file = invitation(replace(COUNCIL, title="Ӱлӱрген айдыҥ " * 30), ANNA, NOW)
    lines = file.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75 and b"\n" not in file.replace(b"\r\n", b"")
    assert all(line.decode("utf-8") is not None for line in lines)
    event = event_of(file)
    assert event["SUMMARY"] == "Ӱлӱрген айдыҥ " * 30
    assert event["ATTENDEE"].params["CN"] == ANNA.name


def test_a_change_keeps_the_name_and_counts_on_and_a_cancellation_ends_it() -> None:
    moved = replace(COUNCIL, starts=datetime(2026, 12, 17, 11, 0), sequence=1, link="https://video.test/k")
    files = [invitation(COUNCIL, ANNA, NOW), invitation(moved, ANNA, NOW), cancellation(moved, ANNA, NOW)]
    events = [event_of(file) for file in files]
    assert [method_of(file) for file in files] == ["REQUEST", "REQUEST", "CANCEL"]
    assert len({str(event["UID"]) for event in events}) == 1
    assert [int(event["SEQUENCE"]) for event in events] == [0, 1, 2]
    assert events[1]["URL"] == "https://video.test/k" and events[2]["STATUS"] == "CANCELLED"
    other = event_of(invitation(replace(COUNCIL, tenant="luga"), ANNA, NOW))
    assert other["UID"] != events[0]["UID"]


def test_only_a_link_stands_where_the_place_would() -> None:
    remote = replace(COUNCIL, place="", link="https://video.test/room")
    assert event_of(invitation(remote, ANNA, NOW))["LOCATION"] == "https://video.test/room"


def test_a_meeting_by_correspondence_ends_when_the_last_sheet_may_come() -> None:
    due = datetime(2026, 12, 14, 18, 0)
    event = event_of(invitation(replace(COUNCIL, form="correspondence", sheets_due=due), ANNA, NOW))
    assert event["DTEND"].dt == datetime(2026, 12, 14, 11, 0, tzinfo=UTC) and event["TRANSP"] == "TRANSPARENT"
    assert "принимаются до 14.12.2026, 18:00" in str(event["DESCRIPTION"]).replace("\u00a0", " ")


@pytest.mark.parametrize("write", [invitation, cancellation])
def test_a_draft_is_sent_to_nobody(write: Any) -> None:
    with pytest.raises(ValueError, match="draft"):
        write(replace(COUNCIL, draft=True), ANNA, NOW)
    with pytest.raises(ValueError, match="cancelled"):
        invitation(replace(COUNCIL, cancelled=True), ANNA, NOW)


MOVED_ZONES = [
    ("Europe/Volgograd", datetime(2018, 10, 27, 10), 3),
    ("Europe/Volgograd", datetime(2018, 10, 28, 10), 4),
    ("Europe/Volgograd", datetime(2020, 12, 26, 10), 4),
    ("Europe/Volgograd", datetime(2020, 12, 27, 10), 3),
    ("Asia/Barnaul", datetime(2016, 3, 26, 10), 6),
    ("Asia/Barnaul", datetime(2016, 3, 27, 10), 7),
    ("Asia/Barnaul", datetime(2026, 7, 27, 10), 7),
]


@pytest.mark.parametrize(("zone", "wall", "hours"), MOVED_ZONES)
def test_zones_that_moved_print_the_hour_of_their_day(zone: str, wall: datetime, hours: int) -> None:
    file = invitation(replace(COUNCIL, zone=zone, starts=wall), ANNA, NOW)
    assert f"DTSTART;TZID={zone}:{wall:%Y%m%dT%H%M%S}".encode() in file
    assert f"(UTC+{hours})" in str(event_of(file)["DESCRIPTION"])
    assert instant(wall, zone) == (wall - timedelta(hours=hours)).replace(tzinfo=UTC)
    # A program that trusts the file's own description of the zone comes to the same moment.
    own = Calendar.from_ical(file).walk("VTIMEZONE")[0].to_tz()
    assert wall.replace(tzinfo=own).utcoffset() == timedelta(hours=hours)


def test_a_feed_shows_what_was_announced_and_the_terms_and_no_draft() -> None:
    term = Deadline("ust-koksa", "minutes-copy-7", "Копии протокола", datetime(2027, 1, 11), "Asia/Barnaul")
    gone = replace(COUNCIL, id=8, cancelled=True)
    file = feed(
        "Методический совет", "Asia/Barnaul", [COUNCIL, gone, replace(COUNCIL, id=9, draft=True)], [term], NOW
    )
    calendar = Calendar.from_ical(file)
    events = {str(one["UID"]).partition(".")[0]: one for one in calendar.walk("VEVENT")}
    assert sorted(events) == ["meeting-7", "meeting-8", "minutes-copy-7"]
    assert events["meeting-8"]["STATUS"] == "CANCELLED" and events["meeting-8"]["SEQUENCE"] == 1
    assert "ATTENDEE" not in events["meeting-7"] and "ORGANIZER" not in events["meeting-7"]
    assert method_of(file) == "PUBLISH" and calendar["X-WR-TIMEZONE"] == "Asia/Barnaul"
    assert (
        b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in file and calendar["X-WR-CALNAME"] == "Методический совет"
    )
    assert len(calendar.walk("VTIMEZONE")) == 1
    assert Calendar.from_ical(feed("Пусто", "Asia/Barnaul", [], [], NOW)).walk("VEVENT") == []


def test_what_people_type_stays_in_its_line() -> None:
    typed = 'Анна "А"; б\r\nBEGIN:VALARM'
    file = invitation(replace(COUNCIL, title=typed), replace(ANNA, name=typed), NOW)
    assert b"\r\nBEGIN:VALARM" not in file
    assert event_of(file)["ATTENDEE"].params["CN"] == typed.replace("\r\n", "\n")
    for bad in ({"link": "https://x.test/\r\nX-A:1"}, {"organiser_email": "a@b.test\r\nX-A:1"}):
        with pytest.raises(ValueError, match="CR or LF"):
            invitation(replace(COUNCIL, **bad), ANNA, NOW)  # type: ignore[arg-type]
