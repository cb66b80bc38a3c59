"""Where the header of a table is and which column is which (сопоставление граф)."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.people.importing.fields import Field, guess, normal_header
from service.people.importing.tables import Cell, Table, text_of

HEADER_SOUGHT_IN = 40


@dataclass(frozen=True)
class Header:
    """A found header: the row where data begins (from 1), the titles, the suggested field of each column.

    `key` identifies the set of titles: a mapping that a person has corrected is remembered under it.
    """

    data_row: int
    titles: tuple[str, ...]
    fields: tuple[Field | None, ...]
    key: str

    def with_fields(self, chosen: Mapping[int, Field | None]) -> "Header":
        """The same header with a person's own choice for some columns (numbered from 0)."""
        fields = tuple(chosen.get(number, field) for number, field in enumerate(self.fields))
        return Header(self.data_row, self.titles, fields, self.key)

    @property
    def names_people(self) -> bool:
        """Whether a row can be told to be about somebody."""
        return Field.FULL_NAME in self.fields or Field.LAST_NAME in self.fields


def find_header(table: Table) -> Header | None:
    """The most telling header among the first rows, of one row or of two; None when nothing is recognised."""
    best: Header | None = None
    best_score = (0, 0)
    for index in range(min(HEADER_SOUGHT_IN, len(table.rows))):
        for header in _candidates(table, index):
            known = sum(field is not None for field in header.fields)
            score = (known + 2 * header.names_people, -header.data_row)
            if known and score > best_score:
                best, best_score = header, score
    return best


def _candidates(table: Table, index: int) -> list[Header]:
    """Headers that begin at a row: the row itself, and the row with the next one as its subtitles."""
    top = _titles(table.rows[index])
    found = [_header(top, index + 2)]
    if index + 1 < len(table.rows):
        below = _titles(table.rows[index + 1])
        if any(below) and not _holds_data(table.rows[index + 1]):
            found.append(_header(_joined(top, below), index + 3))
    return found


def _holds_data(row: Sequence[Cell]) -> bool:
    """Whether a row carries numbers or dates, which subtitles do not."""
    return any(cell is not None and not isinstance(cell, str) for cell in row)


def _titles(row: Sequence[Cell]) -> list[str]:
    return [text_of(cell) if isinstance(cell, str) else "" for cell in row]


def _joined(top: list[str], below: list[str]) -> list[str]:
    """Two rows of a header as one: a title over merged cells is repeated over its subtitles."""
    width = max(len(top), len(below))
    top = top + [""] * (width - len(top))
    below = below + [""] * (width - len(below))
    titles, last = [], ""
    for upper, lower in zip(top, below, strict=True):
        last = upper or (last if lower else "")
        titles.append(f"{last} {lower}".strip())
    return titles


def _header(titles: list[str], data_row: int) -> Header:
    """A header with one column for each field: the first that fits keeps it."""
    fields: list[Field | None] = []
    for title in titles:
        field = guess(title)
        fields.append(None if field in fields else field)
    key = hashlib.sha256("\x1f".join(normal_header(title) for title in titles).encode()).hexdigest()[:32]
    return Header(data_row, tuple(titles), tuple(fields), key)
