"""The page of a body's year: its plan with both conditions, what is held, required, still possible."""

from typing import Any

from flask import Blueprint, g, url_for

from service.meetings.actions import planning
from service.meetings.actions.closing import judged_year
from service.meetings.model.plans import PlannedMeeting
from service.meetings.names import FORMS, STATES, MeetingsPermission
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import plans as reads
from service.meetings.queries.rights import allow_keeping, chairs, keeps
from service.meetings.rules.smallest import smallest_decision
from service.meetings.schema.pages import ReasonDraft
from service.meetings.schema.plans import ApprovalDraft, PlanChange, PlanDraft, PlannedDraft
from service.meetings.views import years
from service.meetings.views.acting import Answer, done
from service.settings.days import profile_on
from service.web.forms import Form, load
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("plans", __name__, url_prefix="/<slug>/bodies", template_folder="../templates")


@blueprint.get("/<int:body_id>/plan")
@requires(MeetingsPermission.READ)
def page(body_id: int) -> str:
    """The year of a body (?year=)."""
    return _page(body_id, form_with())


def _page(body_id: int, form: Form, year: int | None = None) -> str:
    body, asked = years.asked(body_id)
    year = year or asked
    view = judged_year(g.scope, body, year, profile_on).view
    seated = body_reads.composition(g.scope, body.id, min(max(g.scope.today, view.first), view.last))
    policy = years.policy_of(body)
    return show(
        "meetings/plan.html",
        body=body,
        view=view,
        year_name=years.named(body, year),
        around=years.around(body, year),
        approved_by=body_reads.name_of(g.scope, view.plan.approved_by) if view.plan else None,
        smallest=smallest_decision(policy, seated.established, seated.filled) if seated.established else None,
        established=seated.established,
        extraordinary_counts=policy.extraordinary_counts,
        today=g.scope.today,
        keeps=keeps(g.scope, body),
        chairs=chairs(g.scope, body),
        must_be_adopted=reads.must_be_adopted(policy),
        words={"states": STATES, "forms": FORMS},
        forms=[(code, FORMS[code]) for code in policy.forms if code in FORMS],
        form=form,
    )


@blueprint.post("/<int:body_id>/plan")
@requires(MeetingsPermission.TAKE_PART)
def create(body_id: int) -> Answer:
    """Enter the plan of the year asked for."""
    body, year = years.asked(body_id)

    def act(values: dict[str, Any]) -> None:
        given = {"year": year, "forecast": values.get("forecast")}
        planning.create_plan(g.scope, body.id, load(PlanDraft(), given))

    return done(act, _address(body_id, year), lambda form: _page(body_id, form, year))


def _address(body_id: int, year: int) -> str:
    return url_for("plans.page", body_id=body_id, year=year)


def _act(plan_id: int, act: Any) -> Answer:
    """Do something with a plan and show its year again."""
    plan = reads.plan(g.scope, plan_id)
    body_id, year = plan.body_id, plan.year
    return done(act, _address(body_id, year), lambda form: _page(body_id, form, year))


@blueprint.post("/plans/<int:plan_id>/change")
@requires(MeetingsPermission.TAKE_PART)
def change(plan_id: int) -> Answer:
    """Change the words of a plan."""
    return _act(
        plan_id, lambda values: planning.change_plan(g.scope, plan_id, load(PlanChange(), dict(values)))
    )


@blueprint.post("/plans/<int:plan_id>/meetings")
@requires(MeetingsPermission.TAKE_PART)
def add(plan_id: int) -> Answer:
    """Put a meeting into the plan."""
    return _act(plan_id, lambda values: planning.add_meeting(g.scope, plan_id, load(PlannedDraft(), values)))


@blueprint.post("/plans/<int:plan_id>/approve")
@requires(MeetingsPermission.TAKE_PART)
def approve(plan_id: int) -> Answer:
    """Approve a plan, for the chair."""
    return _act(plan_id, lambda values: planning.approve(g.scope, plan_id, load(ApprovalDraft(), values)))


@blueprint.post("/plans/<int:plan_id>/return")
@requires(MeetingsPermission.TAKE_PART)
def send_back(plan_id: int) -> Answer:
    """Return a plan with a reason, for the chair."""
    return _act(
        plan_id,
        lambda values: planning.send_back(g.scope, plan_id, load(ReasonDraft(), values)["reason"]),
    )


@blueprint.post("/planned/<int:planned_id>/remove")
@requires(MeetingsPermission.TAKE_PART)
def remove(planned_id: int) -> Answer:
    """Take a meeting out of the plan."""
    row = reads.planned_meeting(g.scope, planned_id)
    return _act(row.plan_id, lambda _: planning.remove_meeting(g.scope, planned_id))


@blueprint.get("/planned/<int:planned_id>/edit")
@requires(MeetingsPermission.TAKE_PART)
def edit(planned_id: int) -> str:
    """The form of a planned meeting."""
    row = reads.planned_meeting(g.scope, planned_id)
    values = {name: getattr(row, name) for name in (*planning.FIELDS, "version")}
    values["month"] = f"{row.month:%Y-%m}"
    return _form(row, form_with(values))


@blueprint.post("/planned/<int:planned_id>/edit")
@requires(MeetingsPermission.TAKE_PART)
def save(planned_id: int) -> Answer:
    """Change a planned meeting."""
    row = reads.planned_meeting(g.scope, planned_id)
    plan = reads.plan(g.scope, row.plan_id)
    address = _address(plan.body_id, plan.year)

    def act(values: dict[str, Any]) -> None:
        planning.change_meeting(g.scope, planned_id, load(PlannedDraft(), values))

    return done(act, address, lambda form: _form(reads.planned_meeting(g.scope, planned_id), form))


def _form(row: PlannedMeeting, form: Form) -> str:
    plan = reads.plan(g.scope, row.plan_id)
    body = body_reads.body(g.scope, plan.body_id)
    allow_keeping(g.scope, body)
    return show(
        "meetings/planned_form.html",
        body=body,
        plan=plan,
        approved=plan.approved_on is not None,
        form=form,
        back=_address(body.id, plan.year),
        year_name=years.named(body, plan.year),
        forms=[(code, FORMS[code]) for code in years.policy_of(body).forms if code in FORMS],
    )
