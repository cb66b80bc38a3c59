"""The API of functions: who holds them on a day, one of them, giving and taking."""

from typing import Any

from flask import Blueprint, g

from service.core.language import N_
from service.structure import queries
from service.structure.actions.functions import assign, function_of, unassign
from service.structure.api.shapes import AssignmentRecord, FunctionCard
from service.structure.model import FunctionAssignment
from service.structure.names import StructurePermission
from service.structure.schema import FunctionRecord, HolderDraft, LastDay
from service.structure.views import drawing
from service.structure.views.tree import policy_on, profile_on
from service.web.api import PREFIX, accepts, or_present, returns
from service.web.asked import ListOnDay, OnDay
from service.web.guard import requires

functions = Blueprint("api_functions", __name__, url_prefix=f"{PREFIX}/<slug>")


def _told(row: drawing.Row) -> dict[str, Any]:
    return {
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
                "support": one.row.support,
            }
            for one in row.holdings
        ],
    }


@functions.get("/functions")
@requires(StructurePermission.READ)
@accepts(query=ListOnDay())
@returns(FunctionRecord(), many=True, summary=N_("Функции положения и кто их выполняет в этот день"))
def coverage(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Functions of the regulation and who holds them on a date (?on=)."""
    on = query.get("on", g.scope.today)
    policy = policy_on(profile_on(on))
    return [_told(row) for row in drawing.rows(policy, queries.holdings_on(g.scope, on))]


@functions.get("/functions/<code>")
@requires(StructurePermission.READ)
@accepts(query=OnDay())
@returns(FunctionCard(), summary=N_("Одна функция и кто её выполняет в этот день"))
def get(code: str, query: dict[str, Any]) -> dict[str, Any]:
    """One function with its holders; a repeated mention leads to the first."""
    on = query.get("on", g.scope.today)
    policy = policy_on(profile_on(on))
    function = function_of(policy, code)
    first = function.same_as or function.code
    rows = drawing.rows(policy, queries.holdings_on(g.scope, on, first))
    return _told(next(row for row in rows if row.function.code == first))


@functions.post("/functions/<code>/holders")
@requires(StructurePermission.WRITE)
@accepts(body=HolderDraft())
@returns(AssignmentRecord(), status=201, summary=N_("Закрепить функцию за человеком или единицей"))
def give(code: str, body: dict[str, Any]) -> dict[str, Any]:
    """Give a function to a person or a unit."""
    return _written(assign(g.scope, code, body))


@functions.post("/function-assignments/<int:assignment_id>/end")
@requires(StructurePermission.WRITE)
@accepts(body=LastDay())
@returns(AssignmentRecord(), summary=N_("Снять закрепление функции последним днём"))
def take(assignment_id: int, body: dict[str, Any]) -> dict[str, Any]:
    """Take a function from its holder after a day."""
    taken: dict[str, Any] = or_present(
        lambda: _written(unassign(g.scope, assignment_id, body["last_day"], body["version"])),
        lambda: AssignmentRecord().dump(_given(queries.assignment(g.scope, assignment_id))),
    )
    return taken


def _given(row: FunctionAssignment) -> dict[str, Any]:
    values = {column.key: getattr(row, column.key) for column in FunctionAssignment.__table__.columns}
    return {**values, "starts": queries.first_day(row), "ends": queries.last_day(row)}


def _written(row: FunctionAssignment) -> dict[str, Any]:
    g.scope.db.flush()
    g.scope.db.refresh(row)
    return _given(row)
