"""Conditions (условия) in words: what an administrator reads instead of the formula."""

from service.rules.conditions.grammar import All, Any, Compare, Condition, Exists, Not
from service.rules.message import N_, Message
from service.rules.value_words import value_words

_OPS = {
    "eq": N_("%(title)s: %(value)s"),
    "ne": N_("%(title)s: не %(value)s"),
    "lt": N_("%(title)s: меньше %(value)s"),
    "lte": N_("%(title)s: не больше %(value)s"),
    "gt": N_("%(title)s: больше %(value)s"),
    "gte": N_("%(title)s: не меньше %(value)s"),
    "in": N_("%(title)s: одно из (%(value)s)"),
    "not_in": N_("%(title)s: ни одно из (%(value)s)"),
    "contains_any": N_("%(title)s: хотя бы одно из (%(value)s)"),
    "contains_all": N_("%(title)s: все из (%(value)s)"),
}
_SINGLE = {"in": "eq", "not_in": "ne", "contains_any": "eq", "contains_all": "eq"}
_WINDOWS = {
    "as_of": N_("есть запись «%(title)s» на дату"),
    "calendar_year": N_("есть запись «%(title)s» с начала календарного года"),
    "school_year": N_("есть запись «%(title)s» с начала учебного года"),
    "since": N_("есть запись «%(title)s» с %(since)s"),
}


def condition_words(condition: Condition) -> Message:
    """Return a condition in words."""
    if isinstance(condition, Compare):
        return _compare_words(condition)
    if isinstance(condition, Not):
        return Message("неверно, что (%(part)s)", {"part": condition_words(condition.part)})
    if isinstance(condition, All):
        return _joined(N_("%(first)s; %(second)s"), condition.parts)
    if isinstance(condition, Any):
        return Message("(%(parts)s)", {"parts": _joined(N_("%(first)s или %(second)s"), condition.parts)})
    return _exists_words(condition)


def _joined(msgid: str, parts: tuple[Condition, ...]) -> Message:
    said = condition_words(parts[0])
    for part in parts[1:]:
        said = Message(msgid, {"first": said, "second": condition_words(part)})
    return said


def _compare_words(condition: Compare) -> Message:
    title = Message(condition.field.title)
    if condition.op == "is_null":
        absent = Message("%(title)s: нет", {"title": title})
        return absent if condition.value else Message("%(title)s: есть", {"title": title})
    value = condition.value
    if not isinstance(value, tuple):
        return Message(_OPS[condition.op], {"title": title, "value": value_words(value)})
    if len(value) == 1:
        return Message(_OPS[_SINGLE[condition.op]], {"title": title, "value": value_words(value[0])})
    return Message(_OPS[condition.op], {"title": title, "value": [value_words(item) for item in value]})


def _exists_words(condition: Exists) -> Message:
    words = {"title": Message(condition.register.title), "since": condition.since}
    said = Message(_WINDOWS[condition.window], words)
    if condition.where is None:
        return said
    return Message("%(what)s (%(where)s)", {"what": said, "where": condition_words(condition.where)})
