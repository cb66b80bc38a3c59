"""What is wrong in profile files: every problem names the file, the line and the key."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from service.rules.message import N_, Message


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One error of the data, with its exact place."""

    file: str
    line: int
    key: str
    message: Message = field(compare=False)

    def __str__(self) -> str:
        """Give `file:line: key: sentence`, the sentence in the source language (Russian)."""
        key = f"{self.key}: " if self.key else ""
        return f"{self.file}:{self.line}: {key}{self.message}"


class ProfileError(Exception):
    """Profile data that cannot be used; carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


class UnknownRule(LookupError):
    """No profile and no catalogue knows this rule id."""

    def __init__(self, rule_id: str) -> None:
        super().__init__(rule_id)
        self.rule_id = rule_id
        self.message = Message(N_("Правила «%(rule)s» нет."), {"rule": rule_id})
