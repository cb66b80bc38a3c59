"""Permissions of mentoring pairs (наставнические пары)."""

from enum import StrEnum

from service.access.names import READERS, SCHOOL, STAFF


class MentoringPermission(StrEnum):
    """What one may do with mentoring pairs (наставнические пары)."""

    READ = "mentoring:read"
    WRITE = "mentoring:write"


GRANTS = {MentoringPermission.READ: READERS | SCHOOL, MentoringPermission.WRITE: STAFF | SCHOOL}
