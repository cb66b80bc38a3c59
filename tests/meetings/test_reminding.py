"""Reminders: derived from deadlines, queued once, sent to those whom they concern, moved with the date."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import Engine, select, text, update

from service.config import Settings
from service.core import clock
from service.jobs.queue import connect, queue_of
from service.meetings.actions import calling, noticing, sending
from service.meetings.due import queue_due
from service.meetings.model.meetings import Reminder
from service.meetings.model.sheets import Sheet, SheetReceipt
from service.people.model.persons import Person
from service.tenancy.context import make_engine
from tests.meetings.council import Council
from tests.meetings.post_office import PostOffice, post_office, text_of

ZONE = ZoneInfo("Europe/Moscow")


@pytest.fixture(scope="module")
def office(app: Flask, settings: Settings) -> Iterator[PostOffice]:
    with post_office(app, settings) as opened:
        yield opened


@pytest.fixture(scope="module")
def platform(settings: Settings) -> Iterator[Engine]:
    engine = make_engine(settings.database_platform_url or "")
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    """A council of four, all with mail; the last but one keeps it."""
    made = Council(app, "luga", now=clock.now()).seated(4)
    with made.acting() as scope:
        for number, person in enumerate(made.people):
            scope.db.execute(update(Person).where(Person.id == person).values(email=f"m{number}@a.test"))
    return made


def rows(council: Council, meeting_id: int) -> dict[str, Reminder]:
    with council.acting() as scope:
        chosen = select(Reminder).where(Reminder.meeting_id == meeting_id, Reminder.done_at.is_(None))
        found = {one.kind: one for one in scope.db.execute(chosen).scalars()}
        scope.db.expunge_all()
        return found


def bring_due(council: Council, meeting_id: int, *kinds: str) -> None:
    """Let the moment of some reminders have come."""
    with council.acting() as scope:
        chosen = update(Reminder).where(Reminder.meeting_id == meeting_id, Reminder.kind.in_(kinds))
        scope.db.execute(chosen.values(due_at=clock.now() - timedelta(minutes=1)))


def test_reminders_follow_the_date(council: Council) -> None:
    day = (council.now + timedelta(days=40)).date()
    meeting_id, _ = council.meeting(day)
    before = rows(council, meeting_id)
    assert before["meeting"].due_at == datetime.combine(day - timedelta(days=1), time(9), ZONE)
    with council.acting() as scope:
        noticing.announce(scope, meeting_id)
        calling.postpone(scope, meeting_id, council.draft(day + timedelta(days=10)))
    after = rows(council, meeting_id)
    assert after.keys() == before.keys()
    assert {after[kind].due_at - before[kind].due_at for kind in before} == {timedelta(days=10)}
    with council.acting() as scope:
        calling.cancel(scope, meeting_id, "Карантин")
    assert rows(council, meeting_id) == {}


def test_a_draft_has_no_reminders(council: Council) -> None:
    with council.acting() as scope:
        made = calling.create(scope, council.body_id, council.draft(date(2027, 3, 3)))
        draft_id = made.id
    assert rows(council, draft_id) == {}


def test_what_is_due_is_queued_once_and_goes_to_those_concerned(
    council: Council, office: PostOffice, platform: Engine, settings: Settings
) -> None:
    day = (council.now + timedelta(days=40)).date()
    meeting_id, _ = council.meeting(day)
    queue = queue_of(connect(settings.redis_url))
    assert queue_due(platform, queue) == 0
    bring_due(council, meeting_id, "notice", "meeting")
    assert (queue_due(platform, queue), queue_due(platform, queue)) == (2, 0)
    letters = office.work_off()
    assert [letter["To"] for letter in letters] == ["m2@a.test"], "only the secretary, until members know"
    assert "Пора известить членов" in letters[0]["Subject"]
    assert not {"notice", "meeting"} & rows(council, meeting_id).keys()
    with council.acting() as scope:
        noticing.announce(scope, meeting_id)
    assert len(office.work_off()) == 4
    bring_due(council, meeting_id, "proposals")
    assert queue_due(platform, queue) == 1
    letters = office.work_off()
    assert sorted(letter["To"] for letter in letters) == [f"m{number}@a.test" for number in range(4)]
    assert f"{day:%d.%m.%Y}, 15:00 (МСК)" in text_of(letters[0])
    with council.acting() as scope:
        chosen = select(Reminder).where(Reminder.meeting_id == meeting_id, Reminder.kind == "proposals")
        row = scope.db.execute(chosen).scalar_one()
        assert sorted(row.told) == sorted(council.people)
        sending.ask(scope, "meeting.word_due", [row.id], person_id=council.people[0])
    assert office.work_off() == []


def test_of_sheets_only_the_undecided_are_reminded(
    council: Council, office: PostOffice, platform: Engine, settings: Settings
) -> None:
    day = (council.now + timedelta(days=40)).date()
    meeting_id, _ = council.meeting(day, "correspondence", sheets_on=day, sheets_time=time(18))
    with council.acting() as scope:
        noticing.announce(scope, meeting_id)
        sheet = Sheet(
            meeting_id=meeting_id, person_id=council.people[0], number=1, code="1", issued_at=council.now
        )
        scope.db.add(sheet)
        scope.db.flush()
        scope.db.add(
            SheetReceipt(sheet_id=sheet.id, channel="online", status="valid", received_at=council.now)
        )
    office.work_off()
    bring_due(council, meeting_id, "sheets")
    assert queue_due(platform, queue_of(connect(settings.redis_url))) == 1
    letters = office.work_off()
    assert sorted(one["To"] for one in letters) == [f"m{number}@a.test" for number in (1, 2, 3)]
    assert "лист голосования" in letters[0]["Subject"]
    assert "18:00 (МСК)" in text_of(letters[0])


def test_the_scheduler_sees_no_more_of_a_reminder_than_when(platform: Engine) -> None:
    with platform.connect() as connection, pytest.raises(Exception, match="permission denied"):
        connection.execute(text("SELECT meeting_id FROM mms.reminder"))
