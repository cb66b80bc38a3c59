"""Letters of notices: who gets one, what is in it, what counts as sent; a real mail server and queue."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from socket import create_server

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from service.config import Settings
from service.core import clock
from service.jobs.queue import PERFORM, connect, queue_of
from service.meetings.actions import calling, noticing, sending
from service.meetings.model.notices import NoticeDelivery
from service.meetings.queries.notices import deliveries, latest
from service.people.model.persons import Person
from service.tenancy.model import Outbox
from tests.accounts import tenant_of
from tests.client import Browser
from tests.meetings.council import Council
from tests.meetings.post_office import PostOffice, calendar_in, event_in, post_office, text_of

SLUG = "ust-koksa"


@pytest.fixture(scope="module")
def office(app: Flask, settings: Settings) -> Iterator[PostOffice]:
    with post_office(app, settings) as opened:
        yield opened


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    """A council of four in the Altai: the first three have mail, one of them a mailbox that is gone."""
    made = Council(app, SLUG, now=clock.now()).seated(4)
    with made.acting() as scope:
        for number, address in enumerate(("chair@a.test", "gone@a.test", "secretary@a.test")):
            person = update(Person).where(Person.id == made.people[number])
            scope.db.execute(person.values(email=address))
    return made


@pytest.fixture
def day(council: Council) -> date:
    """A day of a meeting that is far enough."""
    return (council.now + timedelta(days=30)).date()


def announce(council: Council, meeting_id: int) -> None:
    with council.acting() as scope:
        noticing.announce(scope, meeting_id)


def sent(council: Council, meeting_id: int) -> dict[int, NoticeDelivery]:
    with council.acting() as scope:
        notice = latest(scope, meeting_id)
        assert notice is not None
        rows = {one.row.person_id: one.row for one in deliveries(scope, notice.id)}
        scope.db.expunge_all()
        return rows


def test_a_notice_reaches_those_with_mail(council: Council, office: PostOffice, day: date) -> None:
    meeting_id, _ = council.meeting(day, items=2, link="https://video.test/1")
    assert office.work_off() == [], "nobody hears of a draft or of a meeting that is only scheduled"
    announce(council, meeting_id)
    letters = office.work_off(worker=office.real_worker)
    assert sorted(letter["To"] for letter in letters) == ["chair@a.test", "secretary@a.test"]
    letter = next(one for one in letters if one["To"] == "chair@a.test")
    said = f"{day:%d.%m.%Y}, 15:00 (МСК+4)"
    assert said in letter["Subject"] and letter["Reply-To"] == "secretary@a.test"
    text = text_of(letter)
    for part in (said, "1. Вопрос 1\n2. Вопрос 2", "Лужский ИМЦ, зал", f"/{SLUG}/meetings/{meeting_id}"):
        assert part in text
    event = event_in(letter)
    assert calendar_in(letter)["METHOD"] == "REQUEST" and event["SEQUENCE"] == 0
    assert str(event["DTSTART"].dt.tzinfo) == "Asia/Barnaul" and event["DTSTART"].dt.hour == 15
    assert event["ATTENDEE"] == "mailto:chair@a.test" and event["ORGANIZER"] == "mailto:secretary@a.test"
    rows = sent(council, meeting_id)
    chair, gone, secretary, paper = (rows[person] for person in council.people)
    assert chair.sent_at and chair.verdict_id and secretary.sent_at
    assert gone.bounced_at and not gone.sent_at and gone.evidence == sending.NO_MAILBOX
    assert (paper.channel, paper.sent_at) == ("paper", None)
    with council.acting() as scope:
        notice = latest(scope, meeting_id)
        assert notice is not None
        assert sum(not one.arrived for one in deliveries(scope, notice.id)) == 2


def test_a_job_run_twice_sends_once(council: Council, office: PostOffice, day: date) -> None:
    meeting_id, _ = council.meeting(day)
    announce(council, meeting_id)
    assert len(office.work_off()) == 2
    with council.acting() as scope:
        ids = list(sent(council, meeting_id).values())
        sending.ask(scope, "meeting.noticed", [ids[0].notice_id])
        sending.ask(scope, "meeting.letter_due", [one.id for one in ids])
    assert office.work_off() == []


def test_a_change_and_a_cancellation_follow(council: Council, office: PostOffice, day: date) -> None:
    meeting_id, _ = council.meeting(day)
    announce(council, meeting_id)
    first = event_in(office.work_off()[0])
    with council.acting() as scope:
        calling.postpone(scope, meeting_id, council.draft(day + timedelta(days=7)))
    assert office.work_off() == [], "a new date is told by the next notice"
    announce(council, meeting_id)
    moved = event_in(office.work_off()[0])
    assert moved["UID"] == first["UID"] and moved["SEQUENCE"] > first["SEQUENCE"]
    assert moved["DTSTART"].dt - first["DTSTART"].dt == timedelta(days=7)
    with council.acting() as scope:
        calling.cancel(scope, meeting_id, "Зал затоплен")
    letters = office.work_off()
    assert sorted(letter["To"] for letter in letters) == ["chair@a.test", "secretary@a.test"]
    assert calendar_in(letters[0])["METHOD"] == "CANCEL" and "Зал затоплен" in text_of(letters[0])
    off = event_in(letters[0])
    assert off["UID"] == first["UID"] and off["SEQUENCE"] > moved["SEQUENCE"] and off["STATUS"] == "CANCELLED"
    with council.acting() as scope:
        sending.ask(scope, "meeting.call_off_due", [one.id for one in sent(council, meeting_id).values()])
    assert office.work_off() == []


def test_a_meeting_that_nobody_was_told_of_is_called_off_in_silence(
    council: Council, office: PostOffice, day: date
) -> None:
    meeting_id, _ = council.meeting(day)
    with council.acting() as scope:
        calling.cancel(scope, meeting_id, "Не понадобилось")
    assert office.work_off() == []


def test_without_mail_a_delivery_waits_and_says_why(
    council: Council, office: PostOffice, day: date, signed_in: Callable[..., Browser]
) -> None:
    meeting_id, _ = council.meeting(day)
    announce(council, meeting_id)
    assert office.work_off(smtp_url=None) == []
    row = sent(council, meeting_id)[council.people[0]]
    assert (row.sent_at, row.bounced_at, row.evidence) == (None, None, sending.NO_POST)
    keeper = signed_in(SLUG, "administrator")
    assert sending.NO_POST in keeper.get(f"/{SLUG}/meetings/{meeting_id}/notice").text
    keeper.send(f"/{SLUG}/meetings/{meeting_id}/notice", form=f"/{SLUG}/meetings/{meeting_id}/notice/again")
    assert len(office.work_off()) == 2
    with council.acting() as scope:
        chosen = select(NoticeDelivery).where(NoticeDelivery.id == row.id)
        again = scope.db.execute(chosen).scalar_one()
        assert again.sent_at and again.evidence is None


def test_a_notice_that_was_replaced_before_it_went_is_not_sent(
    council: Council, office: PostOffice, day: date
) -> None:
    meeting_id, _ = council.meeting(day)
    announce(council, meeting_id)
    with council.acting() as scope:
        calling.postpone(scope, meeting_id, council.draft(day + timedelta(days=1)))
    announce(council, meeting_id)
    assert [event_in(letter)["SEQUENCE"] for letter in office.work_off()] == [1, 1]


def test_who_is_not_awaited_any_more_is_told_so(app: Flask, office: PostOffice, day: date) -> None:
    council = Council(app, SLUG, now=clock.now()).seated(5)
    with council.acting() as scope:
        scope.db.execute(update(Person).where(Person.id == council.people[4]).values(email="left@a.test"))
    meeting_id, _ = council.meeting(day)
    announce(council, meeting_id)
    assert [letter["To"] for letter in office.work_off()] == ["left@a.test"]
    council.compose(4, council.now.date(), council.people[:4])
    with council.acting() as scope:
        calling.postpone(scope, meeting_id, council.draft(day + timedelta(days=1)))
    announce(council, meeting_id)
    (letter,) = office.work_off()
    assert (letter["To"], calendar_in(letter)["METHOD"]) == ("left@a.test", "CANCEL")
    with council.acting() as scope:
        calling.cancel(scope, meeting_id, "Нет вопросов")
    assert office.work_off() == []


def test_a_server_that_stays_away_is_written_down(
    app: Flask, council: Council, office: PostOffice, day: date
) -> None:
    meeting_id, _ = council.meeting(day)
    announce(council, meeting_id)
    row = sent(council, meeting_id)[council.people[0]]
    with council.acting() as scope:
        scope.db.execute(delete(Outbox))
    given = (tenant_of(app, SLUG).id, None, "meetings.send_letter")
    queue_of(connect(office.settings.redis_url)).enqueue(PERFORM, args=given, kwargs={"subject_id": row.id})
    with create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert office.work_off(smtp_url=f"smtp://127.0.0.1:{port}") == []
    row = sent(council, meeting_id)[council.people[0]]
    assert (row.sent_at, row.evidence) == (None, sending.POST_AWAY)


@pytest.mark.clause("LU2-4.8-notice")
@pytest.mark.parametrize(("days", "status"), [(5, "pass"), (4, "fail")])
def test_a_letter_is_judged_by_the_day_it_went(
    app: Flask, office: PostOffice, days: int, status: str
) -> None:
    """Luga's five days count from the letter that the server took, not from the press of a button."""
    luga = Council(app, "luga", now=clock.now()).seated(4)
    with luga.acting() as scope:
        scope.db.execute(update(Person).where(Person.id == luga.people[0]).values(email="chair@luga.test"))
    today = luga.now.astimezone(luga.zone).date()
    meeting_id, _ = luga.meeting(today + timedelta(days=days))
    with luga.acting() as scope:
        noticing.announce(scope, meeting_id)
        assert all(one.judged is None for one in deliveries(scope, latest(scope, meeting_id).id))
    assert len(office.work_off()) == 1
    with luga.acting() as scope:
        told = deliveries(scope, latest(scope, meeting_id).id)
        (judged,) = [one.judged for one in told if one.judged]
        assert (judged.rule, judged.status) == ("council.notice", status)
