"""Meetings with a room and sheets: sheets alone count (Luga), or both together (edges 34 to 36)."""

from datetime import time

import pytest
from flask import Flask

from service.core.errors import Conflict, Invalid
from service.meetings.actions import agenda, attending, sitting, tallying, voting
from service.meetings.actions.judging import Refused
from service.meetings.model.meetings import Meeting
from service.meetings.model.voting import Decision, Elector
from service.meetings.queries import meetings as reads
from service.meetings.queries import sheets as sheet_reads
from service.meetings.queries.presence import marked
from tests.meetings.ballots import DAY, Ballots, council_of
from tests.meetings.council import Council
from tests.meetings.counting import both_count


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    """A council of fifteen by an act."""
    return council_of(app, 15)


def came(ballots: Ballots, members: range) -> None:
    """The day of the meeting: so many come to the room."""
    ballots.council.at(DAY, time(15))
    with ballots.council.acting() as scope:
        if reads.meeting(scope, ballots.meeting_id).state == "noticed":
            agenda.close_agenda(scope, ballots.meeting_id)
        for member in members:
            attending.mark(scope, ballots.meeting_id, ballots.council.people[member], {"status": "present"})


def opened(ballots: Ballots) -> Meeting:
    with ballots.council.acting() as scope:
        return sitting.open_meeting(scope, ballots.meeting_id)


@pytest.mark.clause("LU2-4.6-quorum-hybrid")
@pytest.mark.parametrize(("sheets", "opens"), [(7, False), (8, True)])
def test_sheets_alone_open_a_hybrid_meeting(council: Council, sheets: int, opens: bool) -> None:
    ballots = Ballots.issued(council, "hybrid")
    for member in range(3, 3 + sheets):
        ballots.online(member)
    came(ballots, range(12))
    if opens:
        opened(ballots)
    else:
        with pytest.raises(Refused) as refused:
            opened(ballots)
        assert (refused.value.verdict.actual, refused.value.verdict.clause) == (7, "прил. 2, п. 4.6")
        with council.acting() as scope, pytest.raises(Conflict):
            sitting.declare_no_quorum(scope, ballots.meeting_id)  # sheets may still come
        ballots.after()
        with council.acting() as scope:
            assert sitting.declare_no_quorum(scope, ballots.meeting_id).state == "no_quorum"


def test_where_sheets_count_everybody_hands_one_in(council: Council) -> None:
    """Who is in the room without a sheet is listed, not counted; the count closes the meeting."""
    ballots = Ballots.issued(council, "hybrid", items=2)
    for member in range(8):
        ballots.online(member, "+-")
    came(ballots, range(12))
    opened(ballots)
    with council.acting() as scope, pytest.raises(Conflict):
        voting.open_round(scope, ballots.items[0])
    for member in (8, 9):
        ballots.online(member, "++")
    with council.acting() as scope, pytest.raises(Conflict):
        sitting.close(scope, ballots.meeting_id)
    with council.acting() as scope, pytest.raises(Conflict):
        tallying.tally(scope, ballots.meeting_id)
    ballots.after()
    state, (first, second) = ballots.counted()
    assert (state, first.outcome, second.outcome) == ("closed", "adopted", "rejected")
    assert (first.votes_for, second.votes_for, second.votes_against) == (10, 2, 8)
    with council.acting() as scope:
        there = {one.row.person_id for one in marked(scope, ballots.meeting_id) if one.row.person_id}
        absent = sheet_reads.room_without_sheet(scope, sheet_reads.register(scope, ballots.meeting_id), there)
        assert absent == ["Член010 Анна", "Член011 Анна"]


@pytest.mark.parametrize(("sheets", "outcome"), [(9, "not_held"), (10, "adopted")])
def test_two_thirds_by_sheets_decide_a_hybrid_meeting(council: Council, sheets: int, outcome: str) -> None:
    ballots = Ballots.issued(council, "hybrid")
    for member in range(sheets):
        ballots.online(member)
    came(ballots, range(15))
    opened(ballots)
    ballots.after()
    assert [one.outcome for one in ballots.counted()[1]] == [outcome]


def round_of(ballots: Ballots, item: int, votes: str) -> Decision:
    """A round in the room: "++-" are the first three members."""
    with ballots.council.acting() as scope:
        held = voting.open_round(scope, item)
        signs = {"+": "for", "-": "against", "0": "abstain"}
        voting.cast_all(
            scope, held.id, {ballots.council.people[n]: signs[one] for n, one in enumerate(votes)}
        )
        decision = voting.close_round(scope, held.id)
        scope.db.expunge(decision)
        return decision


def test_room_and_sheets_count_together(council: Council) -> None:
    """Six in the room and four sheets of fifteen are two thirds; who sent one and came counts once."""
    ballots = Ballots.issued(both_count(council), "hybrid")
    for member in (5, 6, 7, 8, 9):
        ballots.online(member, "-")
    came(ballots, range(6))
    assert ballots.statuses(5) == ["superseded"]
    opened(ballots)
    decision = round_of(ballots, ballots.items[0], "++++++")
    assert (decision.votes_for, decision.votes_against, decision.outcome) == (6, 4, "adopted")
    with council.acting() as scope:
        channels = [one.channel for one in scope.db.query(Elector).filter_by(round_id=decision.round_id)]
        assert (channels.count("room"), channels.count("sheet")) == (6, 4)
        assert sitting.close(scope, ballots.meeting_id).state == "closed"


@pytest.mark.parametrize(("revives", "votes"), [(False, None), (True, (6, 4))])
def test_who_sent_a_sheet_came_and_left(
    council: Council, revives: bool, votes: tuple[int, int] | None
) -> None:
    """Absent for later questions; where the profile says so, the sheet counts again (edge 35)."""
    ballots = Ballots.issued(both_count(council, sheet_revives=revives), "hybrid", items=2)
    for member in (6, 7, 8, 9):
        ballots.online(member, "--")
    came(ballots, range(7))
    opened(ballots)
    assert round_of(ballots, ballots.items[0], "+++++++").votes_for == 7
    with ballots.council.acting() as scope:
        attending.leave(scope, ballots.meeting_id, council.people[6])
    assert ballots.statuses(6) == ["valid" if revives else "superseded"]
    if votes is None:
        with pytest.raises(Refused) as refused:
            round_of(ballots, ballots.items[1], "++++++")
        assert refused.value.verdict.actual == 9
    else:
        decision = round_of(ballots, ballots.items[1], "++++++")
        assert (decision.votes_for, decision.votes_against) == votes


def test_a_sheet_from_the_room_is_kept_and_superseded(council: Council) -> None:
    ballots = Ballots.issued(both_count(council), "hybrid")
    came(ballots, range(3))
    assert ballots.online(1).status == "superseded"


def test_no_secret_vote_where_signed_sheets_count(council: Council) -> None:
    ballots = Ballots.issued(both_count(council), "hybrid")
    with council.acting() as scope, pytest.raises(Invalid):
        voting.open_round(scope, ballots.items[0], "secret")
