"""Pages of a list: bounded in size, stable in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")

DEFAULT_SIZE = 50
LARGEST_SIZE = 200


@dataclass(frozen=True)
class Paging:
    """Which page is asked for; sizes over the limit are cut to it."""

    page: int = 1
    size: int = DEFAULT_SIZE

    @property
    def offset(self) -> int:
        """Rows before this page."""
        return (self.page - 1) * self.size


@dataclass(frozen=True)
class Page(Generic[Item]):
    """One page of a list with the total, as pages and the API show it."""

    items: Sequence[Item]
    total: int
    paging: Paging

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.paging.size))

    @property
    def next(self) -> int | None:
        """The number of the next page, or None on the last."""
        return self.paging.page + 1 if self.paging.page < self.pages else None


def paging(page: object = 1, size: object = DEFAULT_SIZE) -> Paging:
    """Read a page request leniently: nonsense is the first page, a large size is the largest."""
    return Paging(page=max(1, _number(page, 1)), size=min(LARGEST_SIZE, max(1, _number(size, DEFAULT_SIZE))))


def _number(value: object, otherwise: int) -> int:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise
