"""The API of substitutions, and of roles that need the second step."""

from typing import Any

from flask import Blueprint, g

from service.access.actions import substituting
from service.access.api.member_shapes import FactorRecord, SubstitutionRecord
from service.access.names import AccessPermission
from service.access.queries import substitutions
from service.access.queries.people import account
from service.access.queries.substitutions import Standing
from service.access.schema import FactorSchema, SubstitutionSchema
from service.core.language import N_
from service.web.api import PREFIX, accepts, returns
from service.web.asked import ListQuestion
from service.web.guard import requires

blueprint = Blueprint("api_substitutions", __name__, url_prefix=f"{PREFIX}/<slug>")


@blueprint.get("/substitutions")
@requires(AccessPermission.READ)
@accepts(query=ListQuestion())
@returns(SubstitutionRecord(), many=True, summary=N_("Замещения, нынешние и будущие"))
def listing(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Substitutions that last or will begin."""
    return [_told(one) for one in substitutions.substitutions(g.scope.db, g.scope.today)]


def _told(one: Standing) -> dict[str, Any]:
    return {
        "id": one.row.id,
        "absent": one.absent,
        "substitute": one.substitute,
        "starts": one.first_day,
        "ends": one.last_day,
        "basis": one.row.basis,
    }


@blueprint.post("/substitutions")
@requires(AccessPermission.MANAGE)
@accepts(body=SubstitutionSchema())
@returns(
    SubstitutionRecord(),
    status=201,
    summary=N_("Назначить замещение"),
    about=N_("Замещающий держит роли и должности отсутствующего в эти дни; кончается само."),
)
def create(body: dict[str, Any]) -> dict[str, Any]:
    """Name a substitute between two days."""
    return _named(substituting.substitute(g.scope, **body))


@blueprint.post("/substitutions/<int:substitution_id>/end")
@requires(AccessPermission.MANAGE)
@returns(SubstitutionRecord(), summary=N_("Закончить замещение раньше срока"))
def end(substitution_id: int) -> dict[str, Any]:
    """End a substitution before its last day."""
    return _named(substituting.end_substitution(g.scope, substitution_id))


def _named(row: Any) -> dict[str, Any]:
    names = (account(g.scope.db, one).name for one in (row.absent_id, row.substitute_id))
    return _told(Standing(row, *names))


@blueprint.get("/second-factor")
@requires(AccessPermission.READ)
@returns(FactorRecord(), summary=N_("Роли, которым нужен вход с кодом"))
def required() -> dict[str, Any]:
    """Roles that need the second step."""
    return {"roles": sorted(substitutions.required_roles(g.scope.db))}


@blueprint.put("/second-factor")
@requires(AccessPermission.MANAGE)
@accepts(body=FactorSchema())
@returns(FactorRecord(), summary=N_("Назвать роли, которым нужен вход с кодом"))
def require(body: dict[str, Any]) -> dict[str, Any]:
    """Say whose roles need the second step."""
    return {"roles": substituting.require_factor(g.scope, frozenset(body["roles"])).roles}
