"""Permissions of people and organisations (педагоги и организации)."""

from enum import StrEnum

from service.access.names import READERS, SCHOOL, STAFF


class PeoplePermission(StrEnum):
    """What one may do with people and organisations (педагоги и организации)."""

    READ = "people:read"
    WRITE = "people:write"


GRANTS = {PeoplePermission.READ: READERS | SCHOOL, PeoplePermission.WRITE: STAFF | SCHOOL}
