"""What may come in about users and tokens."""

from marshmallow import EXCLUDE, Schema, fields, validate

from service.access.names import Office, Role
from service.core.language import N_
from service.web.fields import NOT_A_DATE, NOT_A_NUMBER, OUT_OF_RANGE, Day, Line, Longest, Whole, messages

REQUIRED = "Заполните это поле."
TOO_LONG = N_("Слишком длинно: укоротите текст.")


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


class SubstitutionSchema(Schema):
    """A substitution: whose roles, who holds them, from which day to which, by which order."""

    absent = Whole(
        required=True,
        validate=validate.Range(1, 2**63 - 1, error=OUT_OF_RANGE),
        error_messages=messages(NOT_A_NUMBER),
        metadata={"description": N_("Номер роли того, кого замещают (membership_id).")},
    )
    substitute = Whole(
        required=True,
        validate=validate.Range(1, 2**63 - 1, error=OUT_OF_RANGE),
        error_messages=messages(NOT_A_NUMBER),
        metadata={"description": N_("Номер роли того, кто замещает (membership_id).")},
    )
    starts = Day(required=True, error_messages=messages(NOT_A_DATE))
    ends = Day(required=True, error_messages=messages(NOT_A_DATE))
    basis = Line(
        load_default=None,
        allow_none=True,
        validate=Longest(max=300, error=TOO_LONG),
        error_messages=messages(TOO_LONG),
        metadata={"description": N_("Основание: приказ, его номер и дата.")},
    )


class ReasonSchema(Schema):
    """Why a person is shut out."""

    reason = Line(
        load_default=None,
        allow_none=True,
        validate=Longest(max=300, error=TOO_LONG),
        error_messages=messages(TOO_LONG),
    )


class FactorSchema(Schema):
    """Roles that need the second step of signing in."""

    roles = fields.List(
        fields.Str(validate=validate.OneOf([str(role) for role in Role], error="Такой роли нет.")),
        required=True,
        validate=validate.Length(max=len(Role), error="Такой роли нет."),
        error_messages={"required": REQUIRED, "null": REQUIRED, "invalid": "Такой роли нет."},
    )


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
    subject = fields.Str(validate=validate.Length(1, 100, error="Не длиннее 100 знаков."))
    record = Whole(
        validate=validate.Range(1, 2**63 - 1, error=OUT_OF_RANGE), error_messages=messages(NOT_A_NUMBER)
    )
