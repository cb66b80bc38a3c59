"""Which event queues which job: the one table of what follows what."""

from service.archive.names import MAKE, ArchiveEvent
from service.jobs.queue import Settled
from service.monitoring.names import CHANGES, COMPUTE

REACTIONS: dict[str, tuple[str, ...]] = {
    "import.uploaded": ("people.read_import",),
    "import.remapped": ("people.read_import",),
    "import.confirmed": ("people.apply_import",),
    "meeting.noticed": ("meetings.send_notices",),
    "meeting.cancelled": ("meetings.send_changes",),
    "meeting.letter_due": ("meetings.send_letter",),
    "meeting.call_off_due": ("meetings.send_cancellation",),
    "meeting.word_due": ("meetings.send_reminder",),
    "minutes.copies_prepared": ("meetings.send_minutes",),
    "minutes.copy_due": ("meetings.send_copy",),
    ArchiveEvent.ASKED: (MAKE,),
    **dict.fromkeys(CHANGES, (Settled(COMPUTE),)),
}
