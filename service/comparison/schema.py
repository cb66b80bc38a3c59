"""What may come into comparison and what the API gives out."""

from typing import Any

from marshmallow import Schema, fields, validate

from service.comparison.rules.disclosure import SMALLEST_GROUP
from service.core.language import N_
from service.web.fields import NOT_A_NUMBER, REQUIRED, Day, Line, Longest, Whole

TOO_LONG = N_("Слишком длинно: укоротите текст.")
TOO_SMALL = N_("Не меньше 5 и не больше 100 человек.")
CHOOSE = N_("Отметьте хотя бы один показатель.")
NOT_YES_NO = N_("Нужно да или нет.")
WORDS: dict[str, Any] = {"required": REQUIRED, "null": REQUIRED}
LARGEST_GROUP = 100


def line(longest: int, *, required: bool = True) -> Line:
    """One line of text."""
    length = Longest(1, longest, error=TOO_LONG)
    if required:
        return Line(required=True, validate=length, error_messages=WORDS)
    return Line(load_default=None, allow_none=True, validate=length)


class _Codes(fields.List):
    """Codes of indicators; a form sends one of them as plain text."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[Any]:
        listed = [value] if isinstance(value, str) else value
        found: list[Any] = super()._deserialize(listed, attr, data, **kwargs)
        return found


class PublicationDraft(Schema):
    """A publication as it is asked for; the figures themselves are counted, never sent."""

    as_of = Day(required=True, error_messages=WORDS)
    body = line(300)
    protocol_number = line(50)
    protocol_date = Day(required=True, error_messages=WORDS)
    reason = line(1000, required=False)


class AgreementDraft(Schema):
    """An agreement as it is entered."""

    number = line(50)
    signed_on = Day(required=True, error_messages=WORDS)
    starts = Day(required=True, error_messages=WORDS)
    ends = Day(load_default=None, allow_none=True)
    purpose = line(1000)
    indicators = _Codes(
        fields.Str(validate=validate.Length(1, 20)),
        required=True,
        error_messages={**WORDS, "required": CHOOSE},
    )
    min_cell = Whole(
        load_default=SMALLEST_GROUP,
        validate=validate.Range(SMALLEST_GROUP, LARGEST_GROUP, error=TOO_SMALL),
        error_messages={"invalid": NOT_A_NUMBER, "null": REQUIRED},
    )
    organisations_shown = fields.Bool(load_default=False, error_messages={"invalid": NOT_YES_NO})


class RevocationDraft(Schema):
    """Why an agreement is revoked."""

    reason = line(1000)


class AgreementRecord(Schema):
    """An agreement as the API gives it."""

    id = fields.Int()
    region = fields.Str()
    number = fields.Str()
    signed_on = fields.Date()
    starts = fields.Date(allow_none=True)
    ends = fields.Date(allow_none=True)
    purpose = fields.Str()
    indicators = fields.List(fields.Str())
    min_cell = fields.Int()
    organisations_shown = fields.Bool()
    state = fields.Str()
    revoked_at = fields.DateTime(allow_none=True)
    revoked_reason = fields.Str(allow_none=True)


class PublicationRecord(Schema):
    """A publication as the API gives it."""

    id = fields.Int()
    as_of = fields.Date()
    revision = fields.Int()
    body = fields.Str()
    protocol_number = fields.Str()
    protocol_date = fields.Date()
    reason = fields.Str(allow_none=True)
    profile_version = fields.Str()
    reported = fields.Int()
    expected = fields.Int()
    digest = fields.Str()
    previous_digest = fields.Str(allow_none=True)
    published_at = fields.DateTime()


class FrozenFigure(Schema):
    """One frozen figure of a publication."""

    code = fields.Str()
    form = fields.Str()
    numerator = fields.Int(allow_none=True)
    denominator = fields.Int(allow_none=True)
    unknown = fields.Int()
    value_status = fields.Str()
    target_status = fields.Str()
    definition = fields.Dict()
    local = fields.Dict()


class PublicationCard(PublicationRecord):
    """A publication with its figures; `intact`: its digest still covers them."""

    intact = fields.Bool()
    figures = fields.List(fields.Nested(FrozenFigure))


class ComparedColumn(Schema):
    """A canonical indicator of the table."""

    code = fields.Str()
    title = fields.Str()
    kind = fields.Str()


class ComparedCell(Schema):
    """A figure as the reader may see it; `value` is for display only."""

    code = fields.Str()
    value_status = fields.Str()
    numerator = fields.Int(allow_none=True)
    denominator = fields.Int(allow_none=True)
    value = fields.Str(allow_none=True)
    mark = fields.Str()
    place = fields.Int(allow_none=True)
    reasons = fields.List(fields.Str())
    local = fields.Dict()


class ComparedRow(Schema):
    """One municipality of the table."""

    tenant = fields.Str()
    name = fields.Str()
    state = fields.Str()
    revision = fields.Int(allow_none=True)
    basis = fields.Str(allow_none=True)
    reason = fields.Str(allow_none=True)
    reported = fields.Int(allow_none=True)
    expected = fields.Int(allow_none=True)
    cells = fields.List(fields.Nested(ComparedCell))


class ComparedTotal(Schema):
    """A pooled figure: sums, of how many municipalities, the least and the greatest of their values."""

    code = fields.Str()
    numerator = fields.Int()
    denominator = fields.Int()
    value = fields.Str(allow_none=True)
    summed = fields.Int()
    expected = fields.Int()
    least = fields.Str(allow_none=True)
    most = fields.Str(allow_none=True)


class ComparisonAnswer(Schema):
    """The comparison of a day: a region's municipalities, or a district beside its pooled region."""

    as_of = fields.Date(allow_none=True)
    days = fields.List(fields.Date())
    columns = fields.List(fields.Nested(ComparedColumn))
    items = fields.List(fields.Nested(ComparedRow))
    totals = fields.List(fields.Nested(ComparedTotal))


class SeriesMoment(Schema):
    """One day of an indicator."""

    as_of = fields.Date()
    broken = fields.Bool()
    total = fields.Nested(ComparedTotal, allow_none=True)
    cells = fields.List(fields.Nested(ComparedCell))


class SeriesAnswer(Schema):
    """One canonical indicator by published days."""

    code = fields.Str()
    title = fields.Str()
    kind = fields.Str()
    moments = fields.List(fields.Nested(SeriesMoment))
