"""Forms of a meeting: a new one, its change, its move to another day."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, g, redirect, request, url_for

from service.core.errors import Forbidden, NotFound, Problem
from service.meetings.actions import calling
from service.meetings.model.meetings import Meeting
from service.meetings.names import FORMS, MEETING_KINDS, MeetingsPermission
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries.rights import allow_keeping
from service.meetings.schema.pages import MeetingDraft
from service.meetings.views.acting import Answer
from service.rules.message import Message
from service.web.forms import Form, load, typed
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("calling", __name__, url_prefix="/<slug>", template_folder="../templates")


@blueprint.get("/bodies/<int:body_id>/meetings/new")
@requires(MeetingsPermission.TAKE_PART)
def new(body_id: int) -> str:
    """The form of a new meeting; the address may name the plan's line or the meeting it repeats."""
    body = body_reads.body(g.scope, body_id)
    allow_keeping(g.scope, body)
    given = {"starts_time": "15:00", "kind": "repeat" if request.args.get("repeats_id") else "ordinary"}
    asked = {name: request.args.get(name) for name in ("planned_id", "repeats_id", "starts_on")}
    return _form(body_id, form_with({**given, **{k: v for k, v in asked.items() if v}}), None)


def _form(body_id: int, form: Form, meeting: Meeting | None, moving: bool = False) -> str:
    body = body_reads.body(g.scope, body_id)
    policy = MeetingPolicy.of(g.scope.profile, body.kind)
    return show(
        "meetings/meeting_form.html",
        body=body,
        meeting=meeting,
        moving=moving,
        form=form,
        forms=[(code, Message(FORMS[code])) for code in policy.forms if code in FORMS],
        kinds=[(code, Message(said)) for code, said in MEETING_KINDS.items()],
        notice=g.scope.profile.rule(policy.rule_id("notice")),
        seminars=body.kind == "association",
    )


@blueprint.post("/bodies/<int:body_id>/meetings/new")
@requires(MeetingsPermission.TAKE_PART)
def create(body_id: int) -> Answer:
    """Enter a meeting."""
    values = typed()
    try:
        draft = load(MeetingDraft(), values)
        made = calling.create(g.scope, body_id, {**draft, "kind": draft["kind"] or "ordinary"})
        g.scope.db.flush()
    except (Forbidden, NotFound):
        raise
    except Problem as problem:
        g.scope.db.rollback()
        return _form(body_id, form_with(values, problem), None), problem.status
    return redirect(url_for("sittings.page", meeting_id=made.id))


def _shown(meeting: Meeting) -> Mapping[str, Any]:
    starts = reads.local(g.scope, meeting.starts_at)
    sheets = reads.local(g.scope, meeting.sheets_due_at) if meeting.sheets_due_at else None
    return {
        **{name: getattr(meeting, name) for name in (*calling.FIELDS, "kind", "version")},
        "starts_on": starts.date(),
        "starts_time": f"{starts:%H:%M}",
        "sheets_on": sheets.date() if sheets else None,
        "sheets_time": f"{sheets:%H:%M}" if sheets else None,
    }


@blueprint.get("/meetings/<int:meeting_id>/edit")
@requires(MeetingsPermission.TAKE_PART)
def edit(meeting_id: int) -> str:
    """The form of a meeting that nobody was told of yet."""
    meeting = reads.meeting(g.scope, meeting_id)
    allow_keeping(g.scope, body_reads.body(g.scope, meeting.body_id))
    return _form(meeting.body_id, form_with(_shown(meeting)), meeting)


@blueprint.post("/meetings/<int:meeting_id>/edit")
@requires(MeetingsPermission.TAKE_PART)
def change(meeting_id: int) -> Answer:
    """Change a meeting."""
    return _changed(meeting_id, calling.change, moving=False)


@blueprint.get("/meetings/<int:meeting_id>/postpone")
@requires(MeetingsPermission.TAKE_PART)
def move(meeting_id: int) -> str:
    """The form that moves a meeting of which members were told."""
    meeting = reads.meeting(g.scope, meeting_id)
    allow_keeping(g.scope, body_reads.body(g.scope, meeting.body_id))
    return _form(meeting.body_id, form_with(_shown(meeting)), meeting, moving=True)


@blueprint.post("/meetings/<int:meeting_id>/postpone")
@requires(MeetingsPermission.TAKE_PART)
def postpone(meeting_id: int) -> Answer:
    """Move a meeting; a notice must follow."""
    return _changed(meeting_id, calling.postpone, moving=True)


def _changed(meeting_id: int, act: Any, *, moving: bool) -> Answer:
    values = typed()
    meeting = reads.meeting(g.scope, meeting_id)
    body_id = meeting.body_id
    try:
        act(g.scope, meeting_id, load(MeetingDraft(), values))
        g.scope.db.flush()
    except (Forbidden, NotFound):
        raise
    except Problem as problem:
        g.scope.db.rollback()
        again = reads.meeting(g.scope, meeting_id)
        return _form(body_id, form_with(values, problem), again, moving), problem.status
    return redirect(url_for("sittings.page", meeting_id=meeting_id))
