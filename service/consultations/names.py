"""Permissions of consultations (консультации)."""

from enum import StrEnum

from service.access.names import EVERYONE, STAFF


class ConsultationsPermission(StrEnum):
    """What one may do with the register of consultations (журнал консультаций)."""

    READ = "consultations:read"
    WRITE = "consultations:write"


GRANTS = {ConsultationsPermission.READ: EVERYONE, ConsultationsPermission.WRITE: STAFF}
