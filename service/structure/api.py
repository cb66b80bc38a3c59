"""The API of structure: units with their history, coverage of functions."""

from typing import Any

from flask import Blueprint, Response, g

from service.core.paging import Page
from service.structure import queries
from service.structure.actions.units import change_unit, create_unit
from service.structure.model import Unit
from service.structure.names import StructurePermission
from service.structure.schema import FunctionRecord, UnitDraft, UnitRecord
from service.structure.views import drawing
from service.structure.views.tree import policy_on, profile_on
from service.web.api import PREFIX, accepts, asked_date, asked_page, plain, returns
from service.web.guard import requires

units = Blueprint("api_units", __name__, url_prefix=f"{PREFIX}/<slug>/units")
functions = Blueprint("api_functions", __name__, url_prefix=f"{PREFIX}/<slug>/functions")


def given(unit: Unit) -> dict[str, Any]:
    """A unit with its life as two dates, both inclusive."""
    values = {column.key: getattr(unit, column.key) for column in Unit.__table__.columns}
    return {**values, "starts": queries.first_day(unit), "ends": queries.last_day(unit)}


@units.get("")
@requires(StructurePermission.READ)
@returns(UnitRecord(), many=True)
def listing() -> Page[dict[str, Any]]:
    """Units in force on a date (?on=)."""
    asked = asked_page()
    found, total = queries.units_page(g.scope, asked_date("on", g.scope.today), asked.size, asked.offset)
    return Page([given(unit) for unit in found], total, asked)


@units.get("/<int:unit_id>")
@requires(StructurePermission.READ)
@returns(UnitRecord())
def get(unit_id: int) -> dict[str, Any]:
    """Get a unit."""
    return given(queries.unit(g.scope, unit_id))


@units.post("")
@requires(StructurePermission.WRITE)
@accepts(body=UnitDraft())
@returns(UnitRecord(), status=201)
def create(body: dict[str, Any]) -> dict[str, Any]:
    """Create a unit of a kind that the profile names."""
    return _written(create_unit(g.scope, body))


@units.put("/<int:unit_id>")
@requires(StructurePermission.WRITE)
@accepts(body=UnitDraft())
@returns(UnitRecord())
def change(unit_id: int, body: dict[str, Any]) -> dict[str, Any]:
    """Change a unit; `version` says which state was seen."""
    return _written(change_unit(g.scope, unit_id, body))


def _written(unit: Unit) -> dict[str, Any]:
    g.scope.db.flush()
    g.scope.db.refresh(unit)
    return given(unit)


@units.get("/<int:unit_id>/history")
@requires(StructurePermission.READ)
def history(unit_id: int) -> Response:
    """Earlier states of a unit, the latest first."""
    queries.unit(g.scope, unit_id)
    items = [
        {
            "values": one.old,
            "known_from": one.known_from,
            "known_to": one.known_to,
            "operation": one.operation,
        }
        for one in queries.history(g.scope, Unit.__tablename__, unit_id)
    ]
    return plain({"items": items, "next": None, "total": len(items)})


@functions.get("")
@requires(StructurePermission.READ)
@returns(FunctionRecord(), many=True)
def coverage() -> list[dict[str, Any]]:
    """Functions of the regulation and who holds them on a date (?on=)."""
    on = asked_date("on", g.scope.today)
    policy = policy_on(profile_on(on))
    return [
        {
            "code": row.function.code,
            "title": row.function.title,
            "direction": row.function.direction,
            "level": row.function.level,
            "clause": row.function.clause,
            "covered": bool(row.holdings),
            "holders": [
                {
                    "assignment_id": one.row.id,
                    "person_id": one.row.person_id,
                    "unit_id": one.row.unit_id,
                    "name": one.name,
                }
                for one in row.holdings
            ],
        }
        for row in drawing.rows(policy, queries.holdings_on(g.scope, on))
    ]
