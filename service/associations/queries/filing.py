"""Reads of the centre's files (номенклатура дел): yearly plans and analyses, each with its case."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from service.associations.model.papers import AssociationAnalysis, FiledPaper
from service.associations.queries.listing import living
from service.core.errors import NotFound
from service.meetings.model.bodies import Body
from service.meetings.model.plans import YearPlan
from service.tenancy.scope import Scope

PLAN, ANALYSIS = "plan", "analysis"


@dataclass(frozen=True)
class Paper:
    """A yearly plan or analysis: whether it is finished, and its place in the files, if any."""

    body: Body
    paper: str
    done: bool
    filed: FiledPaper | None


def papers(scope: Scope, year: int) -> Sequence[Paper]:
    """The plan and the analysis of every association of a school year; four statements."""
    filed = {
        (row.body_id, row.paper): row
        for row in scope.db.execute(select(FiledPaper).where(FiledPaper.year == year)).scalars()
    }
    plans = select(YearPlan.body_id).where(YearPlan.year == year, YearPlan.approved_on.is_not(None))
    accepted = select(AssociationAnalysis.body_id).where(
        AssociationAnalysis.year == year, AssociationAnalysis.state == "accepted"
    )
    done = {PLAN: set(scope.db.execute(plans).scalars()), ANALYSIS: set(scope.db.execute(accepted).scalars())}
    return [
        Paper(body, paper, body.id in done[paper], filed.get((body.id, paper)))
        for body in living(scope, year)
        for paper in (PLAN, ANALYSIS)
    ]


def paper_of(scope: Scope, body_id: int, paper: str, year: int) -> Paper:
    """One of them; raises NotFound."""
    for one in papers(scope, year):
        if one.body.id == body_id and one.paper == paper:
            return one
    raise NotFound()
