"""The API of methodical services of organisations."""

from typing import Any

from flask import Blueprint, g
from marshmallow import Schema, fields

from service.core.language import N_
from service.structure import queries
from service.structure.names import StructurePermission
from service.structure.serving import SchoolService, school_services
from service.structure.views.tree import policy_on, profile_on
from service.web.api import PREFIX, accepts, returns
from service.web.asked import ListOnDay
from service.web.guard import requires

services = Blueprint("api_school_services", __name__, url_prefix=f"{PREFIX}/<slug>/school-services")


class ServiceUnitRecord(Schema):
    """A methodical unit inside an organisation."""

    unit_id = fields.Int()
    name = fields.Str()
    kind = fields.Str()
    head = fields.Str(allow_none=True)
    contact = fields.Str(allow_none=True)
    regulation_id = fields.Int(allow_none=True)


class SchoolServiceRecord(Schema):
    """An organisation with its methodical service and the joint work with it."""

    organisation_id = fields.Int()
    title = fields.Str()
    units = fields.List(fields.Nested(ServiceUnitRecord()))
    worked = fields.Int(metadata={"description": N_("Сколько раз за учебный год работали вместе.")})
    last_on = fields.Date(allow_none=True)


@services.get("")
@requires(StructurePermission.READ)
@accepts(query=ListOnDay())
@returns(
    SchoolServiceRecord(), many=True, summary=N_("Методические службы организаций и совместная работа с ними")
)
def listing(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Every organisation of the district, with a service or without."""
    on = query.get("on", g.scope.today)
    policy = policy_on(profile_on(on))
    return [_told(one) for one in school_services(g.scope, queries.structure_on(g.scope, on), policy)]


def _told(one: SchoolService) -> dict[str, Any]:
    return {
        "organisation_id": one.organisation_id,
        "title": one.title,
        "units": [
            {
                "unit_id": each.unit.id,
                "name": each.unit.name,
                "kind": each.unit.kind,
                "head": each.head or None,
                "contact": each.unit.contact,
                "regulation_id": each.unit.regulation_id,
            }
            for each in one.units
        ],
        "worked": one.worked,
        "last_on": one.last,
    }
