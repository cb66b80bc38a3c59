"""Permissions of rules and settings (правила и настройки)."""

from enum import StrEnum

from service.access.names import EVERYONE, Role


class SettingsPermission(StrEnum):
    """What one may do with rules and settings (правила и настройки)."""

    READ = "settings:read"
    WRITE = "settings:write"


GRANTS = {SettingsPermission.READ: EVERYONE, SettingsPermission.WRITE: frozenset({Role.ADMINISTRATOR})}
