"""What other modules say of a person: records of their registers, read by what the registers declare.

The module looks at no table of another: a register that has a field of the kind person is offered to the
card with its own words, rights and pages, and is read here through that declaration.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    bindparam,
    exists,
    literal,
    or_,
    select,
    union_all,
)

from service.people.model.persons import Person
from service.tenancy.scope import Scope
from service.web.register import Field, Kind, Register

SHOWN = 20
Words = dict[str, dict[int, str]]
"""Words for records by the register they stand in and their id."""


@dataclass(frozen=True)
class Section:
    """Records of one register about one person, newest first; `names` are words for what they refer to."""

    register: Register
    rows: tuple[Any, ...]
    names: Mapping[str, Mapping[int, str]]
    fields: tuple[Field, ...]
    more: bool


def sections(
    scope: Scope, registers: Iterable[Register], person_id: int, own: str = "people"
) -> list[Section]:
    """Sections of a card in the order of the registers, without those of the module `own`.

    A register without records of the person has none. One statement asks which registers have some, one more
    reads each of these, and one finds the words for all records of a kind that they refer to.
    """
    listed = tuple(registers)
    offered = tuple(one for one in listed if one.module != own and _naming(one) and scope.can(one.read))
    if not offered:
        return []
    given = {"tenant": scope.tenant.id, "person": person_id}
    having = set(scope.db.execute(_which(offered), given).scalars())
    rows = {
        one: tuple(scope.db.execute(_records(one), given).scalars()) for one in offered if one.name in having
    }
    words = _words(scope, {one.name: one for one in listed}, rows)
    return [_section(one, found, words) for one, found in rows.items()]


def _naming(register: Register) -> list[Field]:
    """Fields that name a person."""
    return [field for field in register.fields if field.kind is Kind.PERSON]


def _about(register: Register) -> ColumnElement[bool]:
    person = bindparam("person", type_=BigInteger)
    return or_(*(getattr(register.model, field.name) == person for field in _naming(register)))


@lru_cache(maxsize=64)
def _which(registers: tuple[Register, ...]) -> CompoundSelect[str]:
    """Names of the registers with records of a person; composed once for each set that a role may read."""
    tenant = bindparam("tenant", type_=Integer)
    return union_all(
        *(
            select(literal(one.name)).where(exists().where(one.model.tenant_id == tenant, _about(one)))
            for one in registers
        )
    )


@lru_cache(maxsize=256)
def _records(register: Register) -> Select[Any]:
    model = register.model
    order = [getattr(model, register.latest).desc()] if register.latest else []
    return select(model).where(_about(register)).order_by(*order, model.id.desc()).limit(SHOWN + 1)


def _section(register: Register, rows: tuple[Any, ...], words: Words) -> Section:
    naming = _naming(register)
    several = len(naming) > 1
    fields = tuple(field for field in register.listed if several or field not in naming)
    fields = tuple(sorted(fields, key=lambda field: not several and field.name != register.label))
    names = {field.name: words.get(_target(field), {}) for field in fields if field.reference}
    return Section(register, rows[:SHOWN], names, fields, len(rows) > SHOWN)


def _target(field: Field) -> str:
    """The register a reference points to; nameless for people, who have none."""
    return "" if field.kind is Kind.PERSON else field.to


def _words(scope: Scope, by_name: Mapping[str, Register], rows: Mapping[Register, tuple[Any, ...]]) -> Words:
    """Words for all records referred to: one statement a kind of record."""
    wanted: dict[str, set[int]] = {}
    for register, found in rows.items():
        for field in register.listed:
            if field.reference:
                ids = {getattr(row, field.name) for row in found[:SHOWN]} - {None}
                wanted.setdefault(_target(field), set()).update(ids)
    words: Words = {}
    for name, ids in wanted.items():
        if ids and not name:
            full = select(Person.id, Person.last_name, Person.first_name, Person.middle_name)
            people = scope.db.execute(full.where(Person.id.in_(ids)))
            words[name] = {row[0]: " ".join(part for part in row[1:] if part) for row in people}
        elif ids and name in by_name:
            model, label = by_name[name].model, by_name[name].label
            pairs = scope.db.execute(select(model.id, getattr(model, label)).where(model.id.in_(ids)))
            words[name] = {row[0]: str(row[1]) for row in pairs}
    return words
