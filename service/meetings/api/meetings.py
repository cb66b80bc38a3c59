"""The API of meetings: called, noticed, moved, opened, closed."""

from typing import Any

from flask import Blueprint, g

from service.core.language import N_
from service.core.paging import Page
from service.meetings.actions import agenda, calling, noticing, sitting, sittingdays
from service.meetings.api import telling
from service.meetings.names import MeetingsPermission
from service.meetings.queries import meetings as reads
from service.meetings.queries import sittingdays as day_reads
from service.meetings.schema import drafts, proceedings, records
from service.meetings.schema.pages import MeetingDraft, ReasonDraft
from service.web.api import PREFIX, accepts, asked_page, or_present, returns
from service.web.guard import requires

MEETINGS = Blueprint("api_meetings", __name__, url_prefix=f"{PREFIX}/<slug>/meetings")
ONE = "/<int:meeting_id>"
MEETING = records.MeetingRecord()


def _told(meeting: Any) -> dict[str, Any]:
    return telling.meeting(telling.fresh(meeting))


def _present(meeting_id: int) -> dict[str, Any]:
    found: dict[str, Any] = MEETING.dump(telling.meeting(reads.meeting(g.scope, meeting_id)))
    return found


@MEETINGS.get("")
@requires(MeetingsPermission.READ)
@accepts(query=drafts.MeetingsAsked())
@returns(MEETING, many=True, summary=N_("Заседания, последние сверху"))
def listing(query: dict[str, Any]) -> Any:
    """Meetings, the latest first."""
    page = reads.meetings(
        g.scope,
        asked_page(),
        body_id=query.get("body_id"),
        states=[query["state"]] if query.get("state") else (),
        since=query.get("since"),
        until=query.get("until"),
    )
    return Page([telling.meeting(one) for one in page.items], page.total, page.paging)


@MEETINGS.post("")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=drafts.NewMeeting())
@returns(MEETING, status=201, summary=N_("Внести заседание"), about=N_("Черновик: никто не извещён."))
def create(body: dict[str, Any]) -> Any:
    """Enter a meeting."""
    draft = {**body, "kind": body["kind"] or "ordinary"}
    return _told(calling.create(g.scope, draft.pop("body_id"), draft))


@MEETINGS.get(ONE)
@requires(MeetingsPermission.READ)
@returns(
    proceedings.MeetingCard(),
    summary=N_("Заседание целиком"),
    about=N_("Повестка, сроки, извещение, сколько присутствует, что правила говорят сейчас и сказали тогда."),
)
def get(meeting_id: int) -> Any:
    """A meeting with everything about it."""
    return telling.card(meeting_id)


@MEETINGS.put(ONE)
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=MeetingDraft())
@returns(MEETING, summary=N_("Изменить заседание, о котором ещё не извещали"))
def change(meeting_id: int, body: dict[str, Any]) -> Any:
    """Change a meeting."""
    return or_present(lambda: _told(calling.change(g.scope, meeting_id, body)), lambda: _present(meeting_id))


@MEETINGS.post(f"{ONE}/schedule")
@requires(MeetingsPermission.TAKE_PART)
@returns(MEETING, summary=N_("Назначить заседание"))
def schedule(meeting_id: int) -> Any:
    """Say that a meeting will be held."""
    return _told(calling.schedule(g.scope, meeting_id))


@MEETINGS.post(f"{ONE}/postpone")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=MeetingDraft())
@returns(MEETING, summary=N_("Перенести заседание, о котором извещали"), about=N_("Членов извещают заново."))
def postpone(meeting_id: int, body: dict[str, Any]) -> Any:
    """Move a meeting."""
    return or_present(
        lambda: _told(calling.postpone(g.scope, meeting_id, body)), lambda: _present(meeting_id)
    )


@MEETINGS.post(f"{ONE}/cancel")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=ReasonDraft())
@returns(MEETING, summary=N_("Отменить заседание с причиной"))
def cancel(meeting_id: int, body: dict[str, Any]) -> Any:
    """Call a meeting off."""
    return _told(calling.cancel(g.scope, meeting_id, body["reason"]))


