"""The job of archives: everything the tenant entered into one file, with its progress told beside."""

from typing import Any

from sqlalchemy import update

from service.archive import queries, shelf
from service.archive.making import make
from service.archive.model import TenantArchive
from service.archive.names import MAKE
from service.jobs.work import aside, workshop
from service.tenancy.scope import Scope


def make_archive(scope: Scope, subject_id: int, **_: Any) -> None:
    """Make an archive that was asked for; tried again after a crash it begins anew."""
    asked = queries.one(scope, subject_id)
    if asked.status in ("ready", "dropped"):
        return
    scope.db.commit()
    settings, key = workshop().settings, shelf.new_key()
    path = shelf.place(settings.data, str(scope.tenant.id), key)
    _tell(scope, subject_id, status="making", done=0)
    try:
        said = make(
            workshop().engine,
            scope.tenant,
            settings.files,
            path,
            lambda done, total: _tell(scope, subject_id, done=done, total=total),
        )
    except Exception:
        _tell(scope, subject_id, status="failed")
        raise
    _tell(
        scope,
        subject_id,
        status="ready",
        rows=said.rows,
        size=path.stat().st_size,
        seal=said.seal,
        file_key=key,
        made_at=scope.now,
    )


def _tell(scope: Scope, archive_id: int, **values: Any) -> None:
    with aside(scope) as db:
        db.execute(update(TenantArchive).where(TenantArchive.id == archive_id).values(**values))


JOBS = {MAKE: make_archive}
