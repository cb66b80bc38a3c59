"""Real files for the tests: workbooks, archives, hostile ones too."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def xlsx(rows: Iterable[Sequence[Any]], title: str = "Лист1") -> bytes:
    """A workbook as openpyxl writes it."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def replaced(data: bytes, changes: dict[str, bytes | None], added: dict[str, bytes] | None = None) -> bytes:
    """The same archive with some entries replaced, left out (None) or added."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = changes.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in (added or {}).items():
            new.writestr(name, content)
    return output.getvalue()


def with_sheet(body: str, head: str = "") -> bytes:
    """A workbook whose only sheet holds the given XML rows."""
    sheet = f'{head}<worksheet xmlns="{SHEET}"><sheetData>{body}</sheetData></worksheet>'
    return replaced(xlsx([["x"]]), {"xl/worksheets/sheet1.xml": sheet.encode()})


def ods(body: str, added: dict[str, str] | None = None) -> bytes:
    """An ODS file whose only table holds the given XML rows."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}><office:body>'
        f'<office:spreadsheet><table:table table:name="Лист1">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/></manifest:manifest>'
    )
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS_TYPE, zipfile.ZIP_STORED)
        entries = {"META-INF/manifest.xml": manifest, "content.xml": content} | (added or {})
        for name, text in entries.items():
            archive.writestr(name, text)
    return output.getvalue()


def ods_row(*texts: str, repeated: int = 1, empty_tail: int = 0) -> str:
    """One ODS row of text cells."""
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        if text
        else "<table:table-cell/>"
        for text in texts
    )
    if empty_tail:
        cells += f'<table:table-cell table:number-columns-repeated="{empty_tail}"/>'
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def encrypted(data: bytes) -> bytes:
    """The same archive with the flag of encryption on every entry, local and central."""
    output = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = output.find(mark)
        while place >= 0:
            output[place + offset] |= 1
            place = output.find(mark, place + 4)
    return bytes(output)
