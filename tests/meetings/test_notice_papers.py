"""What is printed of a notice, and what the page says of its terms: the hour, the zone, how they moved."""

import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import func, select

from service.core import clock
from service.meetings.actions import calling, noticing
from service.meetings.actions.calling import found
from service.meetings.model.notices import Notice
from service.meetings.views.noticepapers import TO_NOBODY
from service.reactions import OWN
from service.tenancy.model import Outbox
from tests.accounts import browser_as
from tests.client import Browser
from tests.meetings.council import DAY, Council
from tests.meetings.speaking import Program
from tests.meetings.test_papers import docx_words

SLUG = "ust-koksa"


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    """A council of four in the Altai that lives now."""
    return Council(app, SLUG, now=clock.now()).seated(4)


@pytest.fixture
def day(council: Council) -> date:
    """A day of a meeting that is far enough."""
    return (council.now + timedelta(days=30)).date()


def pages(file: bytes) -> list[str]:
    return [" ".join(one.extract_text().split()) for one in PdfReader(io.BytesIO(file)).pages]


SENDING = [event for event, jobs in OWN.items() if any(str(one).startswith("meetings.send_") for one in jobs)]
"""Events upon which somebody is written to."""


def waiting(council: Council) -> int:
    """How many events wait in the outbox that end in a letter."""
    with council.acting() as scope:
        chosen = select(func.count()).select_from(Outbox).where(Outbox.event.in_(SENDING))
        return scope.db.execute(chosen).scalar_one()


def test_notices_and_their_register_are_printed(
    council: Council, day: date, signed_in: Callable[..., Browser]
) -> None:
    """C1: members without mail get paper; the register has a place to sign and every version its own."""
    meeting_id, _ = council.meeting(day, items=2)
    keeper, program = signed_in(SLUG, "administrator"), Program.of(council)
    place = f"/{SLUG}/meetings/{meeting_id}/notice"
    assert keeper.client.get(f"{place}/papers.pdf").status_code == 404, "nothing was announced yet"
    with council.acting() as scope:
        noticing.announce(scope, meeting_id)
        receipt = {"channel": "paper", "evidence": "лично, расписка № 3"}
        noticing.deliver(scope, meeting_id, council.people[0], receipt)
    told = pages(keeper.client.get(f"{place}/papers.pdf").data)
    assert len(told) == 4
    for text, number in zip(told, range(4), strict=True):
        assert f"Член{number:03}" in text and "УВЕДОМЛЕНИЕ" in text
        assert f"{day:%d.%m.%Y}" in text and "15:00 (МСК+4)" in text and "2. Вопрос 2." in text
    (listed,) = pages(keeper.client.get(f"{place}/register.pdf").data)
    assert "Подпись о получении" in listed and "лично, расписка № 3" in listed and "(МСК+4)" in listed
    words = " ".join(docx_words(keeper.client.get(f"{place}/register.docx").data))
    assert "лично, расписка № 3" in words
    assert pages(program.open("GET", f"/meetings/{meeting_id}/notice-papers.pdf").data) == told
    assert pages(program.open("GET", f"/meetings/{meeting_id}/delivery-register.pdf").data) == [listed]
    with council.acting() as scope:
        calling.postpone(scope, meeting_id, council.draft(day + timedelta(days=7)))
        noticing.announce(scope, meeting_id)
    moved = pages(keeper.client.get(f"{place}/papers.pdf").data)[0]
    assert "о переносе заседания" in moved and "Редакция 2." in moved and "Заменяет уведомление" in moved
    assert pages(keeper.client.get(f"{place}/papers.pdf?number=1").data) == told, "a version stays as it was"
    link = next(one for one in keeper.get(place).links().values() if one.startswith(f"{place}/register.pdf"))
    assert keeper.client.get(link).data.startswith(b"%PDF")


def test_a_notice_to_nobody_is_refused_in_words(app: Flask, signed_in: Callable[..., Browser]) -> None:
    """The service addresses every notice; one that came with an archive may name nobody."""
    empty = Council(app, SLUG, now=clock.now()).seated(4)
    meeting_id, _ = empty.meeting((empty.now + timedelta(days=30)).date())
    with empty.acting() as scope:
        told = noticing.content_of(scope, *found(scope, meeting_id))
        made = {"meeting_id": meeting_id, "number": 1, "digest": "0" * 64, "made_at": scope.now}
        scope.db.add(Notice(content=told, **made))
    keeper, program = signed_in(SLUG, "administrator"), Program.of(empty)
    for page, address in (("papers", "notice-papers.pdf"), ("register", "delivery-register.pdf")):
        answer = keeper.client.get(f"/{SLUG}/meetings/{meeting_id}/notice/{page}.pdf")
        assert answer.status_code == 409 and TO_NOBODY in answer.text
        told = program.open("GET", f"/meetings/{meeting_id}/{address}")
        assert told.status_code == 409 and told.json["detail"] == TO_NOBODY


