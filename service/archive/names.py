"""Permission and events of archives (архив района)."""

from collections.abc import Mapping
from enum import StrEnum

from service.access.names import Role
from service.core.language import N_


class ArchivePermission(StrEnum):
    """What one may do with the archive of the tenant."""

    EXPORT = "archive:export"


GRANTS = {ArchivePermission.EXPORT: frozenset({Role.ADMINISTRATOR})}


class ArchiveEvent(StrEnum):
    """What is written to the audit log about archives, and about what the operator does with the tenant."""

    ASKED = "archive.asked"
    FETCHED = "archive.fetched"
    DROPPED = "archive.dropped"
    IMPORTED = "tenant.imported"
    RESTORED = "tenant.restored"
    SUSPENDED = "tenant.suspended"
    RESUMED = "tenant.resumed"


EVENT_WORDS: Mapping[str, str] = {
    ArchiveEvent.ASKED: N_("Запрошен архив района"),
    ArchiveEvent.FETCHED: N_("Скачан архив района"),
    ArchiveEvent.DROPPED: N_("Удалён файл архива района"),
    ArchiveEvent.IMPORTED: N_("Район загружен из архива"),
    ArchiveEvent.RESTORED: N_("Район восстановлен из архива"),
    ArchiveEvent.SUSPENDED: N_("Работа района приостановлена оператором"),
    ArchiveEvent.RESUMED: N_("Работа района возобновлена оператором"),
}
STATE_WORDS: Mapping[str, str] = {
    "queued": N_("в очереди"),
    "making": N_("собирается"),
    "ready": N_("готов"),
    "failed": N_("не собран"),
    "dropped": N_("файл удалён"),
}
MAKE = "archive.make"
"""The job that makes an archive."""
