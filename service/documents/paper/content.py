"""What an official paper says (содержание документа): requisites, blocks of text, annexes, signatures."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True)
class Letterhead:
    """The letterhead (бланк): names of the organisation, one column for each language.

    A column is a tuple of lines. `contacts` are the reference data (справочные данные), which only a
    letter carries. `arms` is the coat of arms (герб): a PNG in base64, so that it freezes with the words.
    """

    names: tuple[tuple[str, ...], ...]
    contacts: tuple[str, ...] = ()
    arms: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading inside the text."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `lead` is the bold beginning («СЛУШАЛИ:»), `small` a note under something else."""

    text: str
    lead: str = ""
    align: Align | None = None
    indent: bool = True
    small: bool = False


@dataclass(frozen=True)
class KeyValues:
    """Facts in two columns: what it is and what it says."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Numbered:
    """A numbered list; the numbers are text, so they stay what they were in both forms."""

    items: tuple[str, ...]
    start: int = 1
    prefix: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its share of the width, how its cells are set."""

    title: str
    width: int
    align: Align = "left"


@dataclass(frozen=True)
class Table:
    """A table whose heading is repeated on every page; `tall` leaves room for handwriting."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    tall: bool = False


@dataclass(frozen=True)
class Frame:
    """A framed block that must be read: a bold title and its lines."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PageBreak:
    """The next block begins a page."""


@dataclass(frozen=True)
class SignatureMark:
    """The mark of an electronic signature (отметка об электронной подписи).

    `certificate` and `valid` only for a qualified signature; `kind` is the word before «электронной
    подписью» («простой», «усиленной квалифицированной»).
    """

    kind: str
    owner: str
    signed: str = ""
    certificate: str = ""
    valid: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Signature:
    """A line for a signature (подпись): office, room to sign, name; with a mark when signed already."""

    office: str
    name: str
    mark: SignatureMark | None = None


@dataclass(frozen=True)
class Code:
    """The QR code of a document; `needed` prints it even where the standard knows no such requisite."""

    content: str
    caption: str
    needed: bool = False


Block = Heading | Paragraph | KeyValues | Numbered | Table | Frame | PageBreak | Signature


@dataclass(frozen=True)
class Annex:
    """An annex (приложение) on pages of its own: «Приложение № 1 к протоколу ...», a title, blocks."""

    label: tuple[str, ...]
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Paper:
    """One official paper.

    `made` dates the file, not the text: it is the date of the document, never today, so that a paper made
    again later is the same paper. `office_note` is for the one who receives the paper back: it stands
    beside the code. `letter` sets names and requisites in the corner, addressee beside them.
    """

    kind: str
    title: str
    letterhead: Letterhead
    made: date
    date: str = ""
    number: str = ""
    place: str = ""
    reference: str = ""
    addressee: tuple[str, ...] = ()
    draft: str = ""
    letter: bool = False
    blocks: tuple[Block, ...] = ()
    annex_note: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    executor: tuple[str, ...] = ()
    office_note: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    code: Code | None = None
