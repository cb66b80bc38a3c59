"""What comes into subscriptions to calendars and what the API tells of them."""

from marshmallow import Schema, fields, validate

from service.core.language import N_
from service.web.fields import NOT_A_NUMBER, OUT_OF_RANGE, Whole, messages


class FeedDraft(Schema):
    """A subscription: to one body, or without it to one's own meetings."""

    body_id = Whole(
        load_default=None,
        allow_none=True,
        validate=validate.Range(1, 2**63 - 1, error=OUT_OF_RANGE),
        error_messages=messages(NOT_A_NUMBER),
        metadata={"description": N_("Орган; без него – заседания органов, где состоит сам человек.")},
    )


class FeedRecord(Schema):
    """A subscription; its address is never shown again."""

    id = fields.Int()
    body_id = fields.Int(allow_none=True)
    body = fields.Str(allow_none=True, metadata={"description": N_("Название органа.")})
    made_at = fields.DateTime()
    revoked_at = fields.DateTime(allow_none=True)


class NewFeedRecord(FeedRecord):
    """A subscription that was made, with its address: shown this once."""

    address = fields.Str(
        metadata={"description": N_("Адрес для программы-календаря. Второй раз он не показывается.")}
    )
