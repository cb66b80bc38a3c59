"""A place in a profile file: the document, the path inside it, and how both are named in an error."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from service.profiles.lines import Path, line_index, line_of
from service.profiles.problems import Problem
from service.rules.message import Message


@dataclass(frozen=True)
class Document:
    """One parsed TOML file (or one stored version, which has no text and so no lines)."""

    file: str
    data: Mapping[str, object]
    text: str = ""

    @cached_property
    def index(self) -> Mapping[Path, int]:
        """Give the line of every path; found only when a line is asked for."""
        return line_index(self.text)


@dataclass(frozen=True, slots=True)
class Place:
    """A path inside a document, together with the list that collects problems."""

    document: Document
    problems: list[Problem]
    path: Path = ()
    names: tuple[str, ...] = ()

    def at(self, *steps: str | int, name: str | None = None) -> "Place":
        """Go deeper; `name` replaces the last step in the printed key."""
        names = tuple(f"[{step}]" if isinstance(step, int) else step for step in steps)
        if name is not None:
            names = (*names[:-1], name)
        return Place(self.document, self.problems, (*self.path, *steps), (*self.names, *names))

    @property
    def line(self) -> int:
        """Give the line of this place or of its nearest ancestor."""
        return line_of(self.document.index, self.path)

    @property
    def key(self) -> str:
        """Give the printed key, e.g. `rule[council.notice].params.amount`."""
        return ".".join(self.names).replace(".[", "[")

    @property
    def where(self) -> str:
        """Give `file:line`, as another error refers to this place."""
        return f"{self.document.file}:{self.line}"

    def report(self, msgid: str, **params: object) -> None:
        """Record a problem here."""
        self.problems.append(Problem(self.document.file, self.line, self.key, Message(msgid, params)))
