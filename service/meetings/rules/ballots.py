"""Policy of opinion sheets (опросные листы): their hour, extension, order and conflicts."""

from dataclasses import dataclass
from datetime import time

from service.meetings.rules.reading import Reading


@dataclass(frozen=True)
class BallotPolicy(Reading):
    """What is decided about sheets; each accessor with its default and source."""

    @property
    def sheet_deadline(self) -> time:
        """Hour until which sheets are taken on their last day, in the body's zone; default 18:00 (C-LU-7)."""
        return time.fromisoformat(self._code("sheet_deadline"))

    @property
    def sheet_extensions(self) -> int:
        """How many times the deadline of sheets may be moved before it passes; default once (edge 47)."""
        return self._number("sheet_extensions")

    @property
    def extension_allowed(self) -> bool:
        """Whether the deadline of sheets may be moved at all; default yes, once (edge 47)."""
        return self.sheet_extensions > 0

    @property
    def sheet_early_close(self) -> bool:
        """Whether voting may be closed early once every sheet is in; default no (edge 46)."""
        return self._flag("sheet_early_close")

    @property
    def sheet_time(self) -> str:
        """Which moment of a paper sheet governs, `received` or `posted`; default receipt (edge 39)."""
        return self._code("sheet_time")

    @property
    def sheet_revision(self) -> str:
        """Which of two online sheets counts, `last` or `first`; default the last (edge 40)."""
        return self._code("sheet_revision")

    @property
    def sheet_revives(self) -> bool:
        """Whether a superseded sheet counts again when its member leaves the room; default no (edge 35)."""
        return self._flag("sheet_revives")

    @property
    def ballot_conflict(self) -> str:
        """Which of an online and a paper sheet that differ counts; default `unresolved`, none (edge 41)."""
        return self._code("ballot_conflict")

    @property
    def roster_on(self) -> str:
        """When the roster of a correspondence vote is fixed, `close` or `notice`; default close (edge 14)."""
        return self._code("roster_on")

    @property
    def secret_sheets(self) -> bool:
        """Whether a secret vote by signed sheets is let through; default no (council.md E3, edge 48)."""
        return self._flag("secret_sheets")
