"""Choosing what the open page shows (открытая страница): the form, its history, a look at the page before."""

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from service.core.errors import NotFound, Problem
from service.portal.views import open_page
from service.setup import opening
from service.setup.names import SetupPermission
from service.setup.schema import OpenPageDraft
from service.web.forms import Form, load
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint(
    "open_page", __name__, template_folder="templates", url_prefix="/<slug>/settings/open-page"
)


@blueprint.get("", strict_slashes=False)
@requires(SetupPermission.MANAGE)
def page() -> str:
    """The sections with what a stranger sees in each; those that are open are ticked."""
    latest = next(iter(opening.choices(g.scope)), None)
    ticked = latest.sections if latest else opening.USUAL
    return _page(form_with({"sections": ticked, "seen": latest.id if latest else ""}))


def _page(form: Form) -> str:
    return show(
        "portal/choosing.html",
        form=form,
        offered=opening.SECTIONS,
        history=opening.choices(g.scope),
        titles={one.code: one.title for one in opening.SECTIONS},
    )


@blueprint.post("", strict_slashes=False)
@requires(SetupPermission.MANAGE)
def change() -> Response | tuple[str, int]:
    """Write the choice."""
    values = {"sections": request.form.getlist("sections"), "seen": request.form.get("seen") or None}
    try:
        draft = load(OpenPageDraft(), values)
        opening.choose(g.scope, draft["sections"], draft["seen"])
    except Problem as problem:
        # What was seen moves on to the present choice: whoever saves again has been told of it.
        latest = next(iter(opening.choices(g.scope)), None)
        kept = {**values, "seen": latest.id if latest else ""}
        return _page(form_with(kept, problem)), problem.status
    return redirect(url_for("open_page.page"))


@blueprint.get("/preview")
@requires(SetupPermission.MANAGE)
def preview() -> str:
    """The open page as a stranger sees it; with ?show= one section, open or not."""
    asked = request.args.get("show")
    if asked is not None and asked not in opening.BY_CODE:
        raise NotFound()
    return open_page([opening.BY_CODE[asked]] if asked else opening.open_now(g.scope), preview=True)
