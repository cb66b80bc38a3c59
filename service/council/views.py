"""The page of councils: each with its composition and nearest meeting, and what the regulation asks of it."""

from flask import Blueprint, g

from service.council.names import CouncilPermission
from service.council.queries import overview
from service.meetings.names import FORMS, KINDS, STATES, MeetingsPermission
from service.web.guard import requires
from service.web.show import show

blueprint = Blueprint("council", __name__, url_prefix="/<slug>/council", template_folder="templates")


@blueprint.get("/")
@requires(CouncilPermission.READ)
def page() -> str:
    """Councils of the tenant."""
    return show(
        "council/overview.html",
        councils=overview(g.scope),
        rules=[one for one in g.scope.profile.of_module("council") if not one.silent],
        silent=g.scope.profile.rule("council.meeting_quorum") is None,
        off=g.scope.profile.notes.get("council.off"),
        may=g.scope.can(MeetingsPermission.KEEP),
        words={"states": STATES, "forms": FORMS, "of": KINDS},
    )
