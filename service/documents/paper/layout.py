"""A paper laid out (вёрстка): requisites and blocks become lines and grids, the same for DOCX and PDF."""

from collections.abc import Iterator
from dataclasses import replace

from service.core.language import N_, fill, translate
from service.documents.paper.content import (
    Align,
    Annex,
    Block,
    Column,
    Frame,
    Heading,
    KeyValues,
    Letterhead,
    Numbered,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    SignatureMark,
    Table,
)
from service.documents.paper.elements import Break, Cell, Element, Grid, Laid, Line, Picture, bound
from service.documents.paper.gost import Profile

ARMS = N_("Герб: %(name)s")


def laid(paper: Paper, profile: Profile) -> Laid:
    """Lay a paper out by an edition of the standard."""
    elements: list[Element] = [Line("draft", paper.draft)] if paper.draft else []
    elements += _corner_head(paper) if paper.letter else _centred_head(paper)
    if paper.title:
        elements.append(Line("title", paper.title, align="left" if paper.letter else None))
    for block in paper.blocks:
        elements += _block(block, profile)
    elements += [Line("annex_note", text) for text in paper.annex_note]
    if paper.signatures and isinstance(elements[-1], Line):
        # A signature never stands alone on a sheet.
        elements[-1] = replace(elements[-1], keep=True)
    for signature in paper.signatures:
        elements += _block(signature, profile)
    note = (Line("executor", "\n".join(paper.office_note)),) if paper.office_note else ()
    code = paper.code if paper.code and (profile.code_on_first_sheet or paper.code.needed) else None
    if code is None:
        elements += note
    elements += [Line("executor", "\n".join(paper.executor))] if paper.executor else []
    for annex in paper.annexes:
        elements += _annex(annex, profile)
    return Laid(tuple(map(bound, elements)), code, note if code else ())


def _centred_head(paper: Paper) -> Iterator[Element]:
    if arms := _arms(paper.letterhead):
        yield arms
    yield from _names(paper.letterhead, "center")
    if paper.kind:
        yield Line("kind", paper.kind)
    if paper.date or paper.number:
        yield Grid((50, 50), ((_cell("date", paper.date), _cell("number", paper.number)),))
    if paper.place:
        yield Line("place", paper.place)
    yield from (Line("addressee", text, align="right") for text in paper.addressee)


def _corner_head(paper: Paper) -> Iterator[Element]:
    """A letter: one language stands in the corner beside the addressee, two stand above both."""
    head = paper.letterhead
    named: list[Element] = [*_names(head, "center"), *(Line("contacts", text) for text in head.contacts)]
    bilingual = len(head.names) > 1
    arms = _arms(head)
    if bilingual:
        yield from ([arms] if arms else [])
        yield from named
    corner = [] if bilingual else [one for one in named if isinstance(one, Line)]
    told = (("date", paper.date), ("number", paper.number), ("reference", paper.reference))
    corner += [Line(role, text, align="left") for role, text in told if text]
    to = tuple(Line("addressee", text) for text in paper.addressee)
    yield Grid(
        (47, 8, 45), ((Cell(tuple(corner), picture=None if bilingual else arms), Cell(), Cell(to)),), space=10
    )


def _arms(head: Letterhead) -> Picture | None:
    """The coat of arms, which the standard has above the name in the middle (реквизит «герб»)."""
    named = " ".join(head.names[0]) if head.names else ""
    return Picture(head.arms, fill(translate(ARMS, "ru"), {"name": named}, "ru")) if head.arms else None


def _names(letterhead: Letterhead, align: Align) -> Iterator[Element]:
    columns = letterhead.names
    if len(columns) == 1:
        yield from (Line("organisation", text, align=align) for text in columns[0])
    elif columns:
        share = 100 // len(columns)
        cells = (
            Cell(tuple(Line("organisation", text, align=align) for text in column)) for column in columns
        )
        yield Grid((share,) * len(columns), (tuple(cells),))


def _cell(role: str, text: str) -> Cell:
    return Cell((Line(role, text),)) if text else Cell()


def _block(block: Block, profile: Profile) -> Iterator[Element]:
    match block:
        case Heading(text):
            yield Line("heading", text)
        case Paragraph(text, lead, align, indent, small):
            # A beginning without a text of its own («РЕШИЛИ:») goes where its text goes.
            yield Line("note" if small else "text", text, lead, align, flush=not indent, keep=not text)
        case KeyValues(rows):
            yield Grid((42, 58), tuple((_cell("facts", one), _cell("facts", two)) for one, two in rows))
        case Numbered(items, start, prefix):
            yield from (
                Line("text", f"{prefix}{number}.\u00a0{text}") for number, text in enumerate(items, start)
            )
        case Table():
            yield from _table(block)
        case Frame(title, lines):
            texts = (Line("frame", title, bold=True), *(Line("frame", text) for text in lines))
            yield Grid((100,), ((Cell(texts),),), framed=True, space=6)
        case PageBreak():
            yield Break()
        case Signature():
            yield from _signature(block, profile)


def _table(table: Table) -> Iterator[Element]:
    if table.caption:
        yield Line("caption", table.caption)
    head = tuple(Cell((Line("table", one.title, align="center", bold=True),)) for one in table.columns)
    rows = tuple(
        tuple(_set(text, column) for text, column in zip(row, table.columns, strict=True))
        for row in table.rows
    )
    widths = tuple(one.width for one in table.columns)
    yield Grid(widths, (head, *rows), header=1, framed=True, tall=table.tall, space=7)


def _set(text: str, column: Column) -> Cell:
    return Cell((Line("table", text, align=column.align),)) if text else Cell()


def _signature(signature: Signature, profile: Profile) -> Iterator[Element]:
    office, name = _cell("signature", signature.office), _cell("signature", signature.name)
    if not signature.mark:
        yield Grid((45, 20, 3, 32), ((office, Cell(ruled=True), Cell(), name),), space=18)
        return
    said = _mark(signature.mark, profile)
    lines = tuple(Line("signature_mark", text, bold=not n) for n, text in enumerate(said))
    yield Grid((35, 38, 3, 24), ((office, Cell(lines, boxed=True), Cell(), name),), space=14)


def _mark(mark: SignatureMark, profile: Profile) -> Iterator[str]:
    title = fill(
        translate(N_("Документ подписан %(kind)s электронной подписью"), "ru"), {"kind": mark.kind}, "ru"
    )
    title = " ".join(title.split())
    yield title.upper() if profile.mark_capitals else title
    for text, value in (
        (N_("Сертификат: %(value)s"), mark.certificate),
        (N_("Владелец: %(value)s"), mark.owner),
        (N_("Действителен: %(value)s"), mark.valid),
        (N_("Подписано: %(value)s"), mark.signed),
        (N_("Отпечаток: %(value)s"), mark.digest),
    ):
        if value:
            yield fill(translate(text, "ru"), {"value": _parted(value)}, "ru")


def _parted(value: str) -> str:
    """A digest in groups of sixteen: a word longer than the mark is wide would run out of it."""
    words = (
        " ".join(word[place : place + 16] for place in range(0, len(word), 16)) if len(word) > 32 else word
        for word in value.split(" ")
    )
    return " ".join(words)


def _annex(annex: Annex, profile: Profile) -> Iterator[Element]:
    yield Break()
    yield from (Line("annex", text) for text in annex.label)
    yield Line("annex_title", annex.title)
    for block in annex.blocks:
        yield from _block(block, profile)
