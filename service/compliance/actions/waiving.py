"""Waivers (освобождения): a rule is set aside for some days; revoked, never removed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from service.access.names import ROLE_TITLES, Role
from service.compliance.names import WAIVER_ROLE, ComplianceEvent, CompliancePermission
from service.compliance.queries.waivers import waiver
from service.core.errors import Conflict, FieldProblem, Forbidden, Invalid, NotFound
from service.core.language import N_
from service.profiles.profile import COUNTED
from service.settings.model import Waiver
from service.tenancy.scope import Scope

WHOSE = N_("Освобождение записывает тот, кого назначают правила: %(role)s.")
BACKWARDS = N_("Последний день раньше первого.")
SILENT = N_("Положение об этом молчит: освобождать не от чего.")
COUNTS = N_("Это правило считает итог голосования: освободить от подсчёта нельзя.")
REVOKED = N_("Освобождение уже отозвано.")


def waiver_role(scope: Scope) -> str:
    """The role that may waive a rule: the one the profile names, else the administrator."""
    return str(scope.profile.value(WAIVER_ROLE, Role.ADMINISTRATOR))


def may_waive(scope: Scope) -> bool:
    """Whether the actor may waive rules."""
    return scope.can(CompliancePermission.WAIVE) and waiver_role(scope) in scope.actor.roles


def waive(scope: Scope, rule_id: str, draft: Mapping[str, Any]) -> Waiver:
    """Record a waiver of a rule (записать освобождение): who decided it, why, from which day to which.

    Raises NotFound for a rule the profile does not have, Conflict for one that is silent or counts votes,
    Invalid for days in the wrong order.
    """
    _allow(scope)
    rule = scope.profile.rules.get(rule_id)
    if rule is None:
        raise NotFound()
    if rule.silent:
        raise Conflict(SILENT)
    if rule.kind in COUNTED:
        raise Conflict(COUNTS)
    starts: date = draft["starts"]
    ends: date | None = draft["ends"]
    if ends is not None and ends < starts:
        raise Invalid(fields=(FieldProblem("ends", BACKWARDS),))
    made = Waiver(
        rule=rule_id,
        decided_by=draft["decided_by"],
        reason=draft["reason"],
        starts=starts,
        ends=ends,
        account_id=scope.actor.account_id,
        recorded_at=scope.now,
    )
    scope.db.add(made)
    scope.record(ComplianceEvent.WAIVED, made, detail={"rule": rule_id})
    return made


def revoke(scope: Scope, waiver_id: int, why: str) -> Waiver:
    """Revoke a waiver (отозвать освобождение): it stays in the list with who revoked it and why."""
    _allow(scope)
    found = waiver(scope, waiver_id)
    if found.revoked_at is not None:
        raise Conflict(REVOKED)
    found.revoked_at, found.revoked_by, found.revoked_why = scope.now, scope.actor.account_id, why
    scope.record(ComplianceEvent.WAIVER_REVOKED, found, fields=["revoked_at"], detail={"rule": found.rule})
    return found


def _allow(scope: Scope) -> None:
    scope.allow(CompliancePermission.WAIVE)
    if not may_waive(scope):
        role = waiver_role(scope)
        raise Forbidden(WHOSE, role=ROLE_TITLES.get(role, role))
