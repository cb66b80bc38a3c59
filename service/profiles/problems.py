"""What is wrong in profile files: every problem names the file, the line and the key."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from service.rules.message import Message


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One error of the data, with its exact place."""

    file: str
    line: int
    key: str
    message: Message = field(compare=False)

    def text(self) -> str:
        """Render the sentence in the source language (Russian)."""
        return self.message.msgid % self.message.params if self.message.params else self.message.msgid

    def __str__(self) -> str:
        key = f"{self.key}: " if self.key else ""
        return f"{self.file}:{self.line}: {key}{self.text()}"


class ProfileError(Exception):
    """Profile data that cannot be used; carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))
