"""Conditions as fields (условие в форме): groups, comparisons and records of other registers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from service.rules.conditions.catalogue import CANDIDATE, REGISTERS
from service.rules.conditions.grammar import ALLOWED, CONTAINS, IS_NULL
from service.rules.conditions.registers import SINCE, Field, FieldType, Register
from service.rules.facts import as_date
from service.rules.message import N_
from service.rules.shapes.node import FORM, MARKS, Node, child
from service.rules.shapes.shape import Options, Part
from service.rules.shapes.titles import WINDOW_WORDS, named
from service.rules.value_words import VALUES

_FORMS: Options = (
    ("", N_("нет условия")),
    ("field", N_("сравнение")),
    ("all", N_("выполнены все условия")),
    ("any", N_("выполнено хотя бы одно")),
    ("not", N_("не выполнено")),
    ("exists", N_("есть запись в реестре")),
)
_OPS: Mapping[str, str] = {
    "eq": N_("равно"),
    "ne": N_("не равно"),
    "in": N_("одно из"),
    "not_in": N_("ни одно из"),
    "lt": N_("меньше"),
    "lte": N_("не больше"),
    "gt": N_("больше"),
    "gte": N_("не меньше"),
    "contains_any": N_("есть хотя бы одно из"),
    "contains_all": N_("есть все"),
    IS_NULL: N_("сведений нет"),
}
_YES_NO: Options = (("yes", N_("да")), ("no", N_("нет")))
_OFTEN: Mapping[str, tuple[str, ...]] = {
    "employer_type": ("general", "preschool", "additional", "higher", "municipal_service"),
    "organisation_type": ("general", "preschool", "additional", "other"),
    "position": ("teacher", "head", "deputy_head", "methodist", "staff"),
    "education": ("higher_pedagogical",),
    "categories": ("highest", "first", "teacher_methodist", "teacher_mentor"),
    "diagnostics": ("subject", "methodical"),
    "basis": ("staff", "centre_staff", "civil_contract", "regional_methodist"),
}
"""What a field without closed values usually holds, to choose from."""
_LISTS = ("in", "not_in", *CONTAINS)
_ADD = N_("Добавить условие")
NOTHING = Register("", "", {})


def register_named(name: str) -> Register:
    """Give a register by its name; an unknown one has no fields."""
    return CANDIDATE if name == CANDIDATE.name else REGISTERS.get(name, NOTHING)


def draw_test(name: str, part: Part, subject: str, value: Any) -> Node:
    """Draw a condition over a register, empty or as written."""
    return _test(name, part.title, register_named(subject), value, part.required)


def _test(name: str, title: str, subject: Register, value: Any, required: bool = False) -> Node:
    written = value if isinstance(value, Mapping) else {}
    form = next((one for one, _ in _FORMS[1:] if one in written), "")
    forms = tuple(one for one in _FORMS if one[0] != "exists" or subject.tables)
    chosen = Node(child(name, FORM), title, "select", form, forms, required=required)
    return Node(name, title, "test", children=(chosen, *_inside(name, form, subject, written)))


def _inside(name: str, form: str, subject: Register, written: Mapping[str, Any]) -> tuple[Node, ...]:
    if form in ("all", "any"):
        return (_tests(child(name, form), subject, written[form]),)
    if form == "not":
        return (_test(child(name, "not"), N_("Что не выполнено"), subject, written["not"]),)
    if form == "exists":
        return _exists(name, subject, written)
    return _compare(name, subject, written) if form == "field" else ()


def _tests(name: str, subject: Register, value: Any) -> Node:
    listed = list(value) if isinstance(value, Sequence) and not isinstance(value, str) else []
    parts = tuple(_test(child(name, n), N_("Условие"), subject, one) for n, one in enumerate(listed))
    return Node(name, N_("Условия"), "rows", children=parts, add=_ADD)


def _exists(name: str, subject: Register, written: Mapping[str, Any]) -> tuple[Node, ...]:
    tables = tuple((one.name, one.title) for one in subject.tables.values())
    register = subject.tables.get(str(written.get("exists")), NOTHING)
    window = str(written.get("window") or "as_of")
    since = written.get("since")
    fields = [
        Node(
            child(name, "exists"),
            N_("Реестр"),
            "select",
            str(written.get("exists") or ""),
            tables,
            required=True,
        ),
        Node(
            child(name, "window"),
            N_("За какое время"),
            "select",
            window,
            named(register.windows or ("as_of",), WINDOW_WORDS),
        ),
    ]
    if window == SINCE:
        shown = since.isoformat() if isinstance(since, date) else str(since or "")
        fields.append(Node(child(name, "since"), N_("С какого дня"), "date", shown))
    bare = Register(register.name, register.title, register.fields)
    return (*fields, _tests(child(name, "where"), bare, written.get("where")))


def _compare(name: str, subject: Register, written: Mapping[str, Any]) -> tuple[Node, ...]:
    chosen = str(written.get("field") or "").replace("experience.", "experience_")
    fields = tuple((one.name, one.title) for one in subject.fields.values())
    field = subject.fields.get(chosen)
    shown = [Node(child(name, "field"), N_("Сведение"), "select", chosen, fields, required=True)]
    if field is not None:
        op = str(written.get("op") or ALLOWED[field.type][0])
        ops = named(ALLOWED[field.type], _OPS)
        shown.append(Node(child(name, "op"), N_("Сравнение"), "select", op, ops, required=True))
        shown.append(_value(child(name, "value"), field, op, written.get("value")))
    return tuple(shown)


def _value(name: str, field: Field, op: str, value: Any) -> Node:
    title = N_("Значение")
    if op == IS_NULL or field.type is FieldType.FLAG:
        shown = "" if value is None else ("yes" if value else "no")
        return Node(name, title, "select", shown or "yes", _YES_NO, required=True)
    options = tuple((code, VALUES.get(code, code)) for code in field.choices or _OFTEN.get(field.name, ()))
    if op in _LISTS:
        listed = (
            value if isinstance(value, Sequence) and not isinstance(value, str) else [value] if value else []
        )
        return Node(name, title, "many", tuple(_text(one) for one in listed), options, required=True)
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = value[0] if value else None
    control = {FieldType.INTEGER: "number", FieldType.DATE: "date"}.get(field.type, "code")
    if field.choices:
        control = "select"
    return Node(name, title, control, _text(value), options, required=True)


def _text(value: Any) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def read_test(name: str, subject: str, sent: Mapping[str, Sequence[str]]) -> dict[str, Any] | None:
    """Read a condition from a form; None where there is none."""
    return _read(name, register_named(subject), sent)


def _one(sent: Mapping[str, Sequence[str]], name: str) -> str:
    return (sent.get(name) or ("",))[0].strip()


def _read(name: str, subject: Register, sent: Mapping[str, Sequence[str]]) -> dict[str, Any] | None:
    form = _one(sent, child(name, FORM))
    if form in ("all", "any"):
        parts = _read_parts(child(name, form), subject, sent)
        return {form: parts or _moved(name, subject, sent)}
    if form == "not":
        inner = _read(child(name, "not"), subject, sent)
        return {"not": inner or next(iter(_moved(name, subject, sent)), {})}
    if form == "exists":
        return _read_exists(name, subject, sent)
    return _read_compare(name, subject, sent) if form == "field" else None


def _moved(name: str, subject: Register, sent: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """Take what stood here before it became a group into the group."""
    if _one(sent, child(name, "field")):
        return [_read_compare(name, subject, sent)]
    for other in ("all", "any"):
        if parts := _read_parts(child(name, other), subject, sent):
            return parts
    return []


def _read_parts(name: str, subject: Register, sent: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    marks = [one for one in sent.get(child(name, MARKS), ()) if one.isdecimal()]
    return [_read(child(name, mark), subject, sent) or {} for mark in marks]


def _read_exists(name: str, subject: Register, sent: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    found: dict[str, Any] = {"exists": _one(sent, child(name, "exists"))}
    register = subject.tables.get(found["exists"], NOTHING)
    if window := _one(sent, child(name, "window")):
        found["window"] = window
    if since := _one(sent, child(name, "since")):
        found["since"] = as_date(since) or since
    bare = Register(register.name, register.title, register.fields)
    if where := _read_parts(child(name, "where"), bare, sent):
        found["where"] = where
    return found


def _read_compare(name: str, subject: Register, sent: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    found: dict[str, Any] = {"field": _one(sent, child(name, "field"))}
    op = _one(sent, child(name, "op"))
    if op:
        found["op"] = op
    values = [one.strip() for one in sent.get(child(name, "value"), ()) if one.strip()]
    more = _one(sent, child(name, "value.more")).replace(";", ",")
    values += [one for part in more.split(",") if (one := part.strip())]
    field = subject.fields.get(found["field"])
    if values and field is not None:
        typed = [_typed(field, op, one) for one in values]
        found["value"] = typed if op in _LISTS else typed[0]
    return found


def _typed(field: Field, op: str, text: str) -> Any:
    if op == IS_NULL or field.type is FieldType.FLAG:
        return text == "yes"
    if field.type is FieldType.INTEGER:
        return int(text) if text.lstrip("-").isdecimal() else text
    return (as_date(text) or text) if field.type is FieldType.DATE else text
