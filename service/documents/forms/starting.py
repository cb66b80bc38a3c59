"""The document to begin with (образец): every field of a form in its place, to be changed in Word."""

from collections.abc import Iterator
from datetime import date

from service.core.language import N_, gettext
from service.documents.forms.offered import DocumentForm, Rows
from service.documents.forms.requisites import fields, groups
from service.documents.paper import (
    Annex,
    Block,
    Column,
    Heading,
    KeyValues,
    Letterhead,
    Paper,
    Paragraph,
    Signature,
    Table,
    to_docx,
)

UNDATED = date(2026, 1, 1)  # of the sample itself: the same form gives the same bytes
REST = N_("Другие поля: перенесите нужные, остальные удалите")
SECOND, MADE = "organisation_second", "made_on"
PLACED = frozenset(
    {"organisation", SECOND, "draft", "date", "number", "addressee", "title", "attached", "executor"}
)
"""Requisites that have a place of their own on a paper."""
ON_LETTERS = frozenset({"contacts", "reference"})
ON_OTHERS = frozenset({"kind", "place"})
DRAWN = frozenset({"text", "annex", "signatures"})


def starting_template(form: DocumentForm, *, bilingual: bool = True) -> bytes:
    """A template with all fields of a form, ready to be changed in Word and uploaded again.

    Where the tenant writes in one language, the second column of the letterhead is left out.
    """
    heads = [(marker("organisation"),)]
    if bilingual:
        heads.append((marker(SECOND),))
    paper = Paper(
        kind=marker("kind"),
        title=marker("title"),
        letterhead=Letterhead(tuple(heads), (marker("contacts"),)),
        made=UNDATED,
        date=marker(_dated(form)),
        number=marker("number"),
        reference=marker("reference"),
        letter=form.letter,
        place=marker("place"),
        addressee=(marker("addressee"),),
        draft=marker("draft"),
        blocks=(Paragraph(marker("text.line")),),
        annex_note=(marker("attached"),),
        signatures=(Signature(marker("signatures.office"), marker("signatures.name")),),
        executor=(marker("executor"),),
        annexes=(Annex((), gettext(REST), tuple(_rest(form))),),
    )
    return to_docx(paper)


def _dated(form: DocumentForm) -> str:
    """The field that holds the date of the paper; where `date` is that of a meeting, the day it was made."""
    own = {one.name for one in form.fields}
    return MADE if {"date", MADE} <= own else "date"


def _rest(form: DocumentForm) -> Iterator[Block]:
    """On a sheet of its own: what a paper may say and the sample has no place for."""
    placed = (PLACED | (ON_LETTERS if form.letter else ON_OTHERS)) - {"date"} | {_dated(form)}
    named = [one for one in fields(form) if one.name not in placed]
    yield Paragraph(marker("annex.line"))
    yield KeyValues(tuple((gettext(one.title), marker(one.name)) for one in named))
    for group in groups(form):
        if group.name not in DRAWN:
            yield Heading(gettext(group.title))
            yield _table(group)


def _table(group: Rows) -> Table:
    width = 100 // len(group.fields)
    columns = tuple(Column(gettext(one.title), width) for one in group.fields)
    return Table(columns, (tuple(marker(f"{group.name}.{one.name}") for one in group.fields),))


def marker(name: str) -> str:
    """A field as it is written in a template."""
    return f"{{{{ {name} }}}}"
