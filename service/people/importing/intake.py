"""What may be opened (приём файла): the format is decided by content, everything doubtful is refused."""

from dataclasses import dataclass
from enum import StrEnum

from service.people.importing import archives, cells, texts
from service.people.importing.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from service.people.importing.refusal import Refused
from service.rules.message import N_

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OTHER_MAGIC = (b"%PDF", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")


class FileKind(StrEnum):
    """The formats of a staff list that the service reads."""

    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"
    HTML = "html"


@dataclass(frozen=True)
class Intake:
    """An accepted file: its kind, and its text with encoding when the kind is textual."""

    kind: FileKind
    text: str | None = None
    encoding: str | None = None


#: Which kinds a file name may promise; a name without a known ending promises nothing.
PROMISES = {
    "xlsx": {FileKind.XLSX},
    "ods": {FileKind.ODS},
    "csv": {FileKind.CSV},
    "tsv": {FileKind.CSV},
    "txt": {FileKind.CSV},
    "html": {FileKind.HTML},
    "htm": {FileKind.HTML},
}
MACRO_ENDINGS = {"xlsm", "xltm", "xlam"}


def inspect(data: bytes, filename: str = "", limits: Limits = DEFAULT_LIMITS) -> Intake:
    """Decide what the bytes are and whether they may be opened at all.

    Raises `Refused` with one of the codes: empty, too_large, macro, old_excel, wrong_kind, unknown_kind,
    web_archive, broken_encoding, and those of `archives` and `cells`.
    """
    if not data:
        raise Refused("empty", N_("Файл пуст."))
    if len(data) > limits.file_bytes:
        raise Refused(
            "too_large",
            N_("Файл больше допустимого: %(size)s МБ при пределе %(limit)s МБ. Разделите список на части."),
            size=_megabytes(len(data)),
            limit=_megabytes(limits.file_bytes),
        )
    ending = filename.rpartition(".")[2].lower() if "." in filename else ""
    if ending in MACRO_ENDINGS:
        raise Refused(
            "macro", N_("Файл с макросами не принимается. Сохраните таблицу в формате XLSX без макросов.")
        )
    intake = _by_content(data, limits)
    _check_promise(intake.kind, ending)
    return intake


def _by_content(data: bytes, limits: Limits) -> Intake:
    """The kind by the first bytes, then by what is inside."""
    if data.startswith(OLE_MAGIC):
        raise Refused(
            "old_excel",
            N_(
                "Это файл старого формата (XLS) или файл под паролем. "
                "Откройте его в табличном редакторе и сохраните как XLSX или ODS без пароля."
            ),
        )
    if data.startswith(ZIP_MAGIC):
        return Intake(_archive_kind(data, limits))
    if data.startswith(OTHER_MAGIC):
        raise Refused(
            "unknown_kind", N_("Это не таблица и не страница сайта. Нужен файл XLSX, ODS, CSV или HTML.")
        )
    if texts.is_web_archive(data):
        raise Refused(
            "web_archive",
            N_("Это веб-архив (MHTML). Сохраните страницу сайта в виде «Веб-страница, только HTML»."),
        )
    if texts.looks_like_html(data):
        encoding = texts.html_encoding(data)
        return Intake(FileKind.HTML, texts.decode(data, encoding), encoding)
    encoding = texts.detect(data)
    text = texts.decode(data, encoding)
    if texts.is_xml(text):
        raise Refused("unknown_kind", N_("Это файл XML, а не таблица. Сохраните его как XLSX, ODS или CSV."))
    return Intake(FileKind.CSV, text, encoding)


def _archive_kind(data: bytes, limits: Limits) -> FileKind:
    """XLSX or ODS after every check of the archive and of its cells."""
    kind = FileKind(archives.check(data, limits))
    cells.scan(data, kind.value, limits)
    return kind


def _check_promise(kind: FileKind, ending: str) -> None:
    """Refuse a file whose name says another format than its content."""
    promised = PROMISES.get(ending)
    if promised is None or kind in promised:
        return
    raise Refused(
        "wrong_kind",
        N_(
            "Имя файла обещает %(promised)s, а внутри %(actual)s. "
            "Откройте файл, сохраните его в нужном формате и загрузите ещё раз."
        ),
        promised=ending.upper(),
        actual=kind.value.upper(),
    )


def _megabytes(size: int) -> str:
    """Bytes as megabytes with one decimal, written the Russian way, rounded up."""
    tenths = -(-size * 10 // MEGABYTE)
    return f"{tenths // 10},{tenths % 10}" if tenths % 10 else str(tenths // 10)
