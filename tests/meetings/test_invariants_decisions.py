"""A decision says what the verdict and the votes say (I-9); only an adopted one founds a group."""

import psycopg
import pytest

from tests.meetings.rows import Made, Rows, refused


@pytest.fixture
def body(rows: Rows) -> Made:
    return rows.body(people=3)


def voted(rows: Rows, body: Made, decides: str = "recommendation") -> int:
    """A closed round of a question with two votes for and one against."""
    meeting = rows.meeting(body, "in_session")
    for person in body.people:
        rows.come(meeting, person)
    made = rows.round(rows.item(meeting, decides=decides), body.people)
    for person, choice in zip(body.people, ("for", "for", "against"), strict=True):
        rows.vote(made, person, choice)
    rows.close(made)
    return made


@pytest.mark.parametrize(
    ("status", "outcome"),
    [("pass", "adopted"), ("waived", "adopted"), ("fail", "rejected"), ("not_applicable", "recorded")],
)
def test_the_outcome_follows_the_verdict(rows: Rows, body: Made, status: str, outcome: str) -> None:
    decision = rows.decision(voted(rows, body), (2, 1, 0), status=status)
    assert rows.value("decision", decision, "outcome") == outcome


def test_nobody_writes_or_changes_an_outcome(rows: Rows, body: Made) -> None:
    made = voted(rows, body)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows.decision(made, (2, 1, 0), status="fail", outcome="adopted")
    decision = rows.decision(made, (2, 1, 0), status="fail")
    for column in ("outcome", "votes_for", "text", "verdict_id"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            rows.change("decision", decision, **{column: rows.value("decision", decision, column)})
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows.ask("DELETE FROM mms.decision")
    with refused("uq_decision_tenant_id_round_id"):
        rows.decision(made, (2, 1, 0))


@pytest.mark.parametrize("counts", [(3, 0, 0), (2, 0, 1), (2, 1, 1), (1, 1, 0), (0, 0, 0)])
def test_counts_are_those_of_the_votes(rows: Rows, body: Made, counts: tuple[int, int, int]) -> None:
    with refused("decision_counts"):
        rows.decision(voted(rows, body), counts)


def test_the_verdict_is_about_these_votes(rows: Rows, body: Made) -> None:
    made, other = voted(rows, body), voted(rows, body)
    for verdict in (
        rows.verdict("majority", "round", other, **{"for": 2}),
        rows.verdict("majority", "item", made, **{"for": 2}),
        rows.verdict("decision_quorum", "round", made, **{"for": 2}),
        rows.verdict("majority", "round", made, **{"for": 3}),
        rows.verdict("majority", "round", made),
        rows.verdict("majority", "round", made, "not_yet", **{"for": 2}),
        rows.verdict("majority", "round", made, "warn", **{"for": 2}),
        rows.value("round", made, "verdict_id"),
    ):
        with refused("decision_verdict"):
            rows.decision(made, (2, 1, 0), verdict=verdict)
    rows.decision(made, (2, 1, 0), verdict=rows.verdict("chair_election", "round", made, **{"for": 2}))


def test_a_decision_is_of_the_kind_that_was_asked_for(rows: Rows, body: Made) -> None:
    made = voted(rows, body)
    for kind in ("working_group", "procedural"):
        with refused("decision_kind"):
            rows.decision(made, (2, 1, 0), kind=kind)
    item = rows.value("round", made, "item_id")
    rows.change("agenda_item", item, decides=None)
    rows.decision(made, (2, 1, 0), kind="procedural")


def test_a_decision_comes_after_its_round(rows: Rows, body: Made) -> None:
    made = voted(rows, body)
    meeting = rows.value("agenda_item", rows.value("round", made, "item_id"), "meeting_id")
    other = rows.item(meeting, 2)
    with refused("decision_after_round"):
        rows.decision(made, (2, 1, 0), item_id=other)
    with refused("decision_after_round"):
        rows.decision(rows.round(other, body.people), (0, 0, 0))


@pytest.mark.parametrize("status", ["fail", "not_yet"])
def test_sheets_without_a_quorum_decide_nothing(rows: Rows, body: Made, status: str) -> None:
    meeting = rows.meeting(body, "ballots_closed", form="correspondence")
    made = rows.round(rows.item(meeting), body.people, voting="sheets", channel="sheet", status=status)
    rows.close(made)
    with refused("decision_verdict"):
        rows.decision(made, (0, 0, 0))
    decision = rows.decision(made, (0, 0, 0), verdict=rows.value("round", made, "verdict_id"))
    assert rows.value("decision", decision, "outcome") == "not_held"


@pytest.mark.parametrize("kind", ["working_group", "expert_group"])
def test_a_group_is_founded_by_an_adopted_decision_of_its_kind(rows: Rows, body: Made, kind: str) -> None:
    other = {"working_group": "expert_group", "expert_group": "working_group"}[kind]
    group, again = rows.add("council", name="Группа", kind=kind), rows.add("council", name="Ещё", kind=kind)
    rejected = rows.decision(voted(rows, body, kind), (2, 1, 0), status="fail")
    advised = rows.decision(voted(rows, body), (2, 1, 0))
    foreign = rows.decision(voted(rows, body, other), (2, 1, 0))
    for decision in (rejected, advised, foreign):
        with refused("founded_by_decision"):
            rows.add("founding", decision_id=decision, body_id=group)
    adopted = rows.decision(voted(rows, body, kind), (2, 1, 0))
    with refused("founded_by_decision"):
        rows.add("founding", decision_id=adopted, body_id=body.id)
    rows.add("founding", decision_id=adopted, body_id=group)
    with refused("uq_founding_tenant_id_decision_id"):
        rows.add("founding", decision_id=adopted, body_id=again)
