"""Reads of proposals for agendas, and what a question may be about."""

from datetime import datetime

from sqlalchemy import func, select

from service.core.paging import Page, paging
from service.meetings.model.agenda import AgendaProposal
from service.meetings.model.judged import Judged
from service.meetings.model.meetings import Meeting
from service.meetings.model.plans import YearPlan
from service.meetings.queries.meetings import local
from service.meetings.queries.row import row_of
from service.meetings.rules.states import BEFORE
from service.tenancy.scope import Scope


def one(scope: Scope, proposal_id: int) -> AgendaProposal:
    """One proposal; raises NotFound."""
    return row_of(scope, AgendaProposal, proposal_id)


def page(scope: Scope, body_id: int, number: object) -> Page[tuple[AgendaProposal, Judged | None]]:
    """Proposals to a body with the verdict of each, those without an outcome first."""
    asked = paging(number)
    total = scope.db.execute(
        select(func.count()).select_from(AgendaProposal).where(AgendaProposal.body_id == body_id)
    ).scalar_one()
    rows = scope.db.execute(
        select(AgendaProposal, Judged)
        .outerjoin(Judged, Judged.id == AgendaProposal.verdict_id)
        .where(AgendaProposal.body_id == body_id)
        .order_by(
            AgendaProposal.answered_on.is_not(None), AgendaProposal.submitted_at.desc(), AgendaProposal.id
        )
        .limit(asked.size)
        .offset(asked.offset)
    ).all()
    return Page([(row, judged) for row, judged in rows], total, asked)


def upcoming(scope: Scope, body_id: int) -> list[tuple[Meeting, datetime]]:
    """Meetings of a body whose agenda may still grow, the nearest first, with their local time."""
    chosen = select(Meeting).where(Meeting.body_id == body_id, Meeting.state.in_(BEFORE))
    found = scope.db.execute(chosen.order_by(Meeting.starts_at).limit(50)).scalars()
    return [(row, local(scope, row.starts_at)) for row in found]


def open_plans(scope: Scope, body_id: int) -> list[tuple[int, str]]:
    """Plans of a body that a question may adopt."""
    chosen = select(YearPlan).where(YearPlan.body_id == body_id, YearPlan.approved_on.is_(None))
    found = scope.db.execute(chosen.order_by(YearPlan.year.desc()).limit(10)).scalars()
    return [(row.id, str(row.year)) for row in found]
