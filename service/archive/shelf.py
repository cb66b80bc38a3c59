"""Where archives wait to be fetched (полка архивов): outside the folders of tenants' files, for some days."""

import re
import time
import uuid
from pathlib import Path

LASTS_DAYS = 3
DAY = 86_400
KEY = re.compile(r"^[0-9a-f]{32}$")


def new_key() -> str:
    """A name that nobody guesses."""
    return uuid.uuid4().hex


def place(data: Path, owner: str, key: str) -> Path:
    """The file of a key: of a tenant, by its number, or of the operators, in a folder of their own."""
    if not KEY.match(key):
        raise FileNotFoundError(key)
    return data / "archives" / owner / f"{key}.zip"


def drop(data: Path, owner: str, key: str | None) -> None:
    """Forget an archive; an absent one is forgotten already."""
    if key:
        place(data, owner, key).unlink(missing_ok=True)


def drop_owner(data: Path, owner: str) -> int:
    """Forget every archive of a tenant; returns how many files that were."""
    folder = data / "archives" / owner
    gone = list(folder.iterdir()) if folder.is_dir() else []
    for one in gone:
        one.unlink(missing_ok=True)
    if folder.is_dir():
        folder.rmdir()
    return len(gone)


def drop_expired(data: Path) -> int:
    """Forget archives whose days are over, whoever made them; returns how many."""
    oldest = time.time() - LASTS_DAYS * DAY
    listed = [one for one in (data / "archives").glob("*/*") if one.is_file()]
    gone = [one for one in listed if one.stat().st_mtime < oldest]
    for one in gone:
        one.unlink(missing_ok=True)
    return len(gone)
