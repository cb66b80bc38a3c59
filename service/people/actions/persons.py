"""Entering and changing a person (педагог): names mended or asked, impossible dates refused."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from service.core.alphabet import nfc, search_key, sort_key, squeeze
from service.core.errors import Conflict, FieldProblem, Forbidden, Invalid
from service.people.actions import employments
from service.people.actions.quota import demand_room
from service.people.importing.person_names import NAME, PersonName, join_parts
from service.people.importing.problems import RowProblem, Weight
from service.people.model.persons import Person
from service.people.names import PeopleEvent, PeoplePermission
from service.people.queries import persons
from service.people.rules import Fault, check_birth, check_span
from service.rules.message import Message
from service.tenancy.scope import Scope

PLAIN = ("birth_date", "email", "phone", "degree", "academic_title")
NAMES = ("last_name", "first_name", "middle_name")


def create(
    scope: Scope, draft: Mapping[str, Any], job: Mapping[str, Any] | None = None
) -> tuple[Person, tuple[Message, ...]]:
    """Enter a person, with the first job where it is given; returns notes on repaired letters.

    A school enters people of its own only, so it must name the job. Errors: Invalid, Forbidden.
    """
    scope.allow(PeoplePermission.WRITE)
    if scope.actor.organisations is not None and job is None:
        raise Forbidden()
    values, notes = _checked(scope, draft)
    demand_room(scope, 1)
    person = Person(**values)
    _give_keys(person)
    scope.db.add(person)
    scope.record(PeopleEvent.PERSON_CREATED, person, fields=[name for name in values if values[name]])
    if job is not None:
        employments.begin(scope, person, job)
    return person, notes


def change(scope: Scope, person_id: int, draft: Mapping[str, Any]) -> tuple[Person, tuple[Message, ...]]:
    """Change a person; raises Conflict with the present card when somebody else changed it first."""
    scope.allow(PeoplePermission.WRITE)
    person = persons.one(scope, person_id)
    if draft.get("version") is not None and draft["version"] != person.version:
        raise Conflict(current=person)
    values, notes = _checked(scope, draft)
    for job in persons.jobs_of(scope, [person.id]).get(person.id, ()):
        raise_faults(check_span(job.first_day, job.last_day, values["birth_date"], "birth_date"))
    changed = [name for name, value in values.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, values[name])
    if changed:
        _give_keys(person)
        scope.record(PeopleEvent.PERSON_CHANGED, person, fields=changed)
    return person, notes


def _checked(scope: Scope, draft: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[Message, ...]]:
    """Values fit to write, and what was mended in the name."""
    name = join_parts(*(str(draft.get(part) or "") for part in NAMES))
    problems = [*_name_problems(name, bool(draft.get("names_confirmed")))]
    if not problems and (name.last is None or name.first is None):
        problems.append(FieldProblem("first_name", "Укажите имя полностью."))
    born: date | None = draft.get("birth_date")
    problems += [as_problem(fault) for fault in check_birth(born, scope.today)]
    if problems:
        raise Invalid(fields=tuple(problems))
    values: dict[str, Any] = {"last_name": name.last, "first_name": name.first, "middle_name": name.middle}
    for field in PLAIN:
        value = draft.get(field)
        values[field] = squeeze(nfc(value)) or None if isinstance(value, str) else value
    return values, tuple(one.message for one in name.problems if one.weight is Weight.NOTE)


def _name_problems(name: PersonName, confirmed: bool) -> list[FieldProblem]:
    """Refusals, and questions that nobody has answered yet; initials are never a name."""
    return [
        FieldProblem("last_name" if one.column == NAME else one.column, one.message.msgid, one.message.params)
        for one in name.problems
        if one.weight is Weight.REFUSE or (one.weight is Weight.ASK and not _answered(one, confirmed))
    ]


def _answered(one: RowProblem, confirmed: bool) -> bool:
    return confirmed and one.code in ("latin", "mixed_letters")


def asks_to_confirm(problem: Invalid) -> bool:
    """Whether the refusal is a question about letters that a tick answers."""
    return any("«" in one.msgid and one.msgid.endswith("?") for one in problem.fields)


def _give_keys(person: Person) -> None:
    """Keys to order and to search by, computed and never typed."""
    person.sort_key = sort_key(person.full_name)
    person.search_key = search_key(person.full_name)


def as_problem(fault: Fault) -> FieldProblem:
    """A fault of a pure rule as a problem of a form's field."""
    return FieldProblem(fault.field, fault.message.msgid, fault.message.params)


def raise_faults(faults: tuple[Fault, ...]) -> None:
    """Raise Invalid when there is any fault."""
    if faults:
        raise Invalid(fields=tuple(as_problem(fault) for fault in faults))
