"""The way of a plan from a draft to its end (согласование, утверждение и закрытие плана)."""

from datetime import date

from service.core.errors import Conflict, Invalid
from service.core.language import N_
from service.plans import queries
from service.plans.actions.releasing import given
from service.plans.model import ServicePlan
from service.plans.names import EVENT_OF, STEPS, PlansPermission
from service.tenancy.scope import Scope

OUT_OF_TURN = N_("План сейчас в другом состоянии: обновите страницу.")
EMPTY = N_("В плане нет ни одного мероприятия: согласовывать нечего.")
BROKEN = N_("План не утвердить: %(said)s Основание: %(clause)s.")
LATE = N_("Дата приказа ещё не наступила.")
RIGHTS = {
    "agree": PlansPermission.WRITE,
    "withdraw": PlansPermission.WRITE,
    "approve": PlansPermission.APPROVE,
    "close": PlansPermission.WRITE,
}


def step(scope: Scope, plan_id: int, name: str, version: int | None = None) -> ServicePlan:
    """Take a plan one step further or back; raises Conflict when it stands elsewhere."""
    plan = _begin(scope, plan_id, name, version)
    if name == "agree" and not queries.report_of(scope, plan_id).count.planned:
        raise Invalid(EMPTY)
    ended = _end(scope, plan, name)
    if name == "close":
        given(scope, ended)
    return ended


def approve(scope: Scope, plan_id: int, number: str, on: date, version: int | None = None) -> ServicePlan:
    """Approve a plan by an act; a hard rule that the plan breaks refuses, a soft one is shown and kept."""
    plan = _begin(scope, plan_id, "approve", version)
    if on > scope.today:
        raise Invalid(LATE)
    found = queries.report_of(scope, plan_id)
    for verdict in found.refusing:
        refusal = Invalid(BROKEN, said=verdict.message, clause=verdict.clause)
        refusal.verdict = verdict
        raise refusal
    plan.act_number, plan.act_date = number, on
    ended = _end(scope, plan, "approve", broken=len(found.broken))
    given(scope, ended)
    return ended


def _begin(scope: Scope, plan_id: int, name: str, version: int | None) -> ServicePlan:
    scope.allow(RIGHTS[name])
    plan = queries.plan(scope, plan_id)
    if version is not None and version != plan.version or plan.state != STEPS[name][0]:
        raise Conflict(OUT_OF_TURN, current=plan)
    return plan


def _end(scope: Scope, plan: ServicePlan, name: str, **detail: int) -> ServicePlan:
    plan.state = str(STEPS[name][1])
    scope.record(EVENT_OF[name], plan, fields=["state"], detail=detail)
    return plan
