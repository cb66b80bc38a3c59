"""Permissions of monitoring (мониторинг)."""

from enum import StrEnum

from service.access.names import EVERYONE, STAFF


class MonitoringPermission(StrEnum):
    """What one may do with monitoring (мониторинг)."""

    READ = "monitoring:read"
    WRITE = "monitoring:write"


GRANTS = {MonitoringPermission.READ: EVERYONE, MonitoringPermission.WRITE: STAFF}
