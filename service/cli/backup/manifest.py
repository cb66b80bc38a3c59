"""The manifest of a copy (опись копии): what lies in it, with checksums and the rows counted."""

import hashlib
import json
import os
import tarfile
from dataclasses import asdict, dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from service.cli.backup.counting import Rows

NAME = "manifest.json"
DUMP = "database.dump"
FILES = "files.tar"
FORMAT = 1


@dataclass(frozen=True)
class Manifest:
    """What a copy says of itself."""

    created_at: str
    database: str
    server: str
    revision: str
    files: int
    tables: dict[str, Rows]
    sha256: dict[str, str]

    @property
    def rows(self) -> int:
        """Rows of all tables together."""
        return sum(table.total for table in self.tables.values())


def write(directory: Path, manifest: Manifest) -> None:
    """Write the manifest, readable only by us as all of a copy is."""
    descriptor = os.open(directory / NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({"format": FORMAT, **asdict(manifest)}, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())


def read(directory: Path) -> Manifest:
    """Read the manifest; raises ClickException when this is no copy of ours."""
    try:
        content: dict[str, Any] = json.loads((directory / NAME).read_text("utf-8"))
        if content.pop("format") != FORMAT:
            raise ValueError("format")
        tables = {name: Rows(**rows) for name, rows in content.pop("tables").items()}
        return Manifest(tables=tables, **content)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        words = _("В %(path)s нет целой описи копии (%(error)s).")
        raise click.ClickException(words % {"path": directory, "error": type(error).__name__}) from error


def digest(path: Path) -> str:
    """The checksum of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def count_files(archive: Path) -> int:
    """How many files an archive holds; reads it to its end."""
    with tarfile.open(archive, "r:") as tar:
        return sum(1 for member in tar if member.isfile())
