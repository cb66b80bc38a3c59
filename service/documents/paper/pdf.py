"""Papers as PDF (архивный PDF/A): drawn by Typst from data, with the fonts the product brings along."""

import base64
import io
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Literal

import fontpkg_pt_sans
import fontpkg_pt_serif
import segno
import typst

from service.documents.paper.content import Code, Paper
from service.documents.paper.elements import Break, Cell, Element, Grid, Laid, Line, Picture
from service.documents.paper.gost import GOST_2025, Profile
from service.documents.paper.layout import laid

TEMPLATE = Path(__file__).with_name("paper.typ")
STANDARD: Literal["a-2a"] = "a-2a"


def to_pdf(*papers: Paper, profile: Profile = GOST_2025) -> bytes:
    """One PDF of one or several papers, each from a new page; the same papers give the same bytes."""
    made = _compiled(papers, profile, "pdf")
    if not isinstance(made, bytes):
        raise TypeError("typst returned pages where a file was asked")
    return made


def to_png(*papers: Paper, profile: Profile = GOST_2025, ppi: float = 72) -> list[bytes]:
    """The pages as pictures, for a preview."""
    made = _compiled(papers, profile, "png", ppi)
    return [made] if isinstance(made, bytes) else list(made or [])


def _compiled(
    papers: tuple[Paper, ...], profile: Profile, form: Literal["pdf", "png"], ppi: float | None = None
) -> bytes | list[bytes] | None:
    if not papers:
        raise ValueError("no papers to draw")
    first = papers[0]
    told = {
        "title": " ".join(part for part in (first.kind, first.number, first.title) if part),
        "margins": profile.margins,
        "size": profile.size,
        "leading": profile.leading,
        "fonts": profile.print_fonts,
        "rounded": profile.mark_rounded,
        "papers": [_paper(laid(paper, profile), profile) for paper in papers],
    }
    made = datetime(first.made.year, first.made.month, first.made.day, tzinfo=UTC)
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=_fonts(),
        format=form,
        ppi=ppi,
        sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
        pdf_standards=[STANDARD] if form == "pdf" else [],
        timestamp=made,
    )


@cache
def _fonts() -> typst.Fonts:
    # Only our own: the same letters on every machine, whatever is installed there.
    folders = [Path(one.ROOT) / "files" for one in (fontpkg_pt_serif, fontpkg_pt_sans)]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


def _paper(ready: Laid, profile: Profile) -> Mapping[str, object]:
    return {
        "elements": [_element(one, profile) for one in ready.elements],
        "note": [_line(one, profile) for one in ready.note],
        "corner": _code(ready.corner) if ready.corner else None,
    }


def _element(one: Element, profile: Profile) -> Mapping[str, object]:
    match one:
        case Line():
            return _line(one, profile)
        case Grid():
            rows = [[_cell(cell, profile) for cell in row] for row in one.rows]
            return {"t": "grid", **asdict(one), "rows": rows}
        case Picture():
            return _picture(one)
        case Break():
            return {"t": "break"}


def _cell(cell: Cell, profile: Profile) -> Mapping[str, object]:
    return {
        "ruled": cell.ruled,
        "boxed": cell.boxed,
        "picture": _picture(cell.picture) if cell.picture else None,
        "lines": [_line(line, profile) for line in cell.lines],
    }


def _picture(one: Picture) -> Mapping[str, object]:
    # Typst reads no base64: the bytes go as numbers.
    return {"t": "picture", "png": list(base64.b64decode(one.png)), "alt": one.alt, "height": one.height}


def _line(line: Line, profile: Profile) -> Mapping[str, object]:
    style = profile.style(line.role)
    return {
        "t": "line",
        **asdict(style),
        "role": line.role,
        "text": line.text,
        "lead": line.lead,
        "align": line.align or style.align,
        "indent": 0 if line.flush else style.indent,
        "bold": line.bold or style.bold,
        "keep": line.keep or style.keep,
    }


def _code(code: Code) -> Mapping[str, object]:
    drawn = io.BytesIO()
    segno.make(code.content, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False)
    return {"svg": drawn.getvalue().decode(), "caption": code.caption}
