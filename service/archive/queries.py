"""Reads of the archives that a tenant asked for."""

from sqlalchemy import select

from service.archive.model import TenantArchive
from service.archive.names import ArchivePermission
from service.core.errors import NotFound
from service.tenancy.scope import Scope

SHOWN = 20
BUSY = ("queued", "making")


def listed(scope: Scope) -> list[TenantArchive]:
    """The latest archives, the newest first."""
    scope.allow(ArchivePermission.EXPORT)
    newest = select(TenantArchive).order_by(TenantArchive.id.desc()).limit(SHOWN)
    return list(scope.db.execute(newest).scalars())


def one(scope: Scope, archive_id: int) -> TenantArchive:
    """One archive of this tenant; raises NotFound."""
    scope.allow(ArchivePermission.EXPORT)
    found = scope.db.execute(select(TenantArchive).where(TenantArchive.id == archive_id)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def fetchable(scope: Scope, found: TenantArchive) -> bool:
    """Whether the file of an archive may still be fetched."""
    return found.status == "ready" and found.expires_at is not None and found.expires_at > scope.now
