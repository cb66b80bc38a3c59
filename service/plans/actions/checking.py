"""What a plan and its items are checked by before they are written (проверка плана)."""

from typing import Any

from sqlalchemy import inspect

from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.plans.model import ServicePlan, ServicePlanItem
from service.plans.names import ANALYSIS, ITEM, ItemState, PlanState
from service.plans.rules import judged, unknown
from service.rules.message import Message
from service.rules.verdict import Severity, Status, Verdict
from service.tenancy.scope import Scope

NOT_OFFERED = N_("Таких значений в перечнях положения нет: %(marks)s.")
BROKEN = N_("%(title)s: %(said)s Основание: %(clause)s.")
NO_TERM = N_("Укажите месяц, квартал или даты.")
NO_DAY = N_("Укажите дату проведения или отмены.")
NO_REASON = N_("Отменённому мероприятию нужно основание.")
CLOSED = N_("План закрыт: его мероприятия больше не меняются.")
NEEDS_REASON = N_(
    "План утверждён: изменение мероприятия вносится с новым основанием, например номером приказа."
)
KEPT = N_("План утверждён: мероприятие не удаляют, а отменяют с основанием.")
SETTLED = N_("План уже согласован: это поле меняют, вернув план в проект.")
NOT_DRAFT = N_("Удаляют только проект плана.")
DOING = frozenset({"state", "state_on", "result", "event_id", "reason", "version"})
"""Fields of an item by which an approved plan is carried out, not changed."""
HEAD = ("title", "year", "basis", "unit")


def check_plan(scope: Scope, row: Any, removing: bool) -> None:
    """Refuse what may not be done with a plan in its state, and marks of the analysis that break a rule."""
    plan: ServicePlan = row
    if plan.state not in (None, PlanState.DRAFT):
        if removing:
            raise Invalid(NOT_DRAFT)
        changed = changes(plan)
        refused = tuple(FieldProblem(name, SETTLED) for name in HEAD if name in changed)
        if refused:
            raise Invalid(fields=refused)
    if not removing:
        check_marks(scope, ANALYSIS, "analysis_marks", plan.analysis_marks)


def check_item(scope: Scope, row: Any, removing: bool) -> None:
    """Refuse an item without a term, with marks that break a hard rule, or silent in an approved plan."""
    item: ServicePlanItem = row
    _by_state_of_plan(scope, item, removing)
    if removing:
        return
    if not any((item.month, item.quarter, item.starts_on)):
        raise Invalid(fields=(FieldProblem("month", NO_TERM),))
    if item.state in (ItemState.DONE, ItemState.CANCELLED) and item.state_on is None:
        raise Invalid(fields=(FieldProblem("state_on", NO_DAY),))
    if item.state == ItemState.CANCELLED and not item.reason:
        raise Invalid(fields=(FieldProblem("reason", NO_REASON),))
    check_marks(scope, ITEM, "marks", item.marks)


def check_marks(scope: Scope, on: str, field: str, marks: list[str]) -> None:
    """Refuse marks that no list offers, or that break a hard rule; a soft one only marks the record."""
    strange = unknown(scope.profile, on, marks)
    if strange:
        raise Invalid(fields=(FieldProblem(field, NOT_OFFERED, {"marks": ", ".join(strange)}),))
    for one, verdict in judged(scope.profile, on, marks):
        if verdict.status is Status.FAIL and verdict.severity is Severity.HARD:
            raise Refused(field, one.rule.title, verdict)


class Refused(Invalid):
    """Marks that break a hard rule; carries the verdict with its clause."""

    code = "rule_broken"

    def __init__(self, field: str, title: str, verdict: Verdict) -> None:
        params = {"title": title, "said": verdict.message or Message(""), "clause": verdict.clause}
        super().__init__(fields=(FieldProblem(field, BROKEN, params),))
        self.verdict = verdict


def changes(row: Any) -> set[str]:
    """Names of the columns that are about to change."""
    state = inspect(row)
    return {one.key for one in state.attrs if one.history.has_changes()}


def _by_state_of_plan(scope: Scope, item: ServicePlanItem, removing: bool) -> None:
    for plan in _plans(scope, item):
        if plan.state == PlanState.CLOSED:
            raise Invalid(fields=(FieldProblem("plan_id", CLOSED),))
        if plan.state != PlanState.APPROVED:
            continue
        if removing:
            raise Invalid(KEPT)
        changed = changes(item)
        if changed - DOING and not ("reason" in changed and item.reason):
            raise Invalid(fields=(FieldProblem("reason", NEEDS_REASON),))


def _plans(scope: Scope, item: ServicePlanItem) -> list[ServicePlan]:
    """The plan of an item, and the one it is taken from."""
    before = inspect(item).attrs.plan_id.history.deleted
    ids = [one for one in (item.plan_id, *before) if one is not None]
    found = [scope.db.get(ServicePlan, (scope.tenant.id, one)) for one in dict.fromkeys(ids)]
    return [one for one in found if one is not None]
