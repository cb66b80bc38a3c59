"""What an empty form of a plan says already: the year as the setting names it, the unit that coordinates."""

from typing import Any

from sqlalchemy import select

from service.core.clock import school_year
from service.profiles.profile import Profile
from service.structure.model import Unit
from service.tenancy.scope import Scope

YEAR_BASIS = "events_plan.year_basis"
SCHOOL = ("school", "school_year")


def suggested(scope: Scope) -> dict[str, Any]:
    """The year that goes on, its kind by the setting, the coordinating unit as the owner."""
    basis = basis_of(scope.profile)
    today = scope.today
    chosen = select(Unit.name).where(
        Unit.tenant_id == scope.tenant.id, Unit.coordinator, Unit.valid.contains(today)
    )
    owner = scope.db.execute(chosen.order_by(Unit.id).limit(1)).scalar_one_or_none()
    found = {"year": school_year(today) if basis == "school" else today.year, "basis": basis}
    return {**found, "unit": owner} if owner else found


def basis_of(profile: Profile) -> str:
    """Whether plans are for a calendar or a school year: by the tenant's setting, else a calendar one."""
    return "school" if profile.value(YEAR_BASIS) in SCHOOL else "calendar"
