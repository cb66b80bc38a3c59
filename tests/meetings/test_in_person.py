"""Meetings in person by Luga's regulation: quorums, votes, outcomes, the verdicts that stay."""

from datetime import date

import pytest
from flask import Flask

from service.meetings.actions import attending, sitting, voting
from service.meetings.actions.judging import Refused
from service.meetings.queries import meetings as reads
from tests.meetings.council import Council


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    """A council of thirteen by an act."""
    return Council(app, "luga").seated(13)


@pytest.mark.clause("LU2-4.6-quorum-inperson")
@pytest.mark.parametrize(("present", "opens"), [(6, False), (7, True)])
def test_half_of_the_established_number_opens_a_meeting(council: Council, present: int, opens: bool) -> None:
    if opens:
        meeting_id, _ = council.opened(present)
        with council.acting() as scope:
            stored = reads.stored(scope, "meeting", [meeting_id])
            assert [one.status for one in stored if one.rule == "council.meeting_quorum"] == ["pass"]
    else:
        with pytest.raises(Refused) as refused:
            council.opened(present)
        assert refused.value.verdict.shortfall == 1
        assert refused.value.verdict.clause == "прил. 2, п. 4.6"


@pytest.mark.clause("LU2-4.9-twothirds")
def test_two_thirds_decide(council: Council) -> None:
    meeting_id, (item,) = council.opened(8)
    with council.acting() as scope, pytest.raises(Refused) as refused:
        voting.open_round(scope, item)
    assert (refused.value.verdict.actual, refused.value.verdict.expected) == (8, 9)
    with council.acting() as scope:
        attending.mark(scope, meeting_id, council.people[8], {"status": "remote"})
    assert council.voted(item, "+++++----").outcome == "adopted"


@pytest.mark.clause("LU2-4.9-majority")
@pytest.mark.parametrize(
    ("votes", "outcome"), [("+++++----", "adopted"), ("++++-----", "rejected"), ("0" * 9, "rejected")]
)
def test_more_than_half_of_those_who_take_part(council: Council, votes: str, outcome: str) -> None:
    _, (item,) = council.opened(9)
    assert council.voted(item, votes).outcome == outcome
    with council.acting() as scope:
        sitting.close(scope, reads.item(scope, item).meeting_id)


def test_the_day_is_that_of_the_council(council: Council) -> None:
    meeting_id, _ = council.meeting(date(2026, 4, 1))
    with council.acting() as scope:
        assert reads.day_of(scope, reads.meeting(scope, meeting_id)) == date(2026, 4, 1)
