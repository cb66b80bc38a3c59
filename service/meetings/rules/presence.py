"""Who counts (кого считать): members present at a moment, by sheet, recused; persons, counted once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from service.meetings.policy import MeetingPolicy

ROOM = frozenset({"present", "remote"})


@dataclass(frozen=True)
class Attendance:
    """Members of a meeting at one moment: in the room or on the line, and with a valid sheet.

    A person in the room with a sheet is counted once; `established` is None without an act in force.
    """

    established: int | None
    filled: int
    room: frozenset[int]
    sheets: frozenset[int]

    def counting(self, counted: str) -> frozenset[int]:
        """Members whom a rule counts: those in the room, those with sheets, or both without repeats."""
        chosen = {"present": self.room, "sheets": self.sheets, "room_and_sheets": self.room | self.sheets}
        return chosen[counted]

    def facts(self, form: str, counted: str, without: Collection[int] = ()) -> dict[str, Any]:
        """Facts for the quorum rules; `without` are members who do not count, as recused ones may not."""
        room, sheets = self.room - set(without), self.sheets - set(without)
        if counted == "room_and_sheets":
            sheets -= room  # the room comes before the sheet
        facts: dict[str, Any] = {
            "form": form,
            "filled": self.filled,
            "present": len(room),
            "sheets": len(sheets),
        }
        return facts if self.established is None else {**facts, "established": self.established}


def quorum_facts(
    policy: MeetingPolicy, name: str, form: str, attendance: Attendance, recused: Collection[int] = ()
) -> dict[str, Any]:
    """Facts for `meeting_quorum` or `decision_quorum`; recusal takes away as the profile says (edge 52)."""
    purpose = name.removesuffix("_quorum")
    stays = policy.recusal_opens if purpose == "meeting" else policy.recusal_decides
    return attendance.facts(form, policy.counted(form, purpose), () if stays else recused)


@dataclass(frozen=True)
class Electorate:
    """What a round froze when it opened: persons who took part, and of them those who may vote.

    They differ by those who recused themselves.
    """

    established: int | None
    participants: int
    electors: int


def majority_facts(
    policy: MeetingPolicy, of: Electorate, votes: Mapping[str, int], presider_vote: str | None = None
) -> dict[str, Any]:
    """Facts for the majority: whoever takes part is in the base, a recused member as the profile says."""
    facts: dict[str, Any] = {
        "participants": of.participants if policy.recusal_base else of.electors,
        "for": votes["for"],
        "against": votes["against"],
        "abstained": votes["abstain"],
        "established": of.established,
        "presider_vote": presider_vote,
    }
    return {name: value for name, value in facts.items() if value is not None}
