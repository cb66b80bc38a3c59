"""Voting by correspondence in Luga: sheets issued, returned online, counted; quorums and outcomes."""

import pytest
from flask import Flask

from tests.meetings.ballots import Ballots, council_of
from tests.meetings.council import Council


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    """A council of thirteen by an act for fifteen."""
    return council_of(app, 13, 15)


@pytest.mark.clause("LU2-4.6-quorum-remote", "LU2-4.9-sheets")
@pytest.mark.parametrize(
    ("signs", "state", "outcome"),
    [
        ("+" * 7, "no_quorum", None),
        ("+" * 8, "closed", "not_held"),
        ("+" * 9, "closed", "not_held"),
        ("+" * 6 + "-" * 4, "closed", "adopted"),
        ("+" * 5 + "-" * 5, "closed", "rejected"),
        ("+" * 5 + "?" * 5, "closed", "rejected"),
    ],
)
def test_sheets_make_the_quorum_and_the_decision(
    council: Council, signs: str, state: str, outcome: str | None
) -> None:
    ballots = Ballots.issued(council)
    for member, sign in enumerate(signs):
        ballots.online(member, sign)
    came, decisions = ballots.tallied()
    assert came == state
    assert [one.outcome for one in decisions] == ([outcome] if outcome else [])
    if outcome:
        assert decisions[0].votes_for == signs.count("+")
