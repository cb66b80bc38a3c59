"""What becomes of a returned sheet (council.md edges 38 to 44, 53, 54): every status, with its reason."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from flask import Flask

from service.core.errors import Conflict, Forbidden, Invalid
from service.meetings.actions import attending, papersheets, returning
from service.meetings.actions.voting import Barred, Proxy
from service.meetings.queries import sheets as sheet_reads
from tests.meetings.ballots import DAY, Ballots, chosen, council_of, refused
from tests.meetings.council import Council


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    """A council of six by an act."""
    return council_of(app, 6)


@pytest.fixture(scope="module")
def ballots(council: Council) -> Ballots:
    """Sheets with two questions."""
    return Ballots.issued(council, items=2)


@pytest.mark.parametrize(("hour", "status"), [(time(18), "valid"), (time(18, 0, 1), "late")])
def test_the_deadline_is_kept_to_the_second(council: Council, hour: time, status: str) -> None:
    ballots = Ballots.issued(council)
    council.at(DAY, hour)
    receipt = ballots.online(3)
    assert receipt.status == status
    if status == "late":
        assert receipt.reason is not None
        assert "18:00:01" in receipt.reason
        assert "прил. 2, п. 4.9" in receipt.reason
    state, decisions = ballots.tallied()
    assert (state, decisions) == ("no_quorum", [])
    assert ballots.statuses(3) == [status]


@pytest.mark.parametrize(("setting", "status"), [("received", "late"), ("posted", "pending")])
def test_the_moment_of_a_paper_is_as_the_profile_says(council: Council, setting: str, status: str) -> None:
    """Posted in time, received a day later (edge 39)."""
    ballots = Ballots.issued(chosen(council, sheet_time=setting))
    posted = ballots.council.at(DAY, time(12))
    ballots.council.at(DAY + timedelta(days=1), time(12))
    assert ballots.paper(1, posted_at=posted).status == status


@pytest.mark.parametrize(
    ("setting", "came", "counts"),
    [("last", ["replaced", "valid", "duplicate"], "--"), ("first", ["valid", "rejected", "rejected"], "++")],
)
def test_of_two_online_sheets_one_counts(
    council: Council, setting: str, came: list[str], counts: str
) -> None:
    ballots = Ballots.issued(chosen(council, sheet_revision=setting), items=2)
    for signs in ("++", "--", "--"):
        ballots.online(1, signs)
    assert ballots.statuses(1) == came
    line = next(one for one in ballots.lines() if one.counted)
    assert line.counted is not None
    assert dict(line.counted.marks) == ballots.marks(counts)


@pytest.mark.parametrize(
    ("setting", "came"),
    [
        ("unresolved", ["conflict", "conflict"]),
        ("last", ["replaced", "valid"]),
        ("first", ["valid", "replaced"]),
        ("paper", ["replaced", "valid"]),
    ],
)
def test_an_online_and_a_paper_sheet_that_differ(council: Council, setting: str, came: list[str]) -> None:
    ballots = Ballots.issued(chosen(council, ballot_conflict=setting))
    ballots.online(1, "+")
    ballots.council.at(date(2026, 3, 11))
    ballots.scanned(1, "-")
    assert ballots.statuses(1) == came


def test_a_conflict_is_resolved_in_writing_by_another_clerk(council: Council) -> None:
    ballots = Ballots.issued(council)
    receipt = ballots.online(1, "+")
    ballots.scanned(1, "-")
    with council.acting(member=2) as scope, pytest.raises(Forbidden):
        papersheets.resolve(scope, receipt.id, "Член подтвердил электронный")
    with council.acting(member=0) as scope, pytest.raises(Invalid):
        papersheets.resolve(scope, receipt.id, None)
    with council.acting(member=0) as scope:
        papersheets.resolve(scope, receipt.id, "Член подтвердил электронный")
    assert ballots.statuses(1) == ["valid", "replaced"]
    assert sheet_reads.reconciliation(ballots.lines()).count("valid") == 1


def test_a_paper_sheet_equal_to_the_online_one_is_a_duplicate(council: Council) -> None:
    ballots = Ballots.issued(council)
    ballots.online(1, "+")
    ballots.scanned(1, "+")
    assert ballots.statuses(1) == ["valid", "duplicate"]


def test_two_people_read_a_paper_sheet(ballots: Ballots) -> None:
    receipt = ballots.paper(1, "+-")
    with pytest.raises(Forbidden):
        ballots.verified(receipt, "+-", clerk=2)
    with pytest.raises(Invalid) as differs:
        ballots.verified(receipt, "++")
    assert "вопросы 2" in refused(differs.value)
    assert ballots.statuses(1) == ["pending"]
    assert ballots.verified(receipt, "+-") == "valid"


@pytest.mark.parametrize(
    ("draft", "status"),
    [({"signed": False}, "spoiled"), ({"foreign": True}, "rejected")],
    ids=["unsigned", "foreign"],
)
def test_an_unsigned_and_a_foreign_sheet_count_for_nothing(
    council: Council, draft: dict[str, Any], status: str
) -> None:
    ballots = Ballots.issued(council)
    assert ballots.paper(3, **draft).status == status
    assert ballots.scanned(3).status == "pending"  # its member brings another one
    assert ballots.statuses(3) == [status, "valid"]


def test_a_copied_code_is_a_duplicate(ballots: Ballots) -> None:
    ballots.scanned(4, "++")
    assert ballots.paper(4, "--").status == "duplicate"
    with ballots.council.acting() as scope, pytest.raises(Invalid):
        papersheets.register_paper(
            scope, Ballots.issued(ballots.council).meeting_id, {"code": ballots.sheet(4).code}
        )


def test_a_blank_or_double_mark_is_no_vote_and_its_member_takes_part(council: Council) -> None:
    ballots = Ballots.issued(council, items=2)
    for member in range(4):
        ballots.online(member, "?+" if member == 3 else "++")
    state, (first, second) = ballots.tallied()
    assert (state, first.votes_for, second.votes_for) == ("closed", 3, 4)
    assert (first.outcome, second.outcome) == ("adopted", "adopted")


@pytest.mark.clause("LU2-4.7-person")
def test_nobody_returns_the_sheet_of_another(council: Council, ballots: Ballots) -> None:
    with pytest.raises(Proxy) as proxy:
        ballots.online(5, "++", code=ballots.sheet(0).code)
    assert "прил. 2, п. 4.7" in refused(proxy.value)
    assert ballots.statuses(0) == []
    with council.acting() as scope, pytest.raises(Forbidden):
        returning.return_online(scope, {}, code=ballots.sheet(0).code)


def test_a_recused_member_has_no_vote_on_that_question(council: Council) -> None:
    ballots = Ballots.issued(council, items=2)
    with council.acting(member=1) as scope:
        attending.recuse(scope, ballots.items[0], {"reason": "Родство"})
    with pytest.raises(Barred):
        ballots.online(1, "++")
    for member, signs in enumerate(["++", "?+", "++", "++", "++"]):
        ballots.online(member, signs)
    _, (first, second) = ballots.tallied()
    assert (first.votes_for, first.outcome) == (4, "adopted")
    assert (second.votes_for, second.outcome) == (5, "adopted")


def test_a_sheet_after_the_count_is_refused_and_a_late_one_still_kept(council: Council) -> None:
    ballots = Ballots.issued(council)
    for member in range(4):
        ballots.online(member)
    assert ballots.tallied()[0] == "closed"
    assert ballots.online(5).status == "late"
    with pytest.raises(Conflict):
        ballots.paper(5, received_at=council.now - timedelta(hours=5))
