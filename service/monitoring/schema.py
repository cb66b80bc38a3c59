"""What the API of monitoring gives: figures and the records behind them."""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import Schema, fields

from service.core.language import LANGUAGES, N_, render
from service.monitoring.figures import Coverage
from service.monitoring.listing import PEOPLE, Member
from service.monitoring.queries import Reading
from service.rules.indicators.figure import Target, display_value
from service.rules.kinds.indicator import describe, outcome

KINDS = {
    PEOPLE: "person",
    "organisations": "organisation",
    "teams": "team",
    "units": "unit",
    "cycles": "cycle",
    "roadmap": "roadmap_item",
    "associations": "association",
    "meetings": "meeting",
    "quarters": "quarter",
    "services": "service",
    "required_documents": "required_document",
}


class TargetSchema(Schema):
    """A target: operator, exact value, the year it holds for."""

    op = fields.Str()
    value = fields.Str()
    year = fields.Int(allow_none=True)


class MissingSchema(Schema):
    """How many records stay undecided because a fact is unknown."""

    code = fields.Str()
    count = fields.Int()


class CoverageSchema(Schema):
    """Organisations whose records stand in the registers, of all."""

    reported = fields.Int()
    expected = fields.Int()


class PeriodSchema(Schema):
    """The days a figure covers; no first day where only the state on the last day counts."""

    first = fields.Date(allow_none=True)
    last = fields.Date()


class FigureSchema(Schema):
    """One indicator as of a date."""

    code = fields.Str()
    canonical = fields.Str(allow_none=True)
    title = fields.Str()
    kind = fields.Str()
    clause = fields.Str()
    numerator = fields.Int(allow_none=True)
    denominator = fields.Int(allow_none=True)
    value = fields.Str(allow_none=True)
    unit = fields.Str()
    value_status = fields.Str()
    target = fields.Nested(TargetSchema, allow_none=True)
    target_status = fields.Str()
    coverage = fields.Nested(CoverageSchema)
    missing = fields.List(fields.Nested(MissingSchema))
    informational = fields.Bool()
    period = fields.Nested(PeriodSchema)
    profile_version = fields.Str()


class IndicatorSchema(FigureSchema):
    """One indicator as of a date: the figure, how it is counted, targets by year, sizes of its lists."""

    formula = fields.Dict(
        keys=fields.Str(), values=fields.Str(), metadata={"description": N_("Как считается, словами.")}
    )
    quote = fields.Str(metadata={"description": N_("Слова положения.")})
    verdict = fields.Dict(
        keys=fields.Str(), values=fields.Str(), metadata={"description": N_("Что вышло, словами.")}
    )
    targets = fields.List(fields.Nested(TargetSchema), metadata={"description": N_("Пороги по годам.")})
    sizes = fields.Dict(
        keys=fields.Str(), values=fields.Int(), metadata={"description": N_("Сколько записей в списках.")}
    )


class PointSchema(Schema):
    """The indicator on one day."""

    as_of = fields.Date()
    numerator = fields.Int(allow_none=True)
    denominator = fields.Int(allow_none=True)
    value = fields.Str(allow_none=True)
    value_status = fields.Str()
    target = fields.Nested(TargetSchema, allow_none=True)
    target_status = fields.Str()


class MemberSchema(Schema):
    """One record behind a figure; `name` is null where the caller may not know people by name."""

    id = fields.Int()
    kind = fields.Str()
    name = fields.Str(allow_none=True)
    place = fields.Str(allow_none=True)
    missing = fields.List(fields.Str())


def figure(reading: Reading, coverage: Coverage, version: str) -> dict[str, Any]:
    """A reading as the API and the command line tell it; `value` is for display only."""
    params, told = reading.definition.params, reading.figure
    first, last = reading.period
    return {
        "code": params.code,
        "canonical": params.canonical or None,
        "title": reading.definition.rule.title,
        "kind": params.indicator,
        "clause": reading.definition.rule.clause,
        "numerator": told.numerator,
        "denominator": told.denominator,
        "value": _value(reading),
        "unit": params.unit,
        "value_status": str(told.value_status),
        "target": told.target.to_dict() if told.target else None,
        "target_status": str(told.target_status),
        "coverage": {"reported": coverage.reported, "expected": coverage.expected},
        "missing": [{"code": one.code, "count": one.count} for one in told.missing],
        "informational": params.informational,
        "period": {"first": first, "last": last},
        "profile_version": version,
    }


def _value(reading: Reading) -> str | None:
    """The value for reading: yes/no is told as 1 or 0, not as a share of one."""
    shown = display_value(reading.figure)
    return shown if shown is None or reading.unit != "yes_no" else str(reading.numerator)


def indicator(
    reading: Reading, stair: Sequence[tuple[int, Target]], sizes: Mapping[str, int]
) -> dict[str, Any]:
    """What is told of one indicator beside its figure."""
    params = reading.definition.params
    formula, verdict = describe(params), outcome(params, reading.figure).message
    return {
        "formula": {language: render(formula, language) for language in LANGUAGES},
        "quote": reading.definition.rule.quote,
        "verdict": {language: render(verdict, language) for language in LANGUAGES},
        "targets": [{**target.to_dict(), "year": year} for year, target in stair],
        "sizes": sizes,
    }


def point(reading: Reading) -> dict[str, Any]:
    """The indicator on one day as the API tells it."""
    told = reading.figure
    return {
        "as_of": reading.as_of,
        "numerator": told.numerator,
        "denominator": told.denominator,
        "value": _value(reading),
        "value_status": str(told.value_status),
        "target": told.target.to_dict() if told.target else None,
        "target_status": str(told.target_status),
    }


def member(one: Member, subject: str) -> dict[str, Any]:
    """A record behind a figure as the API tells it."""
    return {
        "id": one.id,
        "kind": KINDS[subject],
        "name": one.name,
        "place": one.place,
        "missing": list(one.missing),
    }
