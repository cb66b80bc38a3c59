"""Which event queues which job: the one table of what follows what."""

from service.jobs.queue import Settled
from service.monitoring.names import CHANGES, COMPUTE
from service.settings.names import PREVIEW, SettingsEvent

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
    SettingsEvent.PREVIEW_ASKED: (PREVIEW,),
    **dict.fromkeys(CHANGES, (Settled(COMPUTE),)),
}
