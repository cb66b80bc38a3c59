"""Jobs of a person (место работы): begin, change, end, transfer; one main job at a time."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from service.core.columns import life
from service.core.errors import Conflict, FieldProblem, Forbidden, Invalid, NotFound
from service.people.model.organisations import Organisation
from service.people.model.persons import Employment, Person
from service.people.names import PeopleEvent, PeoplePermission
from service.people.queries import persons
from service.people.queries.mains import main_spans
from service.people.rules import Fault, Span, check_span, overlapping
from service.tenancy.scope import Scope

DAY = timedelta(days=1)
FIELDS = (
    "organisation_id",
    "kind",
    "position",
    "position_title",
    "subjects",
    "personnel_number",
    "rate",
    "on_leave",
)
OVERLAP = (
    "В это время основное место работы уже есть: %(place)s. "
    "Завершите прежнюю работу или выберите совместительство."
)


def begin(scope: Scope, person: Person, draft: Mapping[str, Any]) -> Employment:
    """Enter a job of a person; raises Invalid for impossible dates and a second main job."""
    scope.allow(PeoplePermission.WRITE)
    _check_school(scope, draft["organisation_id"])
    _check(scope, person, draft, 0)
    values = {name: draft[name] for name in FIELDS if name in draft}
    employment = Employment(person_id=person.id, valid=_life(draft), **values)
    scope.db.add(employment)
    scope.record(PeopleEvent.EMPLOYMENT_STARTED, employment, fields=sorted(values))
    return employment


def change(scope: Scope, employment_id: int, draft: Mapping[str, Any]) -> Employment:
    """Change a job; raises Conflict with the present record when somebody else changed it first."""
    scope.allow(PeoplePermission.WRITE)
    employment = one(scope, employment_id)
    _seen(employment, draft)
    _check_school(scope, employment.organisation_id)
    _check_school(scope, draft["organisation_id"])
    person = persons.one(scope, employment.person_id)
    _check(scope, person, draft, employment.id)
    changed = [name for name in FIELDS if name in draft and getattr(employment, name) != draft[name]]
    for name in changed:
        setattr(employment, name, draft[name])
    lived = _life(draft)
    if employment.valid != lived:
        employment.valid = lived
        changed.append("valid")
    if changed:
        scope.record(PeopleEvent.EMPLOYMENT_CHANGED, employment, fields=changed)
    return employment


def end(scope: Scope, employment_id: int, last_day: date, version: int | None = None) -> Employment:
    """End a job on its last day (увольнение); raises Invalid when it had ended or had not begun."""
    scope.allow(PeoplePermission.WRITE)
    employment = one(scope, employment_id)
    _seen(employment, {"version": version})
    _check_school(scope, employment.organisation_id)
    _close(scope, employment, last_day, "last_day")
    scope.record(PeopleEvent.EMPLOYMENT_ENDED, employment, fields=["valid"])
    return employment


def transfer(scope: Scope, employment_id: int, draft: Mapping[str, Any]) -> Employment:
    """Move a person to another organisation from a day on (перевод); the old job ends the day before."""
    scope.allow(PeoplePermission.WRITE)
    old = one(scope, employment_id)
    _seen(old, draft)
    _check_school(scope, old.organisation_id)
    _check_school(scope, draft["organisation_id"])
    if draft["organisation_id"] == old.organisation_id:
        raise Invalid(
            fields=(FieldProblem("organisation_id", "Человек уже работает здесь. Выберите другую."),)
        )
    first: date = draft["first_day"]
    _close(scope, old, first - DAY, "first_day")
    scope.db.flush()
    person = persons.one(scope, old.person_id)
    moved = {
        **{name: draft[name] for name in FIELDS if name in draft},
        "kind": old.kind,
        "rate": old.rate,
        "on_leave": old.on_leave,
        "starts": first,
        "ends": None,
    }
    _check(scope, person, moved, 0)
    values = {name: moved[name] for name in FIELDS if name in moved}
    employment = Employment(person_id=person.id, valid=_life(moved), **values)
    scope.db.add(employment)
    scope.record(PeopleEvent.TRANSFERRED, employment, fields=sorted(values), detail={"from": old.id})
    return employment


def one(scope: Scope, employment_id: int) -> Employment:
    """One job of a person the actor may see; raises NotFound."""
    found = scope.db.execute(
        select(Employment).where(
            Employment.id == employment_id,
            Employment.person_id.in_(persons.visible(scope).with_only_columns(Person.id)),
        )
    ).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def _close(scope: Scope, employment: Employment, last_day: date, field: str) -> None:
    lower, upper = employment.valid.lower, employment.valid.upper
    if upper is not None and upper <= last_day:
        raise Invalid(fields=(FieldProblem(field, "Работа уже завершена %(date)s.", {"date": upper - DAY}),))
    if lower is not None and last_day < lower:
        raise Invalid(
            fields=(FieldProblem(field, "Этот день раньше начала работы %(date)s.", {"date": lower}),)
        )
    employment.valid = life(lower, last_day + DAY)


def _seen(employment: Employment, draft: Mapping[str, Any]) -> None:
    if draft.get("version") is not None and draft["version"] != employment.version:
        raise Conflict(current=employment)


def _check_school(scope: Scope, organisation_id: int) -> None:
    """A school's people change jobs of their own school only."""
    mine = scope.actor.organisations
    if mine is not None and organisation_id not in mine:
        raise Forbidden()


def _check(scope: Scope, person: Person, draft: Mapping[str, Any], own: int) -> None:
    """Dates that life allows, an organisation that exists, no second main job at the same time."""
    faults: Iterable[Fault] = check_span(draft.get("starts"), draft.get("ends"), person.birth_date)
    problems = [FieldProblem(one.field, one.message.msgid, one.message.params) for one in faults]
    wanted = draft["organisation_id"]
    found = scope.db.execute(select(Organisation.id).where(Organisation.id == wanted)).scalar_one_or_none()
    if found is None:
        problems.append(FieldProblem("organisation_id", "Такой организации нет. Выберите из списка."))
    if not problems and draft.get("kind") == "main":
        lived = _life(draft)
        other = overlapping(
            Span(own, lived.lower, lived.upper, ""), main_spans(scope, [person.id])[person.id]
        )
        if other is not None:
            problems.append(FieldProblem("kind", OVERLAP, {"place": other.place}))
    if problems:
        raise Invalid(fields=tuple(problems))


def _life(draft: Mapping[str, Any]) -> Any:
    ends = draft.get("ends")
    return life(draft.get("starts"), ends + DAY if ends else None)
