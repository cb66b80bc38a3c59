"""What a module says about a register of its own: fields, words, rights. The pages follow from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from service.core.language import N_


class Kind(StrEnum):
    """What a field holds, and so how it is typed, checked and shown."""

    TEXT = "text"
    LONG = "long"
    INTEGER = "integer"
    DATE = "date"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    PERSON = "person"
    RECORD = "record"
    MARKS = "marks"


@dataclass(frozen=True)
class MarkGroup:
    """Values to mark that stand under one heading (перечень): pairs of a mark and its words."""

    title: str
    options: tuple[tuple[str, str], ...]
    hint: str = ""


@dataclass(frozen=True, eq=False)
class Field:
    """One field of a register; `to` names the register a reference points to.

    One that is `fixed` is shown here and written elsewhere: no form, program or workbook enters it.
    `groups` gives a field of marks what may be marked in the tenant of a scope.

    A text that is `exact` narrows a list by its very words.

    `retired` are choices that older records hold and that nobody enters any more: why, by code.
    """

    name: str
    title: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    retired: Mapping[str, str] = field(default_factory=dict)
    to: str = ""
    longest: int = 500
    least: int | None = None
    most: int | None = None
    hint: str = ""
    listed: bool = True
    fixed: bool = False
    groups: Callable[[Any], tuple[MarkGroup, ...]] | None = None
    exact: bool = False

    @property
    def offered(self) -> Mapping[str, str]:
        """The choices that may be entered."""
        return {code: said for code, said in self.choices.items() if code not in self.retired}

    @property
    def reference(self) -> bool:
        """Whether the field names another record."""
        return self.kind in (Kind.PERSON, Kind.RECORD)


@dataclass(frozen=True, eq=False)
class Register:
    """One register: `name` is its API collection, `address` its pages below the tenant.

    `school` names the field that says whose record it is (a person's or an organisation's id), so that a
    school's people see and change their own; a register without it is the district's alone to change.
    `label` is the column that names a record in lists of choices; `derive` computes stored keys from a draft.
    `links` are further pages of one record: (endpoint, its words, the name of the id in its address).
    `only` narrows the table to the records that are the register's.
    `check` looks at a record before it is written (`removing` says it goes) and raises what refuses it.
    `suggest` gives an empty form what a record of this tenant most likely says.
    `add` is what the button says that enters a record, in the list and on the card of what it names.
    """

    name: str
    address: str
    module: str
    title: str
    one: str
    about: str
    model: Any
    fields: tuple[Field, ...]
    read: str
    write: str
    label: str = "name"
    school: str | None = None
    starts: str = N_("Действует с")
    ends: str = N_("по (последний день)")
    lives: bool = True
    latest: str | None = None
    derive: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None
    add: str = N_("Добавить запись")
    only: Callable[[], Any] | None = None
    links: tuple[tuple[str, str, str], ...] = ()
    check: Callable[[Any, Any, bool], None] | None = None
    suggest: Callable[[Any], Mapping[str, Any]] | None = None

    def field(self, name: str) -> Field:
        """The field with a name; raises KeyError."""
        return {one.name: one for one in self.fields}[name]

    @property
    def entered(self) -> tuple[Field, ...]:
        """Fields that are entered here."""
        return tuple(one for one in self.fields if not one.fixed)

    @property
    def listed(self) -> tuple[Field, ...]:
        """Fields that stand in the list."""
        return tuple(one for one in self.fields if one.listed)

    @property
    def event(self) -> str:
        """The name of its events in the audit log, without the verb."""
        return str(self.model.__tablename__)
