"""A list of people to invite (список приглашаемых): which column is which, what a row says."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from service.access.names import ROLE_TITLES, Role

LARGEST = 500
"""People of one list."""
LONGEST_NAME, LONGEST_ADDRESS = 200, 254
ADDRESS = re.compile(r"[^@\s<>\"',;]+@[^@\s<>\"',;]+\.[^@\s<>\"',;.]+")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "email": ("почт", "e-mail", "email", "mail"),
    "role": ("роль", "роли", "role"),
    "school": ("школ", "организац", "оо", "school"),
    "name": ("имя", "фио", "ф.и.о", "фамилия", "name"),
}
USUAL = ("name", "email", "role", "school")
"""The order of the columns where a list has no heading."""
TITLES: Mapping[str, str] = {
    word.casefold(): str(role) for role in Role for word in (str(role), ROLE_TITLES[role])
}


@dataclass(frozen=True)
class Line:
    """One row of a list as it was written; rows count from 1 as the person sees them."""

    number: int
    name: str
    email: str
    role: str
    school: str

    @property
    def code(self) -> str | None:
        """The role by its code or its Russian title; None for a word that is no role."""
        return TITLES.get(" ".join(self.role.split()).casefold())

    @property
    def fault_of_address(self) -> bool:
        """Whether this is no address of mail."""
        return len(self.email) > LONGEST_ADDRESS or ADDRESS.fullmatch(self.email) is None


def lines_of(rows: Iterable[Sequence[str]]) -> list[Line]:
    """The rows of a table as lines; a heading names the columns, empty rows are passed over."""
    found: list[Line] = []
    order: Sequence[str] = USUAL
    for number, row in enumerate(rows, start=1):
        cells = [" ".join(cell.split()) for cell in row]
        if not any(cells):
            continue
        heading = None if found else _heading(cells)
        if heading is not None:
            order = heading
            continue
        said = {name: cell for name, cell in zip(order, cells, strict=False) if name}
        found.append(Line(number, **{name: said.get(name, "") for name in USUAL}))
    return found


def _heading(cells: Sequence[str]) -> list[str] | None:
    """What each column holds, if this row is a heading: it names the addresses and has none."""
    if any("@" in cell for cell in cells):
        return None
    order: list[str] = []
    for cell in cells:
        word = cell.casefold()
        named = (name for name, starts in COLUMNS.items() if name not in order and word.startswith(starts))
        order.append(next(named, "") if word else "")
    return order if "email" in order else None


def written(lines: Iterable[Line]) -> str:
    """Lines as text that `lines_of` reads back, to be carried from the preview to the confirmation."""
    return "\n".join("\t".join((one.name, one.email, one.role, one.school)) for one in lines)
