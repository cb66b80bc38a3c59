"""Assignments (ответственные): which person or unit answers for a rule."""

from sqlalchemy import select

from service.compliance.model import ComplianceAssignment
from service.compliance.names import ComplianceEvent, CompliancePermission
from service.core.errors import FieldProblem, Invalid, NotFound
from service.core.language import N_
from service.people.model.persons import Person
from service.structure.model import Unit
from service.tenancy.scope import Scope

NOBODY = N_("Такого человека или отдела нет.")


def assign(scope: Scope, rule_id: str, person_id: int | None, unit_id: int | None) -> None:
    """Let a person or a unit answer for a rule; without both the rule's own word holds again.

    Raises NotFound for a rule the profile does not have, Invalid for who is not in the registers.
    """
    scope.allow(CompliancePermission.ASSIGN)
    if rule_id not in scope.profile.rules:
        raise NotFound()
    if person_id is not None and unit_id is not None:
        raise Invalid(fields=(FieldProblem("unit_id", N_("Назначьте человека или отдел, не обоих.")),))
    _check(scope, person_id, unit_id)
    chosen = select(ComplianceAssignment).where(ComplianceAssignment.rule == rule_id)
    found = scope.db.execute(chosen).scalar()
    if person_id is None and unit_id is None:
        if found is None:
            return
        scope.db.delete(found)
    elif found is None:
        found = ComplianceAssignment(rule=rule_id, person_id=person_id, unit_id=unit_id)
        scope.db.add(found)
    else:
        found.person_id, found.unit_id = person_id, unit_id
    detail = {"rule": rule_id, "person": person_id, "unit": unit_id}
    scope.record(ComplianceEvent.ASSIGNED, found, fields=["person_id", "unit_id"], detail=detail)


def _check(scope: Scope, person_id: int | None, unit_id: int | None) -> None:
    chosen = (
        (select(Person.id).where(Person.id == person_id), person_id, "person_id"),
        (select(Unit.id).where(Unit.id == unit_id), unit_id, "unit_id"),
    )
    for statement, given, name in chosen:
        if given is not None and scope.db.execute(statement).first() is None:
            raise Invalid(fields=(FieldProblem(name, NOBODY),))
