"""What may come into the pages of bodies and meetings."""

from datetime import time
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from service.core.language import N_
from service.meetings.names import DECISIONS, FORMS, KINDS, MEETING_KINDS
from service.web.fields import NOT_A_NUMBER, REQUIRED, Day, Line, Longest, Whole

TOO_LONG = N_("Слишком длинно: укоротите текст.")
NOT_A_TIME = N_("Время пишется как ЧЧ:ММ.")
NOT_LISTED = N_("Выберите из списка.")
NOT_YES_NO = N_("Нужно да или нет.")
SEATS = N_("Мест от 1 до 500.")
WORDS: dict[str, Any] = {"required": REQUIRED, "null": REQUIRED}


def line(longest: int, *, required: bool = True) -> Line:
    """One line or a text of limited length."""
    length = Longest(1, longest, error=TOO_LONG)
    if required:
        return Line(required=True, validate=length, error_messages=WORDS)
    return Line(load_default=None, allow_none=True, validate=length)


def one_of(words: Any, *, required: bool = True) -> fields.Str:
    """A code of a closed list."""
    among = validate.OneOf(list(words), error=NOT_LISTED)
    if required:
        return fields.Str(required=True, validate=among, error_messages=WORDS)
    return fields.Str(load_default=None, allow_none=True, validate=among)


def record(*, required: bool = False) -> Whole:
    """The id of another record."""
    said = {"invalid": NOT_A_NUMBER, **WORDS}
    if required:
        return Whole(required=True, error_messages=said)
    return Whole(load_default=None, allow_none=True, error_messages=said)


def day(*, required: bool = False) -> Day:
    """A day."""
    if required:
        return Day(required=True, error_messages=WORDS)
    return Day(load_default=None, allow_none=True)


class Hour(fields.Field[time]):
    """A wall-clock time: 15:00."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> time:
        try:
            return time.fromisoformat(str(value)).replace(second=0, microsecond=0, tzinfo=None)
        except ValueError as error:
            raise ValidationError(NOT_A_TIME) from error

    def _serialize(self, value: time | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else value.strftime("%H:%M")


class BodyDraft(Schema):
    """A body as it is entered."""

    name = line(300)
    kind = one_of(KINDS)
    type = line(60, required=False)
    subject = line(200, required=False)
    parent_id = record()
    organisation_id = record()
    unit_id = record()
    starts = day()


class MeetingDraft(Schema):
    """A meeting as it is entered, changed or moved."""

    form = one_of(FORMS)
    kind = one_of(MEETING_KINDS, required=False)
    starts_on = day(required=True)
    starts_time = Hour(required=True, error_messages=WORDS)
    ends_on = day()
    place = line(300, required=False)
    link = line(500, required=False)
    sheets_on = day()
    sheets_time = Hour(load_default=None, allow_none=True)
    called_on = day()
    called_by = line(300, required=False)
    planned_id = record()
    repeats_id = record()
    seminar = fields.Bool(load_default=False, error_messages={"invalid": NOT_YES_NO})
    version = record()


class ItemDraft(Schema):
    """A question of an agenda as it is entered."""

    title = line(500)
    speaker_id = record()
    speaker = line(200, required=False)
    decides = one_of(DECISIONS, required=False)
    draft = line(4000, required=False)
    task = line(20, required=False)
    plan_id = record()
    group_name = line(300, required=False)
    group_until = day()
    group_leader_id = record()
    kind = one_of(("teacher_report",), required=False)
    self_education_id = record()
    training_id = record()
    version = record()


class ProposalDraft(Schema):
    """A proposal as it is made."""

    title = line(500)
    reason = line(2000, required=False)
    meeting_id = record()
    author = line(200, required=False)
    author_kind = one_of(("head", "teacher", "public", "other"), required=False)


class ReasonDraft(Schema):
    """Why something is done."""

    reason = line(1000)


class DeliveryDraft(Schema):
    """How a notice reached a member."""

    channel = one_of(("mail", "paper", "messenger", "phone"))
    sent_on = day(required=True)
    sent_time = Hour(required=True, error_messages=WORDS)
    evidence = line(500, required=False)
    with_materials = fields.Bool(load_default=False, error_messages={"invalid": NOT_YES_NO})


class MarkDraft(Schema):
    """How a member takes part."""

    status = one_of(("present", "remote", "excused", "absent"))
    reason = line(500, required=False)


class GuestDraft(Schema):
    """A guest."""

    name = line(200)
    category = line(60, required=False)


class RecusalDraft(Schema):
    """A recusal from a question."""

    person_id = record(required=True)
    reason = line(500)


class InstructionDraft(Schema):
    """The chair's instruction to preside instead."""

    person_id = record(required=True)
    basis = line(500)
    given_on = day()
