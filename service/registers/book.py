"""The book of all registers, so that a reference finds the register it points to, and back."""

from collections.abc import Iterable, Iterator, Mapping

from service.core.errors import NotFound
from service.web.register import Field, Kind, Register


class Book:
    """Registers by name; made once by the application."""

    def __init__(self, registers: Iterable[Register]) -> None:
        self._by_name: Mapping[str, Register] = {one.name: one for one in registers}

    def __iter__(self) -> Iterator[Register]:
        return iter(self._by_name.values())

    def get(self, name: str) -> Register:
        """The register with a name; raises NotFound."""
        if name not in self._by_name:
            raise NotFound()
        return self._by_name[name]

    def pointing_at(self, register: Register) -> list[tuple[Register, Field]]:
        """Registers whose records name a record of this one, with the field that does."""
        return [
            (other, field)
            for other in self
            for field in other.fields
            if field.kind is Kind.RECORD and field.to == register.name
        ]
