"""Sending an archive (скачать архив), to a page or to a program: while its time lasts, and recorded."""

from flask import Response, g, send_file

from service.archive import actions, queries, shelf
from service.archive.names import ArchiveEvent
from service.core.errors import NotFound
from service.core.language import N_
from service.web.requests import afterwards
from service.web.shell import shell

GONE = N_("Срок хранения этого архива вышел. Соберите новый.")
ZIP = "application/zip"


def sent(archive_id: int) -> Response:
    """The file of an archive; raises NotFound when it is not there any more."""
    found = queries.one(g.scope, archive_id)
    if not queries.fetchable(g.scope, found):
        raise NotFound(GONE)
    path = shelf.place(shell().settings.data, str(g.scope.tenant.id), found.file_key or "")
    if not path.is_file():
        raise NotFound(GONE)
    g.scope.record(ArchiveEvent.FETCHED, found)
    g.commit_anyway = True
    name = f"{g.scope.tenant.slug}-{found.asked_at:%Y-%m-%d}.zip"
    return send_file(path, mimetype=ZIP, as_attachment=True, download_name=name)


def dropped(archive_id: int) -> None:
    """Drop the file of an archive before its time, once that is committed."""
    key = actions.drop(g.scope, archive_id)
    data, owner = shell().settings.data, str(g.scope.tenant.id)
    afterwards(lambda: shelf.drop(data, owner, key))
