"""Pages of bodies: the list, one with its composition and meetings, a new one."""

from typing import Any

from flask import Blueprint, g, request, url_for

from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.core.paging import paging
from service.meetings.actions import composing, sitting
from service.meetings.names import FORMS, KINDS, MEETING_KINDS, OFFICES, STATES, MeetingsPermission
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies as reads
from service.meetings.queries import meetings
from service.meetings.queries.rights import chairs, keeps
from service.meetings.schema.pages import BodyDraft, InstructionDraft
from service.meetings.views.acting import Answer, done
from service.rules.message import Message
from service.web.forms import Form, load
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("bodies", __name__, url_prefix="/<slug>/bodies", template_folder="../templates")
NAME_IT = N_("Назовите орган.")
COMING = 20


@blueprint.get("/")
@requires(MeetingsPermission.READ)
def listing() -> str:
    """Bodies of every kind with who leads them and how many seats are filled."""
    kind = request.args.get("kind", "")
    chosen = [kind] if kind in KINDS else list(KINDS)
    page = reads.bodies(g.scope, chosen, paging(request.args.get("page", 1)))
    return show(
        "meetings/bodies.html",
        page=page,
        seated=reads.compositions(g.scope, [one.id for one in page.items], g.scope.today),
        kinds=KINDS,
        kind=kind,
        may=g.scope.can(MeetingsPermission.KEEP),
    )


@blueprint.get("/<int:body_id>")
@requires(MeetingsPermission.READ)
def card(body_id: int) -> str:
    """One body: who sits there, by which act, its meetings, what the regulation says of it."""
    return _card(body_id, form_with())


def _card(body_id: int, form: Form) -> str:
    body = reads.body(g.scope, body_id)
    seated = reads.composition(g.scope, body.id, g.scope.today)
    seats = [{"office": one.office, "category": one.category} for one in seated.members]
    page = meetings.meetings(g.scope, paging(request.args.get("page", 1), COMING), body_id=body.id)
    policy = MeetingPolicy.of(g.scope.profile, body.kind)
    return show(
        "meetings/body.html",
        body=body,
        seated=seated,
        acts=reads.acts_of(g.scope, body.id),
        verdicts=composing.judged(g.scope, body.kind, seats),
        quorum=policy.evaluate("meeting_quorum", {}) if not policy.established("meeting_quorum") else None,
        page=page,
        days={one.id: meetings.local(g.scope, one.starts_at) for one in page.items},
        parent=reads.body(g.scope, body.parent_id) if body.parent_id else None,
        groups=reads.below(g.scope, body.id),
        keeps=keeps(g.scope, body),
        chairs=chairs(g.scope, body),
        categories=_categories(policy),
        others=[(one.person_id, one.name) for one in seated.members if one.office not in ("chair", "leader")],
        form=form,
        words={"offices": OFFICES, "states": STATES, "forms": FORMS, "kinds": MEETING_KINDS, "of": KINDS},
    )


def _categories(policy: MeetingPolicy) -> dict[str, str]:
    """Names of the categories that the regulation asks for in a composition."""
    params = policy.params("composition")
    return {one.code: one.title for one in getattr(params, "categories", ())}


@blueprint.get("/new")
@requires(MeetingsPermission.KEEP)
def new() -> str:
    """The form of a new body."""
    return _form(form_with({"kind": request.args.get("kind", "council"), "starts": g.scope.today}))


def _form(form: Form) -> str:
    return show(
        "meetings/body_form.html", form=form, kinds=[(code, Message(said)) for code, said in KINDS.items()]
    )


@blueprint.post("/new")
@requires(MeetingsPermission.KEEP)
def create() -> Answer:
    """Enter a body."""
    made: list[Any] = []

    def act(values: dict[str, Any]) -> None:
        if not values.get("name"):
            raise Invalid(fields=(FieldProblem("name", NAME_IT),))
        made.append(composing.create_body(g.scope, load(BodyDraft(), values)))

    answer = done(act, url_for("bodies.listing"), _form)
    if made and not isinstance(answer, tuple):
        answer.headers["Location"] = url_for("bodies.card", body_id=made[0].id)  # type: ignore[union-attr]
    return answer


@blueprint.post("/<int:body_id>/instruct")
@requires(MeetingsPermission.TAKE_PART)
def instruct(body_id: int) -> Answer:
    """Record the chair's instruction to preside instead."""
    return done(
        lambda values: sitting.instruct(g.scope, body_id, load(InstructionDraft(), values)),
        url_for("bodies.card", body_id=body_id),
        lambda form: _card(body_id, form),
    )
