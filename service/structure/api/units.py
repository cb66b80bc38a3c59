"""The API of units: list, get, create, change, close, remove, history."""

from typing import Any

from flask import Blueprint, Response, g

from service.core.language import N_
from service.core.paging import Page
from service.people.queries.history import as_stored
from service.structure import queries
from service.structure.actions.units import change_unit, create_unit, end_unit, remove_unit, set_served
from service.structure.model import Unit
from service.structure.names import StructurePermission
from service.structure.schema import LastDay, ServedDraft, UnitDraft, UnitRecord
from service.web.api import PREFIX, accepts, asked_page, described, matched, or_present, returns
from service.web.asked import ListOnDay
from service.web.guard import requires
from service.web.shapes import PastRecord, past_record

units = Blueprint("api_units", __name__, url_prefix=f"{PREFIX}/<slug>/units")
ONE = "/<int:unit_id>"
OWN = frozenset({"version", "recorded_at"})
"""What changes with every change."""


def given(unit: Unit) -> dict[str, Any]:
    """A unit with its life as two dates, both inclusive."""
    values = {column.key: getattr(unit, column.key) for column in Unit.__table__.columns}
    return {**values, "starts": queries.first_day(unit), "ends": queries.last_day(unit)}


@units.get("")
@requires(StructurePermission.READ)
@accepts(query=ListOnDay())
@returns(UnitRecord(), many=True, summary=N_("Единицы, которые действуют в этот день"))
def listing(query: dict[str, Any]) -> Page[dict[str, Any]]:
    """Units in force on a date (?on=)."""
    asked = asked_page()
    found, total = queries.units_page(g.scope, query.get("on", g.scope.today), asked.size, asked.offset)
    return Page([given(unit) for unit in found], total, asked)


@units.get(ONE)
@requires(StructurePermission.READ)
@returns(UnitRecord(), summary=N_("Одна единица"))
def get(unit_id: int) -> dict[str, Any]:
    """Get a unit."""
    return given(queries.unit(g.scope, unit_id))


@units.post("")
@requires(StructurePermission.WRITE)
@accepts(body=UnitDraft())
@returns(UnitRecord(), status=201, summary=N_("Внести единицу того вида, который называет положение"))
def create(body: dict[str, Any]) -> dict[str, Any]:
    """Create a unit of a kind that the profile names."""
    return _written(create_unit(g.scope, body))


@units.put(ONE)
@requires(StructurePermission.OWN)
@accepts(body=UnitDraft())
@returns(UnitRecord(), summary=N_("Изменить единицу"))
def change(unit_id: int, body: dict[str, Any]) -> dict[str, Any]:
    """Change a unit; `version` says which state was seen."""
    changed: dict[str, Any] = or_present(
        lambda: _written(change_unit(g.scope, unit_id, body)), lambda: _present(unit_id)
    )
    return changed


@units.get(f"{ONE}/served")
@requires(StructurePermission.READ)
@returns(ServedDraft(), summary=N_("Каким организациям помогает единица"))
def served(unit_id: int) -> dict[str, Any]:
    """Organisations that a unit helps."""
    return {"organisations": queries.served_by(g.scope, queries.unit(g.scope, unit_id).id)}


@units.put(f"{ONE}/served")
@requires(StructurePermission.WRITE)
@accepts(body=ServedDraft())
@returns(ServedDraft(), summary=N_("Записать, каким организациям помогает единица"))
def serve(unit_id: int, body: dict[str, Any]) -> dict[str, Any]:
    """Say which organisations a unit helps."""
    return {"organisations": set_served(g.scope, unit_id, body["organisations"])}


@units.post(f"{ONE}/end")
@requires(StructurePermission.WRITE)
@accepts(body=LastDay())
@returns(
    UnitRecord(),
    summary=N_("Закрыть единицу последним днём"),
    about=N_("Вместе с ней кончаются сроки её людей и функций; прошлое остаётся."),
)
def end(unit_id: int, body: dict[str, Any]) -> dict[str, Any]:
    """Close a unit with its last day."""
    ended: dict[str, Any] = or_present(
        lambda: _written(end_unit(g.scope, unit_id, body["last_day"], body["version"])),
        lambda: _present(unit_id),
    )
    return ended


@units.delete(ONE)
@requires(StructurePermission.WRITE)
@described(status=204, summary=N_("Удалить единицу, внесённую по ошибке"), matched=True)
def remove(unit_id: int) -> Response:
    """Remove a unit entered by mistake."""
    seen = matched()
    or_present(lambda: remove_unit(g.scope, unit_id, seen), lambda: _present(unit_id))
    return Response(status=204)


def _present(unit_id: int) -> dict[str, Any]:
    written: dict[str, Any] = UnitRecord().dump(given(queries.unit(g.scope, unit_id)))
    return written


def _written(unit: Unit) -> dict[str, Any]:
    g.scope.db.flush()
    g.scope.db.refresh(unit)
    return given(unit)


@units.get(f"{ONE}/history")
@requires(StructurePermission.READ)
@returns(PastRecord(), many=True, summary=N_("История единицы"))
def history(unit_id: int) -> Any:
    """Earlier states of a unit, the latest first."""
    newer: Any = as_stored(queries.unit(g.scope, unit_id))
    found = []
    for one in queries.history(g.scope, Unit.__tablename__, unit_id):
        changed = [name for name in one.old if name in newer and str(one.old[name]) != str(newer[name])]
        found.append(past_record(one.old, one.known_to, one.operation, one.who, set(changed) - OWN))
        newer = one.old
    return found
