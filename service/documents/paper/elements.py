"""The elements of a laid-out paper (элементы вёрстки): all that DOCX and PDF have to know how to draw."""

import re
from dataclasses import dataclass, replace

from service.documents.paper.content import Align, Code

# After № and §, between «до» and its number, between initials, between a surname and its initials.
_PARTING = re.compile(
    r"(?<=[№§])[ ]"
    r"|(?:(?<=\bс)|(?<=\bдо)|(?<=\bот))[ ](?=\d)"
    r"|(?<=\b[А-ЯЁӦӰЈҤ]\.)[ ](?=[А-ЯЁӦӰЈҤ])"
    r"|(?<=[а-яёӧӱјҥ])[ ](?=[А-ЯЁӦӰЈҤ]\.[ \u00a0]?[А-ЯЁӦӰЈҤ]\.)"
)


@dataclass(frozen=True)
class Line:
    """One paragraph as drawn; its role is the requisite it belongs to, `keep` holds it to the next."""

    role: str
    text: str
    lead: str = ""
    align: Align | None = None
    flush: bool = False
    bold: bool = False
    keep: bool = False


@dataclass(frozen=True)
class Picture:
    """The coat of arms as drawn: a PNG in base64, centred, with the words for who cannot see it."""

    png: str
    alt: str
    height: float = 17
    """In millimetres; the standard allows twenty."""


@dataclass(frozen=True)
class Cell:
    """A cell of a grid; `ruled` draws the line to sign on, `boxed` a frame; a picture stands on top."""

    lines: tuple[Line, ...] = ()
    ruled: bool = False
    boxed: bool = False
    picture: Picture | None = None


@dataclass(frozen=True)
class Grid:
    """Cells in rows; `header` rows at the top are repeated, `framed` draws all borders."""

    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    header: int = 0
    framed: bool = False
    tall: bool = False
    space: float = 0
    """Room above, in points."""


@dataclass(frozen=True)
class Break:
    """A new page."""


Element = Line | Grid | Break | Picture


@dataclass(frozen=True)
class Laid:
    """A paper ready to draw: its elements, the code in the corner of its first sheet, the note beside it."""

    elements: tuple[Element, ...]
    corner: Code | None = None
    note: tuple[Line, ...] = ()


def bound(one: Element) -> Element:
    """The element with its initials and numbers kept together by non-breaking spaces."""
    match one:
        case Line():
            return _tied(one)
        case Grid():
            return replace(one, rows=tuple(tuple(_tied_cell(cell) for cell in row) for row in one.rows))
    return one


def _tied_cell(cell: Cell) -> Cell:
    return replace(cell, lines=tuple(_tied(line) for line in cell.lines))


def _tied(line: Line) -> Line:
    return replace(line, text=_PARTING.sub("\u00a0", line.text))
