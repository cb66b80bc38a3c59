"""Voting on pages: a round opened, one's own vote, raised hands written down, the round closed."""

from typing import Any

from flask import Blueprint, g, url_for

from service.core.errors import Invalid
from service.core.language import N_
from service.meetings.actions import voting
from service.meetings.names import CHOICES, OFFICES, OUTCOMES, MeetingsPermission
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries import rounds
from service.meetings.queries.presence import recusals
from service.meetings.queries.rights import keeps, person_of
from service.meetings.views.acting import Answer, done
from service.meetings.views.sittings import drawn
from service.web.forms import Form
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("voting", __name__, url_prefix="/<slug>", template_folder="../templates")
CHOOSE = N_("Отметьте, как вы голосуете.")
WAYS = ("open", "secret")
UNKNOWN = N_("Такого способа голосования нет.")


@blueprint.post("/items/<int:item_id>/vote")
@requires(MeetingsPermission.TAKE_PART)
def open_round(item_id: int) -> Answer:
    """Open a round on a question."""
    meeting_id = reads.item(g.scope, item_id).meeting_id
    made: list[int] = []

    def act(values: dict[str, Any]) -> None:
        way = values.get("voting") or "open"
        if way not in WAYS:
            raise Invalid(UNKNOWN)
        made.append(voting.open_round(g.scope, item_id, way).id)

    answer = done(act, url_for("sittings.page", meeting_id=meeting_id), lambda form: drawn(meeting_id, form))
    if made and not isinstance(answer, (str, tuple)):
        answer.headers["Location"] = url_for("voting.page", round_id=made[0])
    return answer


@blueprint.get("/rounds/<int:round_id>")
@requires(MeetingsPermission.READ)
def page(round_id: int) -> str:
    """A round: who votes, how they have voted, what is needed."""
    return _page(round_id, form_with())


def _page(round_id: int, form: Form) -> str:
    row = rounds.one(g.scope, round_id)
    item = reads.item(g.scope, row.item_id)
    meeting = reads.meeting(g.scope, item.meeting_id)
    body = body_reads.body(g.scope, meeting.body_id)
    held = next(one for one in rounds.by_item(g.scope, [item.id])[item.id] if one.row.id == row.id)
    me = person_of(g.scope)
    voters = rounds.voters(g.scope, row.id)
    return show(
        "meetings/round.html",
        item=item,
        meeting=meeting,
        day=reads.day_of(g.scope, meeting),
        body=body,
        held=held,
        voters=voters,
        mine=next((one for one in voters if one.person_id == me), None),
        recusals=recusals(g.scope, [item.id]).get(item.id, []),
        keeps=keeps(g.scope, body),
        form=form,
        words={"choices": CHOICES, "offices": OFFICES, "outcomes": OUTCOMES},
    )


@blueprint.post("/rounds/<int:round_id>/cast")
@requires(MeetingsPermission.TAKE_PART)
def cast(round_id: int) -> Answer:
    """Cast one's own vote."""

    def act(values: dict[str, Any]) -> None:
        voting.cast(g.scope, round_id, _choice(values.get("choice")))

    return done(act, url_for("voting.page", round_id=round_id), lambda form: _page(round_id, form))


def _choice(given: object) -> str:
    if given not in CHOICES:
        raise Invalid(CHOOSE)
    return str(given)


@blueprint.post("/rounds/<int:round_id>/hands")
@requires(MeetingsPermission.TAKE_PART)
def hands(round_id: int) -> Answer:
    """Write down raised hands, named by member: fields `of-<person>`."""

    def act(values: dict[str, Any]) -> None:
        chosen = {
            int(name.removeprefix("of-")): _choice(choice)
            for name, choice in values.items()
            if name.startswith("of-") and name.removeprefix("of-").isdigit() and choice
        }
        voting.cast_all(g.scope, round_id, chosen)

    return done(act, url_for("voting.page", round_id=round_id), lambda form: _page(round_id, form))


@blueprint.post("/rounds/<int:round_id>/close")
@requires(MeetingsPermission.TAKE_PART)
def close(round_id: int) -> Answer:
    """Close a round: the outcome is computed."""
    return done(
        lambda _: voting.close_round(g.scope, round_id),
        url_for("voting.page", round_id=round_id),
        lambda form: _page(round_id, form),
    )
