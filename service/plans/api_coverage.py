"""The API of plans side by side, the twin of the page of coverage."""

from typing import Any

from flask import Blueprint, g

from service.core.language import N_
from service.plans.actions.releasing import release
from service.plans.below import heat
from service.plans.names import PlansPermission
from service.plans.schema import PlanCoverageAnswer, PlanStateRecord, PlanYearQuestion
from service.web.api import PREFIX, accepts, returns
from service.web.guard import requires

blueprint = Blueprint("api_plan_coverage", __name__, url_prefix=f"{PREFIX}/<slug>/service-plans")


@blueprint.get("/coverage")
@requires(PlansPermission.READ)
@accepts(query=PlanYearQuestion())
@returns(
    PlanCoverageAnswer(),
    summary=N_("Охват планов: муниципалитеты по клеткам двух перечней"),
    about=N_("Регион видит переданное его муниципалитетами, район – то, что передал сам."),
)
def coverage(query: dict[str, Any]) -> dict[str, Any]:
    """Released counts of a year."""
    told = heat(g.scope, query.get("year"))
    cells = told.axes.cells if told.axes else ()
    return {
        "year": told.year,
        "years": list(told.years),
        "clause": told.axes.rule.clause if told.axes else "",
        "municipalities": [
            {
                "tenant": one.slug,
                "name": one.name,
                "approved_on": one.approved_on,
                "published_at": one.published_at,
                "cells": [
                    {
                        "row": cell[0].mark,
                        "column": cell[1].mark,
                        "planned": one.count(cell).planned,
                        "done": one.count(cell).done,
                    }
                    for cell in cells
                    if one.approved_on
                ],
            }
            for one in told.rows
        ],
    }


@blueprint.post("/<int:plan_id>/release")
@requires(PlansPermission.WRITE)
@returns(PlanStateRecord(), summary=N_("Передать региону охват утверждённого плана"))
def release_now(plan_id: int) -> dict[str, Any]:
    """Give the region the present counts of an approved plan."""
    row = release(g.scope, plan_id)
    return {name: getattr(row, name) for name in ("id", "version", "state", "act_number", "act_date")}
