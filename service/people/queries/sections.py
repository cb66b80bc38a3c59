"""What other modules say of a person: records of their registers, read by what the registers declare.

The module looks at no table of another: a register that has a field of the kind person is offered to the
card with its own words, rights and pages, and is read here through that declaration.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from service.people.model.persons import Person
from service.tenancy.scope import Scope
from service.web.register import Field, Kind, Register

SHOWN = 20


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

    A register without records of the person has none.
    """
    listed = list(registers)
    by_name = {one.name: one for one in listed}
    found = []
    for register in listed:
        naming = [field for field in register.fields if field.kind is Kind.PERSON]
        if not naming or register.module == own or not scope.can(register.read):
            continue
        section = _section(scope, by_name, register, naming, person_id)
        if section.rows:
            found.append(section)
    return found


def _section(
    scope: Scope, by_name: Mapping[str, Register], register: Register, naming: list[Field], person_id: int
) -> Section:
    model = register.model
    order = [getattr(model, register.latest).desc()] if register.latest else []
    rows = list(
        scope.db.execute(
            select(model)
            .where(or_(*(getattr(model, field.name) == person_id for field in naming)))
            .order_by(*order, model.id.desc())
            .limit(SHOWN + 1)
        ).scalars()
    )
    several = len(naming) > 1
    fields = tuple(field for field in register.listed if several or field not in naming)
    fields = tuple(sorted(fields, key=lambda field: not several and field.name != register.label))
    shown = tuple(rows[:SHOWN])
    return Section(register, shown, _names(scope, by_name, fields, shown), fields, len(rows) > SHOWN)


def _names(
    scope: Scope, by_name: Mapping[str, Register], fields: tuple[Field, ...], rows: tuple[Any, ...]
) -> dict[str, dict[int, str]]:
    """Words for records referred to: one statement a field."""
    found: dict[str, dict[int, str]] = {}
    for field in fields:
        wanted = {getattr(row, field.name) for row in rows} - {None}
        target = by_name.get(field.to)
        if field.kind is Kind.PERSON and wanted:
            people = scope.db.execute(select(Person).where(Person.id.in_(wanted))).scalars()
            found[field.name] = {one.id: one.full_name for one in people}
        if field.kind is not Kind.RECORD or target is None or not wanted:
            continue
        label = getattr(target.model, target.label)
        pairs = scope.db.execute(select(target.model.id, label).where(target.model.id.in_(wanted)))
        found[field.name] = {row[0]: str(row[1]) for row in pairs}
    return found
