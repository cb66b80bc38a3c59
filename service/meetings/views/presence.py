"""Presence on the meeting's page: members marked, guests, recusals, who presides, who keeps the minutes."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, g, url_for

from service.core.errors import Invalid
from service.core.language import N_
from service.meetings.actions import attending, excusing, sitting
from service.meetings.names import MeetingsPermission
from service.meetings.queries import meetings as reads
from service.meetings.schema.pages import GuestDraft, MarkDraft, RecusalDraft
from service.meetings.views.acting import Answer, done
from service.meetings.views.signing import uploaded
from service.meetings.views.sittings import drawn
from service.web.answers import file_answer
from service.web.forms import load
from service.web.guard import requires

blueprint = Blueprint("presence", __name__, url_prefix="/<slug>", template_folder="../templates")
WHOM = N_("Выберите, кто.")


def _back(meeting_id: int, act: Callable[[dict[str, Any]], Any], anchor: str = "presence") -> Answer:
    return done(
        act,
        url_for("sittings.page", meeting_id=meeting_id, _anchor=anchor),
        lambda form: drawn(meeting_id, form),
    )


@blueprint.post("/meetings/<int:meeting_id>/members/<int:person_id>/mark")
@requires(MeetingsPermission.TAKE_PART)
def mark(meeting_id: int, person_id: int) -> Answer:
    """Mark how a member takes part; with the paper that excuses an absence, where one was chosen."""

    def act(values: dict[str, Any]) -> None:
        attending.mark(g.scope, meeting_id, person_id, load(MarkDraft(), values))
        if content := uploaded()[0]:
            excusing.attach(g.scope, meeting_id, person_id, content)

    return _back(meeting_id, act)


@blueprint.get("/meetings/<int:meeting_id>/members/<int:person_id>/excuse")
@requires(MeetingsPermission.READ)
def excuse(meeting_id: int, person_id: int) -> Response:
    """The paper of an absence, for whoever keeps the body."""
    kept = excusing.paper(g.scope, meeting_id, person_id)
    return file_answer(kept.content, kept.media_type, kept.name)


@blueprint.post("/meetings/<int:meeting_id>/members/<int:person_id>/leave")
@requires(MeetingsPermission.TAKE_PART)
def leave(meeting_id: int, person_id: int) -> Answer:
    """A member leaves."""
    return _back(meeting_id, lambda _: attending.leave(g.scope, meeting_id, person_id))


@blueprint.post("/meetings/<int:meeting_id>/guests")
@requires(MeetingsPermission.TAKE_PART)
def invite(meeting_id: int) -> Answer:
    """Enter a guest."""
    return _back(
        meeting_id, lambda values: attending.invite(g.scope, meeting_id, load(GuestDraft(), values)), "guests"
    )


@blueprint.post("/meetings/<int:meeting_id>/presider")
@requires(MeetingsPermission.TAKE_PART)
def hand_over(meeting_id: int) -> Answer:
    """Another person presides from now on."""
    return _back(
        meeting_id, lambda values: sitting.hand_over(g.scope, meeting_id, _chosen(values, "presider_id"))
    )


@blueprint.post("/meetings/<int:meeting_id>/keeper")
@requires(MeetingsPermission.TAKE_PART)
def keeper(meeting_id: int) -> Answer:
    """Appoint who keeps the minutes of this meeting."""
    return _back(
        meeting_id, lambda values: sitting.appoint_keeper(g.scope, meeting_id, _chosen(values, "keeper_id"))
    )


def _chosen(values: dict[str, Any], name: str) -> int:
    given = str(values.get(name) or "")
    if not given.isdigit():
        raise Invalid(WHOM)
    return int(given)


@blueprint.post("/items/<int:item_id>/recuse")
@requires(MeetingsPermission.TAKE_PART)
def recuse(item_id: int) -> Answer:
    """A member recuses from a question."""
    meeting_id = reads.item(g.scope, item_id).meeting_id
    return _back(
        meeting_id,
        lambda values: attending.recuse(g.scope, item_id, load(RecusalDraft(), values)),
        "agenda",
    )
