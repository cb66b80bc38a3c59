"""The database knows the states of a meeting, and opens none without a quorum of its own."""

from datetime import timedelta

import pytest

from service.meetings.rules.states import TRANSITIONS
from tests.meetings.rows import DUE, HOUR, STARTS, WAYS, Rows, refused

OPENED = {"in_session", "suspended", "closed"}
DETOURS = {
    "suspended": "in_session",
    "postponed": "noticed",
    "cancelled": "noticed",
    "no_quorum": "agenda_final",
}
"""States off the usual way: the one from which a meeting gets there."""


def brought_to(rows: Rows, state: str) -> int:
    """A meeting in any of the states."""
    body = rows.body(people=1)
    if state in ("balloting", "ballots_closed"):
        return rows.meeting(body, state, form="correspondence")
    if state in ("distributed", "archived"):
        number = rows.meeting(body, "minutes_signed")
        for step in ("distributed", "archived")[: 1 + (state == "archived")]:
            rows.step(number, step)
        return number
    number = rows.meeting(body, DETOURS.get(state, state))
    if state in DETOURS:
        quorum = rows.verdict("meeting_quorum", "meeting", number, "fail") if state == "no_quorum" else None
        rows.change(
            "meeting", number, state=state, verdict_id=quorum or rows.value("meeting", number, "verdict_id")
        )
    return number


@pytest.mark.parametrize("state", TRANSITIONS)
def test_states_follow_only_as_the_rules_say(rows: Rows, state: str) -> None:
    """Every pair: the database agrees with the table in which the service looks."""
    number = brought_to(rows, state)
    for then in TRANSITIONS:
        if then == state:
            continue
        values: dict[str, object] = {"state": then}
        if rows.value("meeting", number, "opened_at") is None and then in OPENED:
            values |= {"opened_at": STARTS, "verdict_id": rows.verdict("meeting_quorum", "meeting", number)}
        if then == "no_quorum":
            values["verdict_id"] = rows.verdict("meeting_quorum", "meeting", number, "fail")
        if then == "closed":
            values["closed_at"] = STARTS + HOUR
        if then in TRANSITIONS[state]:
            with rows.db.transaction(force_rollback=True):
                rows.change("meeting", number, **values)
        else:
            with refused("meeting_state"):
                rows.change("meeting", number, **values)


def test_a_meeting_begins_as_a_draft(rows: Rows) -> None:
    body = rows.body(people=1)
    with refused("meeting_begins_as_draft"):
        rows.meeting(
            body,
            state="draft",
            **{"opened_at": STARTS, "verdict_id": rows.verdict("meeting_quorum", "meeting", 1)},
        )
    with refused("meeting_begins_as_draft"):
        rows.add("meeting", body_id=body.id, form="in_person", kind="ordinary", counted="present",
                 starts_at=STARTS, state="agenda_final")  # fmt: skip


def test_a_meeting_opens_by_its_own_quorum_only(rows: Rows) -> None:
    body = rows.body(people=1)
    number, other = rows.meeting(body, "agenda_final"), rows.meeting(body, "agenda_final")

    def opens(verdict: int | None) -> None:
        rows.change("meeting", number, state="in_session", opened_at=STARTS, verdict_id=verdict)

    with refused("ck_meeting_opened"):
        opens(None)
    with refused("meeting_verdict"):
        opens(rows.verdict("meeting_quorum", "meeting", other))
    with refused("meeting_verdict"):
        opens(rows.verdict("meeting_quorum", "item", number))
    with refused("meeting_verdict"):
        opens(rows.verdict("decision_quorum", "meeting", number))
    for status in ("fail", "not_yet"):
        with refused("meeting_quorum"):
            opens(rows.verdict("meeting_quorum", "meeting", number, status))
    opens(rows.verdict("meeting_quorum", "meeting", number, "fail", "soft"))


