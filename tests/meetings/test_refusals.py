"""Every rule that the database enforces on meetings has words for people, or no page leads to it."""

import re
from pathlib import Path

import migrations
from service.meetings.refusals import TELLING, WORDS

GUARDS = Path(next(iter(migrations.__path__))) / "versions" / "0008_meeting_guards.py"
ONLY_BY_SQL = {
    "ballot_is_final", "ballot_without_voter", "decision_after_round", "decision_counts", "decision_kind",
    "decision_verdict", "meeting_begins_as_draft", "meeting_body", "meeting_verdict",
    "minutes_begin_as_draft", "minutes_of_meeting", "minutes_reviewed", "minutes_signature",
    "minutes_verdict", "participation_person", "receipt_is_final", "round_verdict", "sheet_is_personal",
    "vote_is_personal", "voting_kind",
}  # fmt: skip
"""What the service does not do whatever people ask: rows that it writes itself, in one way."""


def names() -> set[str]:
    """Names of the guards' rules."""
    return set(re.findall(r"mms\.refuse\('(\w+)'\)", GUARDS.read_text("utf-8")))


def test_every_refusal_has_words() -> None:
    assert names() - set(WORDS) - ONLY_BY_SQL == set()


def test_nothing_is_listed_that_no_guard_says() -> None:
    assert ONLY_BY_SQL - names() == ONLY_BY_SQL & set(WORDS) == set()
    assert {word for word in WORDS if not word.startswith(("uq_", "fk_", "ex_"))} - names() == {"four_eyes"}
    assert set(WORDS) >= TELLING
