"""Finding (итог по правилу): from everything known of a rule to its state, its words and its evidence."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from service.compliance.rules.states import (
    BROKEN,
    BY_STATUS,
    FOR_REFERENCE,
    LISTED,
    NOTHING,
    RECORDED,
    SILENT,
    UNKEPT,
    UNRECORDED,
    Finding,
    Part,
    State,
    state_of,
    summary,
    worst,
    worst_first,
)
from service.profiles.profile import Rule
from service.rules.kinds import indicator
from service.rules.message import Message
from service.rules.verdict import Status, Verdict

DECLARED = ("register", "process")
LIST = "list"
MOST_PARTS = 20
"""How many parts are kept with a rule; the worst ones come first."""


def find(rule: Rule, known: Sequence[Any], today: date, day: date | None) -> Finding:
    """Judge a rule by what modules know of it; `day` is its next date by the profile itself."""
    days = [one.next_on for one in known if one.next_on is not None]
    next_on = min(days) if days else day
    if rule.silent:
        return Finding(State.OFF, Message(SILENT))
    if rule.kind == LIST:
        return Finding(State.MET, Message(LISTED, {"count": len(rule.params.items)}))
    if rule.kind == indicator.NAME and rule.params.informational:
        return Finding(State.OFF, Message(FOR_REFERENCE))
    if rule.kind in DECLARED:
        return _declared(known, next_on)
    judged = [(_part(one, today), one) for one in known if one.verdict is not None]
    if judged:
        return _judged(judged, next_on)
    said = [one for one in known if one.said is not None]
    if said:
        return _said(said[0], next_on)
    return Finding(State.NO_DATA, Message(NOTHING), next_on=next_on)


def _declared(known: Sequence[Any], next_on: date | None) -> Finding:
    kept = [one for one in known if one.records is not None]
    if not kept:
        return Finding(State.NO_DATA, Message(UNKEPT), next_on=next_on)
    number = sum(one.records for one in kept)
    state = State.MET if number else State.NO_DATA
    words = Message(RECORDED, {"count": number}) if number else Message(UNRECORDED)
    parts = tuple(Part(state, None, place=one.place, key=dict(one.key)) for one in kept)
    return Finding(state, words, parts=parts, next_on=next_on)


def _part(one: Any, today: date) -> Part:
    return Part(state_of(one.verdict, today), one.verdict.message, one.title, one.place, dict(one.key))


def _judged(judged: Sequence[tuple[Part, Any]], next_on: date | None) -> Finding:
    parts = worst_first(part for part, _ in judged)
    state = worst(part.state for part in parts)
    lead: Verdict = next(one.verdict for part, one in judged if part is parts[0])
    words = lead.message if len(parts) == 1 else summary(parts)
    return Finding(state, words, lead.remedy, tuple(parts[:MOST_PARTS]), next_on or _expected(lead))


def _expected(verdict: Verdict) -> date | None:
    waits = verdict.status in (Status.NOT_YET, Status.WARN)
    return verdict.expected if waits and isinstance(verdict.expected, date) else None


def _said(one: Any, next_on: date | None) -> Finding:
    """What was pronounced last stands as it was said, with the number of breaches within a year."""
    verdict: Mapping[str, Any] = one.said
    state = BY_STATUS[Status(verdict["status"])]
    part = Part(state, verdict["message"], one.title, one.place, dict(one.key))
    told: Any = verdict["message"]
    if one.broken:
        told = [told, Message(BROKEN, {"broken": one.broken, "all": one.occasions})]
    return Finding(state, told, verdict.get("remedy"), (part,), next_on)


def waived(finding: Finding, message: Message) -> Finding:
    """The finding of a rule that a recorded waiver covers: what was found stays below it."""
    return Finding(State.WAIVED, message, None, finding.parts, finding.next_on)
