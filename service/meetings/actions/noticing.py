"""Notices (извещения): a version for every change that matters, a delivery to every member, its proof."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from service.core.errors import Conflict, FieldProblem, Invalid, NotFound
from service.core.language import N_
from service.documents.model import StoredFile
from service.meetings.actions.calling import MATERIAL, found, needs_place, step
from service.meetings.actions.inviting import invite_leaders
from service.meetings.actions.judging import check, store
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.model.notices import Notice, NoticeDelivery
from service.meetings.names import MeetingsEvent
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import meetings as reads
from service.meetings.queries.bodies import Composition, composition
from service.meetings.queries.notices import emails, latest, told_before
from service.meetings.queries.rights import allow_keeping, person_of
from service.meetings.refusals import WORDS
from service.meetings.rules.states import BEFORE
from service.tenancy.scope import Scope

NOTHING_TO_SAY = N_("Извещение не отправить без вопросов: внесите хотя бы один вопрос повестки.")
NOT_SENT_YET = N_("Сначала отправьте или вручите извещение.")
LATER = N_("Отправить раньше, чем составлено извещение, нельзя; и в будущем тоже.")
NOBODY = N_("Извещать некого: внесите состав.")
SAME = N_("С прошлого извещения ничего не изменилось.")
PROOF = N_("Напишите, чем подтверждено вручение: подпись, номер письма, кто звонил.")


def announce(scope: Scope, meeting_id: int) -> Notice:
    """Make a notice to all members of the composition (известить членов).

    Those with an e-mail address get it by mail, the others on paper until another channel is recorded. Raises
    Refused without an act of composition in force (C-01), Invalid without questions or, where the form needs
    one, a place.
    """
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    return tell(scope, meeting, body)


def tell(scope: Scope, meeting: Meeting, body: Body) -> Notice:
    """Make the next notice of a meeting, by whoever keeps it or by the service itself."""
    seated = composition(scope, body.id, reads.day_of(scope, meeting))
    check_act(scope, body, seated)
    if not seated.members:
        raise Invalid(NOBODY)
    before = latest(scope, meeting.id)
    notice = _version(scope, meeting, content_of(scope, meeting, body), before)
    if meeting.state in ("scheduled", "postponed"):
        step(meeting, "noticed")
    elif before is None or meeting.state not in BEFORE | {"balloting"}:
        raise Conflict(WORDS["meeting_state"])
    meeting.sequence = notice.number - 1
    scope.db.flush()
    invite_leaders(scope, meeting, body, seated)
    _address(scope, notice, seated)
    told = {"meeting": meeting.id, "number": notice.number, "members": len(seated.members)}
    scope.record(MeetingsEvent.NOTICED, notice, detail=told)
    return notice


def _version(scope: Scope, meeting: Meeting, content: dict[str, Any], before: Notice | None) -> Notice:
    """The next version of a notice; raises Conflict when it would say what the last one said."""
    digest = hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    if before is not None and before.digest == digest and meeting.state != "postponed":
        raise Conflict(SAME)
    notice = Notice(
        meeting_id=meeting.id,
        number=before.number + 1 if before else 1,
        content=content,
        digest=digest,
        material=before is None
        or any(_said_in(before.content, key) != _said_in(content, key) for key in MATERIAL),
        made_at=scope.now,
        made_by=scope.actor.account_id,
    )
    scope.db.add(notice)
    return notice


def _said_in(content: Mapping[str, Any], key: str) -> Any:
    """What members read of it: of a moment the wall clock, which stays where a zone moves (edge 79)."""
    value = content[key]
    if value is None or not key.endswith("_at"):
        return value
    return datetime.fromisoformat(value).replace(tzinfo=None)


def _address(scope: Scope, notice: Notice, seated: Composition) -> None:
    """A delivery for every member: by mail to whoever has an address."""
    known = emails(scope, [one.person_id for one in seated.members])
    scope.db.add_all(
        NoticeDelivery(
            notice_id=notice.id,
            person_id=one.person_id,
            channel="mail" if known.get(one.person_id) else "paper",
            address=known.get(one.person_id),
        )
        for one in seated.members
    )


def check_act(scope: Scope, body: Body, seated: Composition) -> None:
    """Refuse where the regulation asks for an act of composition and none is in force (C-01, LU2 п. 4.4)."""
    policy = MeetingPolicy.of(scope.profile, body.kind)
    if policy.established("composition_act"):
        codes = [item.code for item in policy.params("composition_act").documents]
        check(scope, body.kind, "composition_act", {"present": codes if seated.act else []})


def content_of(scope: Scope, meeting: Meeting, body: Body) -> dict[str, Any]:
    """What a notice says, checked to be enough: day, hour, place, form, questions (LU2 п. 4.8)."""
    questions = [one.title for one in reads.agenda(scope, meeting.id)]
    if not questions:
        raise Invalid(NOTHING_TO_SAY)
    if needs_place(scope, body, meeting.form) and not meeting.place:
        raise Invalid(fields=(FieldProblem("place", N_("Укажите место: оно стоит в извещении.")),))
    sheets = meeting.sheets_due_at
    return {
        "starts_at": reads.local(scope, meeting.starts_at).isoformat(),
        "ends_on": meeting.ends_on.isoformat() if meeting.ends_on else None,
        "zone": scope.tenant.time_zone,
        "form": meeting.form,
        "kind": meeting.kind,
        "place": meeting.place,
        "link": meeting.link,
        "sheets_due_at": reads.local(scope, sheets).isoformat() if sheets else None,
        "questions": questions,
    }


def deliver(scope: Scope, meeting_id: int, person_id: int, draft: Mapping[str, Any]) -> NoticeDelivery:
    """Record that the latest notice reached a member: on paper with a receipt, by phone, by messenger.

    The moment is judged against the rule of notice and kept with the verdict; late is a violation, not a
    refusal, where the rule is soft.
    """
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    notice = latest(scope, meeting.id)
    if notice is None:
        raise Conflict(NOT_SENT_YET)
    row = _delivery(scope, notice, person_id, joined=_seated(scope, meeting, body))
    sent_at: datetime = draft.get("sent_at") or scope.now
    if sent_at > scope.now or sent_at < notice.made_at.replace(second=0, microsecond=0):
        raise Invalid(fields=(FieldProblem("sent_at", LATER),))
    if draft["channel"] != "mail" and not draft.get("evidence"):
        raise Invalid(fields=(FieldProblem("evidence", PROOF),))
    if draft.get("file_id") is not None and scope.db.get(StoredFile, _key(scope, draft["file_id"])) is None:
        raise Invalid(fields=(FieldProblem("file_id", N_("Такого файла нет.")),))
    row.channel, row.evidence, row.file_id = draft["channel"], draft.get("evidence"), draft.get("file_id")
    row.with_materials = bool(draft.get("with_materials"))
    row.bounced_at = None
    row.recorded_by = scope.actor.account_id
    sent(scope, row, meeting, body, sent_at)
    return row


def _key(scope: Scope, row_id: int) -> tuple[int, int]:
    return scope.db.tenant_id, row_id


def _seated(scope: Scope, meeting: Meeting, body: Body) -> frozenset[int]:
    seated = composition(scope, body.id, reads.day_of(scope, meeting))
    return frozenset(one.person_id for one in seated.members)


def _delivery(
    scope: Scope, notice: Notice, person_id: int, joined: frozenset[int] = frozenset()
) -> NoticeDelivery:
    """A member's delivery; whoever joined after the notice was made gets one of their own (edge 10)."""
    chosen = select(NoticeDelivery).where(
        NoticeDelivery.notice_id == notice.id, NoticeDelivery.person_id == person_id
    )
    row = scope.db.execute(chosen.with_for_update()).scalar()
    if row is None:
        if person_id not in joined:
            raise NotFound()
        row = NoticeDelivery(notice_id=notice.id, person_id=person_id, channel="paper")
        scope.db.add(row)
    return row


