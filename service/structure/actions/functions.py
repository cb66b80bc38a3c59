"""Who holds which function of the regulation (закрепление функций): a specialist or a unit."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from service.core.columns import life
from service.core.errors import Conflict, FieldProblem, Invalid, NotFound
from service.core.language import N_
from service.people.model.persons import Person
from service.structure import queries, supporting
from service.structure.model import FunctionAssignment, Unit
from service.structure.names import StructureEvent, StructurePermission
from service.structure.policy import FUNCTION_SPECIALIST, Function, StructurePolicy, read_policy
from service.tenancy.scope import Scope

DAY = timedelta(days=1)
UNKNOWN = N_("Такой функции положение не называет.")
ONE_HOLDER = N_("Выберите одно: единицу или специалиста.")
ONLY_PEOPLE = N_("По этому положению функции выполняют специалисты: выберите человека.")
NO_SUCH = N_("Такой записи нет. Выберите другую.")
ALREADY = N_("Функция за ним уже закреплена.")
ENDS_FIRST = N_("Последний день раньше первого.")


def function_of(policy: StructurePolicy, code: str) -> Function:
    """The function with a code; raises NotFound."""
    for one in policy.functions:
        if one.code == code:
            return one
    raise NotFound(UNKNOWN)


def assign(scope: Scope, code: str, draft: Mapping[str, Any]) -> FunctionAssignment:
    """Give a function to a person or a unit from a day."""
    scope.allow(StructurePermission.WRITE)
    policy = read_policy(scope.profile)
    function = function_of(policy, code)
    person_id, unit_id = draft.get("person_id"), draft.get("unit_id")
    _check_holder(scope, policy, person_id, unit_id)
    support = sorted(set(draft.get("support") or ()))
    supporting.check(scope.profile, support, of_unit=unit_id is not None)
    ends = draft.get("ends")
    lived = life(draft.get("starts"), ends + DAY if ends else None)
    same = select(FunctionAssignment.id).where(
        FunctionAssignment.function == (function.same_as or function.code),
        FunctionAssignment.person_id.is_not_distinct_from(person_id),
        FunctionAssignment.unit_id.is_not_distinct_from(unit_id),
        FunctionAssignment.valid.overlaps(lived),
    )
    if scope.db.execute(same.limit(1)).scalar_one_or_none() is not None:
        raise Invalid(fields=(FieldProblem("person_id" if person_id else "unit_id", ALREADY),))
    row = FunctionAssignment(
        function=function.same_as or function.code,
        person_id=person_id,
        unit_id=unit_id,
        support=support,
        valid=lived,
    )
    scope.db.add(row)
    scope.record(StructureEvent.FUNCTION_GIVEN, row, detail={"function": row.function})
    return row


def _check_holder(scope: Scope, policy: StructurePolicy, person_id: int | None, unit_id: int | None) -> None:
    if (person_id is None) == (unit_id is None):
        raise Invalid(fields=(FieldProblem("person_id", ONE_HOLDER),))
    if unit_id is not None and policy.matrix == FUNCTION_SPECIALIST:
        raise Invalid(fields=(FieldProblem("unit_id", ONLY_PEOPLE),))
    model, wanted = (Person, person_id) if person_id is not None else (Unit, unit_id)
    if scope.db.execute(select(model.id).where(model.id == wanted)).scalar_one_or_none() is None:
        raise Invalid(fields=(FieldProblem("person_id" if person_id else "unit_id", NO_SUCH),))


def unassign(
    scope: Scope, assignment_id: int, last_day: date, version: int | None = None
) -> FunctionAssignment:
    """Take a function from its holder after a day; the record stays in the past."""
    scope.allow(StructurePermission.WRITE)
    row = queries.assignment(scope, assignment_id)
    if version is not None and version != row.version:
        raise Conflict(current=row)
    if row.valid.lower and last_day < row.valid.lower:
        raise Invalid(fields=(FieldProblem("last_day", ENDS_FIRST),))
    row.valid = life(row.valid.lower, last_day + DAY)
    scope.record(StructureEvent.FUNCTION_TAKEN, row, fields=["valid"], detail={"function": row.function})
    return row
