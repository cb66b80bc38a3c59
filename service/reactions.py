"""Which event queues which job: the one table of what follows what."""

from collections.abc import Iterable, Mapping

from service.archive.names import MAKE, ArchiveEvent
from service.compliance.names import COMPUTE as CHECK
from service.compliance.names import DIGEST
from service.jobs.queue import Settled
from service.modules import CARDS
from service.monitoring.names import CHANGES, COMPUTE, VERBS
from service.settings.names import PREVIEW, SettingsEvent

QUIET = ("exported", "read", "made", "revoked", "uploaded", "remapped", "checked", "reminded", "invited")
"""How events end after which no rule can stand otherwise."""
OWN: dict[str, tuple[str, ...]] = {
    "access.invitation_due": ("access.send_invitation",),
    "import.uploaded": ("people.read_import",),
    "import.remapped": ("people.read_import",),
    "import.confirmed": ("people.apply_import",),
    "meeting.noticed": ("meetings.send_notices",),
    "meeting.cancelled": ("meetings.send_changes",),
    "meeting.letter_due": ("meetings.send_letter",),
    "meeting.call_off_due": ("meetings.send_cancellation",),
    "meeting.word_due": ("meetings.send_reminder",),
    "minutes.copies_prepared": ("meetings.send_minutes",),
    "compliance.digest_due": (DIGEST,),
    "minutes.copy_due": ("meetings.send_copy",),
    SettingsEvent.PREVIEW_ASKED: (PREVIEW,),
    ArchiveEvent.ASKED: (MAKE,),
    **dict.fromkeys(CHANGES, (Settled(COMPUTE),)),
}


def told() -> Iterable[str]:
    """Events of every module that knows something of the rules, and of its registers."""
    for card in CARDS:
        if card.facts or card.name == "settings":
            yield from card.events
        for register in card.registers:
            yield from (f"{register.event}.{verb}" for verb in VERBS)


def with_check(own: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The table with a check of the rules after everything that may change how one stands."""
    moving = [*CHANGES, *(str(event) for event in told())]
    asked = {event for event in moving if not event.endswith(QUIET)}
    return {**own, **{event: (*own.get(event, ()), Settled(CHECK)) for event in sorted(asked)}}


REACTIONS = with_check(OWN)
