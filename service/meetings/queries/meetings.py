"""Reads of meetings: one, many, agenda, deadlines, verdicts that were stored."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from service.core.paging import Page, Paging
from service.meetings.model.agenda import AgendaItem
from service.meetings.model.judged import Judged
from service.meetings.model.meetings import Meeting, MeetingDeadline
from service.meetings.queries.row import row_of
from service.meetings.rules.states import HELD
from service.tenancy.scope import Scope


def zone_of(scope: Scope) -> ZoneInfo:
    """The time zone in which the tenant's bodies sit."""
    return ZoneInfo(scope.tenant.time_zone)


def local(scope: Scope, moment: datetime) -> datetime:
    """A moment on the wall clock of the tenant."""
    return moment.astimezone(zone_of(scope))


def day_of(scope: Scope, meeting: Meeting) -> date:
    """The day of a meeting where its body sits."""
    return local(scope, meeting.starts_at).date()


def at(scope: Scope, day: date, hour: time) -> datetime:
    """The moment of a wall-clock time in the tenant's zone."""
    return datetime.combine(day, hour, zone_of(scope)).astimezone(UTC)


def meeting(scope: Scope, meeting_id: int, *, locked: bool = False) -> Meeting:
    """One meeting; `locked` keeps others waiting until the transaction ends. Raises NotFound."""
    return row_of(scope, Meeting, meeting_id, locked=locked)


def meetings(
    scope: Scope,
    paging: Paging,
    *,
    body_id: int | None = None,
    states: Collection[str] = (),
    since: date | None = None,
    until: date | None = None,
) -> Page[Meeting]:
    """Meetings, the latest first; `since` and `until` are days in the tenant's zone, both included."""
    chosen = select(Meeting)
    if body_id is not None:
        chosen = chosen.where(Meeting.body_id == body_id)
    if states:
        chosen = chosen.where(Meeting.state.in_(states))
    if since:
        chosen = chosen.where(Meeting.starts_at >= at(scope, since, time.min))
    if until:
        chosen = chosen.where(Meeting.starts_at < at(scope, until + timedelta(days=1), time.min))
    total = scope.db.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
    ordered = chosen.order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    found = scope.db.execute(ordered.limit(paging.size).offset(paging.offset)).scalars().all()
    return Page(found, total, paging)


def held(scope: Scope, body_id: int, since: date, until: date) -> Sequence[Meeting]:
    """Meetings of a body that took place within days, the earliest first."""
    chosen = select(Meeting).where(
        Meeting.body_id == body_id,
        Meeting.state.in_(HELD),
        Meeting.starts_at >= at(scope, since, time.min),
        Meeting.starts_at < at(scope, until + timedelta(days=1), time.min),
    )
    return scope.db.execute(chosen.order_by(Meeting.starts_at)).scalars().all()


def agenda(scope: Scope, meeting_id: int) -> Sequence[AgendaItem]:
    """Items of an agenda in their order."""
    chosen = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    return scope.db.execute(chosen.order_by(AgendaItem.number)).scalars().all()


def item(scope: Scope, item_id: int) -> AgendaItem:
    """One item of an agenda; raises NotFound."""
    return row_of(scope, AgendaItem, item_id)


def deadlines(scope: Scope, meeting_id: int, *, past: bool = False) -> Sequence[MeetingDeadline]:
    """Deadlines of a meeting in force; with `past` also those that a move replaced."""
    chosen = select(MeetingDeadline).where(MeetingDeadline.meeting_id == meeting_id)
    if not past:
        chosen = chosen.where(MeetingDeadline.replaced_at.is_(None))
    return scope.db.execute(chosen.order_by(MeetingDeadline.due_on, MeetingDeadline.id)).scalars().all()


def stored(scope: Scope, subject: str, subject_ids: Collection[int]) -> Sequence[Judged]:
    """Verdicts stored about something, in the order they were pronounced."""
    chosen = select(Judged).where(Judged.subject == subject, Judged.subject_id.in_(subject_ids))
    return scope.db.execute(chosen.order_by(Judged.id)).scalars().all()
