"""Attendance (присутствие): five states, times of coming and leaving, guests, recusals, written opinions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select

from service.core.errors import Conflict, FieldProblem, Forbidden, Invalid
from service.core.language import N_
from service.meetings.actions.calling import found
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.model.presence import Participation, PresenceInterval, Recusal, WrittenOpinion
from service.meetings.model.sheets import Sheet, SheetReceipt
from service.meetings.model.voting import BallotCast, Elector, Round, Vote
from service.meetings.names import MeetingsEvent
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import meetings as reads
from service.meetings.queries.bodies import composition
from service.meetings.queries.rights import NOT_MEMBER, allow_keeping, keeps, person_of
from service.meetings.refusals import WORDS, in_words
from service.meetings.rules.presence import ROOM
from service.tenancy.scope import Scope

MARKED_WHEN = N_("Присутствие отмечают от извещения до закрытия заседания.")
NOT_A_MEMBER = N_("Этот человек не член органа на день заседания: внесите его приглашённым.")
WHY_EXCUSED = N_("Напишите причину отсутствия.")
NO_NAME = N_("Назовите приглашённого.")
FUTURE = N_("Это время ещё не наступило.")
LEFT_BEFORE = N_("Этот член голосовал позже этого времени: уйти раньше своего голоса нельзя.")
NOT_IN = N_("Этого человека сейчас нет на заседании.")
WHY_RECUSED = N_("Напишите причину самоотвода.")
VOTED = N_("Этот член уже голосовал по вопросу: самоотвод заявляют до голосования.")
ROOM_INSTEAD = N_("Член пришёл в зал: считается его голос в зале.")
MARKING = frozenset({"noticed", "agenda_final", "in_session", "suspended"})


def mark(scope: Scope, meeting_id: int, person_id: int, draft: Mapping[str, Any]) -> Participation:
    """Mark a member present, remote, excused or absent; who comes in is counted from that time.

    Whoever voted in the room cannot be marked absent afterwards. Where room and sheets count together the
    room comes first: the member's sheet is superseded (council.md edge 34).
    """
    meeting, body = _marking(scope, meeting_id)
    if composition(scope, body.id, reads.day_of(scope, meeting)).member(person_id) is None:
        raise Invalid(fields=(FieldProblem("person_id", NOT_A_MEMBER),))
    status = draft["status"]
    if status == "excused" and not draft.get("reason"):
        raise Invalid(fields=(FieldProblem("reason", WHY_EXCUSED),))
    moment = _moment(scope, draft.get("at"))
    if status in ROOM and meeting.counted == "room_and_sheets":
        _supersede(scope, meeting, person_id)
    if status not in ROOM and _voted(scope, meeting, person_id):
        raise Conflict(WORDS["voted_so_present"])
    row = _participation(scope, meeting, person_id)
    if row is None:
        row = Participation(meeting_id=meeting.id, person_id=person_id)
        scope.db.add(row)
    if status != "excused":
        row.file_id = None
    row.status, row.reason = status, draft.get("reason")
    with in_words():
        scope.db.flush()
        _times(scope, row, moment)
        scope.record(MeetingsEvent.PRESENCE_CHANGED, row, fields=["status"], detail={"meeting": meeting.id})
    return row


def _marking(scope: Scope, meeting_id: int) -> tuple[Meeting, Body]:
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    if meeting.state not in MARKING:
        raise Conflict(MARKED_WHEN)
    return meeting, body


def _moment(scope: Scope, given: datetime | None) -> datetime:
    if given is not None and given > scope.now:
        raise Invalid(fields=(FieldProblem("at", FUTURE),))
    return given or scope.now


def _participation(scope: Scope, meeting: Meeting, person_id: int) -> Participation | None:
    chosen = select(Participation).where(
        Participation.meeting_id == meeting.id, Participation.person_id == person_id
    )
    return scope.db.execute(chosen.with_for_update()).scalar()


def _times(scope: Scope, row: Participation, moment: datetime) -> None:
    """An interval opens for whoever came in; it ends for whoever turns out to be away."""
    last = _open_interval(scope, row.id)
    if row.status in ROOM and last is None:
        scope.db.add(PresenceInterval(participation_id=row.id, came_at=moment))
    if row.status not in ROOM and last is not None:
        scope.db.delete(last)
    scope.db.flush()


def _open_interval(scope: Scope, participation_id: int) -> PresenceInterval | None:
    chosen = select(PresenceInterval).where(
        PresenceInterval.participation_id == participation_id, PresenceInterval.left_at.is_(None)
    )
    return scope.db.execute(chosen).scalar()


def _voted(scope: Scope, meeting: Meeting, person_id: int) -> datetime | None:
    """When the last round began in which somebody voted in the room, openly or secretly."""
    items = [one.id for one in reads.agenda(scope, meeting.id)]
    of = (Elector.round_id == Round.id) & (Elector.person_id == person_id) & (Elector.channel != "sheet")
    named = exists().where(Vote.round_id == Round.id, Vote.person_id == person_id)
    secret = exists().where(BallotCast.round_id == Round.id, BallotCast.person_id == person_id)
    chosen = select(func.max(Round.opened_at)).join(Elector, of)
    return scope.db.execute(chosen.where(Round.item_id.in_(items), named | secret)).scalar()


def _supersede(scope: Scope, meeting: Meeting, person_id: int) -> None:
    chosen = (
        select(SheetReceipt)
        .join(Sheet, Sheet.id == SheetReceipt.sheet_id)
        .where(
            Sheet.meeting_id == meeting.id,
            Sheet.person_id == person_id,
            SheetReceipt.status.in_(("valid", "pending", "conflict")),
        )
    )
    for receipt in scope.db.execute(chosen).scalars():
        receipt.status, receipt.reason = "superseded", ROOM_INSTEAD
    scope.db.flush()


def _revive(scope: Scope, meeting: Meeting, person_id: int) -> None:
    """The sheet counts again when its member leaves the room, where the profile says so (edge 35)."""
    chosen = (
        select(SheetReceipt)
        .join(Sheet, Sheet.id == SheetReceipt.sheet_id)
        .where(
            Sheet.meeting_id == meeting.id,
            Sheet.person_id == person_id,
            Sheet.void_at.is_(None),
            SheetReceipt.status == "superseded",
            (SheetReceipt.channel == "online") | SheetReceipt.verified_by.is_not(None),
        )
        .order_by(SheetReceipt.id.desc())
        .limit(1)
    )
    with in_words():
        scope.db.flush()
        receipt = scope.db.execute(chosen).scalar()
        if receipt is not None:
            receipt.status, receipt.reason = "valid", None
            scope.db.flush()


def leave(scope: Scope, meeting_id: int, person_id: int, at: datetime | None = None) -> Participation:
    """Somebody leaves (ушёл): from that time on not counted, earlier votes stand and are not left behind."""
    meeting, body = _marking(scope, meeting_id)
    row = _participation(scope, meeting, person_id)
    interval = _open_interval(scope, row.id) if row else None
    if row is None or interval is None:
        raise Conflict(NOT_IN)
    left, voted = max(_moment(scope, at), interval.came_at), _voted(scope, meeting, person_id)
    if voted is not None and left < voted:
        raise Conflict(LEFT_BEFORE)
    interval.left_at = left
    if meeting.counted == "room_and_sheets" and MeetingPolicy.of(scope.profile, body.kind).sheet_revives:
        _revive(scope, meeting, person_id)
    scope.record(MeetingsEvent.PRESENCE_CHANGED, row, fields=["left_at"], detail={"meeting": meeting.id})
    return row


def invite(scope: Scope, meeting_id: int, draft: Mapping[str, Any]) -> Participation:
    """Enter a guest (приглашённый) with a category: never in the quorum, never a vote (LU2 п. 3.1.1)."""
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    if not (draft.get("name") or draft.get("person_id")):
        raise Invalid(fields=(FieldProblem("name", NO_NAME),))
    row = Participation(
        meeting_id=meeting.id,
        person_id=draft.get("person_id"),
        status="guest",
        name=draft.get("name"),
        category=draft.get("category"),
        reason=draft.get("reason"),
    )
    scope.db.add(row)
    with in_words():
        scope.record(MeetingsEvent.PRESENCE_CHANGED, row, fields=["guest"], detail={"meeting": meeting.id})
    return row


def recuse(scope: Scope, item_id: int, draft: Mapping[str, Any]) -> Recusal:
    """Record a recusal (самоотвод) from one question: by the member, or by the secretary from their word."""
    item = reads.item(scope, item_id)
    meeting, body = found(scope, item.meeting_id)
    person = draft.get("person_id") or person_of(scope)
    if person is None or (person != person_of(scope) and not keeps(scope, body)):
        raise Forbidden(NOT_MEMBER)
    if composition(scope, body.id, reads.day_of(scope, meeting)).member(person) is None:
        raise Invalid(fields=(FieldProblem("person_id", NOT_A_MEMBER),))
    if not draft.get("reason"):
        raise Invalid(fields=(FieldProblem("reason", WHY_RECUSED),))
    voted = select(Vote.id).join(Round, Round.id == Vote.round_id)
    if scope.db.execute(voted.where(Round.item_id == item.id, Vote.person_id == person)).first():
        raise Conflict(VOTED)
    row = Recusal(item_id=item.id, person_id=person, reason=draft["reason"], declared_at=scope.now)
    scope.db.add(row)
    with in_words():
        scope.record(MeetingsEvent.RECUSED, row, detail={"item": item.id})
    return row


def opine(scope: Scope, meeting_id: int, draft: Mapping[str, Any]) -> WrittenOpinion:
    """Record the written opinion of a member who is away: read out and attached, never a vote (edge 54)."""
    meeting, body = found(scope, meeting_id)
    person = draft.get("person_id") or person_of(scope)
    if person is None or (person != person_of(scope) and not keeps(scope, body)):
        raise Forbidden(NOT_MEMBER)
    if composition(scope, body.id, reads.day_of(scope, meeting)).member(person) is None:
        raise Invalid(fields=(FieldProblem("person_id", NOT_A_MEMBER),))
    row = WrittenOpinion(
        meeting_id=meeting.id,
        item_id=draft.get("item_id"),
        person_id=person,
        text=draft["text"],
        received_at=scope.now,
    )
    scope.db.add(row)
    scope.record(MeetingsEvent.OPINION_RECORDED, row, detail={"meeting": meeting.id})
    return row
