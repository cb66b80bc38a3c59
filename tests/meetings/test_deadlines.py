"""Deadlines of a meeting, derived from the profile; days are those of the place where the body sits."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from service.meetings.rules.deadlines import Due, MeetingDay, calendar_of, local_day, school_year_of, year_of
from tests.meetings.bodies import policy

MOSCOW, ALTAI = ZoneInfo("Europe/Moscow"), ZoneInfo("Asia/Barnaul")
THURSDAY = date(2026, 12, 10)


def due(slug: str, day: date = THURSDAY, form: str = "in_person", **more: Any) -> dict[str, Due]:
    settings = more.pop("settings", {})
    meeting = MeetingDay(day, form, more.pop("zone", MOSCOW), **more)
    return {one.name: one for one in calendar_of(policy(slug, **settings), meeting)}


def days(found: dict[str, Due]) -> dict[str, str]:
    return {name: one.day.isoformat() for name, one in found.items()}


def test_the_calendar_of_a_council_meeting_in_luga() -> None:
    found = due("luga")
    assert days(found) == {
        "notice_due": "2026-12-05",
        "materials_due": "2026-12-05",
        "agenda_cutoff": "2026-12-08",
        "minutes_draft": "2026-12-13",
        "minutes_copy": "2027-01-10",
    }
    assert list(found) == ["notice_due", "materials_due", "agenda_cutoff", "minutes_draft", "minutes_copy"]
    notice = found["notice_due"]
    assert (notice.rule, notice.clause) == ("council.notice", "прил. 2, п. 4.8")
    assert str(notice.words) == "Известить членов не позднее 05.12.2026"
    assert notice.suggested == date(2026, 12, 4)  # a Saturday: the deadline stays, the Friday is proposed


def test_another_date_gives_another_calendar() -> None:
    assert days(due("luga", date(2026, 12, 17)))["notice_due"] == "2026-12-12"


@pytest.mark.parametrize(
    ("day", "off", "on", "suggested"),
    [
        (date(2026, 12, 11), (), (), date(2026, 12, 4)),  # D-5 is a Sunday
        (date(2026, 12, 9), (), (), None),
        (date(2026, 12, 9), (date(2026, 12, 4),), (), date(2026, 12, 3)),  # D-5 is a holiday
        (date(2026, 12, 10), (), (date(2026, 12, 5),), None),  # a working Saturday
    ],
)
def test_a_day_off_is_not_shifted_but_the_day_before_is_proposed(
    day: date, off: tuple[date, ...], on: tuple[date, ...], suggested: date | None
) -> None:
    found = due("luga", day, days_off=off, days_on=on)["notice_due"]
    assert (found.suggested, (day - found.day).days) == (suggested, 5)


@pytest.mark.parametrize(
    ("form", "settings", "until"),
    [
        ("correspondence", {}, datetime(2026, 12, 10, 18, 0, tzinfo=MOSCOW)),
        ("hybrid", {"sheet_deadline": "12:00"}, datetime(2026, 12, 10, 12, 0, tzinfo=MOSCOW)),
        ("in_person", {}, None),
    ],
)
def test_sheets_have_an_hour(form: str, settings: dict[str, Any], until: datetime | None) -> None:
    found = due("luga", form=form, settings=settings).get("sheets_due")
    assert (found.until if found else None) == until
    if found and not settings:
        assert str(found.words) == "Опросные листы принимаются до 18:00 (МСК) 10.12.2026"


def test_a_deadline_of_sheets_set_for_the_meeting_is_told_in_the_zone_of_the_body() -> None:
    until = datetime(2026, 12, 11, 17, 30, tzinfo=UTC)
    found = due("luga", form="correspondence", zone=ALTAI, sheets_until=until)["sheets_due"]
    assert (found.day, found.until) == (date(2026, 12, 12), until)
    assert str(found.words) == "Опросные листы принимаются до 00:30 (МСК+4) 12.12.2026"


def test_terms_from_the_signing_wait_for_it() -> None:
    assert days(due("centre")) == {
        "notice_due": "2026-12-07",
        "minutes_draft": "2026-12-13",
        "minutes_sign": "2026-12-17",
    }
    signed = days(due("centre", signed=date(2026, 12, 16)))
    assert (signed["minutes_copy"], signed["dispatch_due"]) == ("2026-12-19", "2027-01-18")


def test_an_extraordinary_meeting_has_its_own_notice_only_where_the_text_says_so() -> None:
    assert due("centre", extraordinary=True)["notice_due"].rule == "council.extraordinary_notice"
    assert due("luga", extraordinary=True)["notice_due"].rule == "council.notice"


def test_a_silent_regulation_has_no_deadlines() -> None:
    assert days(due("ust-koksa", settings={"minutes_draft_days": 0})) == {}
    assert list(due("ust-koksa", form="hybrid")) == ["sheets_due", "minutes_draft"]


@pytest.mark.parametrize(
    ("sent", "day", "date_difference", "clear_days"),
    [
        (datetime(2026, 12, 5, 16, 59, tzinfo=UTC), date(2026, 12, 5), "pass", "fail"),  # 23:59 local
        (datetime(2026, 12, 5, 17, 0, tzinfo=UTC), date(2026, 12, 6), "fail", "fail"),  # 00:00 local
        (datetime(2026, 12, 4, 16, 59, tzinfo=UTC), date(2026, 12, 4), "pass", "pass"),
    ],
)
def test_the_day_of_a_notice_is_local(
    sent: datetime, day: date, date_difference: str, clear_days: str
) -> None:
    assert local_day(sent, ALTAI) == day
    council = policy("luga")
    params = council.params("notice")
    for count, status in (("date_difference", date_difference), ("clear_days", clear_days)):
        verdict = with_notice(council, params, count).evaluate(
            "notice", {"meeting_date": THURSDAY, "sent_date": day}
        )
        assert verdict.status.value == status


def with_notice(council: Any, params: Any, count: str) -> Any:
    from_file = council.profile.rules["council.notice"]
    rule = replace(from_file, params=replace(params, count=count))
    return replace(council, profile=replace(council.profile, rules={**council.profile.rules, rule.id: rule}))


@pytest.mark.parametrize(
    ("day", "shifted", "plain"),
    [
        (date(2026, 1, 31), date(2026, 3, 2), date(2026, 2, 28)),
        (date(2027, 1, 30), date(2027, 3, 1), date(2027, 2, 28)),
    ],
)
def test_a_month_that_ends_on_a_day_off(day: date, shifted: date, plain: date) -> None:
    council = policy("luga")
    assert days(due("luga", day))["minutes_copy"] == plain.isoformat()
    rule = council.profile.rules["council.minutes_copy"]
    rule = replace(rule, params=replace(rule.params, shift="next_working_day"))
    moved = replace(council, profile=replace(council.profile, rules={**council.profile.rules, rule.id: rule}))
    found = {one.name: one.day for one in calendar_of(moved, MeetingDay(day, "in_person", MOSCOW))}
    assert found["minutes_copy"] == shifted


def test_a_moment_needs_its_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        local_day(datetime(2026, 12, 5, 12, 0), ALTAI)  # noqa: DTZ001 - the fault itself


@pytest.mark.parametrize(
    ("instant", "school", "calendar"),
    [
        (datetime(2026, 8, 31, 16, 30, tzinfo=UTC), 2025, 2026),  # 23:30 local
        (datetime(2026, 8, 31, 17, 0, tzinfo=UTC), 2026, 2026),  # 00:00 of 1 September
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), 2026, 2027),  # the new year has come there
    ],
)
def test_the_year_of_a_meeting_is_local(instant: datetime, school: int, calendar: int) -> None:
    day = local_day(instant, ALTAI)
    assert (school_year_of(day), year_of(day, "school"), year_of(day, "calendar")) == (
        school,
        school,
        calendar,
    )