def test_terms_are_told_with_the_hour_and_the_zone_and_how_they_moved(
    app: Flask, signed_in: Callable[..., Browser]
) -> None:
    """K3 and B2: the last minute of a term in the zone of the body; what a move replaced stays in sight."""
    council = Council(app, "luga", now=clock.now()).seated(4)
    day = (council.now + timedelta(days=40)).date()
    meeting_id, _ = council.meeting(day)
    browser, program = signed_in("luga", "methodist"), Program.of(council)
    first, then = (f"{one - timedelta(days=5):%d.%m.%Y}, 23:59 (МСК)" for one in (day, day + timedelta(3)))
    page = browser.get(f"/luga/meetings/{meeting_id}")
    assert f"до {first}" in page.text and "Как сроки менялись" not in page.text
    with council.acting() as scope:
        noticing.announce(scope, meeting_id)
        calling.postpone(scope, meeting_id, council.draft(day + timedelta(days=3)))
    page = browser.get(f"/luga/meetings/{meeting_id}")
    assert f"до {then}" in page.text and "Как сроки менялись" in page.text and f"до {first}" in page.text
    told = program.get(f"/meetings/{meeting_id}")
    before = {one["kind"]: one for one in told["replaced_deadlines"]}
    assert before["notice_due"]["due_on"] == f"{day - timedelta(days=5)}"
    assert {one["kind"] for one in told["deadlines"]} == set(before)
    assert f"{then}" in browser.get(f"/luga/meetings/{meeting_id}/notice").text


def test_a_term_in_the_altai_ends_by_the_clock_of_the_altai(
    council: Council, day: date, signed_in: Callable[..., Browser]
) -> None:
    """A meeting and its terms are told by the clock of the body, four hours ahead of the capital."""
    meeting_id, _ = council.meeting(day)
    page = signed_in(SLUG, "administrator").get(f"/{SLUG}/meetings/{meeting_id}")
    assert "15:00 (МСК+4)" in page.text
    assert f"до {day + timedelta(days=3):%d.%m.%Y}, 23:59 (МСК+4)" in page.text


def test_nothing_waits_to_be_sent_while_a_meeting_is_a_draft(council: Council, day: date) -> None:
    """C4: a draft and all that is done to it put no letter into the outbox; the notice does."""
    assert len(SENDING) >= 5
    before = waiting(council)
    with council.acting() as scope:
        draft_id = calling.create(scope, council.body_id, council.draft(day)).id
        calling.change(scope, draft_id, council.draft(day + timedelta(days=1), link="https://video.test/1"))
    meeting_id, _ = council.meeting(day)
    assert waiting(council) == before
    with council.acting() as scope:
        noticing.announce(scope, meeting_id)
    assert waiting(council) > before


@pytest.mark.clause("LU2-4.8-notice")
def test_members_are_told_on_paper_until_when_to_propose_and_say_that_they_have_read(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Edge 10: who joined late is told late by name, and may confirm that the notice was read."""
    council = Council(app, "luga").seated(4, 5)
    monkeypatch.setattr("service.core.clock.now", lambda: council.now)
    meeting_id, _ = council.noticed(DAY)
    council.at(date(2026, 3, 17))
    joined = council.person("Новичок")
    council.people.append(joined)
    council.compose(5, date(2026, 3, 17))
    with council.acting() as scope:
        late = noticing.deliver(scope, meeting_id, joined, {"channel": "phone", "evidence": "звонок"})
        assert late.acknowledged_at is None and late.verdict_id is not None
    with council.acting(member=4) as scope:
        assert noticing.acknowledge(scope, meeting_id).acknowledged_at == council.now
    keeper = browser_as(app, "luga", "administrator")
    page = keeper.get(f"/luga/meetings/{meeting_id}/notice")
    assert "с опозданием" in page.text and "ознакомился" in page.text
    told = pages(keeper.client.get(f"/luga/meetings/{meeting_id}/notice/papers.pdf").data)
    assert len(told) == 5
    assert all("Предложения в повестку до 18.03.2026, 23:59 (МСК)" in text for text in told)
