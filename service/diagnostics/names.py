"""Permissions of diagnostics and routes (диагностика и ИОМ)."""

from enum import StrEnum

from service.access.names import READERS, SCHOOL, STAFF


class DiagnosticsPermission(StrEnum):
    """What one may do with diagnostics and routes (диагностика и ИОМ)."""

    READ = "diagnostics:read"
    WRITE = "diagnostics:write"


GRANTS = {DiagnosticsPermission.READ: READERS | SCHOOL, DiagnosticsPermission.WRITE: STAFF | SCHOOL}
