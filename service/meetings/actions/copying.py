"""Copies of signed minutes (рассылка копий): to every member and others concerned, each with its proof."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from service.core.errors import Conflict, FieldProblem, Invalid
from service.core.language import N_
from service.meetings.actions.calling import step
from service.meetings.actions.judging import store
from service.meetings.actions.minutes import writing
from service.meetings.events import AfterEvent
from service.meetings.model.meetings import Meeting
from service.meetings.model.minutes import Minutes, MinutesDelivery
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries.bodies import composition
from service.meetings.queries.notices import emails
from service.meetings.queries.rights import allow_keeping
from service.meetings.queries.row import row_of
from service.tenancy.scope import Scope

NOT_SIGNED = N_("Копии рассылают после подписания протокола.")
PROOF = N_("Напишите, чем подтверждено вручение: подпись, номер письма, кто передал.")
NOBODY = N_("Укажите, кому направлена копия.")
NO_ADDRESS = N_("Укажите адрес почты.")
FUTURE = N_("Это время ещё не наступило.")
ALREADY = N_("Эта копия уже отправлена.")
NOT_ALL = N_("Копия есть ещё не у всех членов.")


def prepare(scope: Scope, minutes_id: int) -> Sequence[MinutesDelivery]:
    """Prepare a copy for every member (подготовить рассылку): by mail where there is an address, else paper.

    Those who have one already keep it. The letters go out by a job.
    """
    row, meeting, body = writing(scope, minutes_id)
    _demand_signed(row)
    seated = composition(scope, body.id, reads.day_of(scope, meeting))
    known = {one.person_id for one in copies(scope, row.id)}
    wanted = [one.person_id for one in seated.members if one.person_id not in known]
    addresses = emails(scope, wanted)
    made = [
        MinutesDelivery(
            minutes_id=row.id,
            person_id=person,
            channel="mail" if person in addresses else "paper",
            address=addresses.get(person),
        )
        for person in wanted
    ]
    scope.db.add_all(made)
    scope.record(
        AfterEvent.COPIES_PREPARED,
        row,
        detail={"copies": len(made)},
    )
    return made


def add_recipient(scope: Scope, minutes_id: int, draft: Mapping[str, Any]) -> MinutesDelivery:
    """Add somebody else concerned (другое заинтересованное лицо, LU2 п. 4.10)."""
    row, _, _ = writing(scope, minutes_id)
    _demand_signed(row)
    if not (draft.get("recipient") or draft.get("person_id")):
        raise Invalid(fields=(FieldProblem("recipient", NOBODY),))
    if draft["channel"] == "mail" and not draft.get("address"):
        raise Invalid(fields=(FieldProblem("address", NO_ADDRESS),))
    made = MinutesDelivery(
        minutes_id=row.id,
        **{name: draft.get(name) for name in ("person_id", "recipient", "channel", "address")},
    )
    scope.db.add(made)
    scope.record(AfterEvent.COPIES_PREPARED, row, detail={"copies": 1})
    return made


def deliver(scope: Scope, delivery_id: int, draft: Mapping[str, Any]) -> MinutesDelivery:
    """Record that a copy reached somebody on paper or otherwise, with the proof (edge 65)."""
    row = row_of(scope, MinutesDelivery, delivery_id)
    minutes, _, _ = writing(scope, row.minutes_id)
    if row.sent_at is not None:
        raise Conflict(ALREADY)
    if not draft.get("evidence"):
        raise Invalid(fields=(FieldProblem("evidence", PROOF),))
    sent_at: datetime = draft.get("sent_at") or scope.now
    if sent_at > scope.now:
        raise Invalid(fields=(FieldProblem("sent_at", FUTURE),))
    row.channel = draft.get("channel") or ("paper" if row.channel == "mail" else row.channel)
    row.evidence, row.file_id = draft["evidence"], draft.get("file_id")
    return sent(scope, minutes, row, sent_at)


def sent(scope: Scope, minutes: Minutes, row: MinutesDelivery, moment: datetime) -> MinutesDelivery:
    """A copy has gone: judged against the term, and the meeting is distributed once all members have one."""
    meeting = reads.meeting(scope, minutes.meeting_id, locked=True)
    body = body_reads.body(scope, minutes.body_id)
    policy = MeetingPolicy.of(scope.profile, body.kind)
    row.sent_at, row.recorded_by = moment, scope.actor.account_id
    row.verdict_id = store(
        scope,
        policy.evaluate("minutes_copy", copy_facts(scope, policy, minutes, meeting, moment)),
        "copy",
        row.id,
    ).id
    scope.record(AfterEvent.COPY_DELIVERED, row, fields=["sent_at"], detail={"minutes": minutes.id})
    if meeting.state == "minutes_signed" and not without_copy(scope, minutes, meeting):
        step(meeting, "distributed")
        scope.record(AfterEvent.DISTRIBUTED, meeting, fields=["state"])
    return row


def copy_facts(
    scope: Scope, policy: MeetingPolicy, minutes: Minutes, meeting: Meeting, moment: datetime | None
) -> dict[str, Any]:
    """What the term of the copy is judged by: the day sent, the day of the meeting or of the signing."""
    facts: dict[str, Any] = {"meeting_date": reads.day_of(scope, meeting)}
    if minutes.signed_at is not None:
        facts["signed_date"] = reads.local(scope, minutes.signed_at).date()
    if moment is not None:
        facts["sent_date"] = reads.local(scope, moment).date()
    return {name: value for name, value in facts.items() if name in policy.takes("minutes_copy")}


def without_copy(scope: Scope, minutes: Minutes, meeting: Meeting) -> list[int]:
    """Members of the meeting's day who have no copy yet."""
    scope.db.flush()
    seated = composition(scope, minutes.body_id, reads.day_of(scope, meeting))
    have = {one.person_id for one in copies(scope, minutes.id) if one.sent_at is not None}
    return [one.person_id for one in seated.members if one.person_id not in have]


def copies(scope: Scope, minutes_id: int) -> Sequence[MinutesDelivery]:
    """Copies of minutes in the order they were prepared."""
    chosen = select(MinutesDelivery).where(MinutesDelivery.minutes_id == minutes_id)
    return scope.db.execute(chosen.order_by(MinutesDelivery.id)).scalars().all()


def archive(scope: Scope, meeting_id: int) -> Meeting:
    """Put a meeting whose copies are distributed into the archive (сдать в архив)."""
    meeting = reads.meeting(scope, meeting_id, locked=True)
    allow_keeping(scope, body_reads.body(scope, meeting.body_id))
    if meeting.state == "minutes_signed":
        raise Conflict(NOT_ALL)
    step(meeting, "archived")
    scope.record(AfterEvent.ARCHIVED, meeting, fields=["state"])
    return meeting


def _demand_signed(row: Minutes) -> None:
    if row.state != "signed":
        raise Conflict(NOT_SIGNED)
