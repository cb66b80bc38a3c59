"""Members of units (люди в единицах): one head at a time, consent where the profile asks for it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from service.core.columns import life
from service.core.errors import Conflict, FieldProblem, Invalid
from service.core.language import N_
from service.people.model.persons import Person
from service.rules.message import Message
from service.structure import queries
from service.structure.heading import allow_editing, allow_office
from service.structure.model import Unit, UnitMember
from service.structure.names import StructureEvent, UnitOffice
from service.tenancy.scope import Scope

DAY = timedelta(days=1)
NOBODY = N_("Такого человека в реестре нет.")
TWO_HEADS = N_(
    "В эти дни единицей уже руководит %(name)s (%(life)s). Закройте прежнее назначение или измените даты."
)
TWICE = N_("Этот человек в эти дни уже в единице (%(life)s). Закройте прежнюю запись или измените даты.")
OUTSIDE = N_("Единица действует %(life)s: в другие дни людей в ней быть не может.")
ENDS_FIRST = N_("Последний день раньше первого.")
FROM, UNTIL, FROM_UNTIL, ALWAYS = (
    N_("с %(first)s"),
    N_("по %(last)s"),
    N_("с %(first)s по %(last)s"),
    N_("всегда"),
)


def add_member(scope: Scope, unit_id: int, draft: Mapping[str, Any]) -> UnitMember:
    """Put a person into a unit as head, deputy or member."""
    unit = queries.unit(scope, unit_id)
    allow_editing(scope, unit.id)
    allow_office(scope, str(draft["office"]))
    _check(scope, unit, draft, None)
    row = UnitMember(
        unit_id=unit.id,
        person_id=draft["person_id"],
        office=draft["office"],
        consent_on=draft.get("consent_on"),
        valid=_life(draft),
    )
    scope.db.add(row)
    scope.record(StructureEvent.MEMBER_CREATED, row, fields=["office"])
    return row


def change_member(scope: Scope, member_id: int, draft: Mapping[str, Any]) -> UnitMember:
    """Change office, consent or dates; raises Conflict when somebody else was first."""
    row = queries.member(scope, member_id)
    allow_editing(scope, row.unit_id)
    allow_office(scope, row.office, str(draft["office"]))
    if draft.get("version") is not None and draft["version"] != row.version:
        raise Conflict(current=row)
    _check(scope, queries.unit(scope, row.unit_id), {**draft, "person_id": row.person_id}, row)
    wanted = {"office": draft["office"], "consent_on": draft.get("consent_on"), "valid": _life(draft)}
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, wanted[name])
    if changed:
        scope.record(StructureEvent.MEMBER_CHANGED, row, fields=changed)
    return row


def end_member(scope: Scope, member_id: int, last_day: date, version: int | None = None) -> UnitMember:
    """End a person's time in a unit; the record stays in the past."""
    row = queries.member(scope, member_id)
    allow_editing(scope, row.unit_id)
    allow_office(scope, row.office)
    if version is not None and version != row.version:
        raise Conflict(current=row)
    if row.valid.lower and last_day < row.valid.lower:
        raise Invalid(fields=(FieldProblem("last_day", ENDS_FIRST),))
    row.valid = life(row.valid.lower, last_day + DAY)
    scope.record(StructureEvent.MEMBER_CHANGED, row, fields=["valid"])
    return row


def _check(scope: Scope, unit: Unit, draft: Mapping[str, Any], row: UnitMember | None) -> None:
    lived = _life(draft)
    person_id = draft["person_id"]
    known = select(Person.id).where(Person.id == person_id, Person.merged_into.is_(None))
    if scope.db.execute(known).scalar_one_or_none() is None:
        raise Invalid(fields=(FieldProblem("person_id", NOBODY),))
    if not unit.valid.contains(lived):
        raise Invalid(fields=(FieldProblem("starts", OUTSIDE, {"life": words_of_life(unit)}),))
    others = (
        select(UnitMember, Person)
        .join(Person, (Person.id == UnitMember.person_id) & (Person.tenant_id == UnitMember.tenant_id))
        .where(UnitMember.unit_id == unit.id, UnitMember.valid.overlaps(lived))
    )
    if row is not None:
        others = others.where(UnitMember.id != row.id)
    for other, person in scope.db.execute(others):
        said = {"name": person.full_name, "life": words_of_life(other)}
        if other.person_id == person_id:
            raise Invalid(fields=(FieldProblem("person_id", TWICE, said),))
        if draft["office"] == UnitOffice.HEAD and other.office == UnitOffice.HEAD:
            raise Invalid(fields=(FieldProblem("office", TWO_HEADS, said),))


def words_of_life(row: Any) -> Message:
    """A life in words: from when to when."""
    first, last = queries.first_day(row), queries.last_day(row)
    said = {"first": first, "last": last}
    chosen = FROM_UNTIL if first and last else FROM if first else UNTIL if last else ALWAYS
    return Message(chosen, {name: value for name, value in said.items() if value})


def _life(draft: Mapping[str, Any]) -> Any:
    ends = draft.get("ends")
    return life(draft.get("starts"), ends + DAY if ends else None)
