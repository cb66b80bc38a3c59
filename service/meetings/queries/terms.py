"""Terms in words (сроки словами): with the year, the hour and the zone of the body, and how they moved."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time

from service.core import clock
from service.core.language import format_moment
from service.meetings.model.meetings import MeetingDeadline
from service.meetings.queries import meetings as reads
from service.tenancy.scope import Scope

LAST_MINUTE = time(23, 59)


def until(scope: Scope, due: MeetingDeadline) -> str:
    """Until when: «05.12.2026, 23:59 (МСК+4)»; a term of whole days lasts to their last minute (K3)."""
    moment = due.due_at or reads.at(scope, due.due_on, LAST_MINUTE)
    return said(scope, moment)


def said(scope: Scope, moment: datetime) -> str:
    """A moment as the body's clock shows it, with the zone: «10.12.2026, 15:00 (МСК+4)»."""
    return format_moment(reads.local(scope, moment))


def zone(scope: Scope, moment: datetime) -> str:
    """The zone of the body as papers name it, at that very moment: «МСК+4»."""
    return clock.zone_mark(moment, scope.tenant.time_zone)


def moved(rows: Sequence[MeetingDeadline]) -> Mapping[str, list[MeetingDeadline]]:
    """Terms that a change of the meeting replaced, by their kind, the latest last (council.md B2)."""
    found: dict[str, list[MeetingDeadline]] = {}
    for row in sorted(rows, key=lambda one: one.id):
        if row.replaced_at is not None:
            found.setdefault(row.kind, []).append(row)
    return found
