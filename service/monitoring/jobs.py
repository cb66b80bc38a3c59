"""The job of monitoring: a tenant's figures of today, after its records changed."""

from typing import Any

from service.monitoring.actions import compute as compute_figures
from service.monitoring.names import COMPUTE
from service.tenancy.scope import Scope

__all__ = ["COMPUTE", "compute"]


def compute(scope: Scope, **_: Any) -> int:
    """Compute and store the tenant's figures as of today; repeating it changes nothing."""
    return compute_figures(scope.db, {scope.tenant.id: scope.profile}, scope.today)
