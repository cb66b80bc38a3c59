"""Opinion sheets (опросные листы): which of two counts, what became of each, how the sum is reconciled."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

CHOICES = ("for", "against", "abstain")
UNCLEAR = "unclear"
"""Nothing was marked, or several: the member takes part, this vote is none (council.md edge 44)."""
NOT_RETURNED, VOID = "not_returned", "void"
FINAL = (
    "valid", "conflict", "pending", "superseded", "late", "spoiled", "rejected", "duplicate", "replaced",
)  # fmt: skip
"""Statuses of receipts: the first that one of a sheet's receipts has is what became of the sheet."""
COUNTED = frozenset({"valid", "conflict"})
"""A receipt that stands: another of the same sheet is measured against it."""
STANDING = COUNTED | {"pending"}


def final_status(void: bool, statuses: Collection[str]) -> str:
    """What became of a sheet (итог листа): one of `FINAL`, void, or not returned."""
    if void:
        return VOID
    return next((one for one in FINAL if one in statuses), NOT_RETURNED)


@dataclass(frozen=True)
class Reconciliation:
    """Sheets issued and what became of them (сверка листов): every sheet stands in one place."""

    issued: int
    counts: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, finals: Iterable[str]) -> "Reconciliation":
        """Count sheets by what became of them."""
        counts: dict[str, int] = {}
        number = 0
        for one in finals:
            counts[one] = counts.get(one, 0) + 1
            number += 1
        return cls(number, counts)

    def count(self, status: str) -> int:
        """How many sheets came to this."""
        return self.counts.get(status, 0)

    @property
    def returned(self) -> int:
        """How many sheets came back at all."""
        return self.issued - self.count(NOT_RETURNED) - self.count(VOID)

    @property
    def exact(self) -> bool:
        """Whether the parts add up to the whole."""
        return sum(self.counts.values()) == self.issued


@dataclass(frozen=True)
class Stand:
    """How a new receipt stands: its own status, and what becomes of the one that stood before."""

    status: str
    before: str | None = None


def against(same: bool, channels: tuple[str, str], newer: bool, revision: str, conflict: str) -> Stand:
    """How a receipt stands against one that counts already (council.md edges 40 to 43).

    `channels` are those of the one that stood and of the new one; `newer` says that the new one was received
    later. `revision` and `conflict` are settings of the profile.
    """
    if same:
        return Stand("duplicate")
    if channels == ("online", "online"):
        return Stand("valid", "replaced") if revision == "last" else Stand("rejected")
    if channels[0] == channels[1]:
        return Stand("duplicate")
    if conflict == "unresolved":
        return Stand("conflict", "conflict")
    wins = {"last": newer, "first": not newer, "paper": channels[1] == "paper"}[conflict]
    return Stand("valid", "replaced") if wins else Stand("replaced")


def differing(numbers: Mapping[int, int], first: Mapping[int, str], second: Mapping[int, str]) -> list[int]:
    """Numbers of the questions that two readers of one paper read differently."""
    return sorted(number for item, number in numbers.items() if first.get(item) != second.get(item))
