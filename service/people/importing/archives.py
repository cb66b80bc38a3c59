"""What a workbook archive may contain: checked by its central directory before anything is unpacked."""

import io
import re
import struct
import zipfile
import zlib

from service.people.importing.limits import Limits
from service.people.importing.refusal import Refused
from service.rules.message import N_

ENCRYPTED_BIT = 0x1
SYMLINK = 0o120000
NESTED = (
    ".zip",
    ".xlsx",
    ".xlsm",
    ".ods",
    ".odt",
    ".docx",
    ".docm",
    ".jar",
    ".7z",
    ".rar",
    ".gz",
    ".bz2",
    ".xz",
)
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
XLSX_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    struct.error,
    NotImplementedError,
    ValueError,
    RuntimeError,
)
SMALL_ENTRY = 1024 * 1024


def check(data: bytes, limits: Limits) -> str:
    """The kind of a safe archive: `xlsx` or `ods`.

    Raises `Refused`: damaged, zip_bomb, zip_slip, encrypted, nested_archive, macro, unknown_kind.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_sizes(entries, len(data), limits)
            for entry in entries:
                _check_entry(entry)
            return _kind(archive)
    except BROKEN as error:
        raise damaged() from error


def damaged() -> Refused:
    """The refusal of an archive that cannot be read."""
    return Refused(
        "damaged", N_("Файл повреждён: таблица не открывается. Сохраните её заново и загрузите ещё раз.")
    )


def bomb() -> Refused:
    """The refusal of an archive that unpacks to far more than a staff list needs."""
    return Refused(
        "zip_bomb",
        N_(
            "После распаковки файл непомерно велик, открывать его опасно. "
            "Скопируйте список в новую таблицу и загрузите её."
        ),
    )


def _check_sizes(entries: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    """Refuse by count of entries, total unpacked bytes, and ratio of unpacked to packed."""
    total = sum(entry.file_size for entry in entries)
    if len(entries) > limits.entries or total > limits.unpacked_bytes:
        raise bomb()
    if total > limits.ratio_matters_from and total > limits.ratio * size:
        raise bomb()


def _check_entry(entry: zipfile.ZipInfo) -> None:
    """Refuse one entry by its name and its flags."""
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or re.match(r"^[A-Za-z]:", name):
        raise Refused(
            "zip_slip", N_("Внутри файла недопустимые пути. Сохраните таблицу заново и загрузите ещё раз.")
        )
    if (entry.external_attr >> 16) & 0o170000 == SYMLINK:
        raise Refused("zip_slip", N_("Внутри файла ссылки на другие файлы. Сохраните таблицу заново."))
    if entry.flag_bits & ENCRYPTED_BIT:
        raise Refused("encrypted", N_("Файл закрыт паролем. Снимите пароль и загрузите ещё раз."))
    lowered = name.lower()
    if lowered.endswith(NESTED):
        raise Refused(
            "nested_archive", N_("Внутри файла лежит другой файл или архив. Удалите вложения из таблицы.")
        )
    if "vbaproject" in lowered or lowered.startswith("basic/") or lowered.startswith("scripts/"):
        raise _macro()


def _macro() -> Refused:
    return Refused(
        "macro", N_("Файл с макросами не принимается. Сохраните таблицу в формате XLSX без макросов.")
    )


def _kind(archive: zipfile.ZipFile) -> str:
    """`xlsx` or `ods` by the declared content types; anything else is refused."""
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        types = _small(archive, "[Content_Types].xml")
        if MACRO_TYPE.search(types):
            raise _macro()
        if XLSX_TYPE in types:
            return "xlsx"
    if "mimetype" in names and _small(archive, "mimetype").strip() == ODS_TYPE and "content.xml" in names:
        if "META-INF/manifest.xml" in names and b"encryption-data" in _small(
            archive, "META-INF/manifest.xml"
        ):
            raise Refused("encrypted", N_("Файл закрыт паролем. Снимите пароль и загрузите ещё раз."))
        return "ods"
    raise Refused("unknown_kind", N_("Это архив, но не таблица. Нужен файл XLSX, ODS, CSV или HTML."))


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a service entry, which is never large."""
    if archive.getinfo(name).file_size > SMALL_ENTRY:
        raise bomb()
    with archive.open(name) as entry:
        return entry.read(SMALL_ENTRY)
