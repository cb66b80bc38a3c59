"""What is coming (ближайшее): meetings and deadlines of the tenant's bodies by day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    Text,
    cast,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
    true,
    union_all,
)

from service.core.paging import Page, Paging
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting, MeetingDeadline
from service.meetings.model.minutes import Minutes
from service.meetings.names import MeetingsPermission
from service.meetings.queries.meetings import at
from service.meetings.queries.rights import BODY
from service.meetings.queries.sittings import KEEPERS, UNSAID
from service.meetings.rules.states import OVER, SITTING
from service.tenancy.scope import Scope

AHEAD = 60
MEETING, DEADLINE = "meeting", "deadline"
_SIGNED = frozenset({"minutes_signed", "distributed", "archived"})
DONE_IN: Mapping[str, frozenset[str]] = {
    "agenda_cutoff": OVER | SITTING | {"agenda_final", "balloting", "ballots_closed"},
    "sheets_due": OVER | {"ballots_closed"},
    "minutes_draft": _SIGNED,
    "minutes_sign": _SIGNED,
    "minutes_copy": _SIGNED - {"minutes_signed"},
}
"""States of a meeting in which what a deadline asks for has been done."""


@dataclass(frozen=True)
class Coming:
    """A meeting, or a deadline of one (`kind` is its code), on a day of the tenant."""

    what: str
    day: date
    at: datetime | None
    meeting_id: int
    body_id: int
    body: str
    kind: str
    state: str
    place: str | None


def upcoming(scope: Scope, paging: Paging, body_id: int | None = None) -> Page[Coming]:
    """Meetings and deadlines of the coming two months, the nearest first."""
    last = scope.today + timedelta(days=AHEAD)
    day = cast(func.timezone(scope.tenant.time_zone, Meeting.starts_at), Date)
    sat = _of(scope, body_id, literal(MEETING), day, Meeting.starts_at, Meeting.form, Meeting.place).where(
        Meeting.starts_at >= at(scope, scope.today, time.min),
        Meeting.starts_at < at(scope, last + timedelta(days=1), time.min),
    )
    due = (
        _of(
            scope,
            body_id,
            literal(DEADLINE),
            MeetingDeadline.due_on,
            MeetingDeadline.due_at,
            MeetingDeadline.kind,
            cast(literal(None), Text),
        )
        .join(MeetingDeadline, MeetingDeadline.meeting_id == Meeting.id)
        .where(
            MeetingDeadline.replaced_at.is_(None),
            MeetingDeadline.due_on.between(scope.today, last),
            Meeting.state.not_in(("cancelled", "no_quorum", "archived")),
            still_due(),
        )
    )
    both = union_all(sat, due).subquery()
    total = scope.db.execute(select(func.count()).select_from(both)).scalar_one()
    columns = both.c
    ordered = select(both).order_by(
        columns.day, columns.at.nulls_last(), columns.what, columns.meeting_id, columns.kind
    )
    rows = scope.db.execute(ordered.limit(paging.size).offset(paging.offset))
    return Page([Coming(**row) for row in rows.mappings()], total, paging)


def still_due() -> ColumnElement[bool]:
    """Whether what a deadline asks for is still to be done: signed minutes need no draft any more."""
    past = [(MeetingDeadline.kind == kind) & Meeting.state.in_(states) for kind, states in DONE_IN.items()]
    drafted = exists().where(
        Minutes.tenant_id == Meeting.tenant_id, Minutes.meeting_id == Meeting.id, Minutes.state != "draft"
    )
    return not_(or_(*past, (MeetingDeadline.kind == "minutes_draft") & drafted))


def _of(scope: Scope, body_id: int | None, *columns: ColumnElement[object]) -> Select[tuple[object, ...]]:
    """Meetings that the actor may know of: a draft is its keepers' own."""
    what, day, moment, kind, place = columns
    chosen = (
        select(
            what.label("what"),
            day.label("day"),
            moment.label("at"),
            Meeting.id.label("meeting_id"),
            Body.id.label("body_id"),
            Body.name.label("body"),
            kind.label("kind"),
            Meeting.state.label("state"),
            place.label("place"),
        )
        .join(Body, Body.id == Meeting.body_id)
        .where(Meeting.state.not_in(UNSAID) | known_early(scope))
    )
    return chosen if body_id is None else chosen.where(Meeting.body_id == body_id)


def known_early(scope: Scope) -> ColumnElement[bool]:
    """Whether a meeting is of a body that the actor keeps."""
    if scope.can(MeetingsPermission.KEEP):
        return true()
    kept = [one.body_id for one in scope.actor.offices if one.body == BODY and one.office in KEEPERS]
    return Meeting.body_id.in_([one for one in kept if one is not None])
