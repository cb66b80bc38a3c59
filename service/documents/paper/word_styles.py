"""The styles of a DOCX (стили): one for each requisite, so that a program can find them again."""

from docx.document import Document as Opened
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from service.documents.paper.gost import Profile

PREFIX = "Gost"
ALIGNED = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def style_name(role: str) -> str:
    """The name of a requisite's style: «Gost-organisation»."""
    return f"{PREFIX}-{role}"


def make_styles(opened: Opened, profile: Profile) -> None:
    """Set the typeface of the document and make a style for each role of the profile."""
    normal = opened.styles["Normal"]
    if isinstance(normal, ParagraphStyle):
        _typeface(normal, profile.word_font)
        normal.font.size = Pt(profile.size)
        normal.paragraph_format.space_after = Pt(0)
        normal.paragraph_format.line_spacing = profile.leading
    for language in opened.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "ru-RU")
    for role in profile.styles:
        style = profile.style(role)
        made = opened.styles.add_style(style_name(role), WD_STYLE_TYPE.PARAGRAPH)
        if not isinstance(made, ParagraphStyle):
            raise TypeError("a paragraph style was asked")
        made.base_style = normal
        _typeface(made, profile.word_font)
        made.font.size, made.font.bold, made.font.italic = Pt(style.size), style.bold, style.italic
        form = made.paragraph_format
        form.alignment = ALIGNED[style.align]
        form.first_line_indent = Mm(style.indent)
        form.space_before, form.space_after = Pt(style.before), Pt(style.after)
        form.keep_with_next, form.widow_control = style.keep, True


def _typeface(style: ParagraphStyle, name: str) -> None:
    style.font.name = name
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(attribute), name)
