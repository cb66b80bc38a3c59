"""Permissions of the structure (структура службы)."""

from enum import StrEnum

from service.access.names import EVERYONE, STAFF


class StructurePermission(StrEnum):
    """What one may do with the structure (структура службы)."""

    READ = "structure:read"
    WRITE = "structure:write"


GRANTS = {StructurePermission.READ: EVERYONE, StructurePermission.WRITE: STAFF}
