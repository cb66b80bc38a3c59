"""Records for every declared register, made from its fields: a new register is tested by itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

from flask import Flask

from service.modules import CARDS
from service.registers import actions, queries
from service.registers.book import Book
from service.web.register import Field, Kind, Register
from tests.accounts import scope_of
from tests.people.makers import person, school

SLUG, OTHER = "ust-koksa", "luga"
REGISTERS: tuple[Register, ...] = tuple(one for card in CARDS for one in card.registers)
BOOK = Book(REGISTERS)
NAMES = [one.name for one in REGISTERS]
FIRST_DAY = date(2024, 1, 1)
_numbers = count(1)


def letters(number: int) -> str:
    """A number in letters of a name: names hold no digits."""
    return "".join("абвгдежзик"[int(digit)] for digit in str(number))


def marks(one: Field, scope: Any) -> list[str]:
    """The first value of every list that may be marked here."""
    return sorted(group.options[0][0] for group in (one.groups(scope) if one.groups else ()))


@dataclass
class Maker:
    """Makes valid drafts of any register in one tenant, with everything they refer to."""

    app: Flask
    slug: str = SLUG
    code: str = "samples"
    made: dict[str, int] = field(default_factory=dict)

    @property
    def place(self) -> int:
        """The school that everything belongs to."""
        return school(self.app, self.slug, f"{self.code}-school", f"Школа {self.code}")

    def person(self) -> int:
        """A person of that school whom nobody else is called as."""
        return person(self.app, self.slug, f"Образцов{letters(next(_numbers))}", self.place)

    def draft(self, register: Register) -> dict[str, Any]:
        """A full draft, unlike every other one."""
        number = next(_numbers)
        values = {
            one.name: None if one.to == register.name else self.value(one, number, place)
            for place, one in enumerate(register.entered)
        }
        if register.lives:
            values |= {"starts": FIRST_DAY, "ends": date(2030, 12, 31)}
        return values

    def value(self, one: Field, number: int, place: int) -> Any:
        """A value of a field; dates of one record follow the order of its fields."""
        match one.kind:
            case Kind.PERSON:
                return self.person()
            case Kind.RECORD:
                return self.place if one.to == "organisations" else self.create(BOOK.get(one.to))
            case Kind.DATE:
                return date(2024, 3, 1) + timedelta(days=place)
            case Kind.INTEGER:
                return one.least or 1
            case Kind.BOOLEAN:
                return True
            case Kind.MARKS:
                return self.act(lambda scope: marks(one, scope))
            case Kind.CHOICE:
                return list(one.offered)[number % len(one.offered)]
        return f"Образец {number}"[: one.longest]

    def create(self, register: Register, **values: Any) -> int:
        """The id of a new record."""
        draft = {**self.draft(register), **values}
        return self.act(lambda scope: actions.create(scope, BOOK, register, draft)).id

    def act(self, work: Callable[..., Any]) -> Any:
        """Do something as the administrator and commit it."""
        scope = scope_of(self.app, self.slug)
        with scope.db as db:
            made = work(scope)
            db.commit()
            if hasattr(made, "id"):
                db.refresh(made)
            db.expunge_all()
            return made

    def row(self, register: Register, record_id: int) -> Any:
        """The record as it stands."""
        return self.act(lambda scope: queries.one(scope, BOOK, register, record_id))


def in_form(register: Register, values: dict[str, Any]) -> dict[str, Any]:
    """A draft as a browser sends it."""
    sent: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, date):
            sent[name] = value.strftime("%d.%m.%Y")
        elif isinstance(value, bool):
            sent[name] = "1" if value else None
        elif isinstance(value, list):
            sent[name] = value
        elif value is not None:
            sent[name] = str(value)
    return sent


def in_json(values: dict[str, Any]) -> dict[str, Any]:
    """A draft as a program sends it."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def path(register: Register, tail: str = "", slug: str = SLUG) -> str:
    """An address of the register's pages."""
    return f"/{slug}/{register.address}/{tail}"


def api(register: Register, tail: str = "", slug: str = SLUG) -> str:
    """An address of the register's API."""
    return f"/api/v1/{slug}/{register.name}{tail}"
