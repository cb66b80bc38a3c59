"""Where associations stand in the structure (место объединения): under the unit that their kind names.

Associations are bodies of the module of meetings, which stands above this one: their table is read by name.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Integer, Text, column, select, table
from sqlalchemy.dialects.postgresql import DATERANGE
from sqlalchemy.orm import Session

from service.core.errors import FieldProblem
from service.core.language import N_
from service.profiles.profile import Profile
from service.rules.verdict import Severity, Status
from service.structure.model import Unit
from service.structure.policy import PLACE, StructurePolicy, read_policy
from service.structure.rules import AssociationFacts, below
from service.tenancy.scope import Scope

BODIES = table(
    "council",
    column("tenant_id", Integer),
    column("id", BigInteger),
    column("kind", Text),
    column("type", Text),
    column("name", Text),
    column("unit_id", BigInteger),
    column("organisation_id", BigInteger),
    column("valid", DATERANGE),
    schema="mms",
)
NO_SUCH = N_("Такой единицы в структуре в этот день нет. Выберите другую.")
NO_PLACE = N_(
    "Для «%(kind)s» нет места в структуре: сначала заведите единицу «%(above)s». Основание: %(clause)s."
)
CHOOSE = N_("Выберите единицу структуры, под которой стоит «%(kind)s»: %(units)s. Основание: %(clause)s.")
WRONG_PLACE = N_("«%(kind)s» стоит под единицей «%(above)s», а не «%(unit)s». Основание: %(clause)s.")


def associations(db: Session, on: date, tenants: Collection[int]) -> dict[int, list[AssociationFacts]]:
    """Associations of a day by tenant, each list by name."""
    body = BODIES.c
    chosen = select(
        body.tenant_id, body.id, body.type, body.name, body.unit_id, body.organisation_id.is_not(None)
    ).where(body.kind == "association", body.valid.op("@>")(on), body.tenant_id.in_(tenants))
    found: dict[int, list[AssociationFacts]] = {}
    for tenant, *row in db.execute(chosen.order_by(body.name, body.id)):
        found.setdefault(tenant, []).append(AssociationFacts(*row))
    return found


def under_unit(scope: Scope, unit_id: int, after: date | None = None) -> list[str]:
    """Names of the associations that stand under a unit: ever, or after a day."""
    body = BODIES.c
    chosen = select(body.name).where(body.kind == "association", body.unit_id == unit_id)
    if after is not None:
        chosen = chosen.where(body.valid.op("@>")(after))
    return list(scope.db.execute(chosen.order_by(body.name)).scalars())


def choices(scope: Scope, code: str | None, on: date) -> list[Unit]:
    """Units that an association of a kind may stand under on a day; any where no rule names one."""
    units = _units(scope, on)
    kind = read_policy(scope.profile).above(code)
    fitting = below(units, kind) if kind else {one.id for one in units}
    return [one for one in units if one.id in fitting]


def placed(
    scope: Scope,
    code: str | None,
    wanted: int | None,
    on: date,
    *,
    of_school: bool = False,
    field: str = "unit_id",
    itself: int | None = None,
) -> tuple[int | None, list[FieldProblem]]:
    """The unit one of a kind is put under, and what is wrong (РМО is a part of the service, LU4 п. 1.1).

    Where no unit was named and only one of the demanded kind is there, it is taken.
    """
    policy = read_policy(scope.profile)
    units = [one for one in _units(scope, on) if one.id != itself]
    chosen = next((one for one in units if one.id == wanted), None)
    if wanted is not None and chosen is None:
        return None, [FieldProblem(field, NO_SUCH)]
    above = policy.above(code, of_school=of_school)
    if not above or (wanted is not None and wanted in below(units, above)):
        return wanted, []
    fitting = [one for one in units if one.kind == above]
    if wanted is None and len(fitting) == 1:
        return fitting[0].id, []
    if not _refuses(scope.profile, policy, code):
        return wanted, []
    words = _words(scope.profile, policy, code, above)
    if not fitting:
        return None, [FieldProblem(field, NO_PLACE, words)]
    if chosen is None:
        return None, [FieldProblem(field, CHOOSE, {**words, "units": [one.name for one in fitting]})]
    return None, [FieldProblem(field, WRONG_PLACE, {**words, "unit": chosen.name})]


def placed_unit(
    scope: Scope, draft: Mapping[str, Any], unit: Unit | None
) -> tuple[int | None, list[FieldProblem]]:
    """The parent of a unit; one whose kind has a place in the structure is not left without it."""
    wanted, itself = draft.get("parent_id"), unit.id if unit is not None else None
    if not read_policy(scope.profile).above(draft["kind"]):
        return wanted, []
    day = max(draft.get("starts") or scope.today, scope.today)
    return placed(scope, draft["kind"], wanted, day, field="parent_id", itself=itself)


def _refuses(profile: Profile, policy: StructurePolicy, code: str | None) -> bool:
    """Whether the rule refuses one without a place: a soft one only tells of it."""
    title = _title(policy, code)
    said = profile.evaluate(PLACE, {"total": 1, "missing": [{"code": code or title, "title": title}]})
    return said.status is Status.FAIL and said.severity is Severity.HARD


def _words(profile: Profile, policy: StructurePolicy, code: str | None, above: str) -> Mapping[str, Any]:
    rule = profile.rule(PLACE)
    return {
        "kind": _title(policy, code),
        "above": _title(policy, above),
        "clause": rule.clause if rule is not None else "",
    }


def _title(policy: StructurePolicy, code: str | None) -> str:
    kind = policy.kind(code or "")
    return kind.title if kind is not None else code or "—"


def _units(scope: Scope, on: date) -> Sequence[Unit]:
    rows = scope.db.execute(select(Unit).where(Unit.valid.contains(on)).order_by(Unit.name, Unit.id))
    return list(rows.scalars())
