"""What the API of one user, of lists, invitations and substitutions takes and gives."""

from marshmallow import Schema, fields, validate

from service.access.actions.listing import STATUS_TITLES
from service.access.api.shapes import TOO_LONG, UserRecord
from service.access.listing import LARGEST
from service.access.names import Role
from service.core.language import N_
from service.web.fields import NOT_A_NUMBER, OUT_OF_RANGE, Whole, messages


class UserCardRecord(UserRecord):
    """A user: the role that was asked for, every other role, standing."""

    roles = fields.List(fields.Nested(lambda: UserRoleRecord()))
    entered_at = fields.DateTime(allow_none=True, metadata={"description": N_("Последний вход.")})
    deactivated_at = fields.DateTime(
        allow_none=True, metadata={"description": N_("С какого времени отключён; null – не отключён.")}
    )
    reason = fields.Str(allow_none=True)


class UserRoleRecord(Schema):
    """One role of a user, with its days: both included."""

    membership_id = fields.Int()
    role = fields.Str(metadata={"enum": [str(role) for role in Role]})
    organisation_id = fields.Int(allow_none=True)
    starts = fields.Date(allow_none=True)
    ends = fields.Date(allow_none=True)


class SignInRecord(Schema):
    """A browser where a user is signed in."""

    id = fields.Int()
    agent = fields.Str(allow_none=True)
    address = fields.Str(allow_none=True)
    created_at = fields.DateTime()
    seen_at = fields.DateTime()


class EndedRecord(Schema):
    """How many sign-ins ended."""

    ended = fields.Int()


class UserPersonDraft(Schema):
    """Who of the register a user is."""

    person_id = Whole(
        required=True,
        allow_none=True,
        validate=validate.Range(1, 2**63 - 1, error=OUT_OF_RANGE),
        error_messages=messages(NOT_A_NUMBER),
        metadata={"description": N_("Номер человека в реестре; null убирает связь.")},
    )


class InvitationRecord(UserRecord):
    """An invitation of somebody who has never come in."""

    invitation_id = fields.Int()
    invited_at = fields.DateTime()
    sent_at = fields.DateTime(allow_none=True)
    link = fields.Str(
        allow_none=True,
        metadata={"description": N_("Ссылка для пароля: только если её некому послать почтой.")},
    )


class ListedLine(Schema):
    """One row of a list of people to invite."""

    name = fields.Str(load_default="", validate=validate.Length(max=400, error=TOO_LONG))
    email = fields.Str(load_default="", validate=validate.Length(max=400, error=TOO_LONG))
    role = fields.Str(load_default="", validate=validate.Length(max=400, error=TOO_LONG))
    school = fields.Str(load_default="", validate=validate.Length(max=400, error=TOO_LONG))


class ListedDraft(Schema):
    """A list of people to invite."""

    rows = fields.List(
        fields.Nested(ListedLine),
        required=True,
        validate=validate.Length(1, LARGEST, error=N_("В списке от 1 до 500 строк.")),
    )


class JudgedRecord(Schema):
    """What comes of one row of a list."""

    number = fields.Int()
    name = fields.Str()
    email = fields.Str()
    status = fields.Str(metadata={"enum": list(STATUS_TITLES)})
    role = fields.Str(allow_none=True)
    organisation_id = fields.Int(allow_none=True)
    why = fields.Str(allow_none=True)


class JudgedList(Schema):
    """What comes of a list, row by row."""

    items = fields.List(fields.Nested(JudgedRecord))


class SubstitutionRecord(Schema):
    """A substitution; days included."""

    id = fields.Int()
    absent = fields.Str()
    substitute = fields.Str()
    starts = fields.Date(allow_none=True)
    ends = fields.Date(allow_none=True)
    basis = fields.Str(allow_none=True)


class FactorRecord(Schema):
    """Roles that need the second step of signing in."""

    roles = fields.List(fields.Str())
