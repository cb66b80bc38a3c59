"""What comes into and goes out of the API of rules and verdicts."""

from marshmallow import Schema, fields

REQUIRED = "Заполните это поле."
NOT_A_DATE = "Дата пишется как ГГГГ-ММ-ДД."
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
