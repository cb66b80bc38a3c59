"""Permissions of training records (повышение квалификации)."""

from enum import StrEnum

from service.access.names import READERS, SCHOOL, STAFF


class TrainingPermission(StrEnum):
    """What one may do with training records (повышение квалификации)."""

    READ = "training:read"
    WRITE = "training:write"


GRANTS = {TrainingPermission.READ: READERS | SCHOOL, TrainingPermission.WRITE: STAFF | SCHOOL}
