"""Permissions of events and attendance (мероприятия и участие)."""

from enum import StrEnum

from service.access.names import EVERYONE, STAFF


class EventsPermission(StrEnum):
    """What one may do with events and attendance (мероприятия и участие)."""

    READ = "events:read"
    WRITE = "events:write"


GRANTS = {EventsPermission.READ: EVERYONE, EventsPermission.WRITE: STAFF}
