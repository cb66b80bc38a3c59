"""The document to begin with (образец): every field of a form under its title, to be moved about in Word."""

from datetime import date

from service.core.language import gettext
from service.documents.forms.offered import DocumentForm, Rows
from service.documents.paper import Block, Column, Heading, KeyValues, Letterhead, Paper, Table, to_docx

UNDATED = date(2026, 1, 1)  # of the sample itself: the same form gives the same bytes


def starting_template(form: DocumentForm) -> bytes:
    """A template with all fields of a form, ready to be changed in Word and uploaded again."""
    named = tuple((gettext(one.title), marker(one.name)) for one in form.fields)
    blocks: list[Block] = [KeyValues(named)]
    for group in form.rows:
        blocks += [Heading(gettext(group.title)), _table(group)]
    title = gettext(form.title)
    return to_docx(Paper("", title, Letterhead(()), made=UNDATED, blocks=tuple(blocks)))


def _table(group: Rows) -> Table:
    width = 100 // len(group.fields)
    columns = tuple(Column(gettext(one.title), width) for one in group.fields)
    return Table(columns, (tuple(marker(f"{group.name}.{one.name}") for one in group.fields),))


def marker(name: str) -> str:
    """A field as it is written in a template."""
    return f"{{{{ {name} }}}}"
