"""The hour that members were told (час извещения) stays where a zone moves: the instant follows it."""

from datetime import datetime

from sqlalchemy import select

from service.meetings.actions import deadlines, noticing
from service.meetings.model.meetings import Meeting
from service.meetings.model.notices import Notice
from service.meetings.names import MeetingsEvent
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries.notices import latest_of
from service.tenancy.scope import Scope

WAITING = ("noticed", "agenda_final")


def rezone(scope: Scope) -> int:
    """Set meetings to come by the wall clock of their notice and tell the members (council.md edge 79).

    Nothing differs until the rules of a zone change after a notice was made; returns how many did.
    """
    chosen = select(Meeting).where(Meeting.state.in_(WAITING), Meeting.starts_at > scope.now)
    waiting = scope.db.execute(chosen.order_by(Meeting.id).with_for_update()).scalars().all()
    told = latest_of(scope, [one.id for one in waiting])
    return sum(_set(scope, one, told[one.id]) for one in waiting if one.id in told)


def _set(scope: Scope, meeting: Meeting, notice: Notice) -> bool:
    starts = _told(scope, notice.content["starts_at"])
    sheets = _told(scope, notice.content["sheets_due_at"])
    if starts is None or (starts, sheets) == (meeting.starts_at, meeting.sheets_due_at):
        return False
    meeting.starts_at, meeting.sheets_due_at = starts, sheets
    scope.db.flush()
    body = body_reads.body(scope, meeting.body_id)
    deadlines.renew(scope, meeting, body)
    scope.record(MeetingsEvent.REZONED, meeting, fields=["starts_at"])
    noticing.tell(scope, meeting, body)
    return True


def _told(scope: Scope, said: str | None) -> datetime | None:
    """The instant that the wall clock of a notice means in the zone as it is now."""
    if said is None:
        return None
    wall = datetime.fromisoformat(said).replace(tzinfo=None)
    return reads.at(scope, wall.date(), wall.time())
