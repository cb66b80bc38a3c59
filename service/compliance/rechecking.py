"""Check a tenant again inside a request: what was just recorded stands on the next page."""

from flask import current_app

from service.compliance.actions.checking import check
from service.compliance.jobs import providers_of, survey_of
from service.compliance.names import ComplianceEvent, CompliancePermission
from service.tenancy.scope import Scope


def recheck(scope: Scope) -> int:
    """Check every rule of the tenant now; returns how many there are."""
    scope.db.flush()
    return check(survey_of(scope), providers_of(current_app.extensions["modules"]))


def recheck_now(scope: Scope) -> int:
    """Check every rule because somebody asked; returns how many there are."""
    scope.allow(CompliancePermission.WRITE)
    rules = recheck(scope)
    scope.record(ComplianceEvent.CHECKED, detail={"rules": rules})
    return rules
