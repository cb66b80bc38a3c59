"""The register catalogue (перечень реестров): what a condition may name, with types."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

AS_OF = "as_of"
CALENDAR_YEAR = "calendar_year"
SCHOOL_YEAR = "school_year"
SINCE = "since"
WINDOWS = (AS_OF, CALENDAR_YEAR, SCHOOL_YEAR, SINCE)


class FieldType(StrEnum):
    """Type of a field; comparisons and values must fit it."""

    INTEGER = "integer"
    DATE = "date"
    FLAG = "flag"
    CODE = "code"
    CODES = "codes"


@dataclass(frozen=True)
class Field:
    """A field that a condition may compare: name, type, title (msgid), closed choices if any."""

    name: str
    type: FieldType
    title: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Register:
    """A register (реестр): fields, time key of events, life of states, and registers that hang on its rows.

    An event has a date (`time_key`); a state has a life, half-open: it holds from its first day up to, but
    not including, the day it ends. `window` is the window of the register's own rows when it is a subject.
    """

    name: str
    title: str
    fields: Mapping[str, Field]
    time_key: str = ""
    life: bool = False
    window: str = AS_OF
    tables: Mapping[str, "Register"] = field(default_factory=dict)

    @property
    def windows(self) -> tuple[str, ...]:
        """Return the windows that make sense for the register's time."""
        return WINDOWS if self.time_key else (AS_OF,) if self.life else ()


@dataclass(frozen=True)
class Offer:
    """The SQL source of one register, offered by the module that owns the tables.

    `register` is "people" or, for a register that hangs on its rows, "people.trainings". `source` is what
    stands after FROM, aliases included. `tenant`, `key`, `fields` and `time_key` are SQL expressions over
    it; `key` identifies the row of a subject, or the subject's row to which a hanging record belongs.
    `life` is a condition that says whether the row holds on `:as_of`; `where` is any further condition of
    the source. Only `:as_of` may be bound inside, every expression has the type that the register names.
    """

    register: str
    source: str
    tenant: str
    key: str
    fields: Mapping[str, str]
    time_key: str = ""
    life: str = ""
    where: str = ""


def fields_by_name(*fields: Field) -> dict[str, Field]:
    """Return fields keyed by name."""
    return {item.name: item for item in fields}
