"""Requisites that every paper has (общие реквизиты), read from the paper itself; a form adds its own."""

from collections.abc import Iterator
from typing import Any

from service.core.language import N_
from service.documents.forms.offered import DocumentForm, Field, Rows, Values, Written
from service.documents.paper import (
    Block,
    Frame,
    Heading,
    KeyValues,
    Numbered,
    Paper,
    Paragraph,
    Signature,
    Table,
)

FIELDS = (
    Field("organisation", N_("Бланк: название на первом языке"), "Методический центр"),
    Field("organisation_second", N_("Бланк: название на втором языке"), "Название на другом языке района"),
    Field("contacts", N_("Бланк: справочные данные"), "ул. Советская, 1"),
    Field("draft", N_("Отметка «ПРОЕКТ»"), "ПРОЕКТ"),
    Field("kind", N_("Вид документа"), "ПРОТОКОЛ"),
    Field("date", N_("Дата документа"), "10.12.2026"),
    Field("number", N_("Номер документа"), "№ 4"),
    Field("reference", N_("Ссылка на входящий документ"), "На № 15 от 01.12.2026"),
    Field("place", N_("Место составления"), "с. Заречное"),
    Field("addressee", N_("Адресат"), "Руководителю управления"),
    Field("title", N_("Заголовок"), "заседания методического совета"),
    Field("attached", N_("Отметка о приложениях"), "Приложение: выписка."),
    Field("executor", N_("Исполнитель"), "Петрова А. И."),
    Field("code", N_("Код документа"), "MS-2026-4"),
)
ROWS = (
    Rows("text", N_("Текст документа"), (Field("line", N_("Строка текста"), "1. Принять к сведению."),)),
    Rows("annex", N_("Приложения"), (Field("line", N_("Строка приложения"), "Состав совета"),)),
    Rows(
        "signatures",
        N_("Подписи документа"),
        (
            Field("office", N_("Должность"), "Председатель"),
            Field("name", N_("Инициалы и фамилия"), "М. П. Иванова"),
        ),
    ),
)


def groups(form: DocumentForm) -> tuple[Rows, ...]:
    """The repeated rows of a form, its own first."""
    taken = {one.name for one in form.rows}
    return (*form.rows, *(one for one in ROWS if one.name not in taken))


def fields(form: DocumentForm) -> tuple[Field, ...]:
    """The fields of a form, its own first; its own field stands for the requisite of the same name."""
    taken = {one.name for one in form.fields}
    return (*form.fields, *(one for one in FIELDS if one.name not in taken))


def names(form: DocumentForm) -> Iterator[tuple[str, Field]]:
    """Every name that a template may use, the allow-list: `field` and `rows.field`."""
    yield from ((one.name, one) for one in fields(form))
    yield from ((f"{group.name}.{one.name}", one) for group in groups(form) for one in group.fields)


def values(form: DocumentForm, written: Written) -> Values:
    """What a template is filled with; raises KeyError where a record says more or less than is declared."""
    declared = {one.name for one in (*form.fields, *form.rows)}
    if declared != set(written.told):
        raise KeyError(f"{form.code}: {sorted(declared ^ set(written.told))}")
    found: dict[str, Any] = dict(of_paper(written.paper))
    for one in form.fields:
        found[one.name] = one.text(written.told[one.name])
    for group in form.rows:
        rows = written.told[group.name]
        found[group.name] = [{one.name: one.text(row[one.name]) for one in group.fields} for row in rows]
    return found


def of_paper(paper: Paper) -> Values:
    """The requisites of a paper as text."""
    first, second, *_ = (*paper.letterhead.names, (), ())
    return {
        "organisation": "\n".join(first),
        "organisation_second": "\n".join(second),
        "contacts": "\n".join(paper.letterhead.contacts),
        "draft": paper.draft,
        "kind": paper.kind,
        "date": paper.date,
        "number": paper.number,
        "reference": paper.reference,
        "place": paper.place,
        "addressee": "\n".join(paper.addressee),
        "title": paper.title,
        "attached": "\n".join(paper.annex_note),
        "executor": "\n".join(paper.executor),
        "code": paper.code.caption if paper.code else "",
        "text": [{"line": line} for block in paper.blocks for line in _lines(block)],
        "annex": [{"line": line} for line in _annexed(paper)],
        "signatures": [{"office": one.office, "name": one.name} for one in paper.signatures],
    }


def _annexed(paper: Paper) -> Iterator[str]:
    for annex in paper.annexes:
        yield from (*annex.label, annex.title)
        for block in annex.blocks:
            yield from _lines(block)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text):
            yield text
        case Paragraph(text, lead):
            yield " ".join(part for part in (lead, text) if part)
        case KeyValues(rows):
            yield from (f"{title}: {text}" for title, text in rows)
        case Numbered(items, start, prefix):
            yield from (f"{prefix}{number}. {text}" for number, text in enumerate(items, start))
        case Frame(title, lines):
            yield from (title, *lines)
        case Signature(office, name):
            yield f"{office} {name}"
        case Table(columns, rows, caption):
            yield from filter(None, (caption, " – ".join(one.title for one in columns)))
            yield from (" – ".join(filter(None, row)).replace("\n", " ") for row in rows)
