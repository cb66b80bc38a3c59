"""Breaks and days of a sitting (перерывы и дни): each day of several begins with a quorum of its own."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from service.core.errors import Conflict
from service.core.language import N_
from service.meetings.actions.calling import found, step
from service.meetings.actions.judging import demand, store
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.model.presence import SittingDay
from service.meetings.model.voting import Round
from service.meetings.names import MeetingsEvent
from service.meetings.queries import meetings as reads
from service.meetings.queries import sittingdays
from service.meetings.queries.bodies import composition
from service.meetings.queries.presence import marked
from service.meetings.queries.rights import allow_keeping
from service.meetings.queries.standing import quorum
from service.rules.verdict import Status, Verdict
from service.tenancy.scope import Scope

ROUND_OPEN = N_("Сначала закройте голосование по вопросу.")
NOT_BEGUN = N_("Этот день заседания ещё не открыт: кворум определяют на каждый день. Продолжите заседание.")
YESTERDAY = N_("Прошлый день не закончен: закончите его, затем отметьте, кто пришёл сегодня.")
NOT_RUNNING = N_("Заканчивают день, который идёт.")
LAST_DAY = N_("Последний день заседания прошёл: закройте заседание.")
PRESIDER_AWAY = N_("Председательствующего нет: отметьте его приход или передайте ведение.")
QUORUM_TODAY = N_("Кворум сегодня есть: продолжите заседание.")


def begin(scope: Scope, meeting: Meeting, verdict_id: int) -> SittingDay:
    """Begin a day of a meeting with the verdict on its quorum."""
    row = SittingDay(meeting_id=meeting.id, day=scope.today, begun_at=scope.now, verdict_id=verdict_id)
    scope.db.add(row)
    return row


def suspend(scope: Scope, meeting_id: int) -> Meeting:
    """Take a break, or end it (перерыв); the first to end one on a new day begins that day.

    Raises Refused where the day has no quorum (council.md edge 62).
    """
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    no_open_round(scope, meeting)
    if meeting.state == "suspended":
        _continue(scope, meeting, body)
    step(meeting, "in_session" if meeting.state == "suspended" else "suspended")
    scope.record(MeetingsEvent.SUSPENDED, meeting, fields=["state"])
    return meeting


def no_open_round(scope: Scope, meeting: Meeting) -> None:
    """Raise Conflict while a vote of the meeting is open."""
    items = [one.id for one in reads.agenda(scope, meeting.id)]
    chosen = select(Round.id).where(Round.item_id.in_(items), Round.closed_at.is_(None)).limit(1)
    if scope.db.execute(chosen).first() is not None:
        raise Conflict(ROUND_OPEN)


def _continue(scope: Scope, meeting: Meeting, body: Body) -> None:
    if meeting.ends_on is None:
        return
    if scope.today > meeting.ends_on:
        raise Conflict(LAST_DAY)
    days = sittingdays.days_of(scope, meeting.id)
    today = sittingdays.on(days, scope.today)
    if today is not None and today.row.ended_at is None:
        return
    there = marked(scope, meeting.id)
    begun = [one.came_at for each in there if each.here for one in each.intervals if one.left_at is None]
    if any(reads.local(scope, moment).date() < scope.today for moment in begun):
        raise Conflict(YESTERDAY)
    verdict = demand(_judged(scope, meeting, body))
    if not any(one.here and one.row.person_id == meeting.presider_id for one in there):
        raise Conflict(PRESIDER_AWAY)
    if today is not None:  # a day that was ended too early goes on under its own verdict
        today.row.ended_at = None
        return
    row = begin(scope, meeting, store(scope, verdict, "meeting", meeting.id).id)
    scope.record(MeetingsEvent.DAY_BEGUN, row, detail={"meeting": meeting.id})


def _judged(scope: Scope, meeting: Meeting, body: Body) -> Verdict:
    return quorum(scope, meeting, body, composition(scope, body.id, reads.day_of(scope, meeting)))


def end_day(scope: Scope, meeting_id: int) -> SittingDay:
    """End a day of a meeting of several (закончить день): everybody has left until the next.

    During a break on a later day it says that this day did not take place for want of a quorum.
    """
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    no_open_round(scope, meeting)
    if meeting.ends_on is None or meeting.state not in ("in_session", "suspended"):
        raise Conflict(NOT_RUNNING)
    days = sittingdays.days_of(scope, meeting.id)
    running = next((one.row for one in days if one.row.ended_at is None), None)
    if running is None:
        return _not_held(scope, meeting, body, days)
    ends = datetime.combine(running.day + timedelta(days=1), time.min, reads.zone_of(scope))
    running.ended_at = max(min(scope.now, ends - timedelta(minutes=1)), running.begun_at)
    _all_leave(scope, meeting, running.ended_at, running.day)
    if meeting.state == "in_session":
        step(meeting, "suspended")
    scope.record(MeetingsEvent.DAY_ENDED, running, fields=["ended_at"], detail={"meeting": meeting.id})
    return running


def _all_leave(scope: Scope, meeting: Meeting, moment: datetime, day: date) -> None:
    """Whoever came by a day leaves with it; who came later stays."""
    for one in marked(scope, meeting.id):
        for interval in (each for each in one.intervals if each.left_at is None):
            if reads.local(scope, interval.came_at).date() <= day:
                interval.left_at = max(moment, interval.came_at)


def end_last(scope: Scope, meeting: Meeting, moment: datetime) -> None:
    """The day that runs ends with the meeting."""
    for one in sittingdays.days_of(scope, meeting.id):
        if one.row.ended_at is None:
            one.row.ended_at = max(moment, one.row.begun_at)


def _not_held(scope: Scope, meeting: Meeting, body: Body, days: list[sittingdays.Sat]) -> SittingDay:
    if meeting.ends_on is None or scope.today > meeting.ends_on:
        raise Conflict(LAST_DAY)
    if not days or sittingdays.on(days, scope.today) is not None:
        raise Conflict(NOT_RUNNING)
    verdict = _judged(scope, meeting, body)
    if verdict.status is not Status.FAIL:
        raise Conflict(QUORUM_TODAY)
    row = begin(scope, meeting, store(scope, verdict, "meeting", meeting.id).id)
    row.ended_at = scope.now
    _all_leave(scope, meeting, scope.now, scope.today)
    scope.record(MeetingsEvent.DAY_ENDED, row, fields=["ended_at"], detail={"meeting": meeting.id})
    return row


def demand_day(scope: Scope, meeting: Meeting) -> None:
    """Raise Conflict when a meeting of several days is on one whose quorum was not judged."""
    if meeting.ends_on is None:
        return
    days = sittingdays.days_of(scope, meeting.id)
    today = sittingdays.on(days, scope.today)
    if days and (today is None or today.row.ended_at is not None):
        raise Conflict(NOT_BEGUN)
