"""What the API of access takes and gives."""

from marshmallow import Schema, fields, validate

from service.access.names import Office, Role
from service.access.schema import REQUIRED
from service.core.language import N_
from service.web.asked import ListQuestion, day_asked, number_asked
from service.web.fields import NOT_A_DATE, NOT_A_NUMBER, OUT_OF_RANGE, Day, Line, Longest, Whole, messages

TOO_LONG = N_("Не длиннее 200 знаков.")
NO_ROLE = N_("Такой роли нет.")
ANY_ROLE = [str(role) for role in (*Role, *Office)]


class AuditQuestion(ListQuestion):
    """Which part of the audit log is asked for."""

    event = fields.Str(
        validate=validate.Length(1, 100, error=TOO_LONG), metadata={"description": N_("Имя события.")}
    )
    actor = number_asked(N_("Номер учётной записи того, кто действовал."))
    since = day_asked(N_("Не раньше этого дня."))
    until = day_asked(N_("Не позже этого дня."))
    subject = fields.Str(
        validate=validate.Length(1, 100, error=TOO_LONG), metadata={"description": N_("Имя таблицы записи.")}
    )
    record = number_asked(N_("Номер записи."))


class AuditRecord(Schema):
    """One line of the audit log: who did what and when, never what was written."""

    id = fields.Int()
    at = fields.DateTime()
    actor_id = fields.Int(allow_none=True)
    actor = fields.Str(allow_none=True, metadata={"description": N_("Человек или ключ другой системы.")})
    by_token = fields.Bool()
    acting_for = fields.List(fields.Str(), metadata={"description": N_("Кого замещал тот, кто действовал.")})
    event = fields.Str()
    subject_type = fields.Str(allow_none=True)
    subject_id = fields.Int(allow_none=True)
    fields_ = fields.List(fields.Str(), data_key="fields", attribute="fields")
    detail = fields.Dict(keys=fields.Str())
    request_id = fields.Str(allow_none=True)
    link = fields.Int(allow_none=True, metadata={"description": N_("Номер звена в цепочке журнала.")})
    digest = fields.Str(allow_none=True)


class UserRecord(Schema):
    """A role of a person in the tenant."""

    membership_id = fields.Int()
    account_id = fields.Int()
    email = fields.Str()
    name = fields.Str()
    role = fields.Str(metadata={"enum": [str(role) for role in Role]})
    organisation_id = fields.Int(allow_none=True)
    person_id = fields.Int(allow_none=True)
    second_factor = fields.Bool(metadata={"description": N_("Включён ли вход с кодом.")})


class InvitedRecord(UserRecord):
    """A person who was invited."""

    link = fields.Str(
        allow_none=True,
        metadata={"description": N_("Ссылка для пароля: только если её некому послать почтой.")},
    )


class TokenDraft(Schema):
    """A key: what it is for, whose rights it has, of which school, through which day."""

    name = Line(required=True, validate=Longest(1, 200, error=TOO_LONG), error_messages=messages(TOO_LONG))
    role = fields.Str(
        required=True,
        validate=validate.OneOf(ANY_ROLE, error=NO_ROLE),
        error_messages={"required": REQUIRED, "null": REQUIRED, "invalid": NO_ROLE},
    )
    organisation_id = Whole(
        load_default=None,
        allow_none=True,
        validate=validate.Range(1, 2**63 - 1, error=OUT_OF_RANGE),
        error_messages=messages(NOT_A_NUMBER),
        metadata={"description": N_("Школа – для ролей школы.")},
    )
    expires_on = Day(
        load_default=None,
        allow_none=True,
        error_messages=messages(NOT_A_DATE),
        metadata={"description": N_("Последний день ключа; без него ключ бессрочный.")},
    )


class TokenRecord(Schema):
    """A key of another system; the key itself is never shown again."""

    id = fields.Int()
    name = fields.Str()
    role = fields.Str(metadata={"enum": ANY_ROLE})
    organisation_id = fields.Int(allow_none=True)
    expires_on = fields.Date(allow_none=True)
    created_at = fields.DateTime()
    seen_at = fields.DateTime(
        allow_none=True, metadata={"description": N_("Последнее обращение, с точностью до минуты.")}
    )
    revoked_at = fields.DateTime(allow_none=True)


class NewTokenRecord(TokenRecord):
    """A key that was made, with its secret: shown this once."""

    token = fields.Str(metadata={"description": N_("Сам ключ. Второй раз он не показывается.")})


class CallerRecord(Schema):
    """Who calls, and what they may."""

    name = fields.Str()
    roles = fields.List(fields.Str())
    permissions = fields.List(fields.Str())
    organisations = fields.List(
        fields.Int(),
        allow_none=True,
        metadata={"description": N_("Школы, которыми ограничен ключ; null – весь район.")},
    )
    token_id = fields.Int(allow_none=True)
    expires_on = fields.Date(allow_none=True)
