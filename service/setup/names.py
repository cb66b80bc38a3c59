"""Permissions and events of setting a tenant up (настройка района)."""

from collections.abc import Mapping
from enum import StrEnum

from service.access.names import Role
from service.core.language import N_


class SetupPermission(StrEnum):
    """What one may do about the tenant itself (настройка района)."""

    MANAGE = "setup:manage"


class SetupEvent(StrEnum):
    """What is written to the audit log about the tenant itself."""

    DESCRIBED = "setup.described"
    WORDED = "setup.worded"
    ARMS_PUT = "setup.arms_put"
    ARMS_REMOVED = "setup.arms_removed"
    OPENED = "setup.opened"
    STEP_MARKED = "setup.step_marked"


GRANTS = {SetupPermission.MANAGE: frozenset({Role.ADMINISTRATOR})}
EVENT_WORDS: Mapping[str, str] = {
    SetupEvent.DESCRIBED: N_("Изменены сведения о районе"),
    SetupEvent.WORDED: N_("Изменены названия, принятые в районе"),
    SetupEvent.ARMS_PUT: N_("Поставлен герб"),
    SetupEvent.ARMS_REMOVED: N_("Убран герб"),
    SetupEvent.OPENED: N_("Выбрано, что видно на открытой странице"),
    SetupEvent.STEP_MARKED: N_("Отмечен шаг настройки"),
}
