"""Values (значения) of settings and parameters: their types, fractions, and how they are written."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Protocol

from service.rules.specs import choice_of

TYPES: dict[str, tuple[type, ...]] = {
    "integer": (int,),
    "boolean": (bool,),
    "text": (str,),
    "date": (date,),
    "fraction": (str,),
    "list": (list,),
    "table": (dict,),
}


WRITTEN_FIRST = ("code", "title", "clause", "exists", "window", "field", "op", "value", "where")


def as_fraction(value: object) -> Fraction | None:
    """Read `"2/3"`; anything else is not a fraction."""
    if not isinstance(value, str):
        return None
    above, slash, below = value.partition("/")
    if not slash or not (above.isascii() and above.isdigit() and below.isascii() and below.isdigit()):
        return None
    return Fraction(int(above), int(below)) if int(below) else None


def fits(name: str, value: object) -> bool:
    """Tell whether a value has the named type; a boolean is not an integer."""
    if isinstance(value, bool):
        return name == "boolean"
    if name == "fraction":
        return as_fraction(value) is not None
    return isinstance(value, TYPES[name])


def spoken(value: Any) -> str:
    """Write a value of a setting as the files write it, without quotes.

    A table is written in one order of its keys: a stored version does not keep the order of its file.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {spoken(value[key])}" for key in sorted(value, key=_place_of))
    if isinstance(value, list | tuple):
        return ", ".join(map(spoken, value))
    return str(value)


def _place_of(key: str) -> tuple[int, str]:
    """Order the keys of a table as people write them; keys of no known place follow by the alphabet."""
    return (WRITTEN_FIRST.index(key) if key in WRITTEN_FIRST else len(WRITTEN_FIRST)), key


class Choosable(Protocol):
    """What decides whether a value may be chosen: an entry as written, or a setting in force."""

    @property
    def id(self) -> str:
        """Give the id of the setting."""

    @property
    def options(self) -> tuple[Any, ...]:
        """Give the closed options; none means any value of the type."""

    @property
    def type(self) -> str:
        """Give the name of the type, if written."""

    @property
    def default(self) -> Any:
        """Give the default value."""


def allowed(setting: Choosable, value: object) -> bool:
    """Tell whether a setting takes a value: one of its options, else one of its type or of its default's.

    What the meeting engine reads must also be a value that it understands.
    """
    known = choice_of(setting.id)
    if known is not None and not known.accepts(value):
        return False
    if setting.options:
        return value in setting.options
    return fits(setting.type, value) if setting.type else type(value) is type(setting.default)
