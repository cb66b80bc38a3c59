"""Deadlines of a meeting (сроки заседания): derived from the rules, derived anew when the date moves."""

from datetime import datetime

from service.meetings.actions import reminding
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting, MeetingDeadline
from service.meetings.policy import MeetingPolicy
from service.meetings.queries.meetings import day_of, deadlines, zone_of
from service.meetings.rules.deadlines import Due, MeetingDay, calendar_of
from service.tenancy.scope import Scope


def day_facts(scope: Scope, meeting: Meeting, signed_at: datetime | None = None) -> MeetingDay:
    """What of a meeting decides its deadlines."""
    return MeetingDay(
        day=day_of(scope, meeting),
        form=meeting.form,
        zone=zone_of(scope),
        extraordinary=meeting.kind == "extraordinary",
        signed=signed_at.astimezone(zone_of(scope)).date() if signed_at else None,
        sheets_until=meeting.sheets_due_at,
        starts=meeting.starts_at,
    )


def due_of(scope: Scope, meeting: Meeting, body: Body, signed_at: datetime | None = None) -> tuple[Due, ...]:
    """Deadlines of a meeting as the rules of its body set them now."""
    policy = MeetingPolicy.of(scope.profile, body.kind)
    return calendar_of(policy, day_facts(scope, meeting, signed_at))


def renew(scope: Scope, meeting: Meeting, body: Body, signed_at: datetime | None = None) -> None:
    """Write the deadlines that follow now; those that changed stay as replaced, reminders move along."""
    wanted = {(one.name, one.day, one.until): one for one in due_of(scope, meeting, body, signed_at)}
    for row in deadlines(scope, meeting.id):
        if (row.kind, row.due_on, row.due_at) in wanted:
            wanted.pop((row.kind, row.due_on, row.due_at))
        else:
            row.replaced_at = scope.now
    scope.db.add_all(
        MeetingDeadline(
            meeting_id=meeting.id,
            kind=one.name,
            rule=one.rule,
            clause=one.clause,
            due_on=one.day,
            due_at=one.until,
            set_at=scope.now,
        )
        for one in wanted.values()
    )
    reminding.renew(scope, meeting)
