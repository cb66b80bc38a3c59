"""The API of what organisations keep: documents the rules ask of them, textbooks, support of subjects."""

from typing import Any

from flask import Blueprint, g
from marshmallow import Schema, fields

from service.core.language import N_
from service.people.names import PeoplePermission
from service.people.queries import provision
from service.web.api import PREFIX, returns
from service.web.guard import requires

PROVISION = Blueprint("api_provision", __name__, url_prefix=f"{PREFIX}/<slug>/provision")


class PlaceRecord(Schema):
    """An organisation."""

    organisation_id = fields.Int()
    title = fields.Str()


class DemandRecord(Schema):
    """A document that a rule asks of every organisation."""

    rule = fields.Str()
    code = fields.Str()
    title = fields.Str()
    clause = fields.Str()
    asked = fields.Int()
    present = fields.Int()
    due = fields.Date(allow_none=True)
    lacking = fields.List(fields.Nested(PlaceRecord()))
    late = fields.List(fields.Int(), metadata={"description": N_("Организации, которые не успели к сроку.")})


class StockRecord(Schema):
    """Textbooks of a class."""

    organisation_id = fields.Int()
    subject = fields.Str()
    grade = fields.Int()
    needed = fields.Int()
    available = fields.Int()
    percent = fields.Int(allow_none=True)
    short = fields.Int()


class SubjectRecord(Schema):
    """A subject and where its support conforms."""

    subject = fields.Str()
    conforming = fields.Int()
    checked = fields.Int()


class ProvisionRecord(Schema):
    """What organisations keep."""

    documents = fields.List(fields.Nested(DemandRecord()))
    textbooks = fields.List(fields.Nested(StockRecord()))
    subjects = fields.List(fields.Nested(SubjectRecord()))


@PROVISION.get("")
@requires(PeoplePermission.READ)
@returns(ProvisionRecord(), summary=N_("Документы организаций, фонды учебников, обеспечение предметов"))
def provided() -> Any:
    """Documents of organisations, textbooks, subjects."""
    scope = g.scope
    return {
        "documents": [_demand(one) for one in provision.demands(scope)],
        "textbooks": [_stock(one) for one in provision.textbooks(scope)],
        "subjects": provision.supported(scope),
    }


def _demand(one: provision.Demand) -> dict[str, Any]:
    return {
        "rule": one.rule.id,
        "code": one.code,
        "title": one.title,
        "clause": one.clause,
        "asked": one.asked,
        "present": len(one.have),
        "due": one.due,
        "lacking": [{"organisation_id": key, "title": title} for key, title in one.lacking],
        "late": sorted(one.late),
    }


def _stock(one: provision.Stock) -> dict[str, Any]:
    names = ("organisation_id", "subject", "grade", "needed", "available")
    values = {name: getattr(one.row, name) for name in names}
    return {**values, "percent": one.percent, "short": one.short}
