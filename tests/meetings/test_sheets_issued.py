"""Sheets issued, extended, closed and reconciled (council.md edges 14, 46 to 48, F4)."""

from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask

from service.core.errors import Conflict, Invalid
from service.meetings import jobs
from service.meetings.actions import issuing, tallying, voting
from service.meetings.actions.judging import Refused
from service.meetings.model.meetings import Reminder
from service.meetings.model.notices import Notice
from service.meetings.queries import meetings as reads
from service.meetings.queries import sheets as sheet_reads
from service.meetings.queries.overview import picture
from service.meetings.views.drawing import steps_of
from tests.accounts import browser_as
from tests.meetings.ballots import DAY, ISSUED, Ballots, chosen, council_of, refused
from tests.meetings.council import Council

FAR = date(2031, 3, 20)


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    """A council of six by an act."""
    return council_of(app, 6)


@pytest.mark.clause("LU2-4.8-sheets")
@pytest.mark.parametrize(("day", "status"), [(date(2026, 3, 15), "pass"), (date(2026, 3, 16), "fail")])
def test_sheets_go_out_five_days_before(council: Council, day: date, status: str) -> None:
    council.at(ISSUED)
    meeting_id, _ = council.noticed(DAY, "correspondence")
    council.at(day, time(23, 59))
    with council.acting() as scope:
        issued = issuing.issue(scope, meeting_id)
        assert (len(issued.sheets), issued.verdict.status) == (6, status)
        assert reads.meeting(scope, meeting_id).state == "balloting"
        kept = [one.status for one in reads.stored(scope, "meeting", [meeting_id])]
        assert kept == [status]


def test_numbers_are_in_order_and_codes_are_secret(council: Council) -> None:
    lines = Ballots.issued(council).lines()
    assert [one.sheet.number for one in lines] == [1, 2, 3, 4, 5, 6]
    assert len({one.sheet.code for one in lines}) == 6
    assert min(len(one.sheet.code) for one in lines) >= 20


def test_a_sheet_needs_a_notice_and_a_draft_to_vote_on(council: Council) -> None:
    council.at(ISSUED)
    meeting_id, _ = council.meeting(DAY, "correspondence")
    with council.acting() as scope, pytest.raises(Conflict):
        issuing.issue(scope, meeting_id)
    in_person, _ = council.noticed(DAY)
    with council.acting() as scope, pytest.raises(Conflict):
        issuing.issue(scope, in_person)


@pytest.mark.parametrize(("joins", "sheets"), [(date(2026, 3, 14), 1), (date(2026, 3, 17), 0)])
def test_who_joins_gets_a_sheet_while_days_remain(app: Flask, joins: date, sheets: int) -> None:
    council = council_of(app, 4, 5)
    ballots = Ballots.issued(council)
    joiner = council.person("Новый")
    council.compose(5, joins, [*council.people, joiner])
    council.at(joins, time(9))
    with council.acting() as scope:
        issued = issuing.issue(scope, ballots.meeting_id)
        assert [len(issued.sheets), len(issued.without)] == [sheets, 1 - sheets]
    assert len(ballots.lines()) == 4 + sheets


@pytest.mark.parametrize(("setting", "votes"), [("close", 4), ("notice", 5)])
def test_the_sheet_of_a_leaver(app: Flask, setting: str, votes: int) -> None:
    """The roster is that of the closing, or of the notice (edge 14)."""
    council = chosen(council_of(app, 5), roster_on=setting)
    ballots = Ballots.issued(council)
    for member in range(5):
        ballots.online(member)
    council.compose(5, date(2026, 3, 18), council.people[:4])
    state, (decision,) = ballots.tallied()
    assert (state, decision.votes_for) == ("closed", votes)
    sums = sheet_reads.reconciliation(ballots.lines())
    assert (sums.issued, sums.count("valid"), sums.count("void"), sums.exact) == (5, votes, 5 - votes, True)


