"""What may come in for each kind of field, from a form, a program or a workbook; refusals in plain words."""

import unicodedata
from typing import Any

from marshmallow import ValidationError, fields, validate

from service.core.alphabet import nfc
from service.core.language import N_
from service.registers.columns import assumed, open_question
from service.web.fields import NOT_A_DATE, Day
from service.web.register import Field, Kind, Register

REQUIRED = N_("Заполните это поле.")
NOT_A_NUMBER = N_("Нужно целое число.")
NOT_LISTED = N_("Выберите из списка.")
NOT_TEXT = N_("Нужен текст.")
TOO_LONG = N_("Слишком длинно: укоротите текст.")
BAD_SIGNS = N_("В тексте есть невидимые управляющие знаки. Наберите его заново.")
OUT_OF_RANGE = N_("Число вне допустимых пределов.")
NOT_YES_NO = N_("Нужно да или нет.")
YES = {"да", "Да", "ДА", "yes", "true", "1", "on", True}
NO = {"нет", "Нет", "НЕТ", "no", "false", "0", "off", False}
LEAST, MOST = -(2**31), 2**31 - 1
GREATEST_ID = 2**63 - 1
BREAKS = "\n\r\t"


class Line(fields.String):
    """A text in composed letters without control characters; an empty one is no value."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError(NOT_TEXT)
        text = nfc(value).strip()
        if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in BREAKS for sign in text):
            raise ValidationError(BAD_SIGNS)
        if not text and self.required:
            raise ValidationError(REQUIRED)
        return text or None  # type: ignore[return-value]


class Whole(fields.Integer):
    """A whole number, typed or given; a fraction or a yes is none."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise ValidationError(NOT_A_NUMBER)
        digits = str(value).strip().removeprefix("-")
        if not (digits.isascii() and digits.isdecimal()):
            raise ValidationError(NOT_A_NUMBER)
        if len(digits) > 19:
            raise ValidationError(OUT_OF_RANGE)
        return int(value)


def messages(said: str) -> dict[str, Any]:
    """Marshmallow's own messages replaced by ours."""
    return {"required": REQUIRED, "null": REQUIRED, "invalid": said, "validator_failed": said}


def incoming(register: Register, one: Field, *, strict: bool) -> fields.Field[Any]:
    """The marshmallow field that checks what comes in for `one`.

    A browser says nothing of an unticked box, which is a no; a program (`strict`) that says nothing
    leaves what the table assumes.
    """
    unknown = one.kind is Kind.BOOLEAN and open_question(register, one)
    options: dict[str, Any] = {"required": one.required, "allow_none": not one.required}
    if not one.required:
        options["load_default"] = None
    if one.kind is Kind.BOOLEAN and not unknown:
        silent = assumed(register, one) if strict else False
        options |= {"load_default": silent, "allow_none": False, "required": False}
    if one.kind in READERS:
        return READERS[one.kind](one, options)
    length = validate.Length(max=one.longest, error=TOO_LONG)
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
    among = validate.OneOf(list(one.choices), error=NOT_LISTED)
    return fields.Str(validate=among, error_messages=messages(NOT_LISTED), **options)


def _reference(_one: Field, options: dict[str, Any]) -> fields.Field[Any]:
    limits = validate.Range(1, GREATEST_ID, error=NOT_LISTED)
    return Whole(validate=limits, error_messages=messages(NOT_LISTED), **options)


READERS = {
    Kind.DATE: _day,
    Kind.INTEGER: _number,
    Kind.BOOLEAN: _answer,
    Kind.CHOICE: _choice,
    Kind.PERSON: _reference,
    Kind.RECORD: _reference,
}
