"""Which event queues which job: the one table of what follows what."""

from service.jobs.queue import Settled
from service.monitoring.names import CHANGES, COMPUTE

REACTIONS: dict[str, tuple[str, ...]] = {
    "import.uploaded": ("people.read_import",),
    "import.remapped": ("people.read_import",),
    "import.confirmed": ("people.apply_import",),
    **dict.fromkeys(CHANGES, (Settled(COMPUTE),)),
}