@pytest.mark.parametrize("status", ["pass", "warn", "not_applicable", "waived"])
def test_a_meeting_opens_where_nothing_hard_forbids_it(rows: Rows, status: str) -> None:
    number = rows.meeting(rows.body(people=1), "agenda_final")
    verdict = rows.verdict("meeting_quorum", "meeting", number, status)
    rows.change("meeting", number, state="in_session", opened_at=STARTS, verdict_id=verdict)


def test_no_meeting_sits_or_ends_unopened(rows: Rows) -> None:
    body = rows.body(people=1)
    with refused("meeting_unopened"):
        rows.change("meeting", rows.meeting(body, "agenda_final"), state="in_session")
    counted = rows.meeting(body, "ballots_closed", form="correspondence")
    with refused("meeting_unopened"):
        rows.change("meeting", counted, state="closed")
    with refused("meeting_verdict"):
        rows.change("meeting", counted, state="no_quorum")
    early = rows.meeting(body, "noticed")
    with refused("meeting_unopened"):
        verdict = rows.verdict("meeting_quorum", "meeting", early)
        rows.change("meeting", early, opened_at=STARTS, verdict_id=verdict)
    sitting = rows.meeting(body, "in_session")
    with refused("meeting_unopened"):
        rows.change("meeting", sitting, state="closed")
    rows.change("meeting", sitting, state="closed", closed_at=STARTS + HOUR)


def test_what_a_meeting_opened_with_stays(rows: Rows) -> None:
    body = rows.body(people=1)
    number = rows.meeting(body, "in_session")
    again = rows.verdict("meeting_quorum", "meeting", number)
    for column, value in (
        ("opened_at", None), ("opened_at", STARTS + HOUR), ("verdict_id", again), ("counted", "sheets"),
        ("starts_at", STARTS + HOUR),
    ):  # fmt: skip
        with refused("meeting_opened"):
            rows.change("meeting", number, **{column: value})
    with refused("meeting_body"):
        rows.change("meeting", number, body_id=rows.body(people=0).id)
    with refused("meeting_form"):
        rows.change("meeting", number, form="hybrid", sheets_due_at=DUE)
    rows.change("meeting", number, place="Каб. 12")


@pytest.mark.parametrize("state", WAYS["in_person"][:4])
def test_the_form_changes_before_the_notice(rows: Rows, state: str) -> None:
    number = rows.meeting(rows.body(people=1), state)
    if state in ("draft", "scheduled"):
        rows.change("meeting", number, form="hybrid", sheets_due_at=DUE)
    else:
        with refused("meeting_form"):
            rows.change("meeting", number, form="hybrid", sheets_due_at=DUE)


def test_the_deadline_of_sheets_is_extended_once_before_it_passes(rows: Rows) -> None:
    body, later = rows.body(people=1), DUE + timedelta(1)
    number = rows.meeting(body, "balloting", form="correspondence")
    for values in (
        {"sheets_due_at": later}, {"sheets_due_at": DUE - HOUR, "extended_at": DUE - HOUR},
        {"sheets_due_at": later, "extended_at": DUE + HOUR},
    ):  # fmt: skip
        with refused("sheets_due"):
            rows.change("meeting", number, **values)
    rows.change("meeting", number, sheets_due_at=later, extended_at=DUE - HOUR)
    with refused("sheets_due"):
        rows.change("meeting", number, sheets_due_at=later + HOUR, extended_at=DUE)
    rows.change("meeting", number, state="ballots_closed")
    with refused("sheets_due"):
        rows.change("meeting", number, sheets_due_at=later + HOUR, extended_at=DUE)


def test_the_deadline_of_sheets_does_not_pass_over_a_counted_one(rows: Rows) -> None:
    body = rows.body(people=1)
    number = rows.meeting(body, "noticed", form="hybrid", counted="sheets")
    rows.change("meeting", number, sheets_due_at=DUE + HOUR)
    rows.receipt(rows.sheet(number, body.people[0]), received_at=DUE)
    with refused("sheets_due"):
        rows.change("meeting", number, sheets_due_at=DUE - HOUR)
    rows.change("meeting", number, sheets_due_at=DUE)
