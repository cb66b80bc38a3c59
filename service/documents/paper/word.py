"""Papers as DOCX (документ Word): the same lines and grids, every requisite in a style of its own name."""

import io
import zipfile
from datetime import datetime

from docx import Document
from docx.document import Document as Opened
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from service.documents.paper.content import Paper
from service.documents.paper.gost import GOST_2025, Profile
from service.documents.paper.layout import laid
from service.documents.paper.word_blocks import corner, draw
from service.documents.paper.word_styles import make_styles

# The zip format knows no earlier year; the parts of the file carry no time of their own.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def to_docx(*papers: Paper, profile: Profile = GOST_2025) -> bytes:
    """One DOCX of one or several papers, each in a section of its own; the same papers, the same bytes."""
    if not papers:
        raise ValueError("no papers to draw")
    opened = Document()
    make_styles(opened, profile)
    _describe(opened, papers[0])
    for number, paper in enumerate(papers):
        section = opened.sections[0] if not number else opened.add_section(WD_SECTION.NEW_PAGE)
        _sheet(section, profile)
        ready = laid(paper, profile)
        _number_pages(section)
        if ready.corner:
            corner(section.first_page_footer, ready, profile)
        draw(opened, ready.elements, profile)
    return packed(opened)


def _describe(opened: Opened, paper: Paper) -> None:
    made = datetime(paper.made.year, paper.made.month, paper.made.day)
    about = opened.core_properties
    about.title = " ".join(part for part in (paper.kind, paper.number, paper.title) if part)
    about.author = about.last_modified_by = (
        " ".join(paper.letterhead.names[0]) if paper.letterhead.names else ""
    )
    about.created = about.modified = made
    about.language = "ru-RU"
    about.comments = ""


def _sheet(section: Section, profile: Profile) -> None:
    left, right, top, bottom = profile.margins
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    _restart(section)


def _restart(section: Section) -> None:
    """Number the pages of each paper from one; a new section has inherited this from the one before."""
    properties = section._sectPr
    if properties.find(qn("w:pgNumType")) is None:
        restart = OxmlElement("w:pgNumType")
        restart.set(qn("w:start"), "1")
        # Word reads these elements in one order only: the number comes right after the margins.
        properties.find(qn("w:pgMar")).addnext(restart)


def _number_pages(section: Section) -> None:
    """Put the page number in the middle of the top margin from the second page on, as the standard asks."""
    for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
        part.is_linked_to_previous = False
    paragraph: WordParagraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(11)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def packed(opened: Opened) -> bytes:
    """The bytes of a document, the same for the same parts: no time of packing in them."""
    first = io.BytesIO()
    opened.save(first)
    second = io.BytesIO()
    with zipfile.ZipFile(first) as read, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as written:
        for name in sorted(read.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            part = zipfile.ZipInfo(name, ZIP_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0
            written.writestr(part, read.read(name))
    return second.getvalue()
