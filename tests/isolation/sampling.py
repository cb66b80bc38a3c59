"""A body that a schema accepts, made from the schema itself: for addresses that nobody wrote one for."""

from typing import Any

from marshmallow import Schema, fields, validate

SAMPLES: tuple[tuple[type[fields.Field[Any]], Any], ...] = (
    (fields.AwareDateTime, "2026-03-20T15:00:00+03:00"),
    (fields.DateTime, "2026-03-20T15:00:00+03:00"),
    (fields.Date, "2026-03-20"),
    (fields.Boolean, True),
    (fields.Integer, 1),
    (fields.Number, 1),
    (fields.String, "слово"),
)
HOUR = "15:00"


def sample(schema: Schema) -> dict[str, Any]:
    """Values of the required fields of a schema, each of the first kind that fits."""
    return {name: _value(field) for name, field in schema.load_fields.items() if field.required}


def _value(field: fields.Field[Any]) -> Any:
    listed = next((one.choices for one in field.validators if isinstance(one, validate.OneOf)), None)
    if listed is not None:
        return next(iter(listed))
    least = next((one.min for one in field.validators if isinstance(one, validate.Range)), None)
    if least is not None:
        return least
    if isinstance(field, fields.Nested):
        inner = sample(field.schema)
        return [inner] if field.many else inner
    if isinstance(field, fields.List):
        return [_value(field.inner)]
    if isinstance(field, (fields.Dict, fields.Mapping)):
        return {}
    return next((value for kind, value in SAMPLES if isinstance(field, kind)), HOUR)
