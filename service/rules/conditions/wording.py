"""Conditions (условия) in words: what an administrator reads instead of the formula."""

from service.rules.conditions.grammar import IS_NULL, All, Any, Compare, Condition, Exists, Not
from service.rules.conditions.registers import FieldType
from service.rules.message import N_, Message, either, together
from service.rules.value_words import value_words

_OPS = {
    "eq": N_("%(title)s – %(value)s"),
    "ne": N_("%(title)s – кроме: %(value)s"),
    "lt": N_("%(title)s – меньше %(value)s"),
    "lte": N_("%(title)s – не больше %(value)s"),
    "gt": N_("%(title)s – больше %(value)s"),
    "gte": N_("%(title)s – не меньше %(value)s"),
    "in": N_("%(title)s – %(value)s"),
    "not_in": N_("%(title)s – кроме: %(value)s"),
    "contains_any": N_("%(title)s – %(value)s"),
    "contains_all": N_("%(title)s – %(value)s"),
}
_MARKED, _NOT_MARKED = N_("отмечено «%(title)s»"), N_("не отмечено «%(title)s»")
_WINDOWS = {
    "as_of": N_("есть запись «%(title)s» на день отчёта"),
    "calendar_year": N_("есть запись «%(title)s» с 1 января по день отчёта"),
    "school_year": N_("есть запись «%(title)s» с 1 сентября по день отчёта"),
    "since": N_("есть запись «%(title)s» с %(since)s по день отчёта"),
}


def condition_words(condition: Condition) -> Message:
    """Return a condition in words, without the brackets of a formula."""
    if isinstance(condition, Compare):
        return _compare_words(condition)
    if isinstance(condition, Not):
        return Message("неверно, что %(part)s", {"part": condition_words(condition.part)})
    if isinstance(condition, All):
        return _all_words(condition)
    if isinstance(condition, Any):
        return _any_words(condition)
    return _exists_words(condition)


def _all_words(condition: All) -> Message:
    said = condition_words(condition.parts[0])
    for before, part in zip(condition.parts, condition.parts[1:], strict=False):
        msgid = N_("%(first)s, а также %(second)s") if _long(before) else N_("%(first)s, %(second)s")
        said = Message(msgid, {"first": said, "second": condition_words(part)})
    return said


def _any_words(condition: Any) -> Message:
    parts = _told(condition.parts)
    if len(parts) == 1:
        return condition_words(parts[0])
    said = Message("либо %(part)s", {"part": condition_words(parts[0])})
    for part in parts[1:]:
        said = Message("%(first)s, либо %(second)s", {"first": said, "second": condition_words(part)})
    return said


def _told(parts: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """Leave out "or unknown" beside "is not marked": a reader takes both for one."""
    unmarked = [part.field for part in parts if isinstance(part, Compare) and _denies(part)]
    return tuple(
        part
        for part in parts
        if not (isinstance(part, Compare) and part.op == IS_NULL and part.value and part.field in unmarked)
    )


def _denies(condition: Compare) -> bool:
    """Say whether a comparison asks a yes/no field for «нет»."""
    yes_no = condition.field.type is FieldType.FLAG and condition.op in ("eq", "ne")
    return yes_no and (condition.op == "eq") != bool(condition.value)


def _long(condition: Condition) -> bool:
    return isinstance(condition, Exists) and condition.where is not None


def _compare_words(condition: Compare) -> Message:
    title = Message(condition.field.title)
    if condition.op == IS_NULL:
        absent = N_("нет сведений: %(title)s")
        told = absent if condition.value else N_("есть %(title)s")
        return Message(told, {"title": title})
    if condition.field.type is FieldType.FLAG:
        mark = _NOT_MARKED if _denies(condition) else _MARKED
        return Message(mark, {"title": title})
    value = condition.value
    listed = [value_words(item) for item in value] if isinstance(value, tuple) else [value_words(value)]
    joined = together(listed) if condition.op in ("contains_all", "not_in", "ne") else either(listed)
    return Message(_OPS[condition.op], {"title": title, "value": joined})


def _exists_words(condition: Exists) -> Message:
    words = {"title": Message(condition.register.title), "since": condition.since}
    said = Message(_WINDOWS[condition.window], words)
    if condition.where is None:
        return said
    return Message("%(what)s: %(where)s", {"what": said, "where": condition_words(condition.where)})
