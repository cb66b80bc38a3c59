"""Reads of the archives that a tenant asked for."""

from datetime import timedelta

from sqlalchemy import select

from service.archive.model import TenantArchive
from service.archive.names import ArchivePermission
from service.core.errors import NotFound
from service.tenancy.scope import Scope

SHOWN = 20
BUSY = ("queued", "making")
STUCK = timedelta(hours=2)
"""After this time an archive that is not ready is taken for lost, and another may be asked for."""


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


def going(scope: Scope) -> TenantArchive | None:
    """The archive that is being made now, if one is."""
    late = TenantArchive.asked_at > scope.now - STUCK
    chosen = select(TenantArchive).where(TenantArchive.status.in_(BUSY), late)
    return scope.db.execute(chosen.order_by(TenantArchive.id.desc()).limit(1)).scalar_one_or_none()


def fetchable(scope: Scope, found: TenantArchive) -> bool:
    """Whether the file of an archive may still be fetched."""
    return found.status == "ready" and found.expires_at is not None and found.expires_at > scope.now
