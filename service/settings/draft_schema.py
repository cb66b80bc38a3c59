"""What comes into the forms and the API of drafts."""

from marshmallow import Schema, fields, validate

from service.core.language import N_
from service.web.asked import NOT_LISTED, TOO_LONG
from service.web.fields import NOT_TEXT, Day, Line, Longest, Whole, messages

NOT_SURE = N_("Подтвердите, что акт подписан и изменения проверены.")


class DraftSchema(Schema):
    """What a new draft of rules is called."""

    title = Line(required=True, validate=Longest(max=200, error=TOO_LONG), error_messages=messages(NOT_TEXT))


class DraftActSchema(DraftSchema):
    """The act of a draft and its first day."""

    relation = fields.Str(
        required=True,
        validate=validate.OneOf(("amends", "listed", "all"), error=NOT_LISTED),
        error_messages=messages(NOT_LISTED),
    )
    act_kind = Line(allow_none=True, load_default=None, validate=Longest(max=100, error=TOO_LONG))
    act_number = Line(allow_none=True, load_default=None, validate=Longest(max=50, error=TOO_LONG))
    act_title = Line(allow_none=True, load_default=None, validate=Longest(max=500, error=TOO_LONG))
    act_issuer = Line(allow_none=True, load_default=None, validate=Longest(max=300, error=TOO_LONG))
    act_date = Day(allow_none=True, load_default=None)
    effective_from = Day(allow_none=True, load_default=None)
    version = Whole(allow_none=True, load_default=None)


class SureSchema(Schema):
    """That the act is signed and the changes are checked."""

    sure = fields.Str(required=True, error_messages=dict.fromkeys(("required", "null", "invalid"), NOT_SURE))
    version = Whole(allow_none=True, load_default=None)
