"""Permissions of communities (сообщества)."""

from enum import StrEnum

from service.access.names import EVERYONE, STAFF


class CommunitiesPermission(StrEnum):
    """What one may do with communities (сообщества)."""

    READ = "communities:read"
    WRITE = "communities:write"


GRANTS = {CommunitiesPermission.READ: EVERYONE, CommunitiesPermission.WRITE: STAFF}
