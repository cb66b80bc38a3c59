"""Secret ballots tell nobody's choice: no column, key, time, row version or place leads to one (I-16)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tests.meetings.rows import Made, Rows, refused

Another = Callable[[], Rows]
VOTERS = 12


@pytest.fixture
def body(rows: Rows) -> Made:
    return rows.body(people=VOTERS)


@pytest.fixture
def secret(rows: Rows, body: Made) -> int:
    """A secret round that everybody in the room may vote in."""
    meeting = rows.meeting(body, "in_session")
    for person in body.people:
        rows.come(meeting, person)
    return rows.round(rows.item(meeting, decides="election"), body.people, voting="secret")


def test_a_ballot_has_nothing_but_its_choice(rows: Rows) -> None:
    found = rows.ask(
        "SELECT attname FROM pg_attribute WHERE attrelid = 'mms.secret_ballot'::regclass AND attnum > 0"
    )
    assert {name for (name,) in found} == {"tenant_id", "id", "round_id", "choice"}
    kept = rows.ask(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'mms.secret_ballot'::regclass AND NOT tgisinternal"
    )
    assert {name for (name,) in kept} == {"guard", "mix"}, "a history would keep times"
    cast = rows.ask(
        "SELECT attname FROM pg_attribute WHERE attrelid = 'mms.ballot_cast'::regclass AND attnum > 0"
    )
    assert {name for (name,) in cast} == {"tenant_id", "id", "round_id", "person_id"}


def test_the_newest_ballot_is_not_told_by_its_version_key_or_place(
    rows: Rows, body: Made, secret: int
) -> None:
    known: set[int] = set()
    by_place, by_key = [], []
    for number, person in enumerate(body.people):
        newest = rows.ballot(secret, person, ("for", "against", "abstain")[number % 3])
        found = rows.ask(
            "SELECT id, xmin::text FROM mms.secret_ballot WHERE round_id = %s ORDER BY ctid", secret
        )
        assert len({version for _, version in found}) == 1
        assert {one for one, _ in found} == known | {newest}
        known.add(newest)
        by_place.append(found[-1][0] == newest)
        by_key.append(max(known) == newest)
    assert not all(by_place)
    assert not all(by_key)


def test_the_key_of_a_ballot_is_not_chosen(rows: Rows, body: Made, secret: int) -> None:
    rows.add("ballot_cast", round_id=secret, person_id=body.people[0])
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows.add("secret_ballot", id=1, round_id=secret, choice="for")
    rows.add("secret_ballot", round_id=secret, choice="for")


def test_there_are_no_more_ballots_than_voters(rows: Rows, body: Made, secret: int) -> None:
    with refused("ballot_without_voter"):
        rows.add("secret_ballot", round_id=secret, choice="for")
    rows.ballot(secret, body.people[0])
    with refused("ballot_without_voter"):
        rows.add("secret_ballot", round_id=secret, choice="for")
    with refused("uq_ballot_cast_tenant_id_round_id_person_id"):
        rows.ballot(secret, body.people[0])
    with refused("voting_kind"):
        rows.vote(secret, body.people[1])
    rows.close(secret)
    with refused("round_closed"):
        rows.ballot(secret, body.people[1])


def test_a_ballot_needs_a_secret_round(rows: Rows, body: Made) -> None:
    meeting = rows.meeting(body, "in_session")
    rows.come(meeting, body.people[0])
    made = rows.round(rows.item(meeting), body.people)
    with refused("voting_kind"):
        rows.ballot(made, body.people[0])
    with refused("round_closed"):
        rows.add("secret_ballot", round_id=made, choice="for")


def test_who_may_not_vote_casts_no_ballot(rows: Rows, body: Made, secret: int) -> None:
    item = rows.value("round", secret, "item_id")
    rows.add("recusal", item_id=item, person_id=body.people[0], reason="родство", declared_at="2026-03-20")
    with refused("recused"):
        rows.ballot(secret, body.people[0])
    with refused("fk_ballot_cast_tenant_id_round_id_person_id"):
        rows.ballot(secret, rows.person())


def test_nobody_changes_or_removes_a_ballot(rows: Rows, body: Made, secret: int) -> None:
    ballot = rows.ballot(secret, body.people[0])
    with refused("ballot_is_final"):
        rows.change("secret_ballot", ballot, choice="against")
    for statement in (
        "UPDATE mms.secret_ballot SET round_id = round_id",
        "DELETE FROM mms.secret_ballot",
        "UPDATE mms.ballot_cast SET person_id = person_id",
        "DELETE FROM mms.ballot_cast",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            rows.ask(statement)


def test_many_vote_at_once_without_waiting_crosswise(
    rows: Rows, body: Made, secret: int, another: Another
) -> None:
    booths = [another() for _ in range(4)]
    with ThreadPoolExecutor(len(booths)) as pool:
        done = [
            pool.submit(lambda own, at=booth: [at.ballot(secret, one) for one in own], body.people[number::4])
            for number, booth in enumerate(booths)
        ]
        ballots = [ballot for one in done for ballot in one.result(timeout=20)]
    assert len(set(ballots)) == VOTERS
    rows.close(secret)
    with refused("decision_counts"):
        rows.decision(secret, (VOTERS - 1, 1, 0))
    rows.decision(secret, (VOTERS, 0, 0))
