"""The book of all registers, so that a reference finds the register it points to."""

from collections.abc import Iterable, Mapping

from service.core.errors import NotFound
from service.web.register import Register


class Book:
    """Registers by name; made once by the application."""

    def __init__(self, registers: Iterable[Register]) -> None:
        self._by_name: Mapping[str, Register] = {one.name: one for one in registers}

    def __iter__(self) -> "Iterable[Register]":  # type: ignore[override]
        return iter(self._by_name.values())

    def get(self, name: str) -> Register:
        """The register with a name; raises NotFound."""
        if name not in self._by_name:
            raise NotFound()
        return self._by_name[name]
