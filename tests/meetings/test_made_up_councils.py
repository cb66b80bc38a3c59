"""Two councils nobody regulates: their files decide form, quorum, tie and signers; recounts agree."""

from datetime import date

import pytest
from flask import Flask

from service.meetings.actions import calling, sitting
from service.meetings.actions.judging import Refused
from service.meetings.actions.recounting import recount
from service.meetings.queries import meetings as reads
from service.meetings.queries import minutes as minutes_reads
from tests.meetings.after import let_sign, reviewed, sign
from tests.meetings.council import DAY, Council
from tests.meetings.variants import fixture_profile, profile_of, with_params


def test_the_council_of_the_director(app: Flask) -> None:
    """No hybrid meetings; more than half of the filled seats; a tie is the chair's; two sign."""
    council = Council(app, "luga", profile=fixture_profile("centre")).seated(9, 12)
    let_sign(council)
    with council.acting() as scope, pytest.raises(Refused) as refused:
        calling.create(scope, council.body_id, council.draft(DAY, "hybrid", sheets_on=DAY))
    assert refused.value.verdict.rule == "council.form" and refused.value.verdict.clause
    with pytest.raises(Refused) as refused:
        council.opened(4)
    assert (refused.value.verdict.expected, refused.value.verdict.shortfall) == (5, 1)
    council.at(date(2026, 3, 2))
    meeting_id, (first, second) = council.opened(5, items=2)
    assert council.voted(first, "++-00").outcome == "adopted"
    assert council.voted(second, "+--+0").outcome == "adopted", "two to two: the chair was for"
    with council.acting() as scope:
        sitting.close(scope, meeting_id)
    row = reviewed(council, meeting_id)
    for member, state in ((0, "review"), (2, "signed")):
        sign(council, row, member)
        with council.acting() as scope:
            assert minutes_reads.minutes(scope, row.id).state == state


def test_the_council_of_curators(app: Flask) -> None:
    """Two thirds of the established seats even to sit; a majority of them all; a tie votes again."""
    council = Council(app, "luga", profile=fixture_profile("kuratory")).seated(9)
    let_sign(council)
    with pytest.raises(Refused) as refused:
        council.opened(5)
    assert (refused.value.verdict.expected, refused.value.verdict.shortfall) == (6, 1)
    council.at(date(2026, 3, 2))
    meeting_id, (item,) = council.opened(8)
    first, second = council.voted(item, "++++----"), council.voted(item, "+++++---")
    assert (first.outcome, second.outcome) == ("rejected", "adopted"), "five of nine, not of eight"
    with council.acting() as scope:
        tie = next(one for one in reads.stored(scope, "round", [first.round_id]))
        assert "повторн" in str(tie.verdict).lower() or "переголос" in str(tie.verdict).lower()
        sitting.close(scope, meeting_id)
    row = reviewed(council, meeting_id)
    with pytest.raises(Refused):
        sign(council, row, 1)
    sign(council, row, 0)


def test_a_recount_comes_to_what_stands(app: Flask) -> None:
    """Outcomes once more from the votes are the same; by other rules the difference is told."""
    council = Council(app, "tikhvin", profile=profile_of(app, "luga")).seated(6)
    meeting_id, items = council.opened(6, items=4)
    for item, votes in zip(items, ("++++--", "+++---", "000000", "++++++"), strict=True):
        council.voted(item, votes)
    with council.acting() as scope:
        again = recount(scope, lambda _: scope.profile)
        assert [one.outcome for one in again] == ["adopted", "rejected", "rejected", "adopted"]
        assert all(one.same for one in again)
        other = with_params(scope.profile, "council.majority", share="3/4", op="at_least")
        unlike = [one for one in recount(scope, lambda _: other) if not one.same]
        assert [(one.votes["for"], one.outcome) for one in unlike] == [(4, "rejected")]
