"""What a meeting's page draws: the steps with their dates, the thresholds among the seats."""

from collections.abc import Mapping
from typing import Any

from service.core.language import N_, format_date
from service.meetings.model.meetings import Meeting
from service.meetings.model.minutes import MinutesBlock
from service.meetings.names import STATES
from service.meetings.policy import MeetingPolicy
from service.meetings.queries.overview import Picture
from service.meetings.rules.states import OVER, STEPS
from service.meetings.rules.wording import warned
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
    "no_quorum": STATES["no_quorum"],
    "minutes_signed": N_("Протокол"),
    "distributed": N_("Рассылка"),
}


def steps_of(found: Picture) -> list[Mapping[str, Any]]:
    """Where the work stands: what is done, what is now, until when the rest is due."""
    meeting = found.meeting
    if meeting.state == "cancelled":
        return [{"title": Message(STATES[meeting.state]), "note": meeting.why_not or "", "state": "now"}]
    way = _way(meeting)
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


def _way(meeting: Meeting) -> list[str]:
    """The steps of a meeting; one that did not take place has no sitting but has minutes."""
    way = [state for state in STEPS[meeting.form] if state in SHOWN]
    if meeting.state not in OVER or meeting.opened_at is not None:
        return way
    return ["no_quorum" if state == "closed" else state for state in way if state != "in_session"]


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


def wording_of(policy: MeetingPolicy, blocks: Mapping[int, MinutesBlock]) -> Mapping[int, Message | None]:
    """What minutes say was decided without a vote, read as recommendations: warnings by question."""
    return {item: warned(policy, "recommendation", one.decided) for item, one in blocks.items()}
