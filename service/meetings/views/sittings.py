"""The meeting's page (страница заседания) and its steps from draft to close."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, g, request, url_for

from service.core.paging import paging
from service.meetings.actions import agenda, calling, noticing, sitting, sittingdays
from service.meetings.names import (
    CHOICES,
    DECISIONS,
    FORCES,
    FORMS,
    KINDS,
    MEETING_KINDS,
    OFFICES,
    OUTCOMES,
    STATES,
    MeetingsPermission,
)
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import following, terms
from service.meetings.queries import meetings as reads
from service.meetings.queries import sittingdays as day_reads
from service.meetings.queries.overview import picture
from service.meetings.queries.reports import told as told_reports
from service.meetings.queries.rights import keeps, person_of
from service.meetings.rules.states import BEFORE
from service.meetings.rules.wording import warned
from service.meetings.schema.pages import ReasonDraft
from service.meetings.views.acting import Answer, done
from service.meetings.views.drawing import marks_of, steps_of
from service.web.forms import Form, load
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("sittings", __name__, url_prefix="/<slug>/meetings", template_folder="../templates")
WORDS = {
    "offices": OFFICES,
    "states": STATES,
    "forms": FORMS,
    "kinds": MEETING_KINDS,
    "decisions": DECISIONS,
    "outcomes": OUTCOMES,
    "choices": CHOICES,
    "forces": FORCES,
    "of": KINDS,
}


@blueprint.get("/")
@requires(MeetingsPermission.READ)
def listing() -> str:
    """Meetings of all bodies, the latest first."""
    state = request.args.get("state", "")
    page = reads.meetings(
        g.scope, paging(request.args.get("page", 1)), states=[state] if state in STATES else ()
    )
    ids = {one.body_id for one in page.items}
    return show(
        "meetings/meetings.html",
        page=page,
        bodies=body_reads.named(g.scope, ids),
        days={one.id: reads.local(g.scope, one.starts_at) for one in page.items},
        words=WORDS,
        state=state,
    )


@blueprint.get("/<int:meeting_id>")
@requires(MeetingsPermission.READ)
def page(meeting_id: int) -> str:
    """One meeting: presence, agenda, what the regulation says, the next step."""
    return drawn(meeting_id, form_with())


def drawn(meeting_id: int, form: Form) -> str:
    """The meeting's page with what was typed and refused."""
    found = picture(g.scope, meeting_id)
    before = found.meeting.state in BEFORE
    return show(
        "meetings/meeting.html",
        one=found,
        starts=reads.local(g.scope, found.meeting.starts_at),
        sheets_due=terms.said(g.scope, found.meeting.sheets_due_at) if found.meeting.sheets_due_at else "",
        until=lambda due: terms.until(g.scope, due),
        replaced=terms.moved(found.replaced),
        steps=steps_of(found),
        marks=marks_of(found),
        keeps=keeps(g.scope, found.body),
        overdue=following.overdue(g.scope, found.body.id, found.day) if before else [],
        asked=following.open_requests(g.scope, found.body.id) if before else [],
        sat=day_reads.days_of(g.scope, meeting_id) if found.meeting.ends_on else [],
        today=g.scope.today,
        me=person_of(g.scope),
        form=form,
        words=WORDS,
        reports=told_reports(g.scope, found.items),
        warnings={one.id: warned(found.policy, one.decides or "", one.draft) for one in found.items},
        local=lambda moment: reads.local(g.scope, moment),
    )


def _step(meeting_id: int, act: Callable[[dict[str, Any]], Any]) -> Answer:
    return done(act, url_for("sittings.page", meeting_id=meeting_id), lambda form: drawn(meeting_id, form))


@blueprint.post("/<int:meeting_id>/schedule")
@requires(MeetingsPermission.TAKE_PART)
def schedule(meeting_id: int) -> Answer:
    """Say that the meeting will be held."""
    return _step(meeting_id, lambda _: calling.schedule(g.scope, meeting_id))


@blueprint.post("/<int:meeting_id>/announce")
@requires(MeetingsPermission.TAKE_PART)
def announce(meeting_id: int) -> Answer:
    """Make a notice to all members."""
    return done(
        lambda _: noticing.announce(g.scope, meeting_id),
        url_for("notices.register", meeting_id=meeting_id),
        lambda form: drawn(meeting_id, form),
    )


@blueprint.post("/<int:meeting_id>/close-agenda")
@requires(MeetingsPermission.TAKE_PART)
def close_agenda(meeting_id: int) -> Answer:
    """Close the agenda."""
    return _step(meeting_id, lambda _: agenda.close_agenda(g.scope, meeting_id))


@blueprint.post("/<int:meeting_id>/open")
@requires(MeetingsPermission.TAKE_PART)
def open_meeting(meeting_id: int) -> Answer:
    """Open the meeting with the presider chosen, or the first who may."""

    def act(values: dict[str, Any]) -> None:
        chosen = values.get("presider_id")
        presider = int(chosen) if chosen and str(chosen).isdigit() else None
        sitting.open_meeting(g.scope, meeting_id, presider)

    return _step(meeting_id, act)


@blueprint.post("/<int:meeting_id>/no-quorum")
@requires(MeetingsPermission.TAKE_PART)
def no_quorum(meeting_id: int) -> Answer:
    """Say that the meeting did not take place."""
    return _step(meeting_id, lambda _: sitting.declare_no_quorum(g.scope, meeting_id))


@blueprint.post("/<int:meeting_id>/suspend")
@requires(MeetingsPermission.TAKE_PART)
def suspend(meeting_id: int) -> Answer:
    """Take a break or end it."""
    return _step(meeting_id, lambda _: sittingdays.suspend(g.scope, meeting_id))


@blueprint.post("/<int:meeting_id>/end-day")
@requires(MeetingsPermission.TAKE_PART)
def end_day(meeting_id: int) -> Answer:
    """End a day of a meeting of several, or say that the day has no quorum."""
    return _step(meeting_id, lambda _: sittingdays.end_day(g.scope, meeting_id))


@blueprint.post("/<int:meeting_id>/close")
@requires(MeetingsPermission.TAKE_PART)
def close(meeting_id: int) -> Answer:
    """Close the meeting."""
    return _step(meeting_id, lambda _: sitting.close(g.scope, meeting_id))


@blueprint.post("/<int:meeting_id>/cancel")
@requires(MeetingsPermission.TAKE_PART)
def cancel(meeting_id: int) -> Answer:
    """Call the meeting off with a reason."""
    return _step(
        meeting_id,
        lambda values: calling.cancel(g.scope, meeting_id, load(ReasonDraft(), values)["reason"]),
    )
