"""The composition of a body over time: acts, what the rules say, the draft of another act."""

from typing import Any

from flask import Blueprint, Response, g, url_for

from service.core.errors import NotFound
from service.documents.paper import to_docx, to_pdf
from service.meetings.actions import procedure
from service.meetings.names import OFFICES, MeetingsPermission
from service.meetings.papers.acts import composition_act
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies as reads
from service.meetings.queries.attending import held_between, leaders_attendance, members_attendance
from service.meetings.queries.composing import categories, composition_verdicts, election
from service.meetings.queries.draft_act import draft_act
from service.meetings.queries.leaders import Leader, drift, leaders_on
from service.meetings.queries.plans import span
from service.meetings.queries.procedure import editions
from service.meetings.queries.rights import allow_keeping, chairs, holds, keeps
from service.meetings.schema.procedure import ProcedureDraft
from service.meetings.views import years
from service.meetings.views.acting import Answer, done
from service.rules.dates import year_of
from service.web.api import asked_date
from service.web.forms import Form, load
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("composition", __name__, url_prefix="/<slug>/bodies", template_folder="../templates")
MAKERS = {
    "docx": (to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (to_pdf, "application/pdf"),
}


@blueprint.get("/<int:body_id>/composition")
@requires(MeetingsPermission.READ)
def page(body_id: int) -> str:
    """Who sat in a body on a day (?on=), by which acts, and what the regulation says of it."""
    return _page(body_id, form_with())


def _page(body_id: int, form: Form) -> str:
    body = reads.body(g.scope, body_id)
    on = asked_date("on", g.scope.today)
    seated = reads.composition(g.scope, body.id, on)
    policy, known = years.policy_of(body), leaders_on(g.scope, on)
    met = held_between(g.scope, body, *span(policy, year_of(on, policy.year_basis)))
    return show(
        "meetings/composition.html",
        body=body,
        seated=seated,
        thresholds=policy.established("meeting_quorum") or policy.established("decision_quorum"),
        on_day=on,
        acts=reads.acts_of(g.scope, body.id),
        verdicts=composition_verdicts(g.scope, body, seated, known, on),
        not_members=_not_members(policy, seated, known),
        election=election(g.scope, policy, body),
        drift=drift(g.scope, seated, on) if body.kind == "council" else None,
        categories=categories(g.scope, body.kind),
        members=members_attendance(g.scope, body, met),
        leaders=leaders_attendance(g.scope, body, met),
        met=met,
        year_name=years.named(body, year_of(on, policy.year_basis)),
        offices=OFFICES,
        editions=editions(g.scope, body.id),
        sets_procedure=chairs(g.scope, body) or holds(g.scope, body, "deputy"),
        keeps=keeps(g.scope, body),
        form=form,
    )


def _not_members(policy: MeetingPolicy, seated: reads.Composition, known: list[Leader]) -> list[Leader]:
    """Association leaders outside the council, who are invited to its meetings (C-LU-9)."""
    if not policy.established("leaders_attendance") or policy.nonmember_leaders != "invited":
        return []
    return [one for one in known if seated.member(one.person_id) is None]


@blueprint.get("/<int:body_id>/composition/draft/<form>")
@requires(MeetingsPermission.TAKE_PART)
def draft_paper(body_id: int, form: str) -> Response:
    """The draft of an act that brings the composition in line with the orders on leaders."""
    if form not in MAKERS:
        raise NotFound()
    body = reads.body(g.scope, body_id)
    allow_keeping(g.scope, body)
    seated = reads.composition(g.scope, body.id, g.scope.today)
    data = draft_act(g.scope, body, seated, drift(g.scope, seated, g.scope.today), g.scope.today)
    make, media_type = MAKERS[form]
    name = f"{g.scope.tenant.slug}-composition-{g.scope.today:%Y-%m-%d}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(make(composition_act(data)), mimetype=media_type, headers=headers)


@blueprint.post("/<int:body_id>/procedure")
@requires(MeetingsPermission.TAKE_PART)
def set_procedure(body_id: int) -> Answer:
    """Set another edition of the order of work."""

    def act(values: dict[str, Any]) -> None:
        procedure.set_procedure(g.scope, body_id, load(ProcedureDraft(), values)["text"])

    return done(act, url_for("composition.page", body_id=body_id), lambda form: _page(body_id, form))
