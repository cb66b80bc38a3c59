"""The national standard of paperwork (ГОСТ Р 7.0.97) as data: the edition of 2025 and that of 2016.

The edition of 2025 is in force from 18.08.2025; it adds the bar code as the 31st requisite (bottom right of
the first sheet), asks for a title to every text, leaves the typeface free at 12-14 points and renews the
mark of an electronic signature.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from service.core.language import N_
from service.documents.paper.content import Align


@dataclass(frozen=True)
class Style:
    """How the lines of one requisite are set; sizes and spaces in points, indent in millimetres."""

    align: Align = "left"
    size: float = 0
    bold: bool = False
    italic: bool = False
    indent: float = 0
    before: float = 0
    after: float = 0
    keep: bool = False


STYLES: Mapping[str, Style] = {
    "draft": Style(align="right", bold=True, after=6),
    "arms": Style(align="center", after=4, keep=True),
    "organisation": Style(align="center", bold=True, after=0),
    "contacts": Style(align="center", size=10),
    "kind": Style(align="center", bold=True, before=16, after=8, keep=True),
    "date": Style(),
    "number": Style(align="right"),
    "reference": Style(size=11),
    "place": Style(align="center", before=4),
    "addressee": Style(),
    "title": Style(align="center", bold=True, before=12, after=12, keep=True),
    "heading": Style(bold=True, before=10, after=4, keep=True),
    "text": Style(align="justify", indent=12.5, after=4),
    "facts": Style(after=2),
    "note": Style(size=10, after=3),
    "table": Style(size=11),
    "caption": Style(size=11, before=8, keep=True),
    "frame": Style(size=11, after=2),
    "annex_note": Style(before=3),
    "signature": Style(before=0),
    "signature_mark": Style(align="center", size=9),
    "executor": Style(size=10, before=14),
    "annex": Style(align="right", size=11),
    "annex_title": Style(align="center", bold=True, before=10, after=10, keep=True),
    "code": Style(align="right", size=8),
}


@dataclass(frozen=True)
class Profile:
    """One edition of the standard: sheet, letters, requisites in their order, appearance of the marks."""

    key: str
    name: str
    size: float
    leading: float
    order: tuple[str, ...]
    required: frozenset[str]
    mark_capitals: bool
    mark_rounded: bool
    code_on_first_sheet: bool
    margins: tuple[int, int, int, int] = (30, 15, 20, 20)
    """Left, right, top and bottom, in millimetres."""
    sizes: tuple[float, float] = (12, 14)
    """The sizes of text that the edition allows."""
    word_font: str = "Times New Roman"
    """For DOCX: present wherever the file is edited; its metric twins stand in where it is not."""
    print_fonts: tuple[str, ...] = ("PT Serif", "PT Sans")
    """For PDF, which carries its letters; both have every letter of Russian and Altai."""
    styles: Mapping[str, Style] = field(default_factory=lambda: STYLES)

    def style(self, role: str) -> Style:
        """The style of a role with its size filled in."""
        found = self.styles[role]
        return replace(found, size=found.size or self.size)


ORDER = (
    "arms", "organisation", "contacts", "kind", "date", "number", "reference", "place", "addressee", "title",
    "text", "annex_note", "signature", "signature_mark", "executor", "annex", "code",
)  # fmt: skip

GOST_2025 = Profile(
    key="7.0.97-2025",
    name=N_("ГОСТ Р 7.0.97-2025"),
    size=13,
    leading=1.15,
    order=ORDER,
    required=frozenset({"organisation", "kind", "date", "number", "title", "text", "signature", "code"}),
    mark_capitals=False,
    mark_rounded=True,
    code_on_first_sheet=True,
)
GOST_2016 = Profile(
    key="7.0.97-2016",
    name=N_("ГОСТ Р 7.0.97-2016"),
    size=14,
    leading=1.15,
    order=ORDER[:-1],
    required=frozenset({"organisation", "kind", "date", "number", "text", "signature"}),
    mark_capitals=True,
    mark_rounded=False,
    code_on_first_sheet=False,
)
PROFILES: Mapping[str, Profile] = {one.key: one for one in (GOST_2025, GOST_2016)}
