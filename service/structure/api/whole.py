"""The API of the structure as a whole: the tree of a day, what is required and missing, the start."""

from typing import Any

from flask import Blueprint, g

from service.core.language import N_
from service.profiles.profile import Profile
from service.structure import queries
from service.structure.actions.units import create_expected
from service.structure.api.shapes import MatrixRecord, StructureRecord
from service.structure.api.units import given
from service.structure.names import StructurePermission
from service.structure.policy import StructurePolicy, UnitKind
from service.structure.rules import HOLDERS, AssociationFacts, below, check_structure, holders, works
from service.structure.schema import ExpectedDraft, UnitRecord
from service.structure.views.tree import absent_kinds, policy_on, profile_on
from service.web.api import PREFIX, accepts, returns
from service.web.asked import OnDay
from service.web.guard import requires
from service.web.shapes import verdict_record

whole = Blueprint("api_structure", __name__, url_prefix=f"{PREFIX}/<slug>/structure")


@whole.get("")
@requires(StructurePermission.READ)
@accepts(query=OnDay())
@returns(StructureRecord(), summary=N_("Структура в этот день: единицы, чего требует положение, чего нет"))
def tree(query: dict[str, Any]) -> dict[str, Any]:
    """The structure on a day."""
    on = query.get("on", g.scope.today)
    profile = profile_on(on)
    policy = policy_on(profile)
    structure = queries.structure_on(g.scope, on)
    return {
        "on": on,
        "levels": [
            {
                "code": level.code,
                "title": level.title,
                "units": sum(1 for unit in structure.units if unit.level == level.code),
            }
            for level in policy.levels
        ],
        "units": [_node(unit, structure, profile) for unit in structure.units],
        "associations": [_association(one, policy, structure) for one in structure.associations],
        "absent": [_kind(kind, policy) for kind in absent_kinds(policy, structure)],
        "verdicts": [verdict_record(one) for one in check_structure(profile, policy, structure.state())],
    }


def _node(unit: Any, structure: queries.Structure, profile: Profile) -> dict[str, Any]:
    head = structure.head_of(unit.id) or None
    return {
        **given(unit),
        "head": head,
        "members": len(structure.members.get(unit.id, ())),
        "works": works(profile, structure.facts_of(unit)),
    }


def _association(body: AssociationFacts, policy: StructurePolicy, structure: queries.Structure) -> Any:
    above = policy.above(body.type, of_school=body.of_school)
    return {
        "id": body.id,
        "type": body.type,
        "name": body.title,
        "unit_id": body.unit_id,
        "placed": not above or body.unit_id in below(structure.units, above),
    }


def _kind(kind: UnitKind, policy: StructurePolicy) -> dict[str, Any]:
    return {
        "code": kind.code,
        "title": kind.title,
        "level": kind.level,
        "clause": kind.clause,
        "required": kind.code in policy.required,
    }


@whole.post("/start")
@requires(StructurePermission.WRITE)
@accepts(body=ExpectedDraft())
@returns(
    UnitRecord(),
    many=True,
    status=201,
    summary=N_("Создать сразу несколько единиц, которые называет положение"),
)
def start(body: dict[str, Any]) -> list[dict[str, Any]]:
    """Create units of the chosen kinds at one go."""
    made = create_expected(g.scope, body["kinds"], body["starts"])
    g.scope.db.flush()
    for unit in made:
        g.scope.db.refresh(unit)
    return [given(unit) for unit in made]


@whole.get("/matrix")
@requires(StructurePermission.READ)
@accepts(query=OnDay())
@returns(
    MatrixRecord(),
    summary=N_("Закрепление функций в этот день: сколько закреплено и что говорит правило"),
    about=N_("Сами функции с теми, кто их выполняет, – в списке функций."),
)
def matrix(query: dict[str, Any]) -> dict[str, Any]:
    """How the functions are spread on a day."""
    on = query.get("on", g.scope.today)
    profile = profile_on(on)
    policy = policy_on(profile)
    held = frozenset(one.row.function for one in queries.holdings_on(g.scope, on))
    verdict = profile.evaluate(HOLDERS, holders(policy, held)) if profile.rule(HOLDERS) else None
    return {
        "on": on,
        "kind": policy.matrix,
        "total": len(policy.counted_functions),
        "covered": sum(1 for one in policy.counted_functions if one.code in held),
        "verdict": verdict_record(verdict) if verdict is not None else None,
    }
