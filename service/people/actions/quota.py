"""How many people a tenant may keep (предел людей), where the platform's operator has set a limit."""

from sqlalchemy import func, select

from service.core.errors import Conflict
from service.core.language import N_
from service.people.model.persons import Person
from service.tenancy.scope import Scope

FULL = N_("Предел людей района – %(limit)s, уже есть %(here)s. Предел меняет оператор службы.")


def demand_room(scope: Scope, more: int) -> None:
    """Raise Conflict where this many more people would go beyond the tenant's limit."""
    limit = scope.tenant.quota_people
    if limit is None:
        return
    here = scope.db.execute(select(func.count()).select_from(Person)).scalar_one()
    if here + more > limit:
        raise Conflict(FULL, limit=limit, here=here)
