"""The checklist of the standard (проверка по ГОСТ): which requisites a DOCX has, in order, and where."""

import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn

from service.documents.paper.gost import GOST_2025, Profile
from service.documents.paper.word_styles import style_name

BODY = frozenset({"text", "facts", "table", "heading", "frame"})
MARGINS = "margins"
SIZES = "sizes"


@dataclass(frozen=True)
class Found:
    """One line of the checklist: a requisite, whether it is there, in its place and as expected."""

    key: str
    required: bool
    present: bool
    in_order: bool
    as_expected: bool
    text: str

    @property
    def holds(self) -> bool:
        """Nothing to remark: there (or not asked for), in its place, saying what it should."""
        return (self.present or not self.required) and self.in_order and self.as_expected


def checklist(
    docx: bytes,
    profile: Profile = GOST_2025,
    expected: Mapping[str, str] | None = None,
    waived: Collection[str] = (),
) -> tuple[Found, ...]:
    """Read a DOCX and check it: requisites in the order of the edition, margins, sizes of the letters.

    `expected` maps a requisite to the text it must say, for example the date of the meeting; `waived` names
    those that this kind of paper does without: a letter has no name of its kind.
    """
    opened = Document(io.BytesIO(docx))
    met = _requisites(opened)
    last, lines = -1, []
    for key in profile.order:
        texts, first = met.get(key, ([], None))
        text = "\n".join(texts)
        in_order = first is None or first > last
        last = first if first is not None and first > last else last
        meant = (expected or {}).get(key)
        required = key in profile.required and key not in waived
        lines.append(Found(key, required, bool(text), in_order, meant is None or meant == text, text))
    return (*lines, _margins(opened, profile), _sizes(opened, profile))


def _requisites(opened: Opened) -> dict[str, tuple[list[str], int | None]]:
    """Every requisite's texts and the place of its first paragraph; the corner of the first sheet is last."""
    met: dict[str, tuple[list[str], int | None]] = {}
    names = {opened.styles[style_name(role)].style_id: role for role in GOST_2025.styles}
    footer = opened.sections[0].first_page_footer._element
    paragraphs = [*opened.element.body.iter(qn("w:p")), *footer.iter(qn("w:p"))]
    for place, paragraph in enumerate(paragraphs):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        role = names.get(style.get(qn("w:val")) if style is not None else None)
        text = "".join(part.text or "" for part in paragraph.iter(qn("w:t")))
        if role == "arms":
            text = "".join(part.get("descr") or "" for part in paragraph.iter(qn("wp:docPr")))
        if role is None or not text:
            continue
        key = "text" if role in BODY else "annex" if role == "annex_title" else role
        texts, first = met.get(key, ([], None))
        # Signature lines and facts come back inside annexes; the first place is the requisite's own.
        met[key] = ([*texts, text], place if first is None else first)
    return met


def _margins(opened: Opened, profile: Profile) -> Found:
    section = opened.sections[0]
    sides = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    found = tuple(round(side.mm) if side is not None else 0 for side in sides)
    return Found(MARGINS, True, True, True, found == profile.margins, "/".join(map(str, found)))


def _sizes(opened: Opened, profile: Profile) -> Found:
    size = opened.styles[style_name("text")].font.size
    points = size.pt if size is not None else 0
    low, high = profile.sizes
    return Found(SIZES, True, True, True, low <= points <= high, f"{points:g}")
