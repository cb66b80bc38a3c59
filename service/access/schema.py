"""What may come in about users and tokens."""

from marshmallow import EXCLUDE, Schema, fields, validate

from service.access.names import Office, Role
from service.web.fields import Day

REQUIRED = "Заполните это поле."


class InvitationSchema(Schema):
    """An invitation: address, name, role, school for school roles."""

    email = fields.Email(
        required=True,
        error_messages={"required": REQUIRED, "null": REQUIRED, "invalid": "Это не адрес почты."},
    )
    name = fields.Str(
        required=True,
        validate=validate.Length(1, 200, error="Не длиннее 200 знаков."),
        error_messages={"required": REQUIRED, "null": REQUIRED},
    )
    role = fields.Str(
        required=True, validate=validate.OneOf([str(role) for role in Role], error="Такой роли нет.")
    )
    organisation_id = fields.Int(load_default=None, allow_none=True)


class TokenSchema(Schema):
    """A token: what it is for, and whose rights it has."""

    token_name = fields.Str(
        required=True,
        validate=validate.Length(1, 200, error="Не длиннее 200 знаков."),
        error_messages={"required": REQUIRED, "null": REQUIRED},
    )
    token_role = fields.Str(
        required=True,
        validate=validate.OneOf([str(role) for role in (*Role, *Office)], error="Такой роли нет."),
    )
    token_organisation_id = fields.Int(load_default=None, allow_none=True)
    token_expires_on = Day(load_default=None, allow_none=True)


class AuditSchema(Schema):
    """Which part of the audit log is asked for; switches of the page stand in the same address."""

    class Meta:
        """What else stands in the address is not for us."""

        unknown = EXCLUDE

    event = fields.Str(validate=validate.Length(1, 100, error="Не длиннее 100 знаков."))
    actor = fields.Int(
        validate=validate.Range(1, 2**63 - 1, error="Такого человека нет."),
        error_messages={"invalid": "Такого человека нет."},
    )
    since = Day()
    until = Day()
