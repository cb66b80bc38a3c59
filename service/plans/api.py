"""The API of a plan beside its register: its report and its steps."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, g

from service.core.language import N_
from service.plans import queries
from service.plans.actions.stepping import approve, step
from service.plans.model import ServicePlan
from service.plans.names import PlansPermission
from service.plans.rules import Matrix
from service.plans.schema import PlanApprovalDraft, PlanReportRecord, PlanStateRecord, PlanStepDraft
from service.web.api import PREFIX, accepts, matched, or_present, returns
from service.web.guard import requires
from service.web.shapes import verdict_record

blueprint = Blueprint("api_plan_steps", __name__, url_prefix=f"{PREFIX}/<slug>/service-plans/<int:plan_id>")
STATED = PlanStateRecord()


@blueprint.get("/report")
@requires(PlansPermission.READ)
@returns(
    PlanReportRecord(),
    summary=N_("Охват плана службы: мероприятия по каждому перечню положения"),
    about=N_("Значение без мероприятий стоит с нулём. Мероприятия значения даёт список с отбором по marks."),
)
def report(plan_id: int) -> dict[str, Any]:
    """The coverage of a plan."""
    queries.plan(g.scope, plan_id)
    found = queries.report_of(g.scope, plan_id)
    held = queries.held_of(g.scope, plan_id, found)
    above = queries.region_of(g.scope)
    return {
        "region": above.slug if above else None,
        "planned": found.count.planned,
        "done": found.count.done,
        "cancelled": found.cancelled,
        "lists": [
            {
                "list": part.listing.id,
                "title": part.listing.title,
                "clause": part.labelling.rule.clause,
                "rule": part.labelling.rule.id,
                "take": part.labelling.take,
                "values": [
                    {
                        "mark": line.value.mark,
                        "title": line.value.title,
                        "planned": line.count.planned,
                        "done": line.count.done,
                        "held": {one.register: one.number for one in held.get(line.value.mark, ())},
                    }
                    for line in part.lines
                ],
                "cells": _cells(part.matrix) if part.matrix else [],
            }
            for part in found.parts
        ],
        "verdicts": [verdict_record(one) for one in found.covered],
        "broken": [
            {"item_id": one.item.id, "title": one.item.title, "verdict": verdict_record(one.verdict)}
            for one in found.broken
        ],
    }


@blueprint.post("/agree")
@requires(PlansPermission.WRITE)
@accepts(body=PlanStepDraft())
@returns(STATED, summary=N_("Согласовать план службы"))
def agree(plan_id: int, body: dict[str, Any]) -> dict[str, Any]:
    """Say that the plan is ready for an approval."""
    return _stated(plan_id, lambda: step(g.scope, plan_id, "agree", _seen(body)))


@blueprint.post("/withdraw")
@requires(PlansPermission.WRITE)
@accepts(body=PlanStepDraft())
@returns(STATED, summary=N_("Вернуть план службы в проект"))
def withdraw(plan_id: int, body: dict[str, Any]) -> dict[str, Any]:
    """Make a draft of the plan again."""
    return _stated(plan_id, lambda: step(g.scope, plan_id, "withdraw", _seen(body)))


@blueprint.post("/approve")
@requires(PlansPermission.APPROVE)
@accepts(body=PlanApprovalDraft())
@returns(
    STATED,
    summary=N_("Утвердить план службы приказом"),
    about=N_("Нарушенное обязательное правило отказывает с пунктом, остальные остаются замечаниями отчёта."),
)
def approve_now(plan_id: int, body: dict[str, Any]) -> dict[str, Any]:
    """Approve the plan by an act."""
    number, on = body["act_number"], body["act_date"]
    return _stated(plan_id, lambda: approve(g.scope, plan_id, number, on, _seen(body)))


@blueprint.post("/close")
@requires(PlansPermission.WRITE)
@accepts(body=PlanStepDraft())
@returns(STATED, summary=N_("Закрыть план службы"))
def close(plan_id: int, body: dict[str, Any]) -> dict[str, Any]:
    """Close the plan of a year that is over."""
    return _stated(plan_id, lambda: step(g.scope, plan_id, "close", _seen(body)))


def _seen(body: dict[str, Any]) -> int | None:
    seen: int | None = body["version"]
    return matched() if seen is None else seen


def _stated(plan_id: int, act: Callable[[], ServicePlan]) -> dict[str, Any]:
    def done() -> dict[str, Any]:
        row = act()
        g.scope.db.flush()
        g.scope.db.refresh(row)
        return _state(row)

    stated: dict[str, Any] = or_present(done, lambda: STATED.dump(_state(queries.plan(g.scope, plan_id))))
    return stated


def _state(row: ServicePlan) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("id", "version", "state", "act_number", "act_date")}


def _cells(matrix: Matrix) -> list[dict[str, Any]]:
    return [
        {
            "row": row.mark,
            "column": column.mark,
            "functions": matrix.functions.get((row.mark, column.mark), 0),
            "planned": matrix.cell(row, column).planned,
            "done": matrix.cell(row, column).done,
        }
        for row in matrix.rows
        for column in matrix.columns
    ]
