"""Permissions of legal acts (правовые акты)."""

from enum import StrEnum

from service.access.names import EVERYONE, STAFF


class DocumentsPermission(StrEnum):
    """What one may do with legal acts (правовые акты)."""

    READ = "documents:read"
    WRITE = "documents:write"


GRANTS = {DocumentsPermission.READ: EVERYONE, DocumentsPermission.WRITE: STAFF}
