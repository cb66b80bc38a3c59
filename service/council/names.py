"""Permissions of councils and their seats (советы и их состав)."""

from enum import StrEnum

from service.access.names import EVERYONE, STAFF


class CouncilPermission(StrEnum):
    """What one may do with councils and their seats (советы и их состав)."""

    READ = "council:read"
    WRITE = "council:write"


GRANTS = {CouncilPermission.READ: EVERYONE, CouncilPermission.WRITE: STAFF}
