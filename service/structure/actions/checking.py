"""What a draft of a unit must satisfy (проверка единицы): its kind, level, parent, references, marks."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from service.core.columns import life
from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.documents.model import LegalAct
from service.people.model.organisations import Organisation
from service.rules.verdict import Severity, Status
from service.structure.model import Unit
from service.structure.names import StructurePermission
from service.structure.placing import placed_unit
from service.structure.policy import GUIDANCE, LEVEL_ALLOWED, StructurePolicy, UnitKind, read_policy
from service.tenancy.scope import Scope

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
SECOND_GUIDE = N_(
    "Научно-методическое руководство уже отмечено у единицы «%(unit)s». Сначала снимите отметку."
)
NOT_BOTH = N_("Положение разделяет координацию службы и научно-методическое руководство: это разные единицы.")


def checked(scope: Scope, draft: Mapping[str, Any], unit: Unit | None) -> tuple[Mapping[str, Any], UnitKind]:
    """The draft with its place and its kind, after every check; raises Invalid with all the problems."""
    policy = read_policy(scope.profile)
    kind = policy.kind(str(draft.get("kind")))
    if kind is None:
        raise Invalid(fields=(FieldProblem("kind", UNKNOWN_KIND),))
    problems = [
        *_kind_problems(scope, policy, kind, draft),
        *_parent_problems(scope, policy, kind, draft.get("parent_id"), unit),
        *_reference_problems(scope, policy, draft),
        *_mark_problems(scope, draft, unit),
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
    if draft.get("regulation_id") is not None:
        found = select(LegalAct.id).where(LegalAct.id == draft["regulation_id"])
        if scope.db.execute(found).scalar_one_or_none() is None:
            problems.append(FieldProblem("regulation_id", NO_SUCH))
    if organisation_id is not None:
        found = select(Organisation.id).where(Organisation.id == organisation_id)
        if scope.db.execute(found).scalar_one_or_none() is None:
            problems.append(FieldProblem("organisation_id", NO_SUCH))
    form = draft.get("legal_form")
    if form and form not in policy.legal_forms:
        problems.append(FieldProblem("legal_form", NO_SUCH))
    return problems


def _mark_problems(scope: Scope, draft: Mapping[str, Any], unit: Unit | None) -> list[FieldProblem]:
    """One coordinator and one guide at a time, and not the same unit (UK п. 12, 17)."""
    problems = []
    if draft.get("coordinator") and draft.get("guidance") and scope.profile.rule(GUIDANCE) is not None:
        problems.append(FieldProblem("guidance", NOT_BOTH))
    for field, column, said in (
        ("coordinator", Unit.coordinator, SECOND_COORDINATOR),
        ("guidance", Unit.guidance, SECOND_GUIDE),
    ):
        if draft.get(field):
            others = select(Unit.name).where(column, Unit.valid.overlaps(unit_life(draft)))
            if unit is not None:
                others = others.where(Unit.id != unit.id)
            name = scope.db.execute(others.limit(1)).scalar_one_or_none()
            problems += [FieldProblem(field, said, {"unit": name})] if name else []
    return problems


def unit_life(draft: Mapping[str, Any]) -> Any:
    """The life of a draft: from its first day to the day after its last."""
    ends = draft.get("ends")
    return life(draft.get("starts"), ends + DAY if ends else None)