def sent(scope: Scope, row: NoticeDelivery, meeting: Meeting, body: Body, moment: datetime) -> None:
    """Write when a delivery was sent, and what the rule of notice says of it; used by the mail job too.

    Whoever was told of the day, the form and the place is told of further questions without a term.
    """
    row.sent_at = moment
    if not told_before(scope, row):
        _judge(scope, row, meeting, body, moment)
    scope.record(MeetingsEvent.DELIVERED, row, detail={"meeting": meeting.id, "channel": row.channel})


def _judge(scope: Scope, row: NoticeDelivery, meeting: Meeting, body: Body, moment: datetime) -> None:
    policy = MeetingPolicy.of(scope.profile, body.kind)
    name = "notice"
    if meeting.kind == "extraordinary" and policy.established("extraordinary_notice"):
        name = "extraordinary_notice"
    starts, left = reads.local(scope, meeting.starts_at), reads.local(scope, moment)
    facts = policy.ends(name, meeting_date=starts, sent_date=left)
    scope.db.flush()
    row.verdict_id = store(scope, policy.evaluate(name, facts), "delivery", row.id).id


def bounced(scope: Scope, meeting_id: int, person_id: int, reason: str) -> NoticeDelivery:
    """Record that a delivery did not arrive: it counts as not sent until another channel is recorded."""
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    notice = latest(scope, meeting.id)
    if notice is None:
        raise Conflict(NOT_SENT_YET)
    row = _delivery(scope, notice, person_id)
    row.bounced_at, row.evidence = scope.now, reason
    scope.record(MeetingsEvent.DELIVERED, row, fields=["bounced_at"], detail={"meeting": meeting.id})
    return row


def acknowledge(scope: Scope, meeting_id: int) -> NoticeDelivery:
    """A member says that the notice was read (ознакомился), with their own account."""
    person = person_of(scope)
    notice = latest(scope, meeting_id)
    if notice is None or person is None:
        raise NotFound()
    row = _delivery(scope, notice, person)
    row.acknowledged_at = row.acknowledged_at or scope.now
    scope.record(MeetingsEvent.DELIVERED, row, fields=["acknowledged_at"], detail={"meeting": meeting_id})
    return row
