"""Permissions of news (новости и рассылки)."""

from enum import StrEnum

from service.access.names import EVERYONE, STAFF


class PortalPermission(StrEnum):
    """What one may do with news and mailings (новости и рассылки)."""

    READ = "portal:read"
    WRITE = "portal:write"


GRANTS = {PortalPermission.READ: EVERYONE, PortalPermission.WRITE: STAFF}
