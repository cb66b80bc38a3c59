"""Checking a template (проверка шаблона) against the fields that its document offers, before it is kept."""

from collections.abc import Iterator

from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.documents.forms.markers import Text, above, all_texts
from service.documents.forms.offered import DocumentForm
from service.documents.forms.opening import open_template
from service.documents.forms.requisites import names
from service.rules.message import Message

SHOWN = 20
UNKNOWN = N_("Поля «%(name)s» у этого документа нет: %(place)s.")
UNREAD = N_("Не читается поле «%(text)s»: %(place)s. Нужно имя латиницей в двойных скобках: {{ name }}.")
BROKEN = N_("Скобки без пары или чужой знак «%(text)s»: %(place)s.")
MIXED = N_("В одной строке поля разных перечней, «%(name)s» и «%(other)s»: %(place)s.")
MISSING = N_("Нет обязательного поля {{ %(name)s }} (%(title)s).")
EMPTY = N_("В шаблоне нет ни одного поля.")


def check(content: bytes, form: DocumentForm) -> tuple[str, ...]:
    """Check a template; gives the names it uses, in the order of the document's form.

    Raises Invalid with every unknown, unread or missing field and its place.
    """
    found: list[FieldProblem] = []
    used: set[str] = set()
    offered = dict(names(form))
    rows: dict[object, str] = {}
    for place, text in all_texts(open_template(content)):
        found += _faults(place, text, offered, used, rows)
    if not used and not found:
        found.append(FieldProblem("file", EMPTY))
    for name, field in offered.items():
        if field.required and name not in used:
            found.append(FieldProblem("file", MISSING, {"name": name, "title": Message(field.title)}))
    if found:
        raise Invalid(fields=tuple(found[:SHOWN]))
    return tuple(name for name in offered if name in used)


def _faults(
    place: Message, text: Text, offered: dict[str, object], used: set[str], rows: dict[object, str]
) -> Iterator[FieldProblem]:
    for name, written, _begin, _end in text.markers():
        if name is None:
            yield FieldProblem("file", UNREAD, {"text": written[:60], "place": place})
        elif name not in offered:
            yield FieldProblem("file", UNKNOWN, {"name": name, "place": place})
        else:
            used.add(name)
            yield from _mixed(place, text, name, rows)
    if broken := text.broken():
        yield FieldProblem("file", BROKEN, {"text": broken, "place": place})


def _mixed(place: Message, text: Text, name: str, rows: dict[object, str]) -> Iterator[FieldProblem]:
    """A row is repeated for one list of records: it cannot be repeated for two."""
    group, dot, _field = name.partition(".")
    if not dot:
        return
    repeated = repeated_with(text)
    other = rows.setdefault(repeated, group)
    if other != group:
        yield FieldProblem("file", MIXED, {"name": group, "other": other, "place": place})


def repeated_with(text: Text) -> object:
    """What is repeated with a paragraph: the row of the table it stands in, else itself."""
    row = above(text.element, "w:tr")
    return text.element if row is None else row
