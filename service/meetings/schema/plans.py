"""What may come into year plans, from pages and the API."""

from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from service.core.language import N_
from service.meetings.names import FORMS
from service.meetings.schema.pages import day, line, one_of, record
from service.web.fields import NOT_A_NUMBER, OUT_OF_RANGE, REQUIRED, Day, Whole

NOT_A_MONTH = N_("Месяц пишется как ГГГГ-ММ.")


class Month(Day):
    """A month as a browser types it, 2026-09, or any day of it; its first day."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        text = str(value).strip()
        try:
            found: date = super()._deserialize(
                f"{text}-01" if len(text) == len("2026-09") else text, attr, data, **kwargs
            )
        except ValidationError:
            raise ValidationError(NOT_A_MONTH) from None
        return found.replace(day=1)


class PlannedDraft(Schema):
    """A meeting as it is planned: a month or a day, a topic, who prepares it."""

    month = Month(load_default=None, allow_none=True)
    planned_on = day()
    topic = line(500)
    form = one_of(FORMS, required=False)
    responsible_id = record()
    responsible = line(200, required=False)
    version = record()


def year() -> Whole:
    """A year."""
    return Whole(
        required=True,
        validate=validate.Range(2000, 2100, error=OUT_OF_RANGE),
        error_messages={"required": REQUIRED, "null": REQUIRED, "invalid": NOT_A_NUMBER},
    )


class PlanDraft(Schema):
    """A plan as it is entered, with its meetings."""

    year = year()
    forecast = line(4000, required=False)
    meetings = fields.List(fields.Nested(PlannedDraft), load_default=list, validate=validate.Length(max=100))


class PlanChange(Schema):
    """The words of a plan as they are changed."""

    forecast = line(4000, required=False)
    version = record()


class ApprovalDraft(Schema):
    """When the chair approved a plan; today where nothing is said."""

    approved_on = day()
