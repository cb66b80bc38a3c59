"""Invariants of voting, held by the database: rounds, who votes in them (I-4, I-5), and when."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from tests.meetings.rows import HOUR, STARTS, Made, Rows, refused

Another = Callable[[], Rows]


@dataclass(frozen=True)
class Sitting:
    """A meeting in session with everybody in the room, and its first question."""

    body: Made
    meeting: int
    item: int
    came: list[int]


@pytest.fixture
def sitting(rows: Rows) -> Sitting:
    body = rows.body(people=5)
    meeting = rows.meeting(body, "in_session")
    return Sitting(body, meeting, rows.item(meeting), [rows.come(meeting, one) for one in body.people])


def test_a_round_needs_the_verdict_of_its_question(rows: Rows, sitting: Sitting) -> None:
    given = {"item_id": sitting.item, "number": 1, "voting": "open", "filled": 5, "participants": 5,
             "electors": 5, "opened_at": STARTS}  # fmt: skip
    other = rows.item(sitting.meeting, 2)
    for verdict in (
        rows.verdict("decision_quorum", "item", other),
        rows.verdict("decision_quorum", "meeting", sitting.item),
        rows.verdict("meeting_quorum", "item", sitting.item),
    ):
        with refused("round_verdict"):
            rows.add("round", **given, verdict_id=verdict)
    for status in ("fail", "not_yet"):
        with refused("decision_quorum"):
            rows.round(sitting.item, [], status=status)
    with refused("round_frozen"):
        verdict = rows.verdict("decision_quorum", "item", sitting.item)
        rows.add("round", **given, verdict_id=verdict, closed_at=STARTS)
    rows.round(sitting.item, sitting.body.people, status="fail", severity="soft")


@pytest.mark.parametrize("state", ["draft", "noticed", "agenda_final", "closed"])
def test_a_round_opens_while_the_meeting_sits(rows: Rows, state: str) -> None:
    item = rows.item(rows.meeting(rows.body(), state))
    for voting in ("open", "secret", "sheets"):
        with refused("round_in_session"):
            rows.round(item, [], voting=voting)


def test_sheets_are_counted_after_their_deadline(rows: Rows) -> None:
    body = rows.body()
    early = rows.item(rows.meeting(body, "balloting", form="correspondence"))
    with refused("round_in_session"):
        rows.round(early, [], voting="sheets")
    meeting = rows.meeting(body, "ballots_closed", form="correspondence")
    with refused("round_in_session"):
        rows.round(rows.item(meeting), [])
    rows.round(rows.item(meeting, 2), [], voting="sheets", status="fail")


def test_a_round_changes_only_by_closing(rows: Rows, sitting: Sitting) -> None:
    made = rows.round(sitting.item, sitting.body.people)
    again = rows.verdict("decision_quorum", "item", sitting.item)
    for column, value in (("electors", 9), ("participants", 9), ("voting", "secret"), ("verdict_id", again)):
        with refused("round_frozen"):
            rows.change("round", made, **{column: value})
    rows.close(made)
    with refused("round_frozen"):
        rows.change("round", made, closed_at=None)


def test_the_electorate_is_of_members_and_frozen(rows: Rows, sitting: Sitting) -> None:
    made = rows.round(sitting.item, sitting.body.people[:4])
    with refused("electorate_frozen"):
        rows.elector(made, sitting.body.people[4])
    with refused("not_a_member"):
        rows.round(sitting.item, [rows.person()], number=2)
    rows.close(made)
    short = rows.round(sitting.item, [], number=3)
    with refused("electorate_frozen"):
        rows.elector(short, sitting.body.people[0])


def test_who_left_the_body_before_the_meeting_is_no_elector(rows: Rows, sitting: Sitting) -> None:
    gone, joined = rows.person(), rows.person()
    day = STARTS.date()
    rows.seat(sitting.body.id, gone, until=day)
    rows.seat(sitting.body.id, joined, since=day)
    with refused("not_a_member"):
        rows.round(sitting.item, [gone])
    rows.round(sitting.item, [joined], number=2)


def test_a_vote_is_of_one_elector_once(rows: Rows, sitting: Sitting) -> None:
    *people, outside = sitting.body.people
    made = rows.round(sitting.item, people)
    vote = rows.vote(made, people[0])
    with refused("fk_vote_tenant_id_round_id_person_id"):
        rows.vote(made, outside)
    with refused("uq_vote_tenant_id_round_id_person_id"):
        rows.vote(made, people[0], "against")
    with refused("vote_is_personal"):
        rows.change("vote", vote, person_id=people[1])
    with refused("vote_is_personal"):
        rows.change("vote", vote, round_id=rows.round(sitting.item, people, number=2))
    with refused("voting_kind"):
        rows.add("ballot_cast", round_id=made, person_id=people[1])
    rows.change("vote", vote, choice="abstain")


def test_no_column_names_a_second_voter(rows: Rows) -> None:
    """No delegation by construction: `recorded_by` is the account of a clerk and refers to no person."""
    found = rows.ask(
        "SELECT a.attname FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid"
        " AND a.attnum = ANY (c.conkey) WHERE c.contype = 'f' AND c.conrelid = 'mms.vote'::regclass"
    )
    assert {name for (name,) in found} == {"tenant_id", "round_id", "person_id"}


def test_the_recused_do_not_vote_nor_voters_recuse(rows: Rows, sitting: Sitting) -> None:
    first, second, *_ = sitting.body.people
    other = rows.item(sitting.meeting, 2)
    rows.add("recusal", item_id=sitting.item, person_id=first, reason="родство", declared_at=STARTS)
    made, elsewhere = rows.round(sitting.item, sitting.body.people), rows.round(other, sitting.body.people)
    with refused("recused"):
        rows.vote(made, first)
    rows.vote(elsewhere, first)
    rows.vote(made, second)
    with refused("voted_so_not_recused"):
        rows.add("recusal", item_id=sitting.item, person_id=second, reason="поздно", declared_at=STARTS)


def test_who_left_or_never_came_does_not_vote(rows: Rows, sitting: Sitting) -> None:
    first, second, *_ = sitting.body.people
    made = rows.round(sitting.item, sitting.body.people)
    rows.leave(sitting.came[0])
    with refused("not_present"):
        rows.vote(made, first)
    rows.add("presence_interval", participation_id=sitting.came[0], came_at=STARTS + HOUR)
    rows.vote(made, first)
    rows.change("participation", sitting.came[1], status="absent")
    with refused("not_present"):
        rows.vote(made, second)


@pytest.mark.parametrize("status", ["absent", "excused", "guest"])
def test_who_voted_was_present(rows: Rows, sitting: Sitting, status: str) -> None:
    first, second, *_ = sitting.body.people
    rows.vote(rows.round(sitting.item, sitting.body.people), first)
    rows.ballot(rows.round(sitting.item, sitting.body.people, voting="secret", number=2), second)
    for came in sitting.came[:2]:
        with refused("voted_so_present"):
            rows.change("participation", came, status=status, reason="ушёл", name="Гость")
        rows.change("participation", came, status="remote")
    with refused("participation_kept"):
        rows.ask("DELETE FROM mms.participation WHERE id = %s", sitting.came[2])
    with refused("participation_person"):
        rows.change("participation", sitting.came[2], person_id=rows.person())


@pytest.mark.parametrize("voting", ["open", "sheets"])
def test_who_votes_by_sheet_has_a_valid_one(rows: Rows, voting: str) -> None:
    body = rows.body()
    meeting = rows.meeting(body, "in_session", form="hybrid", counted="sheets")
    item = rows.item(meeting)
    made = rows.round(item, body.people, voting=voting, channel="sheet")
    with refused("no_valid_sheet"):
        rows.vote(made, body.people[0])
    sheet = rows.sheet(meeting, body.people[0])
    rows.receipt(sheet, "spoiled")
    with refused("no_valid_sheet"):
        rows.vote(made, body.people[0])
    receipt = rows.receipt(sheet)
    with refused("vote_as_marked"):
        rows.vote(made, body.people[0])
    rows.mark(receipt, item, "against")
    with refused("vote_as_marked"):
        rows.vote(made, body.people[0])
    rows.vote(made, body.people[0], "against")


def test_a_voted_question_stays_with_its_meeting(rows: Rows, sitting: Sitting) -> None:
    other = rows.meeting(sitting.body, "agenda_final")
    carried = rows.item(sitting.meeting, 2)
    rows.change("agenda_item", carried, meeting_id=other, number=1)
    rows.round(sitting.item, [])
    with refused("item_was_voted"):
        rows.change("agenda_item", sitting.item, meeting_id=other, number=2)
    rows.change("agenda_item", sitting.item, number=7)


def test_nobody_votes_after_the_end(rows: Rows, sitting: Sitting) -> None:
    made = rows.round(sitting.item, sitting.body.people)
    early = rows.vote(made, sitting.body.people[0])
    rows.close(made)
    with refused("round_closed"):
        rows.vote(made, sitting.body.people[1])
    with refused("round_closed"):
        rows.change("vote", early, choice="against")


def test_a_vote_that_meets_the_closing_is_not_counted_later(
    rows: Rows, sitting: Sitting, another: Another
) -> None:
    """The vote waits for the closing that is under way, and then it is late; nothing slips in between."""
    made, voter = rows.round(sitting.item, sitting.body.people), another()
    rows.vote(made, sitting.body.people[0])
    with ThreadPoolExecutor(1) as pool:
        with rows.db.transaction():
            rows.close(made)
            waiting = pool.submit(voter.vote, made, sitting.body.people[1])
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
            rows.decision(made, (1, 0, 0))
        with refused("round_closed"):
            waiting.result(timeout=5)


def test_the_closing_waits_for_a_vote_under_way(rows: Rows, sitting: Sitting, another: Another) -> None:
    made, chair = rows.round(sitting.item, sitting.body.people), another()
    with ThreadPoolExecutor(1) as pool:
        with rows.db.transaction():
            rows.vote(made, sitting.body.people[0])
            waiting = pool.submit(chair.close, made)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
        waiting.result(timeout=5)
    with refused("decision_counts"):
        rows.decision(made, (0, 0, 0), status="fail")
    rows.decision(made, (1, 0, 0))


def test_an_unclear_mark_is_no_vote(rows: Rows) -> None:
    body = rows.body()
    meeting = rows.meeting(body, "ballots_closed", form="correspondence", counted="sheets")
    item = rows.item(meeting)
    made = rows.round(item, body.people, voting="sheets", channel="sheet")
    rows.mark(rows.receipt(rows.sheet(meeting, body.people[0])), item, "unclear")
    for choice in ("for", "against", "abstain"):
        with refused("vote_as_marked"):
            rows.vote(made, body.people[0], choice)
