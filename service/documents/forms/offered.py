"""What a module offers to fill a template with (поля документа): named fields and repeated rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, str]
Values = Mapping[str, "str | Sequence[Row]"]
"""Text by the name of a field; for the name of rows, one mapping for each row."""


@dataclass(frozen=True)
class Field:
    """A named field (поле): what it holds, how it may look, and whether a document is none without it."""

    name: str
    title: str
    sample: str
    required: bool = False


@dataclass(frozen=True)
class Rows:
    """Repeated rows (повторяемые строки): a table row or a paragraph for each record."""

    name: str
    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class DocumentForm:
    """A kind of document (вид документа) that a tenant may have a template of its own for.

    `examples` gives real records to preview on, as pairs of a key and a title; `values` gives what is written
    of the record with a key, and raises NotFound where there is none.
    """

    code: str
    title: str
    about: str
    read: str
    fields: tuple[Field, ...]
    examples: Callable[[Any], Sequence[tuple[str, str]]]
    values: Callable[[Any, str], Values]
    rows: tuple[Rows, ...] = ()

    def names(self) -> Iterator[tuple[str, Field]]:
        """Every name that a template may use: `field` and `rows.field`."""
        yield from ((one.name, one) for one in self.fields)
        yield from ((f"{group.name}.{one.name}", one) for group in self.rows for one in group.fields)
