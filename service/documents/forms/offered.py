"""What a module offers to fill a template with (поля документа): named fields and repeated rows.

A paper is declared once, by its `DocumentForm`. Its page, the allow-list of names, the preview, the document
to begin with, the lists of fields in the API and the tests follow from that declaration.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from enum import StrEnum
from typing import Any

from service.core.language import N_, format_date
from service.documents.paper import GOST_2025, Paper, Profile

Row = Mapping[str, str]
Values = Mapping[str, "str | Sequence[Row]"]
"""Text by the name of a field; for the name of rows, one mapping for each row."""
Value = str | int | Day | None
Told = Mapping[str, Any]
"""What a record says before it is text: a value for each field, for rows a mapping for each row."""


class Kind(StrEnum):
    """What a field holds (тип поля)."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"


KINDS: Mapping[str, str] = {Kind.TEXT: N_("текст"), Kind.DATE: N_("дата"), Kind.NUMBER: N_("число")}
HELD: Mapping[Kind, type[Any]] = {Kind.TEXT: str, Kind.DATE: Day, Kind.NUMBER: int}


@dataclass(frozen=True)
class Field:
    """A named field (поле): what it holds, how it may look, and whether a document is none without it."""

    name: str
    title: str
    sample: str
    required: bool = False
    kind: Kind = Kind.TEXT

    def text(self, value: Value) -> str:
        """A value as it is printed, empty where not known; raises TypeError for one of another type."""
        if value is None or value == "":
            return ""
        if not isinstance(value, HELD[self.kind]):
            raise TypeError(f"{self.name} is declared as {self.kind}, a record gave {type(value).__name__}")
        return format_date(value) if isinstance(value, Day) else str(value)


@dataclass(frozen=True)
class Rows:
    """Repeated rows (повторяемые строки): a table row or a paragraph for each record."""

    name: str
    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Written:
    """What is written of a record: the product's own paper and the values of the fields of its form.

    `closed` is when the paper became final: from then on it stays on the template of that moment. None: it
    may still change. `edition` is the edition of the standard its own paper is laid out by.
    """

    paper: Paper
    told: Told
    closed: datetime | None = None
    edition: Profile = GOST_2025


@dataclass(frozen=True)
class DocumentForm:
    """A kind of document (вид документа) that a tenant may have a template of its own for.

    `examples` gives real records to preview on, as pairs of a key and a title; `record` gives what is written
    of the record with a key, and raises NotFound where there is none. Beside its own fields a form has the
    requisites that every paper has.
    """

    code: str
    title: str
    about: str
    read: str
    fields: tuple[Field, ...]
    examples: Callable[[Any], Sequence[tuple[str, str]]]
    record: Callable[[Any, str], Written]
    rows: tuple[Rows, ...] = ()
    letter: bool = False
    """Whether it is a letter: its requisites stand in the corner."""
