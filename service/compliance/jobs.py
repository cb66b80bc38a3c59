"""Jobs of compliance: a tenant's rules are checked after its records changed; a digest goes to its reader."""

from typing import Any

from service.compliance.actions.checking import check
from service.jobs.work import workshop
from service.tenancy.facts import Provider, Survey
from service.tenancy.scope import Scope


def providers_of(modules: Any) -> tuple[Provider, ...]:
    """Everything that the cards of modules know of the rules."""
    return tuple(provide for card in modules for provide in card.facts)


def survey_of(scope: Scope) -> Survey:
    """One tenant, on its day, by figures counted now."""
    tenant = scope.tenant
    return Survey(
        scope.db, {tenant.id: tenant}, {tenant.id: scope.profile}, scope.today, scope.now, fresh=True
    )


def compute(scope: Scope, **_: Any) -> int:
    """Check every rule of the tenant; repeating it changes nothing."""
    return check(survey_of(scope), providers_of(workshop().modules))
