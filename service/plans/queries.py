"""Reads of plans: one plan, its items as the report needs them."""

from sqlalchemy import select

from service.core.errors import NotFound
from service.plans.counting import Held, held
from service.plans.model import ServicePlan, ServicePlanItem
from service.plans.rules import ItemFacts, Report, report
from service.tenancy.model import Tenant
from service.tenancy.scope import Scope


def plan(scope: Scope, plan_id: int) -> ServicePlan:
    """One plan; raises NotFound, the same whether it is absent or another tenant's."""
    found = scope.db.execute(
        select(ServicePlan).where(ServicePlan.tenant_id == scope.tenant.id, ServicePlan.id == plan_id)
    ).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def items(scope: Scope, plan_id: int) -> list[ItemFacts]:
    """The items of a plan, in one statement."""
    chosen = select(
        ServicePlanItem.id,
        ServicePlanItem.title,
        ServicePlanItem.state,
        ServicePlanItem.marks,
        ServicePlanItem.unit,
    ).where(ServicePlanItem.tenant_id == scope.tenant.id, ServicePlanItem.plan_id == plan_id)
    rows = scope.db.execute(chosen.order_by(ServicePlanItem.id))
    return [ItemFacts(row.id, row.title, row.state, tuple(row.marks), row.unit or "") for row in rows]


def report_of(scope: Scope, plan_id: int) -> Report:
    """The coverage of one plan under the rules of today."""
    return report(scope.profile, items(scope, plan_id))


def held_of(scope: Scope, plan_id: int, found: Report) -> dict[str, tuple[Held, ...]]:
    """What registers hold in the plan's year for the values that the profile lets them count to."""
    return held(scope, plan(scope, plan_id), (line.value for part in found.parts for line in part.lines))


def region_of(scope: Scope) -> Tenant | None:
    """The region that a municipality belongs to."""
    return scope.db.get(Tenant, scope.tenant.region_id) if scope.tenant.region_id else None
