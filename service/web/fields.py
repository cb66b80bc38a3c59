"""Fields of forms and of the API that every module shares."""

import unicodedata
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, validate

from service.core.alphabet import nfc
from service.core.language import N_

NOT_A_DATE = N_("Дата пишется как ДД.ММ.ГГГГ.")
FAR_DATE = N_("Такая дата невозможна.")
REQUIRED = N_("Заполните это поле.")
NOT_A_NUMBER = N_("Нужно целое число.")
NOT_TEXT = N_("Нужен текст.")
BAD_SIGNS = N_("В тексте есть невидимые управляющие знаки. Наберите его заново.")
OUT_OF_RANGE = N_("Число вне допустимых пределов.")
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
BREAKS = "\n\r\t"


class Day(fields.Date):
    """A date typed as a person or a browser types it: 05.11.2026 or 2026-11-05."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        text = str(value).strip()
        parts = text.split(".")
        if len(parts) == 3 and all(part.isdecimal() for part in parts):
            text = f"{parts[2]:0>4}-{parts[1]:0>2}-{parts[0]:0>2}"
        try:
            found = date.fromisoformat(text)
        except ValueError:
            raise ValidationError(NOT_A_DATE) from None
        if not EARLIEST <= found <= LATEST:
            raise ValidationError(FAR_DATE)
        return found


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


class Longest(validate.Length):
    """A limit on the length of a line that may also be no value."""

    def __call__(self, value: Any) -> Any:
        """Check the length of what is there."""
        return value if value is None else super().__call__(value)


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
