"""The API of year plans: entered, filled, approved, returned."""

from typing import Any

from flask import Blueprint, Response, g

from service.core.language import N_
from service.meetings.actions import planning
from service.meetings.api.telling import columns, fresh
from service.meetings.model.plans import PlannedMeeting, YearPlan
from service.meetings.names import MeetingsPermission
from service.meetings.queries import bodies, plans
from service.meetings.schema import years
from service.meetings.schema.pages import ReasonDraft
from service.meetings.schema.plans import ApprovalDraft, PlanChange, PlanDraft, PlannedDraft
from service.web.api import PREFIX, accepts, described, or_present, returns
from service.web.guard import requires
from service.web.shapes import verdict_record

PLANS = Blueprint("api_year_plans", __name__, url_prefix=f"{PREFIX}/<slug>")
OF_BODY, ONE, LINE = "/bodies/<int:body_id>/plans", "/plans/<int:plan_id>", "/planned/<int:planned_id>"


def told(row: YearPlan) -> dict[str, Any]:
    """A plan with both conditions."""
    adopted = plans.adoption(g.scope, row)
    return {
        **columns(row),
        "adopted_on": adopted.day if adopted else None,
        "adopted_at": adopted.meeting_id if adopted else None,
        "in_force": adopted is not None and row.approved_on is not None,
    }


def _line(row: PlannedMeeting, meeting: Any = None, held: Any = None) -> dict[str, Any]:
    found = held or meeting
    return {
        **columns(row),
        "meeting_id": found.id if found else None,
        "held_on": held.day if held else None,
    }


@PLANS.get(OF_BODY)
@requires(MeetingsPermission.READ)
@returns(years.PlanRecord(), many=True, summary=N_("Планы органа, последний год первым"))
def listing(body_id: int) -> Any:
    """Plans of a body."""
    bodies.body(g.scope, body_id)
    return [told(row) for row in plans.plans_of(g.scope, body_id)]


@PLANS.post(OF_BODY)
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=PlanDraft())
@returns(years.PlanRecord(), status=201, summary=N_("Внести план на год с намеченными заседаниями"))
def create(body_id: int, body: dict[str, Any]) -> Any:
    """Enter the plan of a year."""
    return told(fresh(planning.create_plan(g.scope, body_id, body)))


@PLANS.get(ONE)
@requires(MeetingsPermission.READ)
@returns(years.PlanCard(), summary=N_("План на год: заседания и что говорит положение"))
def get(plan_id: int) -> Any:
    """A plan with its meetings and the verdicts of its year."""
    row = plans.plan(g.scope, plan_id)
    view = plans.year_view(g.scope, bodies.body(g.scope, row.body_id), row.year)
    return {
        **told(row),
        "meetings": [_line(one.row, one.meeting, one.held) for one in view.rows],
        "verdicts": [verdict_record(one) for one in view.verdicts],
    }


@PLANS.put(ONE)
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=PlanChange())
@returns(years.PlanRecord(), summary=N_("Изменить прогноз и задачи плана"))
def change(plan_id: int, body: dict[str, Any]) -> Any:
    """Change the words of a plan."""
    return or_present(
        lambda: told(fresh(planning.change_plan(g.scope, plan_id, body))),
        lambda: years.PlanRecord().dump(told(plans.plan(g.scope, plan_id))),
    )


@PLANS.post(f"{ONE}/meetings")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=PlannedDraft())
@returns(
    years.PlannedRecord(),
    status=201,
    summary=N_("Добавить заседание в план"),
    about=N_("Принятый или утверждённый план после этого принимают и утверждают заново."),
)
def add(plan_id: int, body: dict[str, Any]) -> Any:
    """Put a meeting into a plan."""
    return _line(fresh(planning.add_meeting(g.scope, plan_id, body)))


@PLANS.put(LINE)
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=PlannedDraft())
@returns(years.PlannedRecord(), summary=N_("Изменить заседание в плане"))
def change_line(planned_id: int, body: dict[str, Any]) -> Any:
    """Change a planned meeting."""
    return or_present(
        lambda: _line(fresh(planning.change_meeting(g.scope, planned_id, body))),
        lambda: years.PlannedRecord().dump(_line(plans.planned_meeting(g.scope, planned_id))),
    )


@PLANS.delete(LINE)
@requires(MeetingsPermission.TAKE_PART)
@described(status=204, summary=N_("Убрать заседание из плана"))
def remove(planned_id: int) -> Response:
    """Take a meeting out of a plan."""
    planning.remove_meeting(g.scope, planned_id)
    return Response(status=204)


@PLANS.post(f"{ONE}/approve")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=ApprovalDraft())
@returns(years.PlanRecord(), summary=N_("Утвердить принятый план, за председателя"))
def approve(plan_id: int, body: dict[str, Any]) -> Any:
    """Approve a plan after it was adopted."""
    return told(fresh(planning.approve(g.scope, plan_id, body)))


@PLANS.post(f"{ONE}/return")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=ReasonDraft())
@returns(years.PlanRecord(), summary=N_("Вернуть план с причиной"))
def send_back(plan_id: int, body: dict[str, Any]) -> Any:
    """Return a plan with a reason."""
    return told(fresh(planning.send_back(g.scope, plan_id, body["reason"])))
