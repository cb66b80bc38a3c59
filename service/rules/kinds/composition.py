"""Composition (состав): how many hold each office, and which categories of members must be there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from service.rules import given
from service.rules.errors import BadParams
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.kind import Kind
from service.rules.message import N_, Message, listed, sentences
from service.rules.reader import Item, Reader, read_code
from service.rules.value_words import OFFICES, VALUES, value_words
from service.rules.verdict import Missing, Outcome, Status, incomplete

NAME = "composition"
_OPEN = re.compile(r"^(\d{1,3})\+$")


_MANY = {"member": N_("члены")}


@dataclass(frozen=True)
class Seats:
    """How many hold an office: exactly `least`, or at least so many when `open_ended`."""

    role: str
    least: int
    open_ended: bool


@dataclass(frozen=True)
class Params:
    """Offices with their numbers, and the categories of members."""

    roles: tuple[Seats, ...]
    categories: tuple[Item, ...]


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly; at least one office or category."""
    reader = Reader(mapping)
    params = Params(roles=_read_roles(reader.raw("roles", {})), categories=reader.items("categories", ()))
    reader.done()
    if not params.roles and not params.categories:
        raise BadParams("roles", Message("Нужна хотя бы одна должность или категория."))
    return params


def _read_roles(value: object) -> tuple[Seats, ...]:
    if not isinstance(value, Mapping):
        raise BadParams(
            "roles", Message('Нужна таблица: должность и число, например chair = 1, member = "1+".')
        )
    seats = []
    for role, number in value.items():
        key = f"roles.{role}"
        match = _OPEN.match(number) if isinstance(number, str) else None
        exact = isinstance(number, int) and not isinstance(number, bool) and number >= 0
        if match is None and not exact:
            raise BadParams(key, Message("Нужно целое число или строка вида «1+»."))
        seats.append(Seats(read_code(key, role), int(match.group(1)) if match else number, match is not None))
    return tuple(seats)


def evaluate(params: Params, facts: Facts) -> Outcome:
    """Judge offices and categories; expected and actual count the demands that are met."""
    operands = {name: facts[name] for name in ("roles", "categories") if name in facts}
    types = facts_of(params)
    roles, categories = given.counts(facts, "roles"), given.codes(facts, "categories")
    absent = [
        name
        for name, asked, value in (
            ("roles", params.roles, roles),
            ("categories", params.categories, categories),
        )
        if asked and value is None
    ]
    if absent:
        return incomplete(tuple(missing_fact(name, types[name]) for name in absent), operands)
    wrong = [_wrong(seats, (roles or {}).get(seats.role, 0)) for seats in params.roles]
    missing = [item for item in wrong if item] + [
        Missing(item.code, Message("нет категории: %(title)s", {"title": item.title}))
        for item in params.categories
        if item.code not in (categories or ())
    ]
    asked = len(params.roles) + len(params.categories)
    differs = {"what": listed([item.message for item in missing])}
    said = Message("Состав отличается от положения: %(what)s.", differs)
    return Outcome(
        status=Status.FAIL if missing else Status.PASS,
        operands=operands,
        expected=asked,
        actual=asked - len(missing),
        shortfall=len(missing),
        missing=tuple(missing),
        message=said if missing else Message("Состав соответствует положению."),
        remedy=Message("Подготовьте правовой акт об изменении состава.") if missing else None,
    )


def _wrong(seats: Seats, number: int) -> Missing | None:
    if number == seats.least or seats.open_ended and number > seats.least:
        return None
    words = {"role": value_words(seats.role), "least": seats.least, "number": number}
    if seats.open_ended:
        return Missing(seats.role, Message("%(role)s – нужно не менее %(least)d, есть %(number)d", words))
    return Missing(seats.role, Message("%(role)s – нужно %(least)d, есть %(number)d", words))


def facts_of(params: Params) -> dict[str, FactType]:
    """Return the numbers by office and the categories that are there."""
    roles, by_rank = tuple(seats.role for seats in params.roles), sorted(params.roles, key=_rank)
    return {
        "roles": FactType(
            FactKind.COUNTS,
            N_("число по должностям"),
            roles,
            required=bool(params.roles),
            names=tuple((seats.role, VALUES.get(seats.role, seats.role)) for seats in by_rank),
        ),
        "categories": FactType(
            FactKind.CODES,
            N_("категории членов"),
            tuple(item.code for item in params.categories),
            required=bool(params.categories),
            names=tuple((item.code, item.title) for item in params.categories),
        ),
    }


def describe(params: Params) -> Message:
    """Say the rule as a sentence."""
    roles = [_seats_words(seats) for seats in sorted(params.roles, key=_rank)]
    offices = Message("В составе есть: %(roles)s.", {"roles": roles})
    if not params.categories:
        return offices
    words = {"categories": listed([item.title for item in params.categories])}
    categories = Message("Представлена каждая категория: %(categories)s.", words)
    return sentences(offices, categories) if roles else categories


def _rank(seats: Seats) -> int:
    """Return the place of an office in a list that people read."""
    return OFFICES.index(seats.role) if seats.role in OFFICES else len(OFFICES)


def _seats_words(seats: Seats) -> Message:
    words: dict[str, object] = {"role": value_words(seats.role), "least": seats.least}
    if seats.open_ended:
        words["role"] = Message(_MANY[seats.role]) if seats.role in _MANY else words["role"]
        return Message("%(role)s (не менее %(least)d)", words)
    return Message("%(role)s", words) if seats.least == 1 else Message("%(role)s (%(least)d)", words)


def weaker(parent: Params, child: Params) -> Message | None:
    """Say why the child asks for less than the parent; None when it does not."""
    by_role = {seats.role: seats for seats in child.roles}
    for seats in parent.roles:
        other = by_role.get(seats.role)
        fewer = other is None or other.least < seats.least
        looser = other is not None and not seats.open_ended and other != seats
        if fewer or looser:
            return Message("Ослаблено требование: %(role)s.", {"role": value_words(seats.role)})
    kept = {item.code for item in child.categories}
    for item in parent.categories:
        if item.code not in kept:
            return Message("Убрана категория: %(title)s.", {"title": item.title})
    return None


KIND = Kind(NAME, N_("состав"), parse, describe, weaker, facts_of, evaluate)
