"""Where the cells of a workbook lie: its XML is streamed and measured before a parser opens it.

One cell at the far corner of a sheet makes a parser ask for the whole rectangle; here the rectangle is
computed first. Cells without a value do not count: editors write styled emptiness to the end of the sheet.
"""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from xml.parsers import expat

from service.people.importing.archives import BROKEN, bomb, damaged
from service.people.importing.limits import Limits
from service.people.importing.refusal import Refused
from service.rules.message import N_

CHUNK = 256 * 1024
REFERENCE = re.compile(r"^\$?([A-Za-z]{1,7})\$?(\d{1,18})$")
XLSX_VALUES = {"v", "is", "f"}


@dataclass
class Extent:
    """How far the filled cells of one sheet reach; rows and columns count from 1."""

    limits: Limits
    rows: int = 0
    columns: int = 0

    def reach(self, row: int, column: int) -> None:
        """Take a filled cell into account; refuse the sheet when it becomes too large."""
        if row <= self.rows and column <= self.columns:
            return
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column)
        limits = self.limits
        if self.rows > limits.rows or self.columns > limits.columns or self.rows * self.columns > limits.area:
            raise Refused(
                "far_cell",
                N_(
                    "Заполненная ячейка слишком далеко: строка %(row)s, столбец %(column)s. "
                    "Удалите лишние строки и столбцы или скопируйте список в новую таблицу."
                ),
                row=row,
                column=column,
            )


class SheetMeter:
    """Counts the cells of one XLSX part; a part without cells passes untouched."""

    def __init__(self, limits: Limits) -> None:
        self.extent = Extent(limits)
        self.row = 0
        self.column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if name == "row":
            self.row = _number(attributes.get("r")) or self.row + 1
            self.column = 0
        elif name == "c":
            place = REFERENCE.match(attributes.get("r", ""))
            self.column = column_number(place[1]) if place else self.column + 1
            self.row = int(place[2]) if place else max(self.row, 1)
        elif name in XLSX_VALUES and self.column:
            self.extent.reach(self.row, self.column)


class TableMeter:
    """Counts the cells of ODS tables, with repeated rows and columns."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.extent = Extent(limits)
        self.row_end = self.column_end = 0
        self.in_cell = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if name == "table":
            self.extent, self.row_end, self.in_cell = Extent(self.limits), 0, False
        elif name == "table-row":
            self.row_end += _number(attributes.get("number-rows-repeated")) or 1
            self.column_end, self.in_cell = 0, False
        elif name in ("table-cell", "covered-table-cell"):
            self.column_end += _number(attributes.get("number-columns-repeated")) or 1
            self.in_cell = True
            if "value-type" in attributes or "formula" in attributes:
                self.extent.reach(self.row_end, self.column_end)
        elif name == "p" and self.in_cell:
            self.extent.reach(self.row_end, self.column_end)


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """The number of a column by its letters: A is 1, XFD is 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def scan(data: bytes, kind: str, limits: Limits) -> None:
    """Stream every XML part of the archive; `kind` is xlsx or ods.

    Raises `Refused`: far_cell, too_many_cells, xml_entities, zip_bomb, damaged.
    """
    budget = [limits.elements]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                if not entry.filename.lower().endswith(".xml"):
                    continue
                meter = SheetMeter(limits) if kind == "xlsx" else TableMeter(limits)
                with archive.open(entry) as part:
                    _stream(part.read, meter.start, budget, limits)
    except BROKEN as error:
        raise damaged() from error
    except expat.ExpatError as error:
        raise damaged() from error


def _stream(
    read: Callable[[int], bytes],
    start: Callable[[str, dict[str, str]], None],
    budget: list[int],
    limits: Limits,
) -> None:
    """Feed one part to expat with names stripped of prefixes; declarations of a DTD are refused."""
    parser = expat.ParserCreate()

    def opened(name: str, attributes: dict[str, str]) -> None:
        budget[0] -= 1
        if budget[0] < 0:
            raise Refused("too_many_cells", N_("В таблице слишком много ячеек. Разделите список на части."))
        if ":" in name:
            name = _local(name)
        if ":" in "".join(attributes):
            attributes = {_local(key): value for key, value in attributes.items()}
        start(name, attributes)

    parser.StartElementHandler = opened
    parser.StartDoctypeDeclHandler = _doctype
    parser.EntityDeclHandler = _entity
    seen = 0
    while chunk := read(CHUNK):
        seen += len(chunk)
        if seen > limits.unpacked_bytes:
            raise bomb()
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _doctype(*_: object) -> None:
    raise Refused(
        "xml_entities",
        N_("Внутри файла объявления XML, которых в таблице не бывает. Скопируйте список в новую таблицу."),
    )


def _entity(*_: object) -> None:
    _doctype()


def _number(value: str | None) -> int:
    """A positive count written in an attribute, else 0; absurdly long ones stay large."""
    text = (value or "").strip()
    if not text.isdecimal():
        return 0
    return int(text[:18])
