"""Archive files (файлы архивов): written beside, checked whole, and only then given their name."""

import os
from pathlib import Path

from sqlalchemy import Engine

from service.archive.manifest import Manifest
from service.archive.reading import open_archive
from service.archive.writing import Tell, snapshot, write_archive
from service.tenancy.model import Tenant


def make(
    engine: Engine, tenant: Tenant, files: Path, path: Path, tell: Tell = lambda done, total: None
) -> Manifest:
    """Write a tenant's archive to `path`, readable only by us; it has that name only when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f"{path.name}.part")
    beside.unlink(missing_ok=True)
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with snapshot(engine, tenant.id) as db, os.fdopen(descriptor, "wb") as target:
            said = write_archive(db, tenant, files, target, tell)
            target.flush()
            os.fsync(target.fileno())
        with open_archive(beside, said.seal):
            pass
        beside.rename(path)
    finally:
        beside.unlink(missing_ok=True)
    return said
