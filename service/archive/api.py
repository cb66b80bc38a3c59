"""The API of the tenant's archive: ask for it, see it being made, fetch it, drop it."""

from typing import Any

from flask import Blueprint, Response, g

from service.archive import actions, queries
from service.archive.model import TenantArchive
from service.archive.names import ArchivePermission
from service.archive.schema import ArchiveRecord
from service.archive.sending import ZIP, dropped, sent
from service.core.language import N_
from service.web.api import PREFIX, accepts, described, returns
from service.web.asked import ListQuestion
from service.web.guard import requires

blueprint = Blueprint("api_archives", __name__, url_prefix=f"{PREFIX}/<slug>/archives")


@blueprint.get("")
@requires(ArchivePermission.EXPORT)
@accepts(query=ListQuestion())
@returns(ArchiveRecord(), many=True, summary=N_("Последние архивы района, новые сверху"))
def archives(query: dict[str, Any]) -> list[TenantArchive]:
    """Archives made lately."""
    return queries.listed(g.scope)


@blueprint.post("")
@requires(ArchivePermission.EXPORT)
@returns(
    ArchiveRecord(),
    status=201,
    summary=N_("Собрать архив района"),
    about=N_("Собирает исполнитель заданий: спрашивайте запись, пока status не станет ready."),
)
def ask() -> Any:
    """Ask for an archive of everything."""
    made = actions.ask(g.scope)
    g.scope.db.flush()
    g.scope.db.refresh(made)
    return made


@blueprint.get("/<int:archive_id>")
@requires(ArchivePermission.EXPORT)
@returns(ArchiveRecord(), summary=N_("Архив района"))
def archive(archive_id: int) -> Any:
    """One archive."""
    return queries.one(g.scope, archive_id)


@blueprint.get("/<int:archive_id>/file")
@requires(ArchivePermission.EXPORT)
@described(kind=ZIP, summary=N_("Файл архива, пока не вышел срок"))
def file(archive_id: int) -> Response:
    """The archive itself; that it was fetched is recorded."""
    return sent(archive_id)


@blueprint.post("/<int:archive_id>/drop")
@requires(ArchivePermission.EXPORT)
@returns(ArchiveRecord(), summary=N_("Удалить файл архива раньше срока"))
def drop(archive_id: int) -> Any:
    """Drop the file before its time."""
    dropped(archive_id)
    return queries.one(g.scope, archive_id)
