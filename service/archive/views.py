"""Pages of the tenant's archive under settings: ask for it, see it being made, fetch it, drop it."""

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.archive import actions, queries
from service.archive.names import STATE_WORDS, ArchivePermission
from service.archive.sending import dropped, sent
from service.web.guard import requires
from service.web.show import show

blueprint = Blueprint(
    "archive", __name__, template_folder="templates", url_prefix="/<slug>/settings/archives"
)


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
    return sent(archive_id)


@blueprint.post("/<int:archive_id>/drop")
@requires(ArchivePermission.EXPORT)
def drop(archive_id: int) -> AnyResponse:
    """Drop the file before its time."""
    dropped(archive_id)
    return redirect(url_for("archive.listing"))
