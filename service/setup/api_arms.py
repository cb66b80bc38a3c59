"""The API of the coat of arms."""

from typing import Any

from flask import Blueprint, Response, g

from service.core.errors import NotFound
from service.core.language import N_
from service.setup import arms
from service.setup.names import SetupPermission
from service.setup.schema import ArmsRecord, ArmsUpload
from service.setup.views.arms import sent_picture
from service.web.answers import file_answer
from service.web.api import PREFIX, accepts, described, returns
from service.web.guard import requires
from service.web.requests import afterwards
from service.web.shell import shell

blueprint = Blueprint("api_arms", __name__, url_prefix=f"{PREFIX}/<slug>/card")


def _record() -> dict[str, Any]:
    found = arms.arms(g.scope)
    if found is None:
        raise NotFound()
    names = ("id", "width", "height", "put_at")
    return {**{name: getattr(found.row, name) for name in names}, "sha256": found.sha256}


@blueprint.get("/arms")
@requires(SetupPermission.MANAGE)
@returns(ArmsRecord(), summary=N_("Герб района"))
def read() -> Any:
    """The coat of arms in use."""
    return _record()


@blueprint.get("/arms.png")
@requires(SetupPermission.MANAGE)
@described(kind=arms.PNG, summary=N_("Картинка герба, как на бланке"))
def picture() -> Response:
    """The picture as papers have it."""
    return file_answer(arms.picture(g.scope), arms.PNG, arms.NAME)


@blueprint.put("/arms")
@requires(SetupPermission.MANAGE)
@accepts(upload=ArmsUpload())
@returns(ArmsRecord(), summary=N_("Поставить герб: PNG или JPEG, до 2 МБ"))
def put() -> Any:
    """Put a picture up in the place of the one before."""
    arms.put_up(g.scope, sent_picture())
    g.scope.db.flush()
    afterwards(shell().forget_tenants)
    return _record()


@blueprint.delete("/arms")
@requires(SetupPermission.MANAGE)
@described(status=204, summary=N_("Убрать герб"))
def remove() -> Response:
    """Take the coat of arms down."""
    arms.take_down(g.scope)
    afterwards(shell().forget_tenants)
    return Response(status=204)
