"""The page of a body's compliance in a year: every rule, its share, the evidence behind it."""

from flask import Blueprint, g

from service.meetings.actions.closing import freeze
from service.meetings.names import MeetingsPermission
from service.meetings.queries.bodies import names_of
from service.meetings.views import years
from service.settings.days import profile_on
from service.web.guard import requires
from service.web.show import show

blueprint = Blueprint("compliance", __name__, url_prefix="/<slug>/bodies", template_folder="../templates")


@blueprint.get("/<int:body_id>/compliance")
@requires(MeetingsPermission.READ)
def page(body_id: int) -> str:
    """How a body kept its regulation in a year (?year=); one that is over is frozen at its first reading."""
    body, year = years.asked(body_id)
    found = freeze(g.scope, body, year, profile_on)
    g.commit_anyway = bool(g.scope.events)
    return show(
        "meetings/compliance.html",
        body=body,
        found=found,
        year_name=years.named(body, year),
        around=years.around(body, year),
        names=names_of(
            g.scope, {one.record_id for row in found.rows for one in row.evidence if one.what == "notice"}
        ),
        titles={row.rule.id: row.rule.title for row in found.rows},
    )
