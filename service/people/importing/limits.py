"""How much of a file may be read: bytes, entries, cells, seconds."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds of one import (пределы импорта); sizes in bytes, times in seconds.

    A real list of 10,000 people with thirty columns unpacks to some 40 MB and 600,000 elements.
    """

    file_bytes: int = 10 * MEGABYTE
    entries: int = 1_000
    unpacked_bytes: int = 150 * MEGABYTE
    ratio: int = 150
    ratio_matters_from: int = 5 * MEGABYTE
    elements: int = 4_000_000
    rows: int = 20_000
    columns: int = 300
    area: int = 2_000_000
    cell_characters: int = 10_000
    text_characters: int = 40_000_000
    memory_bytes: int = 1024 * MEGABYTE
    cpu_seconds: int = 20
    wall_seconds: int = 40


DEFAULT_LIMITS = Limits()
