"""Compiled catalogues (.mo) from their sources (.po), made in Python and kept fresh.

polib keeps the plural header of a language that Babel does not know; Babel's own compiler drops it.
"""

import contextlib
import os
import tempfile
from pathlib import Path

import polib

DOMAIN = "messages"


def source_file(directory: Path, language: str) -> Path:
    """The .po file of a language."""
    return directory / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def compiled(source: Path) -> bytes:
    """The .mo bytes of a .po file, rewritten beside it when older; a read-only disk does no harm."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return target.read_bytes()
    data: bytes = polib.pofile(str(source)).to_binary()
    with contextlib.suppress(OSError):
        _replace(target, data)
    return data


def compile_all(directory: Path, languages: tuple[str, ...]) -> list[Path]:
    """Bring the .mo of every language up to date; the paths of the files."""
    sources = [source_file(directory, language) for language in languages]
    for source in sources:
        compiled(source)
    return [source.with_suffix(".mo") for source in sources]


def _replace(target: Path, data: bytes) -> None:
    # Several workers may start at once: each writes its own file, the last rename wins, all are equal.
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".mo")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
        os.replace(name, target)
    except OSError:
        os.unlink(name)
        raise
