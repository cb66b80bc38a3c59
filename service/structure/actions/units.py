"""Create, change, end and remove units (структурные единицы); the profile decides what may stand where."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, func, select

from service.core.columns import life
from service.core.errors import Conflict, FieldProblem, Invalid
from service.core.language import N_
from service.people.model.organisations import Organisation
from service.structure import queries
from service.structure.actions.checking import NO_SUCH, UNKNOWN_KIND, checked, unit_life
from service.structure.heading import allow_editing, allow_fields
from service.structure.model import FunctionAssignment, ServedOrganisation, Unit, UnitMember
from service.structure.names import StructureEvent, StructurePermission
from service.structure.placing import under_unit
from service.structure.policy import read_policy
from service.tenancy.scope import Scope

FIELDS = (
    "kind",
    "name",
    "name_alt",
    "parent_id",
    "act_id",
    "regulation_id",
    "organisation_id",
    "coordinator",
    "guidance",
    "consent_on",
    "contact",
    "legal_form",
)
DAY = timedelta(days=1)
MARKS = ("coordinator", "guidance")

ENDS_FIRST = N_("Последний день раньше первого.")
HAS_MEMBERS = N_("В единице есть люди или функции: её не удаляют, а закрывают с датой.")
HAS_ASSOCIATIONS = N_("Сначала перенесите объединения, которые стоят под этой единицей: %(units)s.")
HAS_CHILDREN = N_("Сначала закройте или перенесите подчинённые единицы: %(units)s.")


def create_unit(scope: Scope, draft: Mapping[str, Any]) -> Unit:
    """Enter a unit; raises Invalid naming each field that the profile or another record refuses."""
    scope.allow(StructurePermission.WRITE)
    draft, kind = checked(scope, draft, None)
    unit = Unit(level=kind.level, valid=unit_life(draft), **{name: draft.get(name) for name in FIELDS})
    unit.coordinator, unit.guidance = bool(draft.get("coordinator")), bool(draft.get("guidance"))
    scope.db.add(unit)
    scope.record(StructureEvent.UNIT_CREATED, unit, fields=[name for name in FIELDS if draft.get(name)])
    return unit


def change_unit(scope: Scope, unit_id: int, draft: Mapping[str, Any]) -> Unit:
    """Change a unit; raises Conflict with the present record when somebody else was first."""
    unit = queries.unit(scope, unit_id)
    allow_editing(scope, unit.id)
    if draft.get("version") is not None and draft["version"] != unit.version:
        raise Conflict(current=unit)
    draft, kind = checked(scope, draft, unit)
    wanted = {name: draft.get(name) for name in FIELDS} | {"level": kind.level, "valid": unit_life(draft)}
    wanted |= {name: bool(draft.get(name)) for name in MARKS}
    changed = [name for name, value in wanted.items() if getattr(unit, name) != value]
    allow_fields(scope, changed)
    for name in changed:
        setattr(unit, name, wanted[name])
    if changed:
        scope.record(StructureEvent.UNIT_CHANGED, unit, fields=changed)
    return unit


def end_unit(scope: Scope, unit_id: int, last_day: date, version: int | None = None) -> Unit:
    """Close a unit with its last day; its members and functions end with it, its past stays."""
    scope.allow(StructurePermission.WRITE)
    unit = queries.unit(scope, unit_id)
    if version is not None and version != unit.version:
        raise Conflict(current=unit)
    if unit.valid.lower and last_day < unit.valid.lower:
        raise Invalid(fields=(FieldProblem("last_day", ENDS_FIRST),))
    after = last_day + DAY
    below = select(Unit.name).where(Unit.parent_id == unit.id, Unit.valid.contains(after)).order_by(Unit.name)
    children = list(scope.db.execute(below).scalars())
    if children:
        raise Invalid(fields=(FieldProblem("last_day", HAS_CHILDREN, {"units": children}),))
    standing = under_unit(scope, unit.id, after)
    if standing:
        raise Invalid(fields=(FieldProblem("last_day", HAS_ASSOCIATIONS, {"units": standing}),))
    for model in (UnitMember, FunctionAssignment):
        for row in scope.db.execute(select(model).where(model.unit_id == unit.id)).scalars():
            _cut(row, after)
    _cut(unit, after)
    scope.record(StructureEvent.UNIT_ENDED, unit, fields=["valid"])
    return unit


def _cut(row: Any, after: date) -> None:
    """End a life on a day; one that had not begun by then becomes empty."""
    if row.valid.upper is None or row.valid.upper > after:
        row.valid = life(row.valid.lower, max(after, row.valid.lower) if row.valid.lower else after)


def remove_unit(scope: Scope, unit_id: int, version: int | None = None) -> None:
    """Remove a unit entered by mistake; one that ever had members, functions or units below is only ended."""
    scope.allow(StructurePermission.WRITE)
    unit = queries.unit(scope, unit_id)
    if version is not None and version != unit.version:
        raise Conflict(current=unit)
    for model, column in (
        (UnitMember, UnitMember.unit_id),
        (FunctionAssignment, FunctionAssignment.unit_id),
    ):
        counted = select(func.count()).select_from(model).where(column == unit.id)
        if scope.db.execute(counted).scalar_one():
            raise Invalid(HAS_MEMBERS)
    below = list(scope.db.execute(select(Unit.name).where(Unit.parent_id == unit.id)).scalars())
    if below:
        raise Invalid(HAS_CHILDREN, units=below)
    standing = under_unit(scope, unit.id)
    if standing:
        raise Invalid(HAS_ASSOCIATIONS, units=standing)
    scope.db.execute(delete(ServedOrganisation).where(ServedOrganisation.unit_id == unit.id))
    scope.record(StructureEvent.UNIT_REMOVED, unit)
    scope.db.delete(unit)
    scope.db.flush()


def create_expected(scope: Scope, kinds: Sequence[str], starts: date) -> list[Unit]:
    """Create one unit of each chosen kind under the name of the kind; those that exist are left alone."""
    scope.allow(StructurePermission.WRITE)
    policy = read_policy(scope.profile)
    present = set(scope.db.execute(select(Unit.kind).where(Unit.valid.contains(starts))).scalars())
    made = []
    # What others stand under comes first.
    for code in sorted(dict.fromkeys(kinds), key=lambda one: bool(policy.above(one))):
        kind = policy.kind(code)
        if kind is None:
            raise Invalid(fields=(FieldProblem("kinds", UNKNOWN_KIND),))
        if code not in present:
            made.append(create_unit(scope, {"kind": code, "name": kind.title[:300], "starts": starts}))
            scope.db.flush()
    return made


def set_served(scope: Scope, unit_id: int, organisations: Sequence[int]) -> list[int]:
    """Say as a whole which organisations a unit helps (кому помогает); raises Invalid for an unknown one."""
    scope.allow(StructurePermission.WRITE)
    unit = queries.unit(scope, unit_id)
    wanted = set(organisations)
    known = set(scope.db.execute(select(Organisation.id).where(Organisation.id.in_(wanted))).scalars())
    if wanted != known:
        raise Invalid(fields=(FieldProblem("organisations", NO_SUCH),))
    present = queries.served_by(scope, unit.id)
    scope.db.execute(
        delete(ServedOrganisation).where(
            ServedOrganisation.unit_id == unit.id, ServedOrganisation.organisation_id.not_in(wanted)
        )
    )
    scope.db.add_all(
        ServedOrganisation(unit_id=unit.id, organisation_id=one) for one in sorted(wanted - set(present))
    )
    scope.db.flush()
    if wanted != set(present):
        scope.record(StructureEvent.UNIT_CHANGED, unit, fields=["served"])
    return sorted(wanted)
