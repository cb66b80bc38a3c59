"""What a meeting's page draws: the steps with their dates, the thresholds among the seats."""

from collections.abc import Mapping
from typing import Any

from service.core.language import N_, format_date
from service.meetings.names import STATES
from service.meetings.queries.overview import Picture
from service.meetings.rules.states import STEPS
from service.rules.message import Message

DUE = {
    "noticed": "notice_due",
    "agenda_final": "agenda_cutoff",
    "ballots_closed": "sheets_due",
    "minutes_signed": "minutes_draft",
    "distributed": "minutes_copy",
}
UNTIL = N_("до %(day)s")
SITS_FROM = N_("правомочно с %(n)s")
DECIDES_FROM = N_("решения с %(n)s")
SHOWN = ("scheduled", "noticed", "agenda_final", "in_session", "balloting", "ballots_closed", "closed",
         "minutes_signed", "distributed")  # fmt: skip
TITLES = {
    "scheduled": N_("Назначено"),
    "noticed": N_("Извещение"),
    "agenda_final": N_("Повестка"),
    "in_session": N_("Заседание"),
    "balloting": N_("Приём листов"),
    "ballots_closed": N_("Подсчёт"),
    "closed": N_("Решения"),
    "minutes_signed": N_("Протокол"),
    "distributed": N_("Рассылка"),
}


def steps_of(found: Picture) -> list[Mapping[str, Any]]:
    """Where the work stands: what is done, what is now, until when the rest is due."""
    meeting = found.meeting
    way = [state for state in STEPS[meeting.form] if state in SHOWN]
    if meeting.state in ("cancelled", "no_quorum"):
        return [{"title": Message(STATES[meeting.state]), "note": meeting.why_not or "", "state": "late"}]
    place = _place(meeting.state, way)
    told = []
    for number, state in enumerate(way):
        due = found.due(DUE.get(state, ""))
        note: Any = ""
        if number > place and due is not None:
            note = Message(UNTIL, {"day": format_date(due.due_on)})
        stands = "done" if number < place else "now" if number == place else ""
        told.append({"title": Message(TITLES[state]), "note": note, "state": stands})
    return told


def _place(state: str, way: list[str]) -> int:
    """The step that is being taken: the one after the state reached, the sitting while it lasts."""
    known = {"draft": 0, "postponed": 1, "suspended": way.index("in_session") if "in_session" in way else 0}
    if state in known:
        return known[state]
    if state in ("in_session", "balloting"):
        return way.index(state)
    if state == "archived":
        return len(way)
    return min(way.index(state) + 1, len(way)) if state in way else 0


def marks_of(found: Picture) -> list[Mapping[str, Any]]:
    """The two thresholds among the seats, where the regulation sets them."""
    marks = []
    for name, words, tone in (
        ("meeting_quorum", SITS_FROM, "ok"),
        ("decision_quorum", DECIDES_FROM, "bad"),
    ):
        expected, reached = _threshold(found, name)
        if expected is not None:
            marks.append(
                {
                    "count": expected,
                    "text": Message(words, {"n": expected}),
                    "tone": "ok" if reached else tone,
                }
            )
    return marks


def _threshold(found: Picture, name: str) -> tuple[int | None, bool]:
    """How many a quorum asks for, and whether it is reached; of a meeting that is over, as it was stored."""
    verdict = found.verdict(name)
    if verdict is not None and isinstance(verdict.expected, int):
        return verdict.expected, not verdict.shortfall
    stored = next((one for one in found.held if one.rule == found.policy.rule_id(name)), None)
    return (stored.expected, stored.status == "pass") if stored else (None, False)
