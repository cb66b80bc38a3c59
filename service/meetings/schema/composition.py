"""What may come into compositions and the order of work."""

from marshmallow import Schema, fields, validate

from service.meetings.names import OFFICES
from service.meetings.schema.pages import NOT_LISTED, SEATS, WORDS, day, line, one_of, record
from service.web.fields import Whole


class SeatDraft(Schema):
    """A seat of a composition."""

    person_id = record(required=True)
    office = one_of(OFFICES)
    category = line(60, required=False)


class CompositionDraft(Schema):
    """A composition as an act sets it: from which day, for how many seats, who sits there."""

    act_id = record(required=True)
    starts = day(required=True)
    established_seats = Whole(
        required=True,
        validate=validate.Range(1, 500, error=SEATS),
        error_messages={**WORDS, "invalid": SEATS},
    )
    seats = fields.List(
        fields.Nested(SeatDraft), required=True, validate=validate.Length(1, 500, error=NOT_LISTED)
    )


class ProcedureDraft(Schema):
    """The order of work as it is written."""

    text = line(20000)
