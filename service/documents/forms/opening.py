"""Opening a template (открыть шаблон): what came as a file must be a plain Word document and nothing more."""

import io
import re
import zipfile
from typing import Any

from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn

from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.rules.message import Message

LARGEST = 5 * 1024 * 1024
UNPACKED = 50 * 1024 * 1024
PARTS = 2000
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NOT_DOCX = N_("Это не документ Word в формате DOCX. Сохраните шаблон как «Документ Word (*.docx)».")
TOO_LARGE = N_("Шаблон больше 5 МБ. Уменьшите картинки в нём.")
ACTIVE = N_("В шаблоне есть то, что выполняется или берётся извне: %(what)s. Уберите это и загрузите снова.")
ASIDE = N_("Поля можно ставить в тексте, таблицах и колонтитулах, но не в сносках и примечаниях.")
MACROS, OBJECTS, OUTSIDE = N_("макросы"), N_("встроенные объекты"), N_("ссылки на внешние файлы")
CODES, CHUNKS = N_("коды полей Word"), N_("вложенные документы")
_OUTSIDE = re.compile(rb'<Relationship\b[^>]*TargetMode\s*=\s*["\']External["\'][^>]*>')
_LINK = b"relationships/hyperlink"
_HARMLESS = {"PAGE", "NUMPAGES", "SECTIONPAGES", "MERGEFORMAT"}
_ASIDE = re.compile(r"word/(footnotes|endnotes|comments)\d*\.xml")


def open_template(content: bytes) -> Opened:
    """Open a template; raises Invalid when it is no document, too large, or holds anything active."""
    if len(content) > LARGEST:
        raise _refused(TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _look_into(packed)
        opened = Document(io.BytesIO(content))
    except Invalid:
        raise
    except Exception as error:  # noqa: BLE001 -- whatever a spoilt file breaks in its readers, it is no document
        raise _refused(NOT_DOCX) from error
    _refuse_codes(opened)
    return opened


def _refused(said: str, what: str | None = None) -> Invalid:
    return Invalid(fields=(FieldProblem("file", said, {"what": Message(what)} if what else {}),))


def _look_into(packed: zipfile.ZipFile) -> None:
    listed = packed.infolist()
    if len(listed) > PARTS or sum(one.file_size for one in listed) > UNPACKED:
        raise _refused(NOT_DOCX)
    names = {one.filename for one in listed}
    if MAIN.encode() not in packed.read("[Content_Types].xml"):
        raise _refused(NOT_DOCX)
    if any("vbaproject" in name.lower() for name in names):
        raise _refused(ACTIVE, MACROS)
    if any(name.startswith(("word/embeddings/", "word/activeX/")) for name in names):
        raise _refused(ACTIVE, OBJECTS)
    for name in names:
        if name.endswith(".rels"):
            _refuse_outside(packed.read(name))
        elif name.endswith(".xml"):
            _look_at_part(name, packed.read(name))


def _refuse_outside(relations: bytes) -> None:
    """A link that a reader may click is harmless; a picture or a template from elsewhere is not."""
    if any(_LINK not in found for found in _OUTSIDE.findall(relations)):
        raise _refused(ACTIVE, OUTSIDE)


def _look_at_part(name: str, content: bytes) -> None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _refused(NOT_DOCX)
    if b"altChunk" in content:
        raise _refused(ACTIVE, CHUNKS)
    if _ASIDE.fullmatch(name) and b"{{" in content:
        raise _refused(ASIDE)


def _refuse_codes(opened: Opened) -> None:
    """Of the codes that Word computes when it opens a file, only page numbers stay."""
    for root in roots(opened):
        codes = [node.text or "" for node in root.iter(qn("w:instrText"))]
        codes += [node.get(qn("w:instr"), "") for node in root.iter(qn("w:fldSimple"))]
        told = " ".join(codes).split()
        if any(word.isalpha() and word.isupper() and word not in _HARMLESS for word in told):
            raise _refused(ACTIVE, CODES)


def roots(opened: Opened) -> list[Any]:
    """The parts of a document that may hold fields: the body, then every header and footer once."""
    found = [opened.element.body]
    for section in opened.sections:
        for part in (
            section.header, section.first_page_header, section.even_page_header,
            section.footer, section.first_page_footer, section.even_page_footer,
        ):  # fmt: skip
            if not part.is_linked_to_previous and not any(part._element is one for one in found):
                found.append(part._element)
    return found
