"""Schemas made from a register's fields: one for what comes in, one for what goes out."""

from functools import lru_cache
from typing import Any

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields, validate, validates_schema

from service.core.language import N_
from service.web.fields import NOT_A_DATE, Day
from service.web.register import Field, Kind, Register

REQUIRED = N_("Заполните это поле.")
NOT_A_NUMBER = N_("Нужно целое число.")
NOT_LISTED = N_("Выберите из списка.")
TOO_LONG = N_("Слишком длинно: укоротите текст.")
OUT_OF_RANGE = N_("Число вне допустимых пределов.")
NOT_YES_NO = N_("Нужно да или нет.")
ENDS_FIRST = N_("Последний день раньше первого.")
YES = {"да", "yes", "true", "1", "on", True}
NO = {"нет", "no", "false", "0", "off", False}


def _messages(said: str) -> dict[str, str]:
    return {"required": REQUIRED, "null": REQUIRED, "invalid": said, "validator_failed": said}


def incoming(one: Field) -> fields.Field[Any]:
    """The marshmallow field that checks what comes in for `one`."""
    options: dict[str, Any] = {"required": one.required, "allow_none": not one.required}
    if not one.required:
        options["load_default"] = False if one.kind is Kind.BOOLEAN else None
    match one.kind:
        case Kind.DATE:
            return Day(error_messages=_messages(NOT_A_DATE), **options)
        case Kind.INTEGER:
            limits = validate.Range(one.least, one.most, error=OUT_OF_RANGE)
            return fields.Int(
                strict=False, validate=limits, error_messages=_messages(NOT_A_NUMBER), **options
            )
        case Kind.BOOLEAN:
            return fields.Bool(truthy=YES, falsy=NO, error_messages=_messages(NOT_YES_NO), **options)
        case Kind.CHOICE:
            among = validate.OneOf(list(one.choices), error=NOT_LISTED)
            return fields.Str(validate=among, error_messages=_messages(NOT_LISTED), **options)
        case Kind.PERSON | Kind.RECORD:
            return fields.Int(
                validate=validate.Range(1, 2**63 - 1, error=NOT_LISTED),
                error_messages=_messages(NOT_LISTED),
                **options,
            )
    length = validate.Length(1, one.longest, error=TOO_LONG)
    return fields.Str(validate=length, error_messages=_messages(TOO_LONG), **options)


class _Incoming(Schema):
    @validates_schema
    def check_life(self, data: dict[str, Any], **_: Any) -> None:
        """The last day is not before the first."""
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends < starts:
            raise ValidationError(ENDS_FIRST, "ends")


@lru_cache(maxsize=256)
def drafts(register: Register, *, strict: bool) -> Schema:
    """The schema of what may come in; the API refuses unknown fields, a form drops them."""
    made: dict[str, Any] = {one.name: incoming(one) for one in register.fields}
    if register.lives:
        made["starts"] = Day(load_default=None, allow_none=True)
        made["ends"] = Day(load_default=None, allow_none=True)
    made["version"] = fields.Int(load_default=None, allow_none=True)
    named = type(f"{register.name.title().replace('-', '')}Draft", (_Incoming,), made)
    return named(unknown=RAISE if strict else EXCLUDE)


OUTGOING = {
    Kind.DATE: fields.Date,
    Kind.INTEGER: fields.Int,
    Kind.BOOLEAN: fields.Bool,
    Kind.PERSON: fields.Int,
    Kind.RECORD: fields.Int,
}


@lru_cache(maxsize=256)
def records(register: Register) -> Schema:
    """The schema of a record as the API gives it."""
    made: dict[str, Any] = {
        "id": fields.Int(dump_only=True),
        "version": fields.Int(),
        "recorded_at": fields.DateTime(),
        "starts": fields.Date(allow_none=True),
        "ends": fields.Date(allow_none=True),
    }
    for one in register.fields:
        made[one.name] = OUTGOING.get(one.kind, fields.Str)(allow_none=True)
    named = type(f"{register.name.title().replace('-', '')}Record", (Schema,), made)
    return named()
