"""What a reader asks of a list: narrowed by what, in which order, as it stood on which day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from service.web.register import Register

LIFE = "starts"
"""The name of the first day of a record's life in orders and in what comes in."""


@dataclass(frozen=True)
class Asked:
    """A list as asked for: `equal` are fields with their value, `sort` is a field with «-» for descending.

    `since` and `until` are days, both included; `on` is the day on which the records must hold.
    """

    equal: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    since: date | None = None
    until: date | None = None
    on: date | None = None
    sort: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether some records may be left out."""
        return bool(self.equal or self.text or self.since or self.until or self.on)

    @property
    def order(self) -> tuple[str, bool]:
        """The field to order by ("" is the register's own order) and whether it descends."""
        return self.sort.removeprefix("-"), self.sort.startswith("-")


def sortable(register: Register) -> tuple[str, ...]:
    """The fields a list may be ordered by: those it shows."""
    return (*(one.name for one in register.listed), *((LIFE,) if register.lives else ()))
