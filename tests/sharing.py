"""How worker processes share the tests: a file stays in one of them, the browser's files share one."""

from typing import Any

from xdist.scheduler import LoadFileScheduling

TOGETHER = "tests/browser/"
"""Files here stand on one live service, which every worker would otherwise start for itself."""


class TogetherScheduling(LoadFileScheduling):
    """`--dist loadfile` with the files of the browser as one."""

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER if nodeid.startswith(TOGETHER) else str(super()._split_scope(nodeid))


def scheduler(config: Any, log: Any) -> TogetherScheduling | None:
    """Our order of sharing for `--dist loadfile`; None leaves the other ways alone."""
    return TogetherScheduling(config, log) if config.getvalue("dist") == "loadfile" else None
