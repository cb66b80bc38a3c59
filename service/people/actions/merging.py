"""Merging two cards of one person (объединение карточек): records move, history stays, nothing is lost."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from service.core.errors import Conflict, Invalid
from service.people.actions.persons import PLAIN
from service.people.model.persons import Employment, Experience, Person
from service.people.names import PeopleEvent, PeoplePermission
from service.people.queries import persons, references
from service.people.queries.mains import main_spans
from service.people.rules import overlapping
from service.tenancy.scope import Scope

SAME = "Это одна и та же карточка. Выберите другую."
TWO_MAINS = (
    "У карточек основная работа в одно время в разных местах: %(first)s и %(second)s. "
    "Завершите одну из них или сделайте совместительством, потом объединяйте."
)
BORN_APART = "Даты рождения разные: скорее всего это разные люди. Сначала исправьте дату."
NOT_ONE = "Записи о двух людях спорят между собой: например, это наставник и наставляемый одной пары."
BREAKS_RULE = "23514"


@dataclass(frozen=True)
class Preview:
    """What a merge would do: facts taken from the other card, records that move, jobs that repeat."""

    keep: Person
    other: Person
    taken: tuple[str, ...]
    moving: dict[str, int]
    repeated: tuple[Employment, ...]


def preview(scope: Scope, keep_id: int, other_id: int) -> Preview:
    """Say what merging would do; raises Invalid with the reason when it may not be done."""
    scope.allow(PeoplePermission.MERGE)
    keep, other = persons.one(scope, keep_id), persons.one(scope, other_id)
    if keep.id == other.id or keep.merged_into or other.merged_into:
        raise Invalid(SAME)
    if None not in (keep.birth_date, other.birth_date) and keep.birth_date != other.birth_date:
        raise Invalid(BORN_APART)
    taken = tuple(
        name
        for name in ("middle_name", *PLAIN)
        if getattr(keep, name) is None and getattr(other, name) is not None
    )
    return Preview(keep, other, taken, references.counted(scope, other.id), _repeated(scope, keep, other))


def _repeated(scope: Scope, keep: Person, other: Person) -> tuple[Employment, ...]:
    """Main jobs of the other card that repeat one of the kept card: same place, same time."""
    spans = main_spans(scope, [keep.id, other.id])
    rows = scope.db.execute(
        select(Employment).where(Employment.person_id.in_([keep.id, other.id])).order_by(Employment.id)
    ).scalars()
    places = {row.id: row for row in rows}
    found = []
    for span in spans[other.id]:
        crossing = overlapping(span, spans[keep.id])
        if crossing is None:
            continue
        if places[crossing.id].organisation_id != places[span.id].organisation_id:
            raise Invalid(TWO_MAINS, first=crossing.place, second=span.place)
        found.append(places[span.id])
    return tuple(found)


def merge(
    scope: Scope, keep_id: int, other_id: int, *, keep_version: int | None, other_version: int | None
) -> Person:
    """Move everything of the other card to the kept one; the other card then leads to it.

    Records that repeat one of the kept card are removed, their last state stays in the history.
    Errors: Conflict when a card changed after the preview, Invalid when the cards may not be merged.
    """
    planned = preview(scope, keep_id, other_id)
    keep, other = planned.keep, planned.other
    if keep_version not in (None, keep.version) or other_version not in (None, other.version):
        raise Conflict(current=keep)
    for name in planned.taken:
        setattr(keep, name, getattr(other, name))
    for employment in planned.repeated:
        scope.db.delete(employment)
    _latest_experience(scope, keep, other)
    scope.db.flush()
    moved = {each.table.name: 0 for each in references.references()}
    for each in references.references():
        moved[each.table.name] += _move(scope, each, keep.id, other.id)
    other.merged_into = keep.id
    scope.db.execute(
        update(Person)
        .where(Person.merged_into == other.id)
        .values(merged_into=keep.id, version=Person.version + 1)
    )
    counts: dict[str, Any] = {name: number for name, number in moved.items() if number}
    scope.record(
        PeopleEvent.PERSON_MERGED, keep, fields=planned.taken, detail={"merged": other.id, "moved": counts}
    )
    return keep


def _latest_experience(scope: Scope, keep: Person, other: Person) -> None:
    """Of two statements about one kind of experience the later one stays."""
    rows = scope.db.execute(
        select(Experience).where(Experience.person_id.in_([keep.id, other.id])).order_by(Experience.as_of)
    ).scalars()
    by_kind: dict[str, Experience] = {}
    for row in rows:
        earlier = by_kind.get(row.kind)
        if earlier is not None:
            scope.db.delete(earlier)
        by_kind[row.kind] = row


def _move(scope: Scope, each: references.Reference, keep_id: int, other_id: int) -> int:
    """Point the rows of one column at the kept card; a row that would repeat another is removed."""
    table = each.table
    own = (table.c.tenant_id == scope.tenant.id, each.column == other_id)
    moved = 0
    for row_id in list(scope.db.execute(select(table.c.id).where(*own)).scalars()):
        one = (table.c.tenant_id == scope.tenant.id, table.c.id == row_id)
        values: dict[str, Any] = {each.column.name: keep_id}
        if each.versioned:
            values["version"] = table.c.version + 1
        try:
            with scope.db.begin_nested():
                scope.db.execute(table.update().where(*one).values(values))
            moved += 1
        except IntegrityError as error:
            if getattr(error.orig, "sqlstate", "") == BREAKS_RULE:
                raise Invalid(NOT_ONE) from error
            scope.db.execute(table.delete().where(*one))
    return moved
