"""What may come in about the tenant itself, and what goes out."""

from zoneinfo import ZoneInfo, available_timezones

from marshmallow import Schema, ValidationError, fields, validate

from service.core.language import N_

ZONES = (
    "Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk",
    "Asia/Barnaul", "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok",
    "Asia/Magadan", "Asia/Kamchatka",
)  # fmt: skip
"""Zones offered on the page; any other of the same database is accepted too."""
NO_ZONE = N_("Такого часового пояса нет.")


def _zone(value: str) -> None:
    if value not in available_timezones() or not ZoneInfo(value):
        raise ValidationError(NO_ZONE)


def line(longest: int = 300, *, required: bool = False) -> fields.String:
    """A line of text; one that may be left out is None then."""
    if required:
        return fields.String(required=True, validate=validate.Length(min=1, max=longest))
    return fields.String(load_default=None, allow_none=True, validate=validate.Length(max=longest))


class TenantCardDraft(Schema):
    """How a tenant is called and what stands on its letterhead."""

    name = line(200, required=True)
    name_alt = line(200)
    authority = line()
    authority_alt = line()
    organisation = line()
    organisation_alt = line()
    contacts = line(1000)
    altai = fields.Boolean(load_default=False)
    time_zone = fields.String(required=True, validate=_zone)
    seen = fields.AwareDateTime(load_default=None, allow_none=True)


class TenantCardRecord(Schema):
    """How a tenant is called now."""

    name = fields.Dict(keys=fields.Str(), values=fields.Str())
    locales = fields.List(fields.Str())
    time_zone = fields.Str()
    requisites = fields.Dict(keys=fields.Str(), values=fields.Dict(keys=fields.Str(), values=fields.Str()))
    seen = fields.AwareDateTime(allow_none=True)


class ArmsUpload(Schema):
    """A coat of arms as a form with its file."""

    file = fields.Raw(
        required=True,
        metadata={"type": "string", "format": "binary", "description": N_("Картинка PNG или JPEG, до 2 МБ.")},
    )


class ArmsRecord(Schema):
    """The coat of arms in use: its size as it came, the digest of the picture that papers have."""

    id = fields.Int()
    width = fields.Int()
    height = fields.Int()
    put_at = fields.AwareDateTime()
    sha256 = fields.Str()


class WordDraft(Schema):
    """A name in the tenant's own words."""

    ru = line(120)
    alt = line(120)


class WordsDraft(Schema):
    """The tenant's own words by the name they stand for."""

    words = fields.Dict(
        keys=fields.String(validate=validate.Length(min=1, max=60)),
        values=fields.Nested(WordDraft()),
        required=True,
        validate=validate.Length(max=500),
    )
    seen = fields.AwareDateTime(load_default=None, allow_none=True)


class WordsRecord(Schema):
    """The tenant's own words, and every name that may be said otherwise."""

    words = fields.Dict(keys=fields.Str(), values=fields.Dict(keys=fields.Str(), values=fields.Str()))
    terms = fields.Dict(keys=fields.Str(), values=fields.List(fields.Str()))
    seen = fields.AwareDateTime(allow_none=True)


class StepDraft(Schema):
    """What is said of a step; null takes the mark away."""

    state = fields.String(required=True, allow_none=True, validate=validate.OneOf(["done", "later"]))


class StepRecord(Schema):
    """A step of the first day with how far it is."""

    code = fields.Str()
    title = fields.Str()
    about = fields.Str()
    state = fields.Str()


class OpenPageDraft(Schema):
    """Which sections stand in the open; `seen` is the choice that was read before, null for none."""

    sections = fields.List(
        fields.String(validate=validate.Length(min=1, max=30)),
        required=True,
        validate=validate.Length(max=20),
    )
    seen = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(min=1, max=2**63 - 1))


class OpenPageSection(Schema):
    """A section that may stand in the open."""

    code = fields.Str()
    title = fields.Str()
    seen = fields.Str(metadata={"description": N_("Что увидит тот, кто не вошёл в систему.")})
    open = fields.Bool()
    usual = fields.Bool(metadata={"description": N_("Отмечен в форме до первого выбора.")})


class OpenPageChoice(Schema):
    """A choice in the history."""

    id = fields.Int()
    sections = fields.List(fields.Str())
    at = fields.AwareDateTime()
    by = fields.Str()


class OpenPageRecord(Schema):
    """The sections, and the choices that were made, the one in force first."""

    sections = fields.List(fields.Nested(OpenPageSection))
    seen = fields.Int(allow_none=True)
    history = fields.List(fields.Nested(OpenPageChoice))
