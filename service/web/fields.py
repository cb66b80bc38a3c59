"""Fields of forms and of the API that every module shares."""

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields

from service.core.language import N_

NOT_A_DATE = N_("Дата пишется как ДД.ММ.ГГГГ.")
FAR_DATE = N_("Такая дата невозможна.")
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)


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
