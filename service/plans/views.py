"""Pages of a plan beside its register: the coverage report, its workbook, the steps to an approval."""

from typing import Any

from flask import Blueprint, Response, g, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.core.errors import Forbidden, Problem
from service.core.language import N_
from service.plans import queries
from service.plans.actions.releasing import READY, comparable
from service.plans.actions.stepping import approve, step
from service.plans.names import ITEM_STATES, PLAN_STATES, STEPS, PlansEvent, PlansPermission, PlanState
from service.plans.schema import PlanApprovalDraft, PlanStepDraft
from service.plans.sheets import workbook
from service.web.forms import load, typed
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("service_plans", __name__, url_prefix="/<slug>/plans", template_folder="templates")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TONES = {PlanState.DRAFT: "", PlanState.AGREED: "warn", PlanState.APPROVED: "ok", PlanState.CLOSED: ""}
TAKES = {
    "one": N_("отмечается ровно одно значение"),
    "some": N_("отмечается хотя бы одно значение"),
    "any": N_("отмечается по желанию"),
}


@blueprint.get("/<int:plan_id>/report")
@requires(PlansPermission.READ)
def report(plan_id: int) -> str:
    """Items of a plan by every list of the regulation, and what stands in the way of its approval."""
    return _page(plan_id)


@blueprint.get("/<int:plan_id>/report.xlsx")
@requires(PlansPermission.READ)
def export(plan_id: int) -> Response:
    """The report as a workbook."""
    plan = queries.plan(g.scope, plan_id)
    found = queries.report_of(g.scope, plan_id)
    g.scope.record(PlansEvent.REPORTED, plan, detail={"lists": len(found.parts)})
    g.commit_anyway = True
    name = f"{g.scope.tenant.slug}-plan-{plan.year}-{plan.id}.xlsx"
    disposition = f'attachment; filename="{name}"'
    return Response(
        workbook(plan.title, found, queries.held_of(g.scope, plan_id, found)),
        mimetype=XLSX,
        headers={"Content-Disposition": disposition},
    )


@blueprint.post("/<int:plan_id>/agree")
@requires(PlansPermission.WRITE)
def agree(plan_id: int) -> AnyResponse | tuple[str, int]:
    """Say that the plan is ready for an approval."""
    return _step(plan_id, "agree")


@blueprint.post("/<int:plan_id>/withdraw")
@requires(PlansPermission.WRITE)
def withdraw(plan_id: int) -> AnyResponse | tuple[str, int]:
    """Make a draft of the plan again."""
    return _step(plan_id, "withdraw")


@blueprint.post("/<int:plan_id>/close")
@requires(PlansPermission.WRITE)
def close(plan_id: int) -> AnyResponse | tuple[str, int]:
    """Close the plan of a year that is over."""
    return _step(plan_id, "close")


@blueprint.post("/<int:plan_id>/approve")
@requires(PlansPermission.APPROVE)
def approve_now(plan_id: int) -> AnyResponse | tuple[str, int]:
    """Approve the plan by an act."""
    values = typed()
    try:
        draft = load(PlanApprovalDraft(unknown="exclude"), values)
        approve(g.scope, plan_id, draft["act_number"], draft["act_date"], draft["version"])
    except Problem as problem:
        return _refused(plan_id, problem, values)
    return _back(plan_id)


def _step(plan_id: int, name: str) -> AnyResponse | tuple[str, int]:
    try:
        step(g.scope, plan_id, name, load(PlanStepDraft(unknown="exclude"), typed())["version"])
    except Problem as problem:
        return _refused(plan_id, problem, {})
    return _back(plan_id)


def _back(plan_id: int) -> AnyResponse:
    return redirect(url_for("service_plans.report", plan_id=plan_id))


def _refused(plan_id: int, problem: Problem, values: dict[str, Any]) -> tuple[str, int]:
    if isinstance(problem, Forbidden):
        raise problem
    g.scope.db.rollback()
    return _page(plan_id, problem, values), problem.status


def _page(plan_id: int, problem: Problem | None = None, values: dict[str, Any] | None = None) -> str:
    scope = g.scope
    plan = queries.plan(scope, plan_id)
    found = queries.report_of(scope, plan_id)
    may = {
        name: plan.state == STEPS[name][0]
        and scope.can(PlansPermission.APPROVE if name == "approve" else PlansPermission.WRITE)
        for name in STEPS
    }
    return show(
        "plans/report.html",
        plan=plan,
        report=found,
        held=queries.held_of(scope, plan_id, found),
        above=queries.region_of(scope),
        may=may,
        may_write=scope.can(PlansPermission.WRITE),
        shared=comparable(scope),
        may_release=comparable(scope) and plan.state in READY and scope.can(PlansPermission.WRITE),
        states=PLAN_STATES,
        item_states=ITEM_STATES,
        tones=TONES,
        takes=TAKES,
        rule_titles={rule_id: rule.title for rule_id, rule in scope.profile.rules.items()},
        form=form_with(values or {}, problem),
    )
