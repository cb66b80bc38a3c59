"""States of a meeting (состояния заседания) and what may follow what.

The database holds the same table (`migrations/versions/0008_meeting_guards.py`), a test compares them.
"""

from collections.abc import Mapping

BEFORE = frozenset({"draft", "scheduled", "noticed", "agenda_final", "postponed"})
"""The meeting has not begun: it may still be changed, moved, called off."""
ANNOUNCED = frozenset({"noticed", "agenda_final", "postponed"})
SITTING = frozenset({"in_session", "suspended"})
HELD = frozenset({"closed", "minutes_signed", "distributed", "archived"})
"""The meeting took place and counts towards the year's minimum."""
SIGNED = frozenset({"minutes_signed", "distributed", "archived"})
SETTLED: Mapping[str, frozenset[str]] = {
    "notice_due": ANNOUNCED - {"postponed"} | SITTING | HELD | {"balloting", "ballots_closed", "no_quorum"},
    "agenda_cutoff": SITTING | HELD | {"agenda_final", "balloting", "ballots_closed", "no_quorum"},
    "sheets_due": frozenset({"ballots_closed", "no_quorum"}) | HELD,
    "minutes_draft": SIGNED,
    "minutes_sign": SIGNED,
    "minutes_copy": SIGNED - {"minutes_signed"},
}
"""What a term asks for is done once the meeting is in one of these states."""
OVER = HELD | {"cancelled", "no_quorum"}

TRANSITIONS: Mapping[str, frozenset[str]] = {
    "draft": frozenset({"scheduled", "cancelled"}),
    "scheduled": frozenset({"draft", "noticed", "cancelled"}),
    "noticed": frozenset({"agenda_final", "postponed", "cancelled", "balloting"}),
    "agenda_final": frozenset({"noticed", "postponed", "cancelled", "in_session", "no_quorum", "balloting"}),
    "postponed": frozenset({"noticed", "cancelled"}),
    "in_session": frozenset({"suspended", "closed"}),
    "suspended": frozenset({"in_session", "closed"}),
    "balloting": frozenset({"ballots_closed"}),
    "ballots_closed": frozenset({"closed", "no_quorum"}),
    "closed": frozenset({"minutes_signed"}),
    "no_quorum": frozenset({"minutes_signed"}),
    "minutes_signed": frozenset({"distributed"}),
    "distributed": frozenset({"archived"}),
    "archived": frozenset(),
    "cancelled": frozenset(),
}

STEPS: Mapping[str, tuple[str, ...]] = {
    "in_person": (
        "draft", "scheduled", "noticed", "agenda_final", "in_session", "closed", "minutes_signed",
        "distributed", "archived",
    ),
    "hybrid": (
        "draft", "scheduled", "noticed", "agenda_final", "in_session", "closed", "minutes_signed",
        "distributed", "archived",
    ),
    "correspondence": (
        "draft", "scheduled", "noticed", "balloting", "ballots_closed", "closed", "minutes_signed",
        "distributed", "archived",
    ),
}  # fmt: skip
"""The way of a meeting that goes as it should, by its form."""


def may(state: str, then: str) -> bool:
    """Whether a state may follow another."""
    return then in TRANSITIONS.get(state, frozenset())
