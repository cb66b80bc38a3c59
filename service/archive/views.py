"""Pages of the tenant's archive under settings: ask for it, see it being made, fetch it, drop it."""

from flask import Blueprint, Response, g, redirect, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.archive import actions, queries, shelf
from service.archive.names import STATE_WORDS, ArchiveEvent, ArchivePermission
from service.core.errors import NotFound
from service.core.language import N_
from service.web.guard import requires
from service.web.requests import afterwards
from service.web.shell import shell
from service.web.show import show

blueprint = Blueprint(
    "archive", __name__, template_folder="templates", url_prefix="/<slug>/settings/archives"
)
GONE = N_("Срок хранения этого архива вышел. Соберите новый.")


@blueprint.get("")
@requires(ArchivePermission.EXPORT)
def listing() -> str | Response:
    """Archives made lately, and a way to make another; a polling page loads anew at the end."""
    found = queries.listed(g.scope)
    going = queries.going(g.scope)
    if "HX-Request" in request.headers and going is None:
        return Response(status=200, headers={"HX-Refresh": "true"})
    ready = {one.id for one in found if queries.fetchable(g.scope, one)}
    return show("archive/list.html", archives=found, going=going, ready=ready, states=STATE_WORDS)


@blueprint.post("")
@requires(ArchivePermission.EXPORT)
def ask() -> AnyResponse:
    """Ask for an archive of everything."""
    actions.ask(g.scope)
    return redirect(url_for("archive.listing"))


@blueprint.get("/<int:archive_id>/file")
@requires(ArchivePermission.EXPORT)
def file(archive_id: int) -> Response:
    """The archive itself, until its time is over; that it was fetched is recorded."""
    found = queries.one(g.scope, archive_id)
    if not queries.fetchable(g.scope, found):
        raise NotFound(GONE)
    path = shelf.place(shell().settings.data, str(g.scope.tenant.id), found.file_key or "")
    if not path.is_file():
        raise NotFound(GONE)
    g.scope.record(ArchiveEvent.FETCHED, found)
    g.commit_anyway = True
    name = f"{g.scope.tenant.slug}-{found.asked_at:%Y-%m-%d}.zip"
    return send_file(path, mimetype="application/zip", as_attachment=True, download_name=name)


@blueprint.post("/<int:archive_id>/drop")
@requires(ArchivePermission.EXPORT)
def drop(archive_id: int) -> AnyResponse:
    """Drop the file before its time."""
    key = actions.drop(g.scope, archive_id)
    data, owner = shell().settings.data, str(g.scope.tenant.id)
    afterwards(lambda: shelf.drop(data, owner, key))
    return redirect(url_for("archive.listing"))
