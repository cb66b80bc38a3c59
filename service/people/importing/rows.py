"""A table into drafts (строки в черновики): the best sheet, its header, then row by row."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from service.people.importing import values
from service.people.importing.columns import Header, find_header
from service.people.importing.draft import StaffDraft, make_draft
from service.people.importing.fields import Field
from service.people.importing.refusal import Refused
from service.people.importing.tables import Cell, Table, text_of
from service.rules.message import N_

NAMES = (Field.FULL_NAME, Field.LAST_NAME)


def choose(tables: tuple[Table, ...]) -> tuple[Table, Header]:
    """The sheet whose header names people and recognises most columns; raises `Refused` no_header."""
    best: tuple[Table, Header] | None = None
    best_score = (False, 0)
    for table in tables:
        header = find_header(table)
        if header is None:
            continue
        score = (header.names_people, sum(field is not None for field in header.fields))
        if score > best_score:
            best, best_score = (table, header), score
    if best is None:
        raise Refused(
            "no_header",
            N_("В таблице не найдена строка заголовков. Назовите графы, например: ФИО, Должность, Предметы."),
        )
    return best


def drafts(table: Table, header: Header, today: date) -> Iterator[StaffDraft]:
    """A draft for every row under the header that names somebody; raises `Refused` no_name_column.

    Rows without a name (totals, section titles, numbering of columns) are passed over.
    """
    if not header.names_people:
        raise Refused("no_name_column", N_("Не указано, в какой графе фамилия, имя и отчество."))
    for number, row in enumerate(table.rows[header.data_row - 1 :], start=header.data_row):
        cells = _by_field(row, header)
        if _about_somebody(cells) and not _repeats_header(row, header):
            yield make_draft(number, cells, today)


def _by_field(row: tuple[Cell, ...], header: Header) -> Mapping[Field, Cell]:
    return {field: cell for field, cell in zip(header.fields, row, strict=False) if field is not None}


def _about_somebody(cells: Mapping[Field, Cell]) -> bool:
    """Whether a row is about a person, or should be: one without a name but with words is refused later.

    A title of one word stands alone in its row, a total has numbers only, so has the numbering of columns.
    """
    name = next((cells[field] for field in NAMES if not values.is_nothing(cells.get(field))), None)
    others = (cell for field, cell in cells.items() if field not in NAMES and not values.is_nothing(cell))
    if name is None or isinstance(name, int | Decimal | date) or text_of(name).isdigit():
        said = list(others)
        return len(said) > 1 and any(isinstance(cell, str) and not cell.isdigit() for cell in said)
    text = text_of(name).lower()
    if text.startswith(("итого", "всего", "примечание", "пример:")):
        return False
    return len(text.split()) > 1 or any(True for _ in others)


def _repeats_header(row: tuple[Cell, ...], header: Header) -> bool:
    """Whether the header is printed again, as on every page of some lists."""
    same = [
        text_of(cell) == title for cell, title in zip(row, header.titles, strict=False) if cell is not None
    ]
    return bool(same) and all(same)
