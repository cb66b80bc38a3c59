"""Which event queues which job: the one table of what follows what."""

REACTIONS: dict[str, tuple[str, ...]] = {
    "import.uploaded": ("people.read_import",),
    "import.remapped": ("people.read_import",),
    "import.confirmed": ("people.apply_import",),
}
