"""Reads of what follows decisions: assignments, dispatches to the authority, requests for information."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from service.core.paging import Page, Paging
from service.documents import files
from service.documents.model import StoredFile
from service.meetings.model.agenda import AgendaItem
from service.meetings.model.bodies import Body
from service.meetings.model.following import Assignment, Dispatch, DispatchPaper, InformationRequest
from service.meetings.model.meetings import Meeting
from service.meetings.model.voting import Decision
from service.meetings.queries.row import row_of
from service.people.model.persons import Person
from service.tenancy.scope import Scope


@dataclass(frozen=True)
class Given:
    """An assignment with its decision, body and the name of whoever must do it."""

    row: Assignment
    decision: Decision
    meeting: Meeting
    body: Body
    owner: str

    def overdue(self, day: date) -> bool:
        """Whether it is open after its day."""
        return self.row.state == "open" and self.row.due_on < day


@dataclass(frozen=True)
class Outgoing:
    """A dispatch with its decision and body."""

    row: Dispatch
    decision: Decision
    body: Body

    def unanswered(self, day: date) -> bool:
        """Whether the answer is overdue; that breaks no duty of the body's own (edge 66)."""
        return self.row.answered_on is None and self.row.answer_due < day


def assignment(scope: Scope, assignment_id: int, *, locked: bool = False) -> Assignment:
    """One assignment; raises NotFound."""
    return row_of(scope, Assignment, assignment_id, locked=locked)


def _given() -> Any:
    return (
        select(Assignment, Decision, Meeting, Body, Person)
        .join(Decision, Decision.id == Assignment.decision_id)
        .join(AgendaItem, AgendaItem.id == Decision.item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(Body, Body.id == Meeting.body_id)
        .outerjoin(Person, Person.id == Assignment.owner_id)
        .order_by(Assignment.due_on, Assignment.id)
    )


def assignments(
    scope: Scope,
    paging: Paging,
    *,
    owner_id: int | None = None,
    state: str = "",
    due_before: date | None = None,
    decision_id: int | None = None,
) -> Page[Given]:
    """Assignments by their day: all, one person's, of a state, due before a day, of a decision."""
    chosen = _given()
    if owner_id is not None:
        chosen = chosen.where(Assignment.owner_id == owner_id)
    if state:
        chosen = chosen.where(Assignment.state == state)
    if due_before is not None:
        chosen = chosen.where(Assignment.state == "open", Assignment.due_on < due_before)
    if decision_id is not None:
        chosen = chosen.where(Assignment.decision_id == decision_id)
    counted = select(func.count()).select_from(
        chosen.with_only_columns(Assignment.id).order_by(None).subquery()
    )
    rows = scope.db.execute(chosen.limit(paging.size).offset(paging.offset))
    return Page([_read(*row) for row in rows], scope.db.execute(counted).scalar_one(), paging)


def overdue(scope: Scope, body_id: int, day: date) -> list[Given]:
    """Assignments of a body that are open past their day."""
    chosen = _given().where(Body.id == body_id, Assignment.state == "open", Assignment.due_on < day)
    return [_read(*row) for row in scope.db.execute(chosen)]


def _read(row: Assignment, decision: Decision, meeting: Meeting, body: Body, person: Person | None) -> Given:
    return Given(row, decision, meeting, body, person.full_name if person else row.owner or "")


def dispatch(scope: Scope, dispatch_id: int) -> Dispatch:
    """One dispatch; raises NotFound."""
    return row_of(scope, Dispatch, dispatch_id)


def dispatched(scope: Scope, dispatch_ids: Collection[int]) -> Mapping[int, DispatchPaper]:
    """The papers of dispatches as they were sent; those sent before papers were kept have none."""
    chosen = select(DispatchPaper).where(DispatchPaper.dispatch_id.in_(dispatch_ids))
    return {one.dispatch_id: one for one in scope.db.execute(chosen).scalars()}


def sent_paper(scope: Scope, dispatch_id: int, form: str) -> StoredFile | None:
    """The stored letter with the extract as `pdf` or `docx`; raises Conflict where its digest fails."""
    kept = dispatched(scope, [dispatch(scope, dispatch_id).id]).get(dispatch_id)
    if kept is None:
        return None
    of = (kept.pdf_id, kept.pdf_sha256) if form == "pdf" else (kept.docx_id, kept.docx_sha256)
    return files.demand_intact(files.stored(scope, of[0]), of[1])


def dispatches(scope: Scope, paging: Paging, *, unanswered_on: date | None = None) -> Page[Outgoing]:
    """Dispatches, the latest first; with a day only those whose answer is overdue then."""
    chosen = (
        select(Dispatch, Decision, Body)
        .join(Decision, Decision.id == Dispatch.decision_id)
        .join(AgendaItem, AgendaItem.id == Decision.item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(Body, Body.id == Meeting.body_id)
    )
    if unanswered_on is not None:
        chosen = chosen.where(Dispatch.answered_on.is_(None), Dispatch.answer_due < unanswered_on)
    counted = select(func.count()).select_from(chosen.with_only_columns(Dispatch.id).subquery())
    rows = scope.db.execute(
        chosen.order_by(Dispatch.sent_on.desc(), Dispatch.id.desc()).limit(paging.size).offset(paging.offset)
    )
    return Page([Outgoing(*row) for row in rows], scope.db.execute(counted).scalar_one(), paging)


def requests(
    scope: Scope, paging: Paging, *, body_id: int | None = None, unanswered: bool = False
) -> Page[tuple[InformationRequest, Body]]:
    """Requests for information with their bodies, the latest first."""
    chosen = select(InformationRequest, Body).join(Body, Body.id == InformationRequest.body_id)
    if body_id is not None:
        chosen = chosen.where(InformationRequest.body_id == body_id)
    if unanswered:
        chosen = chosen.where(InformationRequest.answered_on.is_(None))
    counted = select(func.count()).select_from(chosen.with_only_columns(InformationRequest.id).subquery())
    rows = scope.db.execute(
        chosen.order_by(InformationRequest.sent_on.desc(), InformationRequest.id.desc())
        .limit(paging.size)
        .offset(paging.offset)
    )
    return Page([(row, body) for row, body in rows], scope.db.execute(counted).scalar_one(), paging)


def request(scope: Scope, request_id: int) -> InformationRequest:
    """One request for information; raises NotFound."""
    return row_of(scope, InformationRequest, request_id)


def open_requests(scope: Scope, body_id: int) -> Sequence[InformationRequest]:
    """Requests of a body that wait for an answer: they stand on the draft of its next agenda (LU2 3.1.3)."""
    chosen = select(InformationRequest).where(
        InformationRequest.body_id == body_id, InformationRequest.answered_on.is_(None)
    )
    return scope.db.execute(chosen.order_by(InformationRequest.sent_on)).scalars().all()
