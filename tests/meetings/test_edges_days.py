"""A meeting of two days (council.md edge 62): the quorum of each is judged, kept and printed."""

from datetime import date, time, timedelta

import pytest
from flask import Flask

from service.core.errors import Conflict
from service.documents.paper import to_docx
from service.meetings.actions import attending, sitting, sittingdays, voting
from service.meetings.actions.judging import Refused
from service.meetings.papers.minutes import minutes as paper
from service.meetings.queries import meetings as reads
from service.meetings.queries import minutes as minutes_reads
from service.meetings.queries.sittingdays import days_of
from tests.accounts import browser_as
from tests.meetings.council import DAY, Council
from tests.meetings.speaking import Program
from tests.meetings.test_papers import docx_words

NEXT = DAY + timedelta(days=1)


@pytest.fixture
def council(app: Flask) -> Council:
    return Council(app, "luga").seated(13)


def first_day(council: Council, days: int = 1) -> tuple[int, list[int]]:
    """A meeting whose first day is over: twelve came, one question is decided."""
    meeting_id, items = council.opened(12, items=2, ends_on=DAY + timedelta(days=days))
    council.voted(items[0], "+" * 12)
    council.at(DAY, time(18))
    with council.acting() as scope:
        sittingdays.end_day(scope, meeting_id)
    return meeting_id, items


def come(council: Council, meeting_id: int, day: date, *numbers: int) -> None:
    council.at(day, time(10))
    with council.acting() as scope:
        for number in numbers:
            attending.mark(scope, meeting_id, council.people[number], {"status": "present"})


@pytest.mark.clause("LU2-4.6-quorum-inperson")
def test_each_day_has_its_own_quorum(council: Council) -> None:
    meeting_id, items = first_day(council)
    come(council, meeting_id, NEXT, 0, 2, 3, 4, 5, 6)
    with council.acting() as scope, pytest.raises(Refused, match="не хватает 1"):
        sittingdays.suspend(scope, meeting_id)
    come(council, meeting_id, NEXT, *range(7, 11))
    with council.acting() as scope:
        assert sittingdays.suspend(scope, meeting_id).state == "in_session"
    council.voted(items[1], "+" + " " + "+" * 9)
    council.at(NEXT, time(12))
    with council.acting() as scope:
        sitting.close(scope, meeting_id)
    with council.acting() as scope:
        days = days_of(scope, meeting_id)
        assert [(one.row.day, one.judged.actual, one.judged.status) for one in days] == [
            (DAY, 12, "pass"),
            (NEXT, 10, "pass"),
        ]
        meeting = reads.meeting(scope, meeting_id)
        assert meeting.verdict_id == days[0].row.verdict_id
        said = minutes_reads.content(scope, meeting)
        assert said.times == "20.03.2026 15:00–18:00; 21.03.2026 10:00–12:00"
        printed = " ".join(docx_words(to_docx(paper(said))))
        assert "20.03.2026. " in printed and "21.03.2026. " in printed and "20–21.03.2026" in printed


def test_a_day_without_a_quorum_is_kept_and_ends_nothing_before_it(council: Council) -> None:
    meeting_id, items = first_day(council, days=2)
    come(council, meeting_id, NEXT, 0, 2, 3)
    with council.acting() as scope:
        sittingdays.end_day(scope, meeting_id)
    with council.acting() as scope, pytest.raises(Conflict):
        sittingdays.end_day(scope, meeting_id)
    last = NEXT + timedelta(days=1)
    come(council, meeting_id, last, *range(9))
    with council.acting() as scope:
        sittingdays.suspend(scope, meeting_id)
        assert [one.quorate for one in days_of(scope, meeting_id)] == [True, False, True]
    council.voted(items[1], "+" * 9)
    council.at(last + timedelta(days=1))
    with council.acting() as scope:
        sittingdays.suspend(scope, meeting_id)
        with pytest.raises(Conflict):
            sittingdays.suspend(scope, meeting_id)
        assert sitting.close(scope, meeting_id).state == "closed"


def test_nobody_votes_on_a_day_that_was_not_begun(council: Council) -> None:
    """Who sat yesterday is not here today because nobody wrote down that they left."""
    meeting_id, items = council.opened(12, items=1, ends_on=NEXT)
    come(council, meeting_id, NEXT)
    with council.acting() as scope, pytest.raises(Conflict, match="на каждый день"):
        voting.open_round(scope, items[0])
    with council.acting() as scope:
        sittingdays.suspend(scope, meeting_id)
        with pytest.raises(Conflict, match="Прошлый день"):
            sittingdays.suspend(scope, meeting_id)
        assert sittingdays.end_day(scope, meeting_id).ended_at < council.now
    come(council, meeting_id, NEXT, *range(1, 10))
    with council.acting() as scope:
        with pytest.raises(Conflict, match="Председательствующего нет"):
            sittingdays.suspend(scope, meeting_id)
        attending.mark(scope, meeting_id, council.people[0], {"status": "present"})
        sittingdays.suspend(scope, meeting_id)
    council.voted(items[0], "+" * 10)


def test_days_by_page_and_by_program(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.core.clock.now", lambda: council.now)
    meeting_id, _ = council.opened(12, ends_on=NEXT)
    program, browser = Program.of(council), browser_as(council.app, "luga", "administrator")
    here = f"/luga/meetings/{meeting_id}"
    assert "Закончить день" in browser.get(here).text
    browser.post(f"{here}/end-day")
    come(council, meeting_id, NEXT, 0, 1)
    browser = browser_as(council.app, "luga", "administrator")  # a sign-in does not last the night
    assert "Кворума сегодня нет" in browser.get(here).text
    told = program.post(f"/meetings/{meeting_id}/end-day")
    assert (told["day"], told["verdict"]["status"]) == (NEXT.isoformat(), "fail")
    listed = program.get(f"/meetings/{meeting_id}/days")["items"]
    assert [one["verdict"]["status"] for one in listed] == ["pass", "fail"]
    page = browser.get(here).text
    assert "Кворум по дням" in page and "не состоялось" in page
