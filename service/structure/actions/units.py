"""Create, change, end and remove units (структурные единицы); the profile decides what may stand where."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from service.core.columns import life
from service.core.errors import Conflict, FieldProblem, Invalid
from service.core.language import N_
from service.documents.model import LegalAct
from service.people.model.organisations import Organisation
from service.rules.verdict import Severity, Status
from service.structure import queries
from service.structure.heading import allow_editing, allow_fields
from service.structure.model import FunctionAssignment, Unit, UnitMember
from service.structure.names import StructureEvent, StructurePermission
from service.structure.placing import placed_unit, under_unit
from service.structure.policy import LEVEL_ALLOWED, StructurePolicy, UnitKind, read_policy
from service.tenancy.scope import Scope

FIELDS = (
    "kind",
    "name",
    "name_alt",
    "parent_id",
    "act_id",
    "organisation_id",
    "coordinator",
    "consent_on",
    "contact",
    "legal_form",
)
DAY = timedelta(days=1)
DEEPEST = 50

UNKNOWN_KIND = N_("Такого вида единиц положение не называет. Выберите из списка.")
BARRED_KIND = N_("«%(kind)s» создаёт только регион.")
WRONG_LEVEL = N_("Уровень «%(level)s» не подходит: «%(kind)s» стоит на уровне «%(own)s».")
NO_SUCH = N_("Такой записи нет. Выберите другую.")
OWN_PARENT = N_("Единица не может подчиняться самой себе или тому, что ей подчинено.")
PARENT_LOWER = N_("Вышестоящая единица «%(parent)s» стоит ниже по уровню. Выберите другую.")
BEFORE_ACT = N_("Акт подписан %(date)s: раньше этого дня единица по нему не действует.")
SECOND_COORDINATOR = N_("Координатором уже отмечена единица «%(unit)s». Сначала снимите отметку с неё.")
ENDS_FIRST = N_("Последний день раньше первого.")
HAS_MEMBERS = N_("В единице есть люди или функции: её не удаляют, а закрывают с датой.")
HAS_ASSOCIATIONS = N_("Сначала перенесите объединения, которые стоят под этой единицей: %(units)s.")
HAS_CHILDREN = N_("Сначала закройте или перенесите подчинённые единицы: %(units)s.")


def create_unit(scope: Scope, draft: Mapping[str, Any]) -> Unit:
    """Enter a unit; raises Invalid naming each field that the profile or another record refuses."""
    scope.allow(StructurePermission.WRITE)
    draft, kind = _checked(scope, draft, None)
    unit = Unit(level=kind.level, valid=_life(draft), **{name: draft.get(name) for name in FIELDS})
    unit.coordinator = bool(draft.get("coordinator"))
    scope.db.add(unit)
    scope.record(StructureEvent.UNIT_CREATED, unit, fields=[name for name in FIELDS if draft.get(name)])
    return unit


def change_unit(scope: Scope, unit_id: int, draft: Mapping[str, Any]) -> Unit:
    """Change a unit; raises Conflict with the present record when somebody else was first."""
    unit = queries.unit(scope, unit_id)
    allow_editing(scope, unit.id)
    if draft.get("version") is not None and draft["version"] != unit.version:
        raise Conflict(current=unit)
    draft, kind = _checked(scope, draft, unit)
    wanted = {name: draft.get(name) for name in FIELDS} | {"level": kind.level, "valid": _life(draft)}
    wanted["coordinator"] = bool(draft.get("coordinator"))
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


def _checked(scope: Scope, draft: Mapping[str, Any], unit: Unit | None) -> tuple[Mapping[str, Any], UnitKind]:
    """The draft with its place and its kind, after every check; raises Invalid with all the problems."""
    policy = read_policy(scope.profile)
    kind = policy.kind(str(draft.get("kind")))
    if kind is None:
        raise Invalid(fields=(FieldProblem("kind", UNKNOWN_KIND),))
    problems = [
        *_kind_problems(scope, policy, kind, draft),
        *_parent_problems(scope, policy, kind, draft.get("parent_id"), unit),
        *_reference_problems(scope, policy, draft),
        *_coordinator_problems(scope, draft, unit),
    ]
    if not problems and (unit is None or scope.can(StructurePermission.WRITE)):
        parent, problems = placed_unit(scope, draft, unit)
        draft = {**draft, "parent_id": parent}
    if problems:
        raise Invalid(fields=tuple(problems))
    return draft, kind


def _kind_problems(
    scope: Scope, policy: StructurePolicy, kind: UnitKind, draft: Mapping[str, Any]
) -> list[FieldProblem]:
    if kind.code in policy.barred:
        return [FieldProblem("kind", BARRED_KIND, {"kind": kind.title})]
    titles = {level.code: level.title for level in policy.levels}
    asked = draft.get("level") or kind.level
    if scope.profile.rule(LEVEL_ALLOWED) is not None:
        verdict = scope.profile.evaluate(LEVEL_ALLOWED, {"level": [asked]})
        if verdict.status is Status.FAIL and verdict.severity is Severity.HARD:
            said = N_("%(message)s Основание: %(clause)s.")
            return [FieldProblem("level", said, {"message": verdict.message, "clause": verdict.clause})]
    if asked != kind.level:
        words = {
            "level": titles.get(asked, asked),
            "kind": kind.title,
            "own": titles.get(kind.level, kind.level),
        }
        return [FieldProblem("level", WRONG_LEVEL, words)]
    return []


def _parent_problems(
    scope: Scope, policy: StructurePolicy, kind: UnitKind, parent_id: int | None, unit: Unit | None
) -> list[FieldProblem]:
    """A parent exists, does not stand lower, and the chain above it does not lead back."""
    if parent_id is None:
        return []
    parent = scope.db.execute(select(Unit).where(Unit.id == parent_id)).scalar_one_or_none()
    if parent is None:
        return [FieldProblem("parent_id", NO_SUCH)]
    above: Unit | None = parent
    steps = 0
    while unit is not None and above is not None and steps < DEEPEST:
        if above.id == unit.id:
            return [FieldProblem("parent_id", OWN_PARENT)]
        found = select(Unit).where(Unit.id == above.parent_id)
        above, steps = scope.db.execute(found).scalar_one_or_none() if above.parent_id else None, steps + 1
    higher, own = policy.rank(parent.level), policy.rank(kind.level)
    if higher > own or policy.strictly_below and higher == own:
        return [FieldProblem("parent_id", PARENT_LOWER, {"parent": parent.name})]
    return []


def _reference_problems(
    scope: Scope, policy: StructurePolicy, draft: Mapping[str, Any]
) -> list[FieldProblem]:
    problems = []
    act_id, organisation_id, starts = draft.get("act_id"), draft.get("organisation_id"), draft.get("starts")
    if act_id is not None:
        act = scope.db.execute(select(LegalAct).where(LegalAct.id == act_id)).scalar_one_or_none()
        if act is None:
            problems.append(FieldProblem("act_id", NO_SUCH))
        elif starts and starts < act.date:
            problems.append(FieldProblem("starts", BEFORE_ACT, {"date": act.date}))
    if organisation_id is not None:
        found = select(Organisation.id).where(Organisation.id == organisation_id)
        if scope.db.execute(found).scalar_one_or_none() is None:
            problems.append(FieldProblem("organisation_id", NO_SUCH))
    form = draft.get("legal_form")
    if form and form not in policy.legal_forms:
        problems.append(FieldProblem("legal_form", NO_SUCH))
    return problems


def _coordinator_problems(scope: Scope, draft: Mapping[str, Any], unit: Unit | None) -> list[FieldProblem]:
    """One coordinator at a time."""
    if not draft.get("coordinator"):
        return []
    others = select(Unit.name).where(Unit.coordinator, Unit.valid.overlaps(_life(draft)))
    if unit is not None:
        others = others.where(Unit.id != unit.id)
    name = scope.db.execute(others.limit(1)).scalar_one_or_none()
    return [FieldProblem("coordinator", SECOND_COORDINATOR, {"unit": name})] if name else []


def _life(draft: Mapping[str, Any]) -> Any:
    ends = draft.get("ends")
    return life(draft.get("starts"), ends + DAY if ends else None)
