"""The register of a notice (реестр извещения): how it reached each member, with proof; printed too."""

from datetime import datetime
from typing import Any

from flask import Blueprint, g, request, url_for

from service.meetings.actions import noticing, sending
from service.meetings.names import FORMS, MeetingsPermission
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries import notices, terms
from service.meetings.queries.rights import keeps, person_of
from service.meetings.rules.naming import TOLD_BY
from service.meetings.schema.pages import DeliveryDraft, ReasonDraft
from service.meetings.views.acting import Answer, done
from service.web.forms import Form, load
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("notices", __name__, url_prefix="/<slug>/meetings", template_folder="../templates")


@blueprint.get("/<int:meeting_id>/notice")
@requires(MeetingsPermission.READ)
def register(meeting_id: int) -> str:
    """The latest notice and its deliveries; an earlier version by ?number=."""
    return _register(meeting_id, form_with({"sent_on": g.scope.today}))


def _register(meeting_id: int, form: Form) -> str:
    meeting = reads.meeting(g.scope, meeting_id)
    body = body_reads.body(g.scope, meeting.body_id)
    versions = notices.versions(g.scope, meeting.id)
    asked = request.args.get("number", "")
    chosen = next((one for one in versions if str(one.number) == asked), versions[0] if versions else None)
    return show(
        "meetings/notice.html",
        meeting=meeting,
        body=body,
        day=reads.day_of(g.scope, meeting),
        versions=versions,
        notice=chosen,
        told=datetime.fromisoformat(chosen.content["starts_at"]) if chosen else None,
        latest=bool(versions) and chosen is versions[0],
        deliveries=notices.deliveries(g.scope, chosen.id) if chosen else [],
        due=next(
            (
                terms.until(g.scope, one)
                for one in reads.deadlines(g.scope, meeting.id)
                if one.kind == "notice_due"
            ),
            "",
        ),
        channels=TOLD_BY,
        forms=FORMS,
        keeps=keeps(g.scope, body),
        me=person_of(g.scope),
        now=reads.local(g.scope, g.scope.now),
        form=form,
        local=lambda moment: reads.local(g.scope, moment),
    )


@blueprint.post("/<int:meeting_id>/notice/<int:person_id>")
@requires(MeetingsPermission.TAKE_PART)
def deliver(meeting_id: int, person_id: int) -> Answer:
    """Record how the notice reached a member."""

    def act(values: dict[str, Any]) -> None:
        draft = load(DeliveryDraft(), values)
        moment = reads.at(g.scope, draft.pop("sent_on"), draft.pop("sent_time"))
        noticing.deliver(g.scope, meeting_id, person_id, {**draft, "sent_at": min(moment, g.scope.now)})

    return done(
        act,
        url_for("notices.register", meeting_id=meeting_id),
        lambda form: _register(meeting_id, form),
    )


@blueprint.post("/<int:meeting_id>/notice/<int:person_id>/bounced")
@requires(MeetingsPermission.TAKE_PART)
def bounced(meeting_id: int, person_id: int) -> Answer:
    """Record that the notice did not arrive."""
    return done(
        lambda values: noticing.bounced(
            g.scope, meeting_id, person_id, load(ReasonDraft(), values)["reason"]
        ),
        url_for("notices.register", meeting_id=meeting_id),
        lambda form: _register(meeting_id, form),
    )


@blueprint.post("/<int:meeting_id>/notice/again")
@requires(MeetingsPermission.TAKE_PART)
def again(meeting_id: int) -> Answer:
    """Send the latest notice once more to those whom no letter has reached."""
    return done(
        lambda _: sending.send_again(g.scope, meeting_id),
        url_for("notices.register", meeting_id=meeting_id),
        lambda form: _register(meeting_id, form),
    )


@blueprint.post("/<int:meeting_id>/notice/read")
@requires(MeetingsPermission.TAKE_PART)
def read(meeting_id: int) -> Answer:
    """A member says that the notice was read."""
    return done(
        lambda _: noticing.acknowledge(g.scope, meeting_id),
        url_for("notices.register", meeting_id=meeting_id),
        lambda form: _register(meeting_id, form),
    )
