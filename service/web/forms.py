"""A form on its way back to the person: what was typed and what is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from service.core.errors import FieldProblem


@dataclass(frozen=True)
class Form:
    """Values by field name and problems; an empty one is a fresh form."""

    values: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[FieldProblem, ...] = ()

    def value(self, name: str, otherwise: object = "") -> object:
        """What stands in the field."""
        found = self.values.get(name)
        return otherwise if found is None else found

    def chosen(self, name: str) -> frozenset[str]:
        """The values chosen in a field of several, as strings."""
        if hasattr(self.values, "getlist"):
            return frozenset(map(str, self.values.getlist(name)))
        found = self.values.get(name)
        if found is None:
            return frozenset()
        listed = found if isinstance(found, Iterable) and not isinstance(found, str) else [found]
        return frozenset(str(each) for each in listed)

    def problem(self, name: str) -> FieldProblem | None:
        """The first problem of a field."""
        return next((each for each in self.problems if each.field == name), None)
