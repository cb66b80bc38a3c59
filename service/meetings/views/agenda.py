"""Questions of an agenda on pages: entered, changed, moved, removed; proposals of members."""

from typing import Any

from flask import Blueprint, g, request, url_for

from service.core.errors import Invalid
from service.core.language import N_
from service.meetings.actions import agenda
from service.meetings.model.agenda import AgendaItem
from service.meetings.names import DECISIONS, KINDS, MeetingsPermission
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries import proposals as proposal_reads
from service.meetings.queries import reports
from service.meetings.queries.bodies import composition
from service.meetings.queries.rights import allow_keeping, keeps
from service.meetings.rules.wording import warned
from service.meetings.schema.pages import ItemDraft, ProposalDraft
from service.meetings.views.acting import Answer, done
from service.meetings.views.sittings import drawn
from service.rules.message import Message
from service.web.forms import Form, load
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("agenda", __name__, url_prefix="/<slug>", template_folder="../templates")
WHERE = N_("Куда переставить вопрос?")


def _form(form: Form, meeting_id: int, item: AgendaItem | None) -> str:
    meeting = reads.meeting(g.scope, meeting_id)
    body = body_reads.body(g.scope, meeting.body_id)
    allow_keeping(g.scope, body)
    seated = composition(g.scope, body.id, reads.day_of(g.scope, meeting))
    policy = MeetingPolicy.of(g.scope.profile, body.kind)
    tasks = g.scope.profile.rule(policy.rule_id("tasks"))
    return show(
        "meetings/item_form.html",
        meeting=meeting,
        item=item,
        form=form,
        warning=warned(policy, form.value("decides") or "", form.value("draft")),
        decisions=[(code, Message(said)) for code, said in DECISIONS.items()],
        members=[(one.person_id, one.name) for one in seated.members],
        tasks=[(task.code, f"{task.code}. {task.title}") for task in tasks.params.items] if tasks else [],
        reports=body.kind == "association",
        reports_rule=g.scope.profile.rule(reports.RULE),
        programmes=reports.programmes(g.scope, [one.person_id for one in seated.members]),
        courses=reports.courses(g.scope, [one.person_id for one in seated.members]),
        plans=proposal_reads.open_plans(g.scope, body.id),
    )


@blueprint.get("/meetings/<int:meeting_id>/items/new")
@requires(MeetingsPermission.TAKE_PART)
def new(meeting_id: int) -> str:
    """The form of a question."""
    return _form(form_with({"decides": "recommendation"}), meeting_id, None)


@blueprint.post("/meetings/<int:meeting_id>/items/new")
@requires(MeetingsPermission.TAKE_PART)
def add(meeting_id: int) -> Answer:
    """Add a question."""
    return done(
        lambda values: agenda.add_item(g.scope, meeting_id, load(ItemDraft(), values)),
        url_for("sittings.page", meeting_id=meeting_id, _anchor="agenda"),
        lambda form: _form(form, meeting_id, None),
    )


@blueprint.get("/items/<int:item_id>/edit")
@requires(MeetingsPermission.TAKE_PART)
def edit(item_id: int) -> str:
    """The form of a question that stands on an agenda."""
    item = reads.item(g.scope, item_id)
    values = {name: getattr(item, name) for name in (*agenda.FIELDS, "version")}
    return _form(form_with(values), item.meeting_id, item)


@blueprint.post("/items/<int:item_id>/edit")
@requires(MeetingsPermission.TAKE_PART)
def change(item_id: int) -> Answer:
    """Change a question."""
    meeting_id = reads.item(g.scope, item_id).meeting_id
    return done(
        lambda values: agenda.change_item(g.scope, item_id, load(ItemDraft(), values)),
        url_for("sittings.page", meeting_id=meeting_id, _anchor="agenda"),
        lambda form: _form(form, meeting_id, reads.item(g.scope, item_id)),
    )


@blueprint.post("/items/<int:item_id>/move")
@requires(MeetingsPermission.TAKE_PART)
def move(item_id: int) -> Answer:
    """Put a question in another place."""
    meeting_id = reads.item(g.scope, item_id).meeting_id

    def act(values: dict[str, Any]) -> None:
        number = str(values.get("number") or "")
        if not number.isdigit():
            raise Invalid(WHERE)
        agenda.move_item(g.scope, item_id, int(number))

    return done(
        act,
        url_for("sittings.page", meeting_id=meeting_id, _anchor="agenda"),
        lambda form: drawn(meeting_id, form),
    )


@blueprint.post("/items/<int:item_id>/remove")
@requires(MeetingsPermission.TAKE_PART)
def remove(item_id: int) -> Answer:
    """Take a question off."""
    meeting_id = reads.item(g.scope, item_id).meeting_id
    return done(
        lambda _: agenda.remove_item(g.scope, item_id),
        url_for("sittings.page", meeting_id=meeting_id, _anchor="agenda"),
        lambda form: drawn(meeting_id, form),
    )


@blueprint.get("/bodies/<int:body_id>/proposals")
@requires(MeetingsPermission.READ)
def proposals(body_id: int) -> str:
    """Proposals to a body: what came, in time or late, what became of each."""
    return _proposals(body_id, form_with({"meeting_id": request.args.get("meeting_id")}))


def _proposals(body_id: int, form: Form) -> str:
    body = body_reads.body(g.scope, body_id)
    page = proposal_reads.page(g.scope, body.id, request.args.get("page", 1))
    return show(
        "meetings/proposals.html",
        body=body,
        page=page,
        upcoming=proposal_reads.upcoming(g.scope, body.id),
        form=form,
        keeps=keeps(g.scope, body),
        kinds=KINDS,
        rule=g.scope.profile.rule(MeetingPolicy.of(g.scope.profile, body.kind).rule_id("agenda_proposal")),
        decisions=[(code, Message(said)) for code, said in DECISIONS.items()],
        local=lambda moment: reads.local(g.scope, moment),
    )


@blueprint.post("/bodies/<int:body_id>/proposals")
@requires(MeetingsPermission.TAKE_PART)
def propose(body_id: int) -> Answer:
    """Make a proposal."""
    return done(
        lambda values: agenda.demand_in_time(
            g.scope, agenda.propose(g.scope, body_id, load(ProposalDraft(), values))
        ),
        url_for("agenda.proposals", body_id=body_id),
        lambda form: _proposals(body_id, form),
    )


@blueprint.post("/proposals/<int:proposal_id>/include")
@requires(MeetingsPermission.TAKE_PART)
def include(proposal_id: int) -> Answer:
    """Put a proposal on the agenda of a meeting."""
    body_id = proposal_reads.one(g.scope, proposal_id).body_id

    def act(values: dict[str, Any]) -> None:
        if not str(values.get("meeting_id") or "").isdigit():
            raise Invalid(N_("Выберите заседание."))
        agenda.include(g.scope, proposal_id, int(values["meeting_id"]), values.get("decides"))

    return done(act, url_for("agenda.proposals", body_id=body_id), lambda form: _proposals(body_id, form))


@blueprint.post("/proposals/<int:proposal_id>/answer")
@requires(MeetingsPermission.TAKE_PART)
def answer(proposal_id: int) -> Answer:
    """Answer the author of a proposal."""
    body_id = proposal_reads.one(g.scope, proposal_id).body_id
    return done(
        lambda values: agenda.answer(g.scope, proposal_id, values),
        url_for("agenda.proposals", body_id=body_id),
        lambda form: _proposals(body_id, form),
    )
