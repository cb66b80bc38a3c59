"""Official papers (служебные документы) as DOCX and PDF from one description, without a database.

A module builds a frozen `Paper`; `layout` turns it into lines and grids; `to_docx` and `to_pdf` draw the
same lines and grids, so both carry the same text. The same paper gives the same bytes.
"""

from service.documents.paper.checklist import Found, checklist
from service.documents.paper.content import (
    Annex,
    Block,
    Code,
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
from service.documents.paper.gost import GOST_2016, GOST_2025, PROFILES, Profile
from service.documents.paper.pdf import to_pdf, to_png
from service.documents.paper.word import to_docx

__all__ = [
    "GOST_2016",
    "GOST_2025",
    "PROFILES",
    "Annex",
    "Block",
    "Code",
    "Column",
    "Found",
    "Frame",
    "Heading",
    "KeyValues",
    "Letterhead",
    "Numbered",
    "PageBreak",
    "Paper",
    "Paragraph",
    "Profile",
    "Signature",
    "SignatureMark",
    "Table",
    "checklist",
    "to_docx",
    "to_pdf",
    "to_png",
]
