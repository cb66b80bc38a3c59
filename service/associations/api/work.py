"""The API of an association's year: plan and its steps, visits, proposals, the analysis."""

from typing import Any

from flask import Blueprint, g

from service.associations.actions import analysing, following, planning
from service.associations.api.associations import fresh
from service.associations.api.shapes import (
    AnalysisRecord,
    PlanStepRecord,
    ProposalRecord,
    VisitRecord,
    YearPlanRecord,
    YearQuestion,
)
from service.associations.names import AssociationsPermission
from service.associations.queries import kept
from service.associations.queries import listing as reads
from service.associations.schema import (
    AnalysisDraft,
    AssociationAnswerDraft,
    ForecastDraft,
    ReviewDraft,
    StepDraft,
    YearDraft,
)
from service.core.errors import NotFound
from service.core.language import N_
from service.web.api import PREFIX, accepts, returns
from service.web.guard import requires

work = Blueprint("api_association_years", __name__, url_prefix=f"{PREFIX}/<slug>/associations")
ONE = "/<int:body_id>"
READ = AssociationsPermission.READ


@work.put(f"{ONE}/plan")
@requires(AssociationsPermission.TAKE_PART)
@accepts(body=ForecastDraft())
@returns(YearPlanRecord(), summary=N_("Открыть план года или записать прогноз"))
def plan(body_id: int, body: dict[str, Any]) -> Any:
    """Open the plan of a year, or write its forecast."""
    return fresh(planning.set_forecast(g.scope, body_id, body["year"], body["forecast"]))


@work.post(f"{ONE}/plan/steps")
@requires(AssociationsPermission.TAKE_PART)
@accepts(body=StepDraft())
@returns(PlanStepRecord(), status=201, summary=N_("Принять, согласовать или вернуть план"))
def step(body_id: int, body: dict[str, Any]) -> Any:
    """Adopt, agree or return the plan of a year."""
    return fresh(planning.take_step(g.scope, body_id, body))


@work.post(f"{ONE}/visits/<int:record_id>/close")
@requires(AssociationsPermission.TAKE_PART)
@returns(VisitRecord(), summary=N_("Закрыть посещение урока"))
def close_visit(body_id: int, record_id: int) -> Any:
    """Close a visit with both analyses."""
    return fresh(following.close_visit(g.scope, body_id, record_id))


@work.post(f"{ONE}/proposals/<int:record_id>/answer")
@requires(AssociationsPermission.TAKE_PART)
@accepts(body=AssociationAnswerDraft())
@returns(ProposalRecord(), summary=N_("Передать предложение или ответить на него"))
def answer(body_id: int, record_id: int, body: dict[str, Any]) -> Any:
    """Pass a proposal on, or answer it."""
    return fresh(following.answer(g.scope, body_id, record_id, body))


@work.get(f"{ONE}/analysis")
@requires(READ)
@accepts(query=YearQuestion())
@returns(AnalysisRecord(), summary=N_("Анализ за учебный год"))
def analysis(body_id: int, query: dict[str, Any]) -> Any:
    """Get the analysis of a school year."""
    body = reads.association(g.scope, body_id)
    row = kept.analysis(g.scope, body.id, query.get("year") or reads.present_year(g.scope))
    if row is None:
        raise NotFound()
    return row


@work.put(f"{ONE}/analysis")
@requires(AssociationsPermission.TAKE_PART)
@accepts(body=AnalysisDraft())
@returns(AnalysisRecord(), summary=N_("Записать анализ"))
def write_analysis(body_id: int, body: dict[str, Any]) -> Any:
    """Write what the leader says of the year."""
    return fresh(analysing.write(g.scope, body_id, body))


@work.post(f"{ONE}/analysis/submit")
@requires(AssociationsPermission.TAKE_PART)
@accepts(body=YearDraft())
@returns(AnalysisRecord(), summary=N_("Сдать анализ"))
def submit(body_id: int, body: dict[str, Any]) -> Any:
    """Submit the analysis with the figures of today."""
    return fresh(analysing.submit(g.scope, body_id, body["year"]))


@work.post(f"{ONE}/analysis/review")
@requires(AssociationsPermission.TAKE_PART)
@accepts(body=ReviewDraft())
@returns(AnalysisRecord(), summary=N_("Принять или вернуть анализ"))
def review(body_id: int, body: dict[str, Any]) -> Any:
    """Accept the analysis, or return it."""
    return fresh(analysing.review(g.scope, body_id, body))
