"""The page of the library (библиотека): sections with their figures, search, what comes from above."""

from flask import Blueprint, g, request

from service.core.paging import paging
from service.documents import library
from service.documents.names import ITEM_KINDS, LEVELS, DocumentsPermission
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint(
    "library", __name__, template_folder="../templates", url_prefix="/<slug>/documents/library"
)


@blueprint.get("", strict_slashes=False)
@requires(DocumentsPermission.READ)
def page() -> str:
    """The library: its sections and the entries that were asked for."""
    asked = library.Asked(
        request.args.get("q", "")[:200],
        *(request.args.get(name, "") for name in ("section", "kind", "level")),
    )
    given = {"q": asked.text, "section": asked.section, "kind": asked.kind, "level": asked.level}
    return show(
        "documents/library.html",
        sections=library.sections(g.scope),
        titles=library.titles(g.scope.profile),
        page=library.entries(g.scope, asked, paging(request.args.get("page", 1))),
        asked=asked,
        kinds=ITEM_KINDS,
        levels=LEVELS,
        writes=g.scope.can(DocumentsPermission.WRITE_LIBRARY),
        form=form_with(given),
    )