@MEETINGS.post(f"{ONE}/notice")
@requires(MeetingsPermission.TAKE_PART)
@returns(proceedings.NoticeRecord(), status=201, summary=N_("Известить членов: составить извещение"))
def notice(meeting_id: int) -> Any:
    """Make a notice to all members."""
    return telling.fresh(noticing.announce(g.scope, meeting_id))


@MEETINGS.post(f"{ONE}/close-agenda")
@requires(MeetingsPermission.TAKE_PART)
@returns(MEETING, summary=N_("Закрыть повестку"))
def close_agenda(meeting_id: int) -> Any:
    """Close the agenda."""
    return _told(agenda.close_agenda(g.scope, meeting_id))


@MEETINGS.post(f"{ONE}/open")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=drafts.OpeningDraft())
@returns(
    MEETING,
    summary=N_("Открыть заседание"),
    about=N_("Правила отказывают с code rule_broken: нет акта о составе, кворума, того, кто вправе вести."),
)
def open_meeting(meeting_id: int, body: dict[str, Any]) -> Any:
    """Open a meeting."""
    return _told(sitting.open_meeting(g.scope, meeting_id, body["presider_id"]))


@MEETINGS.post(f"{ONE}/no-quorum")
@requires(MeetingsPermission.TAKE_PART)
@returns(MEETING, summary=N_("Записать, что заседание не состоялось: нет кворума"))
def no_quorum(meeting_id: int) -> Any:
    """Say that a meeting did not take place."""
    return _told(sitting.declare_no_quorum(g.scope, meeting_id))


@MEETINGS.post(f"{ONE}/hand-over")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=drafts.PresiderDraft())
@returns(MEETING, summary=N_("Передать ведение заседания"))
def hand_over(meeting_id: int, body: dict[str, Any]) -> Any:
    """Another person presides from now on."""
    return _told(sitting.hand_over(g.scope, meeting_id, body["presider_id"]))


@MEETINGS.post(f"{ONE}/keeper")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=drafts.KeeperDraft())
@returns(MEETING, summary=N_("Назначить, кто ведёт протокол этого заседания"))
def keeper(meeting_id: int, body: dict[str, Any]) -> Any:
    """Appoint who keeps the minutes of this meeting."""
    return _told(sitting.appoint_keeper(g.scope, meeting_id, body["person_id"]))


@MEETINGS.post(f"{ONE}/suspend")
@requires(MeetingsPermission.TAKE_PART)
@returns(MEETING, summary=N_("Объявить перерыв или окончить его"))
def suspend(meeting_id: int) -> Any:
    """Take a break, or end it."""
    return _told(sittingdays.suspend(g.scope, meeting_id))


@MEETINGS.get(f"{ONE}/days")
@requires(MeetingsPermission.READ)
@returns(proceedings.DayRecord(), many=True, summary=N_("Дни заседания и кворум каждого"))
def days(meeting_id: int) -> Any:
    """The days of a meeting with the quorum of each."""
    return [telling.day(one) for one in day_reads.days_of(g.scope, reads.meeting(g.scope, meeting_id).id)]


@MEETINGS.post(f"{ONE}/end-day")
@requires(MeetingsPermission.TAKE_PART)
@returns(
    proceedings.DayRecord(),
    summary=N_("Закончить день заседания, которое идёт несколько дней"),
    about=N_(
        "Все уходят до следующего дня; его открывает suspend при кворуме. В перерыве нового дня этот же"
        " запрос записывает, что сегодня кворума нет."
    ),
)
def end_day(meeting_id: int) -> Any:
    """End a day of several."""
    row = sittingdays.end_day(g.scope, meeting_id)
    g.scope.db.flush()
    return telling.day(next(one for one in day_reads.days_of(g.scope, meeting_id) if one.row.id == row.id))


@MEETINGS.post(f"{ONE}/close")
@requires(MeetingsPermission.TAKE_PART)
@returns(MEETING, summary=N_("Закрыть заседание"))
def close(meeting_id: int) -> Any:
    """Close a meeting."""
    return _told(sitting.close(g.scope, meeting_id))
