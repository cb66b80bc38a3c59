"""What may come into structure and what the API gives out."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from service.core.language import N_
from service.structure.names import UnitOffice
from service.web.fields import Day

REQUIRED = N_("Заполните это поле.")
NOT_LISTED = N_("Выберите из списка.")
TOO_LONG = N_("Слишком длинно: укоротите текст.")
ENDS_FIRST = N_("Последний день раньше первого.")
NOT_YES_NO = N_("Нужно да или нет.")

WORDS: dict[str, Any] = {
    "required": REQUIRED,
    "null": REQUIRED,
    "invalid": NOT_LISTED,
    "validator_failed": NOT_LISTED,
}
BIGGEST = 2**63 - 1
SHORT, LONG = validate.Length(1, 100, error=TOO_LONG), validate.Length(1, 500, error=TOO_LONG)
NAMED = N_("Назовите человека.")


def reference() -> fields.Int:
    """The id of another record, or nothing."""
    within = validate.Range(1, BIGGEST, error=NOT_LISTED)
    return fields.Int(load_default=None, allow_none=True, validate=within, error_messages=WORDS)


def day() -> Day:
    """A date, or nothing."""
    return Day(load_default=None, allow_none=True)


class _Lived(Schema):
    starts = day()
    ends = day()

    @validates_schema
    def check_life(self, data: dict[str, Any], **_: Any) -> None:
        """The last day is not before the first."""
        if data.get("starts") and data.get("ends") and data["ends"] < data["starts"]:
            raise ValidationError(ENDS_FIRST, "ends")


class UnitDraft(_Lived):
    """A unit as it is entered; the level follows from the kind."""

    kind = fields.Str(required=True, validate=SHORT, error_messages=WORDS)
    level = fields.Str(load_default=None, allow_none=True, validate=SHORT)
    name = fields.Str(required=True, validate=LONG, error_messages=WORDS)
    name_alt = fields.Str(load_default=None, allow_none=True, validate=LONG)
    parent_id = reference()
    act_id = reference()
    regulation_id = reference()
    organisation_id = reference()
    coordinator = fields.Bool(load_default=False, error_messages={"invalid": NOT_YES_NO})
    guidance = fields.Bool(load_default=False, error_messages={"invalid": NOT_YES_NO})
    consent_on = day()
    contact = fields.Str(load_default=None, allow_none=True, validate=LONG)
    legal_form = fields.Str(load_default=None, allow_none=True, validate=SHORT)
    version = fields.Int(load_default=None, allow_none=True)


class UnitRecord(Schema):
    """A unit as the API gives it."""

    id = fields.Int(dump_only=True)
    kind = fields.Str()
    level = fields.Str()
    name = fields.Str()
    name_alt = fields.Str(allow_none=True)
    parent_id = fields.Int(allow_none=True)
    act_id = fields.Int(allow_none=True)
    regulation_id = fields.Int(allow_none=True)
    organisation_id = fields.Int(allow_none=True)
    coordinator = fields.Bool()
    guidance = fields.Bool()
    consent_on = fields.Date(allow_none=True)
    contact = fields.Str(allow_none=True)
    legal_form = fields.Str(allow_none=True)
    starts = fields.Date(allow_none=True)
    ends = fields.Date(allow_none=True)
    version = fields.Int()
    recorded_at = fields.DateTime()


class MemberDraft(_Lived):
    """A member as it is entered."""

    person_id = fields.Int(
        required=True,
        validate=validate.Range(1, BIGGEST, error=NOT_LISTED),
        error_messages={**WORDS, "required": NAMED, "null": NAMED},
    )
    office = fields.Str(
        required=True, validate=validate.OneOf(list(UnitOffice), error=NOT_LISTED), error_messages=WORDS
    )
    consent_on = day()
    version = fields.Int(load_default=None, allow_none=True)


class Several(fields.List):
    """Several codes; a form sends one of them as plain text and none of them as nothing."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[Any]:
        listed = [value] if isinstance(value, str) else value
        found: list[Any] = super()._deserialize(listed, attr, data, **kwargs)
        return found


class HolderDraft(_Lived):
    """Who gets a function."""

    person_id = reference()
    unit_id = reference()
    support = Several(fields.Str(validate=SHORT), load_default=list)


class LastDay(Schema):
    """With which day something ends."""

    last_day = Day(required=True, error_messages={"required": REQUIRED, "null": REQUIRED})
    version = fields.Int(load_default=None, allow_none=True)


class ServedDraft(Schema):
    """Which organisations a unit helps, all of them."""

    organisations = fields.List(
        fields.Int(validate=validate.Range(1, BIGGEST, error=NOT_LISTED), error_messages=WORDS),
        required=True,
    )


class ExpectedDraft(Schema):
    """Which units to create at once, and from when."""

    kinds = fields.List(
        fields.Str(validate=SHORT), required=True, validate=validate.Length(min=1, error=NOT_LISTED)
    )
    starts = Day(required=True, error_messages={"required": REQUIRED, "null": REQUIRED})


class HolderRecord(Schema):
    """Who holds a function."""

    assignment_id = fields.Int()
    person_id = fields.Int(allow_none=True)
    unit_id = fields.Int(allow_none=True)
    name = fields.Str()
    support = fields.List(fields.Str())


class FunctionRecord(Schema):
    """A function with its holders on a date."""

    code = fields.Str()
    title = fields.Str()
    direction = fields.Str()
    level = fields.Str()
    clause = fields.Str()
    covered = fields.Bool()
    holders = fields.List(fields.Nested(HolderRecord))
