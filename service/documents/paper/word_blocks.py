"""Lines, grids and codes drawn into a DOCX (абзацы и таблицы)."""

import base64
import io
from collections.abc import Iterable

import segno
from docx.document import Document as Opened
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from service.documents.paper.content import Code
from service.documents.paper.elements import Break, Cell, Element, Grid, Laid, Line, Picture
from service.documents.paper.gost import Profile
from service.documents.paper.word_styles import ALIGNED, style_name

SHEET = 210


def draw(opened: Opened, elements: Iterable[Element], profile: Profile) -> None:
    """Draw elements at the end of the document."""
    breaks, after_grid = False, False
    for one in elements:
        match one:
            case Line():
                made = opened.add_paragraph()
                _write(made, one)
                made.paragraph_format.page_break_before = breaks or None
                breaks = False
            case Grid():
                _grid(opened, one, profile, after_grid)
            case Picture():
                _arms(opened.add_paragraph(), one)
            case Break():
                breaks = True
        after_grid = isinstance(one, Grid)


def corner(footer: _Footer, ready: Laid, profile: Profile) -> None:
    """Draw the code at the right of a footer, the note at its left."""
    if not ready.corner:
        return
    if not ready.note:
        _picture(footer.paragraphs[0], ready.corner)
        return
    left, right, *_ = profile.margins
    room = SHEET - left - right
    table = footer.add_table(1, 2, Mm(room))
    table.autofit = False
    _flush(table)
    row = table.rows[0]
    for place, width in enumerate((room - 26, 26)):
        table.columns[place].width = row.cells[place].width = Mm(width)
        row.cells[place].vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    # The empty paragraph that every footer has goes below: a table may not be the last thing in it.
    footer._element.append(footer.paragraphs[0]._p)
    _fill(row.cells[0], Cell(ready.note))
    _picture(row.cells[1].paragraphs[0], ready.corner)


def _picture(paragraph: WordParagraph, code: Code) -> None:
    """Draw the QR code with its caption under it, at the right."""
    drawn = io.BytesIO()
    segno.make(code.content, error="m", micro=False).save(drawn, kind="png", scale=8, border=2)
    drawn.seek(0)
    paragraph.style = style_name("code")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run()
    run.add_picture(drawn, width=Mm(22))
    run.add_break()
    paragraph.add_run(code.caption)


def _arms(paragraph: WordParagraph, picture: Picture) -> None:
    """Draw the coat of arms with its words for who cannot see it."""
    paragraph.style = style_name("arms")
    drawn = io.BytesIO(base64.b64decode(picture.png))
    shape = paragraph.add_run().add_picture(drawn, height=Mm(picture.height))
    shape._inline.docPr.set("descr", picture.alt)


def _write(paragraph: WordParagraph, line: Line) -> None:
    paragraph.style = style_name(line.role)
    if line.align:
        paragraph.alignment = ALIGNED[line.align]
    if line.flush:
        paragraph.paragraph_format.first_line_indent = Mm(0)
    if line.keep:
        paragraph.paragraph_format.keep_with_next = True
    if line.lead:
        paragraph.add_run(line.lead).bold = True
        paragraph.add_run(" ")
    run = paragraph.add_run(line.text)
    if line.bold:
        run.bold = True


def _grid(opened: Opened, grid: Grid, profile: Profile, after_grid: bool) -> None:
    if grid.space or after_grid:
        _gap(opened.add_paragraph(), grid.space or 1)
    left, right, *_ = profile.margins
    table = opened.add_table(rows=0, cols=len(grid.widths))
    if grid.framed:
        table.style = "Table Grid"
    else:
        _flush(table)
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    # A table with a heading takes the whole width; columns left out leave no hole.
    room = (SHEET - left - right) / (sum(grid.widths) if grid.header else 100)
    for number, row in enumerate(grid.rows):
        made = table.add_row()
        _row(made, number < grid.header, Mm(11) if grid.tall else None)
        for place, cell in enumerate(row):
            target = made.cells[place]
            target.width = Mm(grid.widths[place] * room)
            _fill(target, cell)
            if grid.header:
                target.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _columns(table, grid, room)


def _flush(table: WordTable) -> None:
    """Let the text of a table without borders stand where the text around it stands."""
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("left", "0"), ("right", "85")):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), width)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    # Word reads the properties of a table in one order only: the look comes last.
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _columns(table: WordTable, grid: Grid, room: float) -> None:
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Mm(width * room)


def _gap(paragraph: WordParagraph, points: float) -> None:
    # Two tables in a row would grow into one: an empty line of exact height keeps them apart.
    form = paragraph.paragraph_format
    form.line_spacing, form.space_after, form.keep_with_next = Pt(points), Pt(0), True


def _row(row: _Row, header: bool, height: Mm | None) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))
    elif height:
        row.height, row.height_rule = height, WD_ROW_HEIGHT_RULE.AT_LEAST


def _fill(target: _Cell, cell: Cell) -> None:
    free = target.paragraphs[:1]
    if cell.picture:
        _arms(free.pop(), cell.picture)
    for line in cell.lines:
        _write(free.pop() if free else target.add_paragraph(), line)
    sides = ("top", "left", "bottom", "right") if cell.boxed else ("bottom",) if cell.ruled else ()
    borders = OxmlElement("w:tcBorders")
    for side in sides:
        rule = OxmlElement(f"w:{side}")
        rule.set(qn("w:val"), "single")
        rule.set(qn("w:sz"), "6")
        borders.append(rule)
    if sides:
        target._tc.get_or_add_tcPr().append(borders)
