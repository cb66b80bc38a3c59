"""Permissions of the roadmap (дорожная карта)."""

from enum import StrEnum

from service.access.names import EVERYONE, STAFF


class RoadmapPermission(StrEnum):
    """What one may do with the roadmap (дорожная карта)."""

    READ = "roadmap:read"
    WRITE = "roadmap:write"


GRANTS = {RoadmapPermission.READ: EVERYONE, RoadmapPermission.WRITE: STAFF}
