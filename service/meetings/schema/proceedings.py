"""What the API gives of a meeting's course: notices, attendance, rounds, decisions, verdicts."""

from marshmallow import Schema, fields

from service.core.language import N_
from service.meetings.names import CHOICES, DECISIONS, FORCES, OUTCOMES
from service.meetings.schema.records import (
    DeadlineRecord,
    ItemRecord,
    MeetingRecord,
    ReplacedDeadline,
    reference,
    text,
)
from service.web.shapes import VerdictRecord


class StoredVerdict(Schema):
    """A verdict as it was pronounced."""

    id = fields.Int()
    subject = fields.Str()
    subject_id = fields.Int()
    judged_at = fields.DateTime()
    verdict = fields.Nested(VerdictRecord)


class DecisionRecord(Schema):
    """A decision; the outcome follows from the votes and the rule."""

    id = fields.Int()
    item_id = fields.Int()
    round_id = fields.Int()
    kind = fields.Str(metadata={"enum": list(DECISIONS)})
    text = fields.Str()
    force = fields.Str(metadata={"enum": list(FORCES)})
    votes_for = fields.Int()
    votes_against = fields.Int()
    votes_abstained = fields.Int()
    outcome = fields.Str(metadata={"enum": list(OUTCOMES)})
    decided_at = fields.DateTime()
    group_id = fields.Int(allow_none=True, metadata={"description": N_("Группа, которую создало решение.")})
    verdict = fields.Nested(VerdictRecord)


class VoterRecord(Schema):
    """A member of a round's electorate."""

    person_id = fields.Int()
    name = fields.Str()
    office = fields.Str()
    channel = fields.Str()
    cast = fields.Bool(metadata={"description": N_("Голос подан.")})
    choice = text(metadata={"enum": [*CHOICES, None], "description": N_("При тайном голосовании null.")})


class RoundRecord(Schema):
    """A round of voting."""

    id = fields.Int()
    item_id = fields.Int()
    number = fields.Int()
    voting = fields.Str(metadata={"enum": ["open", "secret", "sheets"]})
    established = fields.Int(allow_none=True)
    filled = fields.Int()
    participants = fields.Int()
    electors = fields.Int()
    opened_at = fields.DateTime()
    closed_at = fields.DateTime(allow_none=True)
    counts = fields.Dict(keys=fields.Str(), values=fields.Int())
    decision = fields.Nested(DecisionRecord, allow_none=True)


class RoundCard(RoundRecord):
    """A round with its electorate."""

    voters = fields.List(fields.Nested(VoterRecord))


class PresenceCounts(Schema):
    """Who is there now, counted."""

    established = fields.Int(allow_none=True)
    filled = fields.Int()
    room = fields.Int()
    sheets = fields.Int()
    counted = fields.Int(metadata={"description": N_("Сколько участвует по правилу этой формы.")})


class NoticeRecord(Schema):
    """A version of a meeting's notice."""

    id = fields.Int()
    number = fields.Int()
    content = fields.Dict()
    material = fields.Bool(metadata={"description": N_("Называет другой день, форму или место.")})
    made_at = fields.DateTime()


class DeliveryRecord(Schema):
    """One member's delivery of the latest notice."""

    person_id = fields.Int()
    name = fields.Str()
    channel = fields.Str()
    address = text()
    sent_at = fields.DateTime(allow_none=True)
    evidence = text()
    with_materials = fields.Bool()
    bounced_at = fields.DateTime(allow_none=True)
    acknowledged_at = fields.DateTime(allow_none=True)
    verdict = fields.Nested(VerdictRecord, allow_none=True)


class MeetingCard(MeetingRecord):
    """A meeting with its agenda, deadlines, notice, presence, verdicts and decisions."""

    items = fields.List(fields.Nested(ItemRecord))
    deadlines = fields.List(fields.Nested(DeadlineRecord))
    replaced_deadlines = fields.List(
        fields.Nested(ReplacedDeadline), metadata={"description": N_("Сроки, какими они были до изменений.")}
    )
    notice = fields.Nested(NoticeRecord, allow_none=True)
    undelivered = fields.Int(metadata={"description": N_("Скольких членов извещение не достигло.")})
    presence = fields.Nested(PresenceCounts)
    verdicts = fields.List(fields.Nested(VerdictRecord), metadata={"description": N_("Заключения сейчас.")})
    stored = fields.List(
        fields.Nested(StoredVerdict), metadata={"description": N_("Заключения, какими вынесены.")}
    )
    rounds = fields.List(fields.Nested(RoundRecord))


class IntervalRecord(Schema):
    """A time in the room or on the line."""

    came_at = fields.DateTime()
    left_at = fields.DateTime(allow_none=True)


class PresenceRecord(Schema):
    """One person at a meeting."""

    id = fields.Int()
    person_id = reference()
    name = fields.Str()
    status = fields.Str(metadata={"enum": ["present", "remote", "excused", "absent", "guest"]})
    reason = text()
    excuse = fields.Bool(metadata={"description": N_("Приложен ли документ о причине отсутствия.")})
    category = text()
    here = fields.Bool(metadata={"description": N_("Сейчас в зале или на связи.")})
    intervals = fields.List(fields.Nested(IntervalRecord))


class RecusalRecord(Schema):
    """A recusal from a question."""

    id = fields.Int()
    item_id = fields.Int()
    person_id = fields.Int()
    reason = fields.Str()
    declared_at = fields.DateTime()


class OpinionRecord(Schema):
    """A written opinion of a member who is away."""

    id = fields.Int()
    meeting_id = fields.Int()
    item_id = reference()
    person_id = fields.Int()
    text = fields.Str()
    received_at = fields.DateTime()


class DayRecord(Schema):
    """A day of a meeting with the verdict on its quorum."""

    id = fields.Int()
    day = fields.Date()
    begun_at = fields.DateTime(metadata={"description": N_("По часам органа.")})
    ended_at = fields.DateTime(allow_none=True)
    verdict = fields.Nested(VerdictRecord)