@pytest.mark.parametrize(
    ("setting", "everybody", "closes"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_taking_ends_by_time(council: Council, setting: bool, everybody: bool, closes: bool) -> None:
    """Before the deadline only where the profile lets it and all are in (edge 46)."""
    ballots = Ballots.issued(chosen(council, sheet_early_close=setting))
    for member in range(6 if everybody else 5):
        ballots.online(member)
    ballots.after(time(18))
    with ballots.council.acting() as scope:
        if closes:
            assert tallying.close_balloting(scope, ballots.meeting_id).state == "ballots_closed"
        else:
            with pytest.raises(Conflict):
                tallying.close_balloting(scope, ballots.meeting_id)


def test_the_job_after_the_deadline_changes_the_label_alone(council: Council) -> None:
    ballots = Ballots.issued(council, day=date(2026, 4, 20))
    for member in range(4):
        ballots.online(member)
    with council.acting() as scope:
        due = scope.db.query(Reminder).filter_by(meeting_id=ballots.meeting_id, kind="sheets_closed").one()
        reminder_id, due_at = due.id, due.due_at
    ballots.after(time(18), date(2026, 4, 20))
    with council.acting() as scope:
        assert (due_at - scope.now, tallying.close_due(scope, reminder_id)) == (timedelta(minutes=1), False)
    ballots.after(time(18, 1), date(2026, 4, 20))
    assert ballots.online(5).status == "late"
    with council.acting() as scope:
        jobs.remind(scope, reminder_id)
    with council.acting() as scope:
        assert reads.meeting(scope, ballots.meeting_id).state == "ballots_closed"
    assert [one.outcome for one in ballots.counted()[1]] == ["adopted"]


def extended(ballots: Ballots, until: datetime) -> int:
    with ballots.council.acting() as scope:
        issuing.extend(scope, ballots.meeting_id, until)
    with ballots.council.acting() as scope:
        return scope.db.query(Notice).filter_by(meeting_id=ballots.meeting_id).count()


def test_the_deadline_moves_once_for_all_with_a_notice(council: Council) -> None:
    ballots = Ballots.issued(council, day=FAR)
    due = council.at(FAR, time(18))
    council.at(FAR, time(17))
    with council.acting() as scope, pytest.raises(Invalid):
        issuing.extend(scope, ballots.meeting_id, due)
    assert extended(ballots, due + timedelta(days=1)) == 2
    with pytest.raises(Conflict):
        extended(ballots, due + timedelta(days=2))
    council.at(FAR + timedelta(days=1), time(18))
    assert ballots.online(1).status == "valid"
    late = Ballots.issued(council, day=FAR)
    council.at(FAR, time(18, 0, 1))
    with pytest.raises(Conflict):
        extended(late, due + timedelta(days=1))


def test_a_profile_may_allow_no_extension(council: Council) -> None:
    ballots = Ballots.issued(chosen(council, sheet_extensions=0), day=FAR)
    with pytest.raises(Conflict):
        extended(ballots, ballots.council.at(FAR, time(18)) + timedelta(days=1))


def test_a_secret_vote_is_not_held_by_signed_sheets(council: Council) -> None:
    ballots = Ballots.issued(council)
    with council.acting() as scope, pytest.raises(Invalid) as told:
        voting.open_round(scope, ballots.items[0], "secret")
    assert "подпись называет голосующего" in refused(told.value)


@pytest.mark.clause("LU2-4.9-sheets")
def test_a_vote_by_correspondence_is_held_by_sheets_alone(council: Council) -> None:
    ballots = Ballots.issued(council)
    with council.acting() as scope, pytest.raises(Refused) as told:
        voting.open_round(scope, ballots.items[0], "open")
    assert told.value.verdict.clause == "прил. 2, п. 4.9"


def test_unread_papers_hold_the_count_up_and_the_sum_is_exact(council: Council) -> None:
    ballots = Ballots.issued(council)
    ballots.online(0)
    ballots.online(0, "-")
    ballots.online(1)
    ballots.scanned(1, "-")
    ballots.paper(2, signed=False, clerk=0)
    waiting = ballots.paper(3)
    ballots.after()
    ballots.online(4)
    with council.acting() as scope:
        tallying.close_balloting(scope, ballots.meeting_id)
    with pytest.raises(Conflict):
        ballots.counted()
    assert ballots.verified(waiting) == "valid"
    sums = sheet_reads.reconciliation(ballots.lines())
    assert sums.counts == {"valid": 2, "conflict": 1, "spoiled": 1, "late": 1, "not_returned": 1}
    assert (sums.issued, sums.returned, sums.exact) == (6, 5, True)
    assert ballots.counted()[0] == "no_quorum"
    with council.acting() as scope:
        steps = [(str(one["title"]), one["state"]) for one in steps_of(picture(scope, ballots.meeting_id))]
    assert steps[-3:] == [("Не состоялось: нет кворума", "done"), ("Протокол", "now"), ("Рассылка", "")]
    page = browser_as(council.app, "luga", "administrator").get(f"/luga/meetings/{ballots.meeting_id}/sheets")
    assert "Записать опоздавший лист" in page.text and "Внести бумажный лист" not in page.text
