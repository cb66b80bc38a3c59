"""Use cases of a tenant's own archive: ask for it, drop it."""

from datetime import timedelta

from service.archive.model import TenantArchive
from service.archive.names import ArchiveEvent, ArchivePermission
from service.archive.queries import going, one
from service.archive.shelf import LASTS_DAYS
from service.core.errors import Conflict
from service.core.language import N_
from service.tenancy.scope import Scope

ALREADY = N_("Архив уже собирается: дождитесь конца.")


def ask(scope: Scope) -> TenantArchive:
    """Ask for an archive of everything the tenant entered (запросить архив); a job makes it."""
    scope.allow(ArchivePermission.EXPORT)
    if going(scope) is not None:
        raise Conflict(ALREADY)
    made = TenantArchive(
        status="queued",
        made_by=scope.actor.account_id,
        asked_at=scope.now,
        expires_at=scope.now + timedelta(days=LASTS_DAYS),
    )
    scope.db.add(made)
    scope.record(ArchiveEvent.ASKED, made)
    return made


def drop(scope: Scope, archive_id: int) -> str | None:
    """Drop an archive before its time (удалить файл); returns the key of the file to be forgotten."""
    scope.allow(ArchivePermission.EXPORT)
    found = one(scope, archive_id)
    key, found.status, found.file_key = found.file_key, "dropped", None
    scope.record(ArchiveEvent.DROPPED, found)
    return key
