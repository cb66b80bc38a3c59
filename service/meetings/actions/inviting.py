"""Association leaders at the council (руководители объединений): invited, their attendance kept."""

from sqlalchemy import select

from service.core.errors import Conflict, NotFound
from service.core.language import N_
from service.meetings.actions.calling import found
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.model.presence import Participation, PresenceInterval
from service.meetings.names import MeetingsEvent
from service.meetings.policy import MeetingPolicy
from service.meetings.queries.bodies import Composition
from service.meetings.queries.leaders import LEADER, leaders_on
from service.meetings.queries.meetings import day_of
from service.meetings.queries.rights import allow_keeping
from service.meetings.rules.states import HELD, SITTING
from service.tenancy.scope import Scope

WHEN = N_("Приход руководителей отмечают на заседании и после него, до подписи протокола.")


def invite_leaders(scope: Scope, meeting: Meeting, body: Body, seated: Composition) -> int:
    """Enter leaders outside the council as guests (C-LU-9): no vote, no quorum; returns how many are new."""
    policy = MeetingPolicy.of(scope.profile, body.kind)
    if policy.nonmember_leaders != "invited" or not policy.established("leaders_attendance"):
        return 0
    chosen = select(Participation.person_id).where(Participation.meeting_id == meeting.id)
    known = {one.person_id for one in seated.members} | set(scope.db.execute(chosen).scalars())
    outside = {one.person_id: one for one in leaders_on(scope, day_of(scope, meeting))}
    new = [one for key, one in outside.items() if key not in known]
    scope.db.add_all(
        Participation(
            meeting_id=meeting.id,
            person_id=one.person_id,
            status="guest",
            name=one.name,
            category=LEADER % {"of": one.association},
        )
        for one in new
    )
    scope.db.flush()
    return len(new)


def mark_guest(scope: Scope, meeting_id: int, person_id: int, *, came: bool) -> Participation:
    """Mark whether an invited leader came; it changes no count of the meeting."""
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    if meeting.state not in SITTING and meeting.state != "closed":
        raise Conflict(WHEN)
    chosen = select(Participation).where(
        Participation.meeting_id == meeting.id,
        Participation.person_id == person_id,
        Participation.status == "guest",
    )
    row = scope.db.execute(chosen.with_for_update()).scalar()
    if row is None:
        raise NotFound()
    times = scope.db.execute(
        select(PresenceInterval).where(PresenceInterval.participation_id == row.id)
    ).scalars()
    for one in times.all():
        scope.db.delete(one)
    scope.db.flush()
    if came:
        begun = meeting.opened_at or scope.now
        ended = meeting.closed_at if meeting.state in HELD else None
        scope.db.add(PresenceInterval(participation_id=row.id, came_at=begun, left_at=ended))
        scope.db.flush()
    scope.record(MeetingsEvent.PRESENCE_CHANGED, row, fields=["came"], detail={"meeting": meeting.id})
    return row
