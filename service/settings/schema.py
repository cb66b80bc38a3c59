"""What comes into and goes out of the API of rules and verdicts."""

from marshmallow import Schema, fields, validate

from service.core.language import N_
from service.web.asked import NOT_LISTED, TOO_LONG
from service.web.fields import NOT_TEXT, Day, Line, Longest, Whole, messages

REQUIRED = "Заполните это поле."
NOT_A_DATE = "Дата пишется как ГГГГ-ММ-ДД."
NOT_SURE = N_("Подтвердите, что акт подписан и изменения проверены.")
NOT_A_TABLE = "Нужен объект: имя сведения и значение."


class TenantSchema(Schema):
    """A tenant as everybody may see it."""

    slug = fields.Str()
    kind = fields.Str()
    name = fields.Dict(keys=fields.Str(), values=fields.Str())
    region = fields.Str(allow_none=True)
    model = fields.Str(allow_none=True)
    locales = fields.List(fields.Str())


class FactSchema(Schema):
    """A fact that a rule takes."""

    type = fields.Str()
    title = fields.Str()
    required = fields.Bool()
    choices = fields.List(fields.Str())


class RuleSchema(Schema):
    """A rule in force."""

    id = fields.Str()
    kind = fields.Str()
    module = fields.Str()
    title = fields.Str()
    params = fields.Dict(keys=fields.Str())
    severity = fields.Str()
    clause = fields.Str()
    quote = fields.Str()
    act = fields.Str()
    layer = fields.Str()
    source = fields.Dict(keys=fields.Str(), values=fields.Str())
    is_setting = fields.Bool()
    silent = fields.Bool()
    facts = fields.Dict(keys=fields.Str(), values=fields.Nested(FactSchema))
    message = fields.Dict(keys=fields.Str(), values=fields.Str())


class QuestionSchema(Schema):
    """Facts to judge by a rule."""

    rule = fields.Str(required=True, error_messages={"required": REQUIRED, "null": REQUIRED})
    given = fields.Dict(
        keys=fields.Str(), load_default=dict, error_messages={"invalid": NOT_A_TABLE, "null": NOT_A_TABLE}
    )
    on = fields.Date(load_default=None, allow_none=True, error_messages={"invalid": NOT_A_DATE})


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
