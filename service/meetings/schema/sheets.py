"""What may come in about opinion sheets, and what the API gives out of them."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from service.core.language import N_
from service.meetings.names import MARKS
from service.meetings.schema.drafts import NOT_A_MOMENT, moment
from service.meetings.schema.pages import NOT_LISTED, NOT_YES_NO, WORDS, Hour, day, line, one_of, record

YES_NO = {"invalid": NOT_YES_NO}
MARK = "mark_"


def marks_typed(values: Mapping[str, Any]) -> dict[int, str | None]:
    """Marks of a form: fields `mark_<question>`."""
    return {
        int(name.removeprefix(MARK)): choice
        for name, choice in values.items()
        if name.startswith(MARK) and name.removeprefix(MARK).isdecimal()
    }


class PaperTyped(Schema):
    """A paper sheet as the form enters it, without its marks."""

    code = line(64)
    received_on = day(required=True)
    received_time = Hour(required=True, error_messages=WORDS)
    posted_on = day()
    signed = fields.Bool(load_default=False, error_messages=YES_NO)
    foreign = fields.Bool(load_default=False, error_messages=YES_NO)


class ExtensionTyped(Schema):
    """A new deadline of sheets."""

    until_on = day(required=True)
    until_time = Hour(required=True, error_messages=WORDS)


class MarkDraft(Schema):
    """A mark on one question."""

    item_id = record(required=True)
    choice = fields.Str(
        load_default=None, allow_none=True, validate=validate.OneOf(list(MARKS), error=NOT_LISTED)
    )


class SheetDraft(Schema):
    """A member's own sheet."""

    marks = fields.List(fields.Nested(MarkDraft), required=True, error_messages=WORDS)


class PaperDraft(SheetDraft):
    """A paper sheet as a clerk enters it."""

    code = line(64)
    received_at = moment()
    posted_at = moment()
    signed = fields.Bool(load_default=True, error_messages=YES_NO)
    foreign = fields.Bool(load_default=False, error_messages=YES_NO)
    file_id = record()


class ExtensionDraft(Schema):
    """A new deadline of sheets."""

    until = fields.AwareDateTime(
        required=True,
        format="iso",
        error_messages={**WORDS, "invalid_awareness": NOT_A_MOMENT},
    )


class ReceiptRecord(Schema):
    """A returned sheet as the API gives it."""

    id = fields.Int()
    channel = one_of(("online", "paper"))
    status = fields.Str()
    reason = fields.Str(allow_none=True)
    signed = fields.Bool()
    received_at = fields.AwareDateTime(format="iso")
    verified_at = fields.AwareDateTime(format="iso", allow_none=True)
    pair_id = fields.Int(allow_none=True)
    file_id = fields.Int(allow_none=True, metadata={"description": N_("Скан листа, если приложен.")})
    marks = fields.List(fields.Nested(MarkDraft), allow_none=True)


class SheetRecord(Schema):
    """A sheet as the API gives it, with everything that came back of it."""

    id = fields.Int()
    meeting_id = fields.Int()
    number = fields.Int()
    person_id = fields.Int()
    name = fields.Str()
    status = fields.Str()
    issued_at = fields.AwareDateTime(format="iso")
    void_at = fields.AwareDateTime(format="iso", allow_none=True)
    receipts = fields.List(fields.Nested(ReceiptRecord))


class IssuedRecord(Schema):
    """What came of issuing."""

    issued = fields.Int()
    without = fields.List(fields.Str())


class TakingRecord(Schema):
    """Where the taking of sheets stands."""

    meeting_id = fields.Int()
    state = fields.Str()
    sheets_due_at = fields.AwareDateTime(format="iso", allow_none=True)
