"""Association leaders at a meeting of the council (руководители объединений): who must be there, who came."""

from flask import Blueprint, g, url_for

from service.core.errors import NotFound
from service.meetings.actions import inviting
from service.meetings.names import MeetingsPermission
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries.leaders import leaders_at
from service.meetings.queries.rights import keeps
from service.meetings.rules.states import SITTING
from service.meetings.views.acting import Answer, done
from service.web.forms import Form
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("leaders", __name__, url_prefix="/<slug>/meetings", template_folder="../templates")


@blueprint.get("/<int:meeting_id>/leaders")
@requires(MeetingsPermission.READ)
def page(meeting_id: int) -> str:
    """Every leader of the meeting's day: member or invited, there or not."""
    return _page(meeting_id, form_with())


def _page(meeting_id: int, form: Form) -> str:
    meeting = reads.meeting(g.scope, meeting_id)
    body = body_reads.body(g.scope, meeting.body_id)
    day = reads.day_of(g.scope, meeting)
    rule = MeetingPolicy.of(g.scope.profile, body.kind).rule_id("leaders_attendance")
    return show(
        "meetings/leaders.html",
        meeting=meeting,
        body=body,
        day=day,
        people=leaders_at(g.scope, meeting.id, body_reads.composition(g.scope, body.id, day), day),
        rule=g.scope.profile.rule(rule),
        marks=keeps(g.scope, body) and (meeting.state in SITTING or meeting.state == "closed"),
        form=form,
    )


@blueprint.post("/<int:meeting_id>/leaders/<int:person_id>/<mark>")
@requires(MeetingsPermission.TAKE_PART)
def mark(meeting_id: int, person_id: int, mark: str) -> Answer:
    """Mark whether an invited leader came: `came` or `away`."""
    if mark not in ("came", "away"):
        raise NotFound()
    return done(
        lambda _: inviting.mark_guest(g.scope, meeting_id, person_id, came=mark == "came"),
        url_for("leaders.page", meeting_id=meeting_id),
        lambda form: _page(meeting_id, form),
    )
