"""Logs of the servers (журналы серверов), kept small."""

from pathlib import Path
from typing import IO

LIMIT = 5_000_000  # bytes; then the file becomes the previous one


def server_log(path: Path) -> IO[bytes]:
    """Open a log for appending; one older file is kept beside it."""
    if path.exists() and path.stat().st_size > LIMIT:
        path.replace(path.with_name(f"{path.name}.old"))
    file = path.open("ab")
    path.chmod(0o600)
    return file


def last_lines(path: Path, count: int = 5) -> str:
    """Return the end of a log, for an error message."""
    try:
        return "\n".join(path.read_text(errors="replace").splitlines()[-count:])
    except OSError:
        return ""
