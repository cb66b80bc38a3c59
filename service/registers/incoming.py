"""What may come in for each kind of field, from a form, a program or a workbook; refusals in plain words."""

from typing import Any

from marshmallow import ValidationError, fields, validate

from service.core.language import N_
from service.registers.columns import assumed, open_question
from service.web.fields import NOT_A_DATE, NOT_A_NUMBER, OUT_OF_RANGE, Day, Line, Longest, Whole, messages
from service.web.register import Field, Kind, Register

NOT_LISTED = N_("Выберите из списка.")
TOO_LONG = N_("Слишком длинно: укоротите текст.")
NOT_YES_NO = N_("Нужно да или нет.")
YES = {"да", "Да", "ДА", "yes", "true", "1", "on", True}
NO = {"нет", "Нет", "НЕТ", "no", "false", "0", "off", False}
LEAST, MOST = -(2**31), 2**31 - 1
GREATEST_ID = 2**63 - 1


def incoming(register: Register, one: Field, *, strict: bool) -> fields.Field[Any]:
    """The marshmallow field that checks what comes in for `one`.

    A browser says nothing of an unticked box, which is a no; a program (`strict`) that says nothing
    leaves what the table assumes.
    """
    unknown = one.kind is Kind.BOOLEAN and open_question(register, one)
    options: dict[str, Any] = {
        "required": one.required,
        "allow_none": not one.required,
        "metadata": {"description": one.title},
    }
    if not one.required:
        options["load_default"] = None
    if one.kind is Kind.BOOLEAN and not unknown:
        silent = assumed(register, one) if strict else False
        options |= {"load_default": silent, "allow_none": False, "required": False}
    if one.kind in READERS:
        return READERS[one.kind](one, options)
    length = Longest(max=one.longest, error=TOO_LONG)
    return Line(validate=length, error_messages=messages(TOO_LONG), **options)


def _day(_one: Field, options: dict[str, Any]) -> fields.Field[Any]:
    return Day(error_messages=messages(NOT_A_DATE), **options)


def _number(one: Field, options: dict[str, Any]) -> fields.Field[Any]:
    least = LEAST if one.least is None else one.least
    limits = validate.Range(least, MOST if one.most is None else one.most, error=OUT_OF_RANGE)
    return Whole(validate=limits, error_messages=messages(NOT_A_NUMBER), **options)


def _answer(_one: Field, options: dict[str, Any]) -> fields.Field[Any]:
    return fields.Bool(truthy=YES, falsy=NO, error_messages=messages(NOT_YES_NO), **options)


def _choice(one: Field, options: dict[str, Any]) -> fields.Field[Any]:
    among = validate.OneOf(list(one.offered), error=NOT_LISTED)

    def in_use(value: str) -> None:
        if value in one.retired:
            raise ValidationError(one.retired[value])

    return fields.Str(validate=[in_use, among], error_messages=messages(NOT_LISTED), **options)


def _reference(_one: Field, options: dict[str, Any]) -> fields.Field[Any]:
    limits = validate.Range(1, GREATEST_ID, error=NOT_LISTED)
    return Whole(validate=limits, error_messages=messages(NOT_LISTED), **options)


class Marks(fields.Field[Any]):
    """Marked values: a program sends a list, a browser one value or several."""

    default_error_messages = {"invalid": NOT_LISTED}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[str]:
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            raise self.make_error("invalid")
        return sorted({one for one in listed if one})


def _marks(_one: Field, options: dict[str, Any]) -> fields.Field[Any]:
    return Marks(**{**options, "load_default": list, "allow_none": False, "required": False})


READERS = {
    Kind.DATE: _day,
    Kind.INTEGER: _number,
    Kind.BOOLEAN: _answer,
    Kind.CHOICE: _choice,
    Kind.PERSON: _reference,
    Kind.RECORD: _reference,
    Kind.MARKS: _marks,
}
