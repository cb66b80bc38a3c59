"""How worker processes share the tests: a file stays in one of them, the browser's files share one."""

import os
from typing import Any

from xdist.scheduler import LoadFileScheduling

TOGETHER = "tests/browser/"
"""Files here stand on one live service, which every worker would otherwise start for itself."""
LONGEST = (
    TOGETHER,
    "tests/cli/test_demo.py",
    "tests/isolation/test_foreign_ids.py",
    "tests/web/test_contract.py",
    "tests/isolation/test_other_roles.py",
    "tests/benchmarks/test_smoke.py",
)
"""What takes minutes starts first: at the end only one worker would have it, and the others nothing."""


class TogetherScheduling(LoadFileScheduling):
    """`--dist loadfile` with the files of the browser as one."""

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER if nodeid.startswith(TOGETHER) else str(super()._split_scope(nodeid))


def scheduler(config: Any, log: Any) -> TogetherScheduling | None:
    """Our order of sharing for `--dist loadfile`; None leaves the other ways alone."""
    return TogetherScheduling(config, log) if config.getvalue("dist") == "loadfile" else None


def in_order(nodeid: str) -> int:
    """The place of a test in the order of starting: the longest first, the others as they were found."""
    return next((place for place, one in enumerate(LONGEST) if nodeid.startswith(one)), len(LONGEST))


def workers() -> int:
    """How many worker processes `-n auto` starts: two for each processor, for tests wait a good deal."""
    return 2 * (os.cpu_count() or 1)
