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


def keys(root: Path, tenant_id: int) -> list[str]:
    """The keys of every file of this tenant."""
    place = root / FOLDER / str(int(tenant_id))
    return sorted(one.name for one in place.iterdir() if KEY.match(one.name)) if place.is_dir() else []


def put_back(root: Path, tenant_id: int, key: str, data: bytes) -> Path | None:
    """Keep bytes under the key they had elsewhere; None where this tenant has that file already."""
    place = _place(root, tenant_id, key)
    if place.exists():
        return None
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    return place


def drop_all(root: Path, tenant_id: int) -> int:
    """Forget every file of a tenant, unfinished ones too; returns how many there were."""
    place = root / FOLDER / str(int(tenant_id))
    gone = [one for one in place.iterdir() if one.is_file()] if place.is_dir() else []
    for one in gone:
        one.unlink(missing_ok=True)
    if place.is_dir():
        place.rmdir()
    return len(gone)


def drop(root: Path, tenant_id: int, key: str) -> None:
    """Forget the file of a key; an absent one is forgotten already."""
    _place(root, tenant_id, key).unlink(missing_ok=True)


def _place(root: Path, tenant_id: int, key: str) -> Path:
    if not KEY.match(key):
        raise NoFile(key)
    return root / FOLDER / str(int(tenant_id)) / key
