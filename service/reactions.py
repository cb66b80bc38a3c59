"""Which event queues which job: the one table of what follows what."""

REACTIONS: dict[str, tuple[str, ...]] = {}
