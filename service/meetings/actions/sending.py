"""Letters of a notice (рассылка извещения): one piece of work for each, asked for through the outbox.

A letter that fails is tried again by itself; nobody gets another one because of it.
"""

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import distinct_on

from service.core.language import N_
from service.meetings.actions.asking import ask
from service.meetings.actions.calling import found
from service.meetings.model.meetings import Meeting
from service.meetings.model.notices import Notice, NoticeDelivery
from service.meetings.names import CALL_OFF_DUE, LETTER_DUE, MeetingsEvent
from service.meetings.queries.notices import latest
from service.meetings.queries.rights import allow_keeping
from service.tenancy.scope import Scope

NO_POST = N_("Почта службы не настроена: письмо не отправлено.")
POST_AWAY = N_("Почтовый сервер не ответил: письмо не отправлено.")
NO_MAILBOX = N_("Почтовый сервер не принял адрес.")
SILENT = frozenset({"draft", "scheduled", "postponed", "cancelled", "no_quorum"})
"""States in which no notice is sent: not announced yet, another notice must follow, or it will not be."""


def ask_for_letters(scope: Scope, notice_id: int, *, again: bool = False) -> int:
    """Ask for a letter for everybody whom a notice is to reach by mail and has not; `again` after a bounce.

    Those whom an earlier notice invited and this one does not are told that they are no longer awaited.
    """
    notice = scope.db.get(Notice, (scope.db.tenant_id, notice_id))
    if notice is None:
        return 0
    waiting = select(NoticeDelivery.id).where(
        NoticeDelivery.notice_id == notice.id,
        NoticeDelivery.channel == "mail",
        NoticeDelivery.sent_at.is_(None),
    )
    if not again:
        waiting = waiting.where(NoticeDelivery.bounced_at.is_(None))
    awaited = select(NoticeDelivery.person_id).where(NoticeDelivery.notice_id == notice.id)
    former = _reached(notice.meeting_id).where(NoticeDelivery.person_id.not_in(awaited))
    ask(scope, CALL_OFF_DUE, scope.db.execute(former).scalars().all())
    return ask(scope, LETTER_DUE, scope.db.execute(waiting.order_by(NoticeDelivery.id)).scalars().all())


def ask_to_call_off(scope: Scope, meeting_id: int) -> int:
    """Ask for a letter for everybody who was told by mail of a meeting that is off."""
    return ask(scope, CALL_OFF_DUE, scope.db.execute(_reached(meeting_id)).scalars().all())


def _reached(meeting_id: int) -> Select[tuple[int]]:
    """The last delivery by mail that reached each person, unless it was called off."""
    last = (
        select(NoticeDelivery.id)
        .join(Notice, Notice.id == NoticeDelivery.notice_id)
        .where(
            Notice.meeting_id == meeting_id,
            NoticeDelivery.channel == "mail",
            NoticeDelivery.sent_at.is_not(None),
            NoticeDelivery.bounced_at.is_(None),
        )
        .ext(distinct_on(NoticeDelivery.person_id))
        .order_by(NoticeDelivery.person_id, Notice.number.desc())
    )
    chosen = select(NoticeDelivery.id).where(
        NoticeDelivery.id.in_(last), NoticeDelivery.called_off_at.is_(None)
    )
    return chosen.order_by(NoticeDelivery.id)


def send_again(scope: Scope, meeting_id: int) -> int:
    """Send the latest notice to those whom it has not reached by mail (отправить ещё раз); how many."""
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    notice = latest(scope, meeting.id)
    if notice is None or meeting.state in SILENT:
        return 0
    return ask_for_letters(scope, notice.id, again=True)


def delivery(scope: Scope, delivery_id: int) -> tuple[NoticeDelivery, Notice, Meeting] | None:
    """A delivery with its notice and meeting, held by this transaction alone; None when it is gone."""
    chosen = (
        select(NoticeDelivery, Notice, Meeting)
        .join(Notice, Notice.id == NoticeDelivery.notice_id)
        .join(Meeting, Meeting.id == Notice.meeting_id)
        .where(NoticeDelivery.id == delivery_id)
        .with_for_update(of=NoticeDelivery)
        .execution_options(populate_existing=True)
    )
    row = scope.db.execute(chosen).first()
    return None if row is None else (row[0], row[1], row[2])


def to_be_sent(scope: Scope, row: NoticeDelivery, notice: Notice, meeting: Meeting) -> bool:
    """Whether a letter is still wanted: not sent, of the newest notice, of a meeting that is announced."""
    if row.sent_at is not None or row.channel != "mail" or not row.address or meeting.state in SILENT:
        return False
    newest = latest(scope, meeting.id)
    return newest is not None and newest.id == notice.id


def to_be_called_off(scope: Scope, row: NoticeDelivery, meeting: Meeting) -> bool:
    """Whether a person was told and must learn that the meeting is off, or is not theirs any more."""
    told = row.sent_at is not None and row.bounced_at is None and row.called_off_at is None
    if not told or row.channel != "mail" or not row.address:
        return False
    if meeting.state == "cancelled":
        return True
    newest = latest(scope, meeting.id)
    awaited = select(NoticeDelivery.id).where(
        NoticeDelivery.notice_id == (newest.id if newest else None),
        NoticeDelivery.person_id == row.person_id,
    )
    return scope.db.execute(awaited).first() is None


def not_sent(scope: Scope, row: NoticeDelivery, meeting: Meeting, why: str) -> None:
    """Leave a delivery waiting with a note that says why."""
    row.evidence = why
    scope.record(MeetingsEvent.NOT_SENT, row, fields=["evidence"], detail={"meeting": meeting.id})


def refused(scope: Scope, row: NoticeDelivery, meeting: Meeting) -> None:
    """Write that the mail server knows no such mailbox: the delivery counts as not sent."""
    row.bounced_at, row.evidence = scope.now, NO_MAILBOX
    fields = ["bounced_at", "evidence"]
    scope.record(MeetingsEvent.NOT_SENT, row, fields=fields, detail={"meeting": meeting.id})


def called_off(scope: Scope, row: NoticeDelivery, meeting: Meeting) -> None:
    """Write that a person has been told that the meeting is off."""
    row.called_off_at = scope.now
    scope.record(MeetingsEvent.CALLED_OFF, row, fields=["called_off_at"], detail={"meeting": meeting.id})
