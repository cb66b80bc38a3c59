"""Who may change one unit (права главы единицы): the staff of the service, and whoever heads that very unit.

The head is a person of the register with a dated record in the unit; which user that is, access knows.
"""

from service.core.errors import Forbidden
from service.core.language import N_
from service.structure.names import StructurePermission, UnitOffice
from service.tenancy.scope import Scope

UNIT = "unit"
"""The name under which the people of units are known to access."""
NOT_HEAD = N_("Это делает глава этой единицы или методист службы.")
ONLY_STAFF = N_("Глава единицы меняет её название, телефон и людей. Остальное меняет методист службы.")
NOT_HEADS = N_("Главу единицы назначает и освобождает методист службы.")
OWN_FIELDS = frozenset({"name", "name_alt", "contact"})
"""What a head changes of the unit itself."""


def may_edit(scope: Scope, unit_id: int) -> bool:
    """Whether the actor may change a unit and its people."""
    if scope.can(StructurePermission.WRITE):
        return True
    return scope.can(StructurePermission.OWN) and scope.actor.holds(UnitOffice.HEAD, UNIT, unit_id)


def allow_editing(scope: Scope, unit_id: int) -> None:
    """Raise Forbidden unless the actor may change a unit and its people."""
    if not may_edit(scope, unit_id):
        raise Forbidden(NOT_HEAD)


def allow_fields(scope: Scope, changed: list[str]) -> None:
    """Raise Forbidden when a head changes more of the unit than a head does."""
    if not scope.can(StructurePermission.WRITE) and not set(changed) <= OWN_FIELDS:
        raise Forbidden(ONLY_STAFF)


def allow_office(scope: Scope, *offices: str) -> None:
    """Raise Forbidden when a head appoints or dismisses a head."""
    if not scope.can(StructurePermission.WRITE) and UnitOffice.HEAD in offices:
        raise Forbidden(NOT_HEADS)
