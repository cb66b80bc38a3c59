"""Reading an archive (проверка архива): every byte against the manifest before anything is written."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from service.archive import contents, manifest
from service.archive.manifest import BadArchive, Manifest, Part
from service.core import revisions
from service.core.language import N_

CHUNK = 256 * 1024
LARGEST_MANIFEST = 64 * 1024 * 1024
LARGEST_NUMBER = 2**40
NOT_ZIP = N_("Файл не читается как архив: он обрезан или повреждён.")
SPOILT = N_("Архив изменён или повреждён: %(name)s.")
OTHER_FILES = N_("В архиве не те файлы, что в описи: %(name)s.")
NEWER = N_("Архив снят выпуском новее этого (схема %(schema)s): поставьте тот выпуск.")
UNKNOWN = N_("Этому выпуску не знакомы таблицы архива: %(name)s.")
OTHER_SEAL = N_("Печать архива другая: %(found)s.")


class Archive:
    """An archive whose every byte has been compared with its manifest."""

    def __init__(self, opened: zipfile.ZipFile, said: Manifest) -> None:
        self._opened = opened
        self.said = said

    def lines(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of one file."""
        with self._opened.open(name) as file:
            for line in file:
                yield json.loads(line)

    def content(self, name: str) -> bytes:
        """The bytes of one file."""
        return self._opened.read(name)

    def uploads(self) -> list[str]:
        """The keys of the uploaded files."""
        return [
            one.name.rpartition("/")[2] for one in self.said.parts if one.name.startswith("files/uploads/")
        ]


@contextmanager
def open_archive(path: Path, seal: str | None = None) -> Iterator[Archive]:
    """Open an archive and check it whole; raises BadArchive naming what does not hold.

    `seal` is the seal that was told by another way than the archive itself.
    """
    try:
        with zipfile.ZipFile(path) as opened:
            said = _manifest(opened)
            if seal and said.seal != seal:
                raise BadArchive(OTHER_SEAL, found=said.seal)
            _check(opened, said)
            yield Archive(opened, said)
    except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError) as error:
        raise BadArchive(NOT_ZIP) from error


def _manifest(opened: zipfile.ZipFile) -> Manifest:
    try:
        info = opened.getinfo(contents.MANIFEST)
    except KeyError as error:
        raise BadArchive(manifest.NO_MANIFEST) from error
    if info.file_size > LARGEST_MANIFEST:
        raise BadArchive(manifest.NO_MANIFEST)
    said = manifest.read(opened.read(info))
    if revisions.newest() != said.schema and not revisions.behind(said.schema):
        raise BadArchive(NEWER, schema=said.schema)
    return said


def _check(opened: zipfile.ZipFile, said: Manifest) -> None:
    listed = [one.name for one in said.parts]
    here = [one.filename for one in opened.infolist() if one.filename != contents.MANIFEST]
    if sorted(listed) != sorted(here):
        odd = sorted(set(listed) ^ set(here)) or ["?"]
        raise BadArchive(OTHER_FILES, name=odd[0])
    known = {contents.file_of(one) for one in contents.tables()}
    strange = [one for one in listed if one.startswith("tables/") and one not in known]
    if strange or contents.VERSIONS not in listed or contents.ACCOUNTS not in listed:
        raise BadArchive(UNKNOWN, name=(strange or ["?"])[0])
    if any(not isinstance(one, int) or one > LARGEST_NUMBER for one in said.highest.values()):
        raise BadArchive(SPOILT, name="highest")
    for part in said.parts:
        _check_part(opened, part)


def _check_part(opened: zipfile.ZipFile, part: Part) -> None:
    """Read one file to its end, and never more of it than the manifest says there is."""
    digest, left, rows = hashlib.sha256(), part.size, 0
    with opened.open(part.name) as file:
        while chunk := file.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                break
            digest.update(chunk)
            rows += chunk.count(b"\n")
    if left != 0 or digest.hexdigest() != part.sha256 or (part.rows is not None and rows != part.rows):
        raise BadArchive(SPOILT, name=part.name)
