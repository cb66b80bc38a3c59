"""Conditions (условия) in words: what an administrator reads instead of the formula."""

from service.rules.conditions.grammar import All, Any, Compare, Condition, Exists, Not
from service.rules.message import N_, Message

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
_WINDOWS = {
    "as_of": N_("есть запись «%(title)s» на дату"),
    "calendar_year": N_("есть запись «%(title)s» с начала календарного года"),
    "school_year": N_("есть запись «%(title)s» с начала учебного года"),
    "since": N_("есть запись «%(title)s» с %(since)s"),
}
_VALUES = {
    "teacher": N_("педагогический работник"),
    "head": N_("руководитель"),
    "deputy_head": N_("заместитель руководителя"),
    "staff": N_("другой работник"),
    "general": N_("общеобразовательная организация"),
    "preschool": N_("дошкольная организация"),
    "additional": N_("организация дополнительного образования"),
    "other": N_("другая организация"),
    "pk": N_("повышение квалификации"),
    "pp": N_("профессиональная переподготовка"),
    "internship": N_("стажировка"),
    "mentor": N_("наставник"),
    "mentee": N_("наставляемый"),
    "council": N_("методический совет"),
    "expert_council": N_("экспертный совет"),
    "highest": N_("высшая категория"),
    "first": N_("первая категория"),
    "teacher_methodist": N_("педагог-методист"),
    "teacher_mentor": N_("педагог-наставник"),
    "higher_pedagogical": N_("высшее педагогическое"),
    "development_plan": N_("перспективный план развития кадрового потенциала"),
    "mentoring_order": N_("приказ о наставничестве"),
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
    if isinstance(value, tuple):
        return Message(_OPS[condition.op], {"title": title, "value": [_value(item) for item in value]})
    return Message(_OPS[condition.op], {"title": title, "value": _value(value)})


def _value(value: object) -> object:
    if isinstance(value, bool):
        return Message("да") if value else Message("нет")
    if isinstance(value, str):
        return Message(_VALUES[value]) if value in _VALUES else value
    return value


def _exists_words(condition: Exists) -> Message:
    words = {"title": Message(condition.register.title), "since": condition.since}
    said = Message(_WINDOWS[condition.window], words)
    if condition.where is None:
        return said
    return Message("%(what)s (%(where)s)", {"what": said, "where": condition_words(condition.where)})
