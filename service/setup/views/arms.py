"""The coat of arms beside the requisites (герб): put up, take down, and the picture itself."""

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.core.errors import FieldProblem, Invalid, Problem
from service.documents.pictures import LARGEST, NO_FILE
from service.setup import arms
from service.setup.names import SetupPermission
from service.setup.views.card import card_page, shown
from service.web.guard import public, requires
from service.web.requests import afterwards
from service.web.shell import shell
from service.web.show import form_with

blueprint = Blueprint("setup_arms", __name__, template_folder="../templates", url_prefix="/<slug>")
ROOM = 64 * 1024
"""Bytes of a form beside its file."""


def sent_picture() -> bytes:
    """The file of the form; raises Invalid where none was chosen."""
    # A little more than is taken, so that a larger one is refused in words beside its field.
    request.max_content_length = 4 * LARGEST + ROOM
    file = request.files.get(arms.FIELD)
    if file is None or not file.filename:
        raise Invalid(fields=(FieldProblem(arms.FIELD, NO_FILE),))
    return file.read(LARGEST + 1)


@blueprint.post("/settings/card/arms")
@requires(SetupPermission.MANAGE)
def put_up() -> AnyResponse | tuple[str, int]:
    """Put a picture up as the coat of arms."""
    try:
        arms.put_up(g.scope, sent_picture())
    except Problem as problem:
        return card_page(form_with(shown(g.scope.tenant)), form_with({}, problem)), problem.status
    afterwards(shell().forget_tenants)
    return redirect(url_for("setup_card.page", _anchor="arms"))


@blueprint.post("/settings/card/arms/remove")
@requires(SetupPermission.MANAGE)
def take_down() -> AnyResponse:
    """Take the coat of arms down."""
    arms.take_down(g.scope)
    afterwards(shell().forget_tenants)
    return redirect(url_for("setup_card.page", _anchor="arms"))


@blueprint.get("/arms/<int:arms_id>.png")
@public
def small(arms_id: int) -> Response:
    """The picture for the head of pages; its number changes with it, so it may be kept for long."""
    answer = Response(arms.picture(g.scope, arms_id), mimetype=arms.PNG)
    answer.headers["Cache-Control"] = "public, max-age=604800, immutable"
    return answer
