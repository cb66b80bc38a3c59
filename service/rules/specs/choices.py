"""What a profile may choose about meetings beside rules: settings (настройки) that the engine reads itself.

A setting stands under the prefix of the body: `council.recusal_base`. A profile defines only those it wants
to differ or to offer; an absent one means the default written here.
"""

import re
from dataclasses import dataclass

TIME = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")
MOST = 366


@dataclass(frozen=True)
class EngineChoice:
    """One setting: its name after the prefix, the default, the closed options, and where it comes from."""

    name: str
    default: bool | int | str | dict[str, int]
    source: str
    options: tuple[str, ...] = ()

    def accepts(self, value: object) -> bool:
        """Tell whether the engine understands a value."""
        if type(value) is not type(self.default):
            return False
        if isinstance(value, bool):
            return True
        if isinstance(value, dict):
            return all(type(weight) is int and 0 <= weight <= MOST for weight in value.values())
        if isinstance(value, int):
            return 0 <= value <= MOST
        return value in self.options if self.options else bool(TIME.match(str(value)))


MEETING_CHOICES: dict[str, EngineChoice] = {
    one.name: one
    for one in (
        EngineChoice(
            "hybrid_counts", "room_and_sheets", "C-LU-4, I-8", ("sheets", "room_and_sheets", "present")
        ),
        EngineChoice("hybrid_place", True, "C-LU-4"),
        EngineChoice("year_basis", "calendar", "C-LU-11", ("calendar", "school")),
        EngineChoice("extra_items_remote", "next_meeting", "C-LU-6", ("next_meeting", "discussion_only")),
        EngineChoice("allow_additions", False, "council.md 6, edge 32"),
        EngineChoice("sheet_deadline", "18:00", "C-LU-7"),
        EngineChoice("sheet_extensions", 1, "council.md 6, edge 47"),
        EngineChoice("sheet_early_close", False, "council.md 6, edge 46"),
        EngineChoice("sheet_time", "received", "council.md 6, edge 39", ("received", "posted")),
        EngineChoice("sheet_revision", "last", "council.md 6, edge 40", ("last", "first")),
        EngineChoice("sheet_revives", False, "council.md 6, edge 35"),
        EngineChoice(
            "ballot_conflict", "unresolved", "council.md 6, edge 41", ("unresolved", "last", "first", "paper")
        ),
        EngineChoice("roster_on", "close", "council.md 6, edge 14", ("close", "notice")),
        EngineChoice("secret_sheets", False, "council.md E3, edge 48"),
        EngineChoice("recusal_opens", True, "council.md 5.1"),
        EngineChoice("recusal_decides", False, "council.md 6, edge 52"),
        EngineChoice("recusal_base", False, "council.md 6, edge 52"),
        EngineChoice("secretary_votes", True, "C-LU-8"),
        EngineChoice("nonmember_leaders", "invited", "C-LU-9", ("invited", "not_listed")),
        EngineChoice("deputy_absence", False, "0: LU2 п. 4.2, 4.10"),
        EngineChoice("named_votes_printed", False, "council.md E2"),
        EngineChoice("minutes_gost", "2025", "council.md 0.1, G3", ("2025", "2016")),
        EngineChoice("minutes_draft_days", 3, "C-LU-13"),
        EngineChoice("score_soft", 1, "council.md 5.4"),
        EngineChoice("score_hard", 3, "council.md 5.4"),
        EngineChoice("score_weights", {}, "council.md 5.4"),
    )
}
