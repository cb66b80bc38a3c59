"""Giving the region what it may see of a plan (передача охвата плана): counts of cells, nothing else."""

from sqlalchemy import delete

from service.core.errors import Invalid
from service.core.language import N_
from service.plans import queries
from service.plans.heat import axes
from service.plans.model import PlanCell, ServicePlan
from service.plans.names import PlansEvent, PlansPermission, PlanState
from service.tenancy.scope import Scope

NOT_YET = N_("Региону передают охват утверждённого плана.")
NO_MATRIX = N_("Положение не называет двух перечней, по которым регион сравнивает планы: передавать нечего.")
READY = (PlanState.APPROVED, PlanState.CLOSED)


def release(scope: Scope, plan_id: int) -> ServicePlan:
    """Put the present counts of an approved plan in the place of what the region saw before."""
    scope.allow(PlansPermission.WRITE)
    plan = queries.plan(scope, plan_id)
    if plan.state not in READY:
        raise Invalid(NOT_YET)
    if not given(scope, plan):
        raise Invalid(NO_MATRIX)
    return plan


def given(scope: Scope, plan: ServicePlan) -> int:
    """Replace the released cells of a plan; how many there are, none where nobody compares plans."""
    if plan.act_date is None or not comparable(scope):
        return 0
    found = queries.report_of(scope, plan.id)
    rows = [
        PlanCell(
            plan_id=plan.id,
            year=plan.year,
            approved_on=plan.act_date,
            published_at=scope.now,
            row_mark=row.mark,
            column_mark=column.mark,
            planned=part.matrix.cell(row, column).planned,
            done=part.matrix.cell(row, column).done,
        )
        for part in found.parts
        if part.matrix and not part.matrix.by_unit
        for row in part.matrix.rows
        for column in part.matrix.columns
    ]
    scope.db.execute(delete(PlanCell).where(PlanCell.plan_id == plan.id))
    scope.db.add_all(rows)
    scope.db.flush()
    scope.record(PlansEvent.RELEASED, plan, detail={"cells": len(rows)})
    return len(rows)


def comparable(scope: Scope) -> bool:
    """Whether this is a municipality of a region under rules that name two lists of a table."""
    tenant = scope.tenant
    return tenant.kind == "municipality" and tenant.region_id is not None and axes(scope.profile) is not None
