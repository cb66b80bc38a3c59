"""A table as it stood in the file (таблица): sheets, rows, cells; the reader's own vocabulary."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Cell = str | int | Decimal | bool | date | None


@dataclass(frozen=True)
class Table:
    """One sheet of a workbook, or the whole of a CSV file; rows count from 1 as the person sees them."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def text_of(cell: Cell) -> str:
    """A cell as a line of text: whole numbers without a point, dates as dd.mm.yyyy, spaces made single."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return " ".join(cell.split())
    if isinstance(cell, bool):
        return "да" if cell else "нет"
    if isinstance(cell, date):
        return cell.strftime("%d.%m.%Y")
    if isinstance(cell, Decimal):
        return format(cell.normalize(), "f").replace(".", ",")
    return str(cell)
