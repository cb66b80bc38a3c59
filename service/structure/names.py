"""Permissions of the structure (структура службы)."""

from collections.abc import Mapping
from enum import StrEnum

from service.access.names import EVERYONE, READERS, STAFF, Role
from service.core.language import N_


class StructurePermission(StrEnum):
    """What one may do with the structure (структура службы)."""

    READ = "structure:read"
    WRITE = "structure:write"
    OWN = "structure:own"
    READ_WORK = "structure:read_work"


GRANTS = {
    StructurePermission.READ: EVERYONE,
    StructurePermission.WRITE: STAFF,
    # Joint work names people: it is for the readers of the district.
    StructurePermission.READ_WORK: READERS,
    # Whoever heads a unit changes that unit; which one is asked where it is done.
    StructurePermission.OWN: frozenset(Role) - {Role.AUDITOR, Role.INSTITUTE_ANALYST},
}


class StructureEvent(StrEnum):
    """What is written to the audit log about the structure."""

    UNIT_CREATED = "unit.created"
    UNIT_CHANGED = "unit.changed"
    UNIT_ENDED = "unit.ended"
    UNIT_REMOVED = "unit.removed"
    MEMBER_CREATED = "unit_member.created"
    MEMBER_CHANGED = "unit_member.changed"
    FUNCTION_GIVEN = "function_assignment.created"
    FUNCTION_TAKEN = "function_assignment.ended"
    EXPORTED = "structure.exported"


EVENT_WORDS: Mapping[str, str] = {
    StructureEvent.UNIT_CREATED: N_("Внесена структурная единица"),
    StructureEvent.UNIT_CHANGED: N_("Изменена структурная единица"),
    StructureEvent.UNIT_ENDED: N_("Закрыта структурная единица"),
    StructureEvent.UNIT_REMOVED: N_("Удалена структурная единица"),
    StructureEvent.MEMBER_CREATED: N_("Внесён работник единицы"),
    StructureEvent.MEMBER_CHANGED: N_("Изменён работник единицы"),
    StructureEvent.FUNCTION_GIVEN: N_("Закреплена функция"),
    StructureEvent.FUNCTION_TAKEN: N_("Снято закрепление функции"),
    StructureEvent.EXPORTED: N_("Выгружена структура"),
}


class UnitOffice(StrEnum):
    """A place in a unit (должность в единице)."""

    HEAD = "head"
    DEPUTY = "deputy"
    MEMBER = "member"


OFFICE_TITLES = {
    UnitOffice.HEAD: N_("Руководитель"),
    UnitOffice.DEPUTY: N_("Заместитель руководителя"),
    UnitOffice.MEMBER: N_("Участник"),
}
RESOURCES = {
    "growth_point": N_("Центр «Точка роста»"),
    "quantorium": N_("Детский технопарк «Кванториум»"),
    "it_cube": N_("«IT-куб»"),
    "copp": N_("Центр опережающей профессиональной подготовки"),
    "other": N_("Другая площадка"),
}
PARTIES = {
    "service": N_("Методическая служба"),
    "organisation": N_("Образовательная организация"),
    "tutor": N_("Тьютор организации"),
    "institute": N_("Региональный институт"),
    "partner": N_("Партнёр"),
}
