"""Copies of signed minutes on pages (рассылка копий): prepared, handed over, the meeting archived."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, g, url_for

from service.meetings.actions import copying
from service.meetings.names import MeetingsPermission
from service.meetings.schema.after import ReceiptDraft, RecipientDraft
from service.meetings.views.acting import Answer, done
from service.meetings.views.minutes import drawn, existing
from service.web.forms import load
from service.web.guard import requires

blueprint = Blueprint(
    "copies",
    __name__,
    url_prefix="/<slug>/meetings/<int:meeting_id>/minutes/copies",
    template_folder="../templates",
)


def _act(meeting_id: int, act: Callable[[dict[str, Any]], Any]) -> Answer:
    back = url_for("minutes.page", meeting_id=meeting_id, _anchor="copies")
    return done(act, back, lambda form: drawn(meeting_id, form))


@blueprint.post("/prepare")
@requires(MeetingsPermission.TAKE_PART)
def prepare(meeting_id: int) -> Answer:
    """Prepare a copy for every member."""
    return _act(meeting_id, lambda _: copying.prepare(g.scope, existing(meeting_id).id))


@blueprint.post("/add")
@requires(MeetingsPermission.TAKE_PART)
def add(meeting_id: int) -> Answer:
    """Add somebody else concerned."""
    return _act(
        meeting_id,
        lambda values: copying.add_recipient(
            g.scope, existing(meeting_id).id, load(RecipientDraft(), values)
        ),
    )


@blueprint.post("/<int:delivery_id>/deliver")
@requires(MeetingsPermission.TAKE_PART)
def deliver(meeting_id: int, delivery_id: int) -> Answer:
    """Record that a copy was handed over."""
    return _act(
        meeting_id, lambda values: copying.deliver(g.scope, delivery_id, load(ReceiptDraft(), values))
    )


@blueprint.post("/archive")
@requires(MeetingsPermission.TAKE_PART)
def archive(meeting_id: int) -> Answer:
    """Put the meeting into the archive."""
    return _act(meeting_id, lambda _: copying.archive(g.scope, meeting_id))
