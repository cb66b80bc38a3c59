"""Reads of proposals for agendas."""

from sqlalchemy import func, select

from service.core.paging import Page, Paging
from service.meetings.model.agenda import AgendaProposal
from service.tenancy.scope import Scope


def proposals(scope: Scope, body_id: int, paging: Paging) -> Page[AgendaProposal]:
    """Proposals to a body, the latest first."""
    chosen = select(AgendaProposal).where(AgendaProposal.body_id == body_id)
    total = scope.db.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
    ordered = chosen.order_by(AgendaProposal.submitted_at.desc(), AgendaProposal.id.desc())
    found = scope.db.execute(ordered.limit(paging.size).offset(paging.offset)).scalars().all()
    return Page(found, total, paging)
