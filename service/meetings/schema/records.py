"""What the API of bodies and meetings gives."""

from typing import Any

from marshmallow import Schema, fields

from service.core.language import N_
from service.meetings.names import (
    DECISIONS,
    FORMS,
    KINDS,
    MEETING_KINDS,
    OFFICES,
    STATES,
)
from service.web.shapes import VerdictRecord


def text(**more: Any) -> fields.Str:
    """A text that may be missing."""
    return fields.Str(allow_none=True, **more)


def reference() -> fields.Int:
    """The id of another record, if there is one."""
    return fields.Int(allow_none=True)


class BodyRecord(Schema):
    """A collegial body."""

    id = fields.Int()
    name = fields.Str()
    kind = fields.Str(metadata={"enum": list(KINDS)})
    type = text()
    subject = text()
    parent_id = reference()
    organisation_id = reference()
    unit_id = reference()
    starts = fields.Date(allow_none=True)
    ends = fields.Date(allow_none=True)
    version = fields.Int()


class SeatRecord(Schema):
    """A member of a body on a day."""

    person_id = fields.Int()
    name = fields.Str()
    office = fields.Str(metadata={"enum": list(OFFICES)})
    category = text()


class CompositionRecord(Schema):
    """A body's composition on a day."""

    on = fields.Date()
    act_id = reference()
    act = text(metadata={"description": N_("Акт о составе; null, если в этот день ни один не действует.")})
    established = fields.Int(allow_none=True, metadata={"description": N_("Сколько мест установил акт.")})
    filled = fields.Int(metadata={"description": N_("Сколько мест занято.")})
    vacant = fields.Int(metadata={"description": N_("Сколько мест свободно.")})
    members = fields.List(fields.Nested(SeatRecord))
    curators = fields.List(fields.Nested(SeatRecord))


class BodyCard(BodyRecord):
    """A body with its composition today."""

    composition = fields.Nested(CompositionRecord)


class InstructionRecord(Schema):
    """The chair's instruction to preside instead."""

    id = fields.Int()
    meeting_id = reference()
    giver_id = fields.Int()
    person_id = fields.Int()
    given_on = fields.Date()
    basis = fields.Str()


class MeetingRecord(Schema):
    """A meeting."""

    id = fields.Int()
    body_id = fields.Int()
    form = fields.Str(metadata={"enum": list(FORMS)})
    kind = fields.Str(metadata={"enum": list(MEETING_KINDS)})
    state = fields.Str(metadata={"enum": list(STATES)})
    counted = fields.Str(metadata={"enum": ["present", "sheets", "room_and_sheets"]})
    starts_at = fields.DateTime(metadata={"description": N_("По часам органа.")})
    ends_on = fields.Date(allow_none=True)
    place = text()
    link = text()
    sheets_due_at = fields.DateTime(allow_none=True)
    called_on = fields.Date(allow_none=True)
    called_by = text()
    seminar = fields.Bool()
    planned_id = reference()
    repeats_id = reference()
    presider_id = reference()
    presider_office = text()
    keeper_id = reference()
    opened_at = fields.DateTime(allow_none=True)
    closed_at = fields.DateTime(allow_none=True)
    why_not = text()
    version = fields.Int()


class ItemRecord(Schema):
    """A question of an agenda."""

    id = fields.Int()
    meeting_id = fields.Int()
    number = fields.Int()
    title = fields.Str()
    speaker_id = reference()
    speaker = text()
    decides = text(metadata={"enum": [*DECISIONS, None]})
    draft = text()
    task = text()
    origin = fields.Str()
    late = fields.Bool(metadata={"description": N_("Внесён после срока: обсуждается без решения.")})
    plan_id = reference()
    group_name = text()
    group_until = fields.Date(allow_none=True)
    group_leader_id = reference()
    kind = text(
        metadata={"description": N_("teacher_report – отчёт педагога."), "enum": ["teacher_report", None]}
    )
    self_education_id = reference()
    training_id = reference()
    version = fields.Int()


class DeadlineRecord(Schema):
    """A deadline of a meeting."""

    kind = fields.Str()
    rule = text()
    clause = text()
    due_on = fields.Date()
    due_at = fields.DateTime(allow_none=True)


class ReplacedDeadline(DeadlineRecord):
    """A deadline as it stood before the meeting was changed."""

    set_at = fields.DateTime()
    replaced_at = fields.DateTime()


class ProposalRecord(Schema):
    """A proposal for an agenda."""

    id = fields.Int()
    body_id = fields.Int()
    meeting_id = reference()
    person_id = reference()
    author = fields.Str()
    author_kind = text()
    title = fields.Str()
    reason = text()
    submitted_at = fields.DateTime()
    state = fields.Str(metadata={"enum": ["in_time", "late", "included", "next_meeting", "declined"]})
    item_id = reference()
    answer = text()
    answered_on = fields.Date(allow_none=True)
    verdict = fields.Nested(VerdictRecord, allow_none=True)
    version = fields.Int()


class MaterialRecord(Schema):
    """A material of a meeting."""

    id = fields.Int()
    meeting_id = fields.Int()
    item_id = reference()
    title = fields.Str()
    url = text()
    file_name = text()
    media_type = text()
    size = fields.Int(allow_none=True)
    sha256 = text()
    added_at = fields.DateTime()
