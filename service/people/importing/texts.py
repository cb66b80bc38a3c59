"""Encodings (кодировки) of textual files: utf-8 with or without a mark, utf-16 with one, cp1251."""

import re

from service.people.importing.refusal import Refused
from service.rules.message import N_

HTML_START = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|table|div|meta|title)\b", re.IGNORECASE)
META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{3,30})", re.IGNORECASE)
UTF8_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
KNOWN = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "windows-1251": "cp1251",
    "cp1251": "cp1251",
    "cp-1251": "cp1251",
    "win-1251": "cp1251",
    "koi8-r": "koi8-r",
    "utf-16": "utf-16",
}
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
HEAD = 64 * 1024


def looks_like_html(data: bytes) -> bool:
    """Whether the file begins with a tag and is HTML; a byte order mark does not hide it."""
    head = data[:HEAD]
    if head.startswith(UTF16_MARKS):
        head = head[: len(head) // 2 * 2].decode("utf-16", errors="ignore").encode()
    head = head.removeprefix(UTF8_MARK).lstrip()
    return head.startswith(b"<") and bool(HTML_START.search(head))


def is_web_archive(data: bytes) -> bool:
    """Whether a browser saved the page with everything on it as one file (MHTML)."""
    head = data[:HEAD].lower()
    return b"mime-version:" in head and b"multipart/related" in head


def is_xml(text: str) -> bool:
    """Whether the text is an XML document of some other kind."""
    return text.lstrip("\ufeff \r\n\t").startswith("<?xml")


def html_encoding(data: bytes) -> str:
    """The encoding of a saved page: its mark, then valid utf-8, then what its meta tag declares.

    A browser that saves a page writes utf-8 but often leaves the old declaration, so the bytes come first.
    """
    marked = _by_mark(data)
    if marked:
        return marked
    if _decodes(data, "utf-8"):
        return "utf-8"
    declared = META_CHARSET.search(data[:HEAD])
    name = KNOWN.get(declared[1].decode("ascii").lower(), "cp1251") if declared else "cp1251"
    return name if name != "utf-8" else detect(data)


def detect(data: bytes) -> str:
    """The encoding of a plain text by its bytes alone; raises `Refused` broken_encoding."""
    marked = _by_mark(data)
    if marked:
        return marked
    if CONTROL.search(data):
        raise _broken(data, CONTROL.search(data).start())  # type: ignore[union-attr]
    if _decodes(data, "utf-8"):
        return "utf-8"
    place = _first_bad(data, "utf-8")
    if _mostly_utf8(data):
        raise _broken(data, place)
    if not _decodes(data, "cp1251"):
        raise _broken(data, _first_bad(data, "cp1251"))
    return "cp1251"


def decode(data: bytes, encoding: str) -> str:
    """The text of the file; raises `Refused` broken_encoding naming line and byte."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(data, error.start) from error


def _by_mark(data: bytes) -> str | None:
    if data.startswith(UTF8_MARK):
        return "utf-8-sig"
    if data.startswith(UTF16_MARKS):
        return "utf-16"
    return None


def _decodes(data: bytes, encoding: str) -> bool:
    return _first_bad(data, encoding) < 0


def _first_bad(data: bytes, encoding: str) -> int:
    """Offset of the first byte that does not decode, or -1."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return -1


def _mostly_utf8(data: bytes) -> bool:
    """Whether a damaged text was utf-8: nearly all of its non-latin characters still decode as Cyrillic.

    In cp1251 a pair of bytes that reads as Cyrillic utf-8 (D0 or D1, then 80..BF) is rare.
    """
    pairs = len(re.findall(rb"[\xd0-\xd3][\x80-\xbf]", data))
    high = len(re.findall(rb"[\x80-\xff]", data))
    return pairs * 2 * 10 >= high * 8


def _broken(data: bytes, offset: int) -> Refused:
    line = data.count(b"\n", 0, offset) + 1
    return Refused(
        "broken_encoding",
        N_(
            "Кодировка файла повреждена: строка %(line)s, байт %(offset)s. "
            "Сохраните файл в кодировке UTF-8 и загрузите ещё раз."
        ),
        line=line,
        offset=offset,
    )
