"""Uploaded files (загруженные файлы): outside the web root, in the tenant's folder, by random keys."""

import os
import re
import uuid
from pathlib import Path

FOLDER = "tenants"
KEY = re.compile(r"^[0-9a-f]{32}$")


class NoFile(FileNotFoundError):
    """The file of a key is not there any more."""


def keep(root: Path, tenant_id: int, data: bytes) -> str:
    """Keep bytes and return their key; written whole or not at all, readable by the service only."""
    key = uuid.uuid4().hex
    place = _place(root, tenant_id, key)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = place.with_suffix(".part")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.rename(place)
    return key


def fetch(root: Path, tenant_id: int, key: str) -> bytes:
    """The bytes of a key of this tenant; raises NoFile."""
    try:
        return _place(root, tenant_id, key).read_bytes()
    except FileNotFoundError as error:
        raise NoFile(key) from error


def drop(root: Path, tenant_id: int, key: str) -> None:
    """Forget the file of a key; an absent one is forgotten already."""
    _place(root, tenant_id, key).unlink(missing_ok=True)


def _place(root: Path, tenant_id: int, key: str) -> Path:
    if not KEY.match(key):
        raise NoFile(key)
    return root / FOLDER / str(int(tenant_id)) / key
