"""People, acts and associations of a test, made through the same actions as on the pages."""

import itertools
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from service.associations.actions import founding, terms
from service.core import clock
from service.core.alphabet import search_key, sort_key
from service.core.columns import life
from service.documents.model import LegalAct
from service.meetings.actions import agenda, attending, calling, noticing, sitting
from service.meetings.model.bodies import Body
from service.people.model.organisations import Organisation
from service.people.model.persons import Category, Employment, Person
from service.structure.model import Unit
from service.structure.policy import read_policy
from service.tenancy.scope import Scope
from tests.accounts import scope_of

LETTERS = "абвгдежзиклмнопрстуфхцчшэюя"
_numbers = itertools.count(1)


def word(number: int) -> str:
    """A word of letters for a number: names have no digits."""
    return "".join(LETTERS[int(digit)] for digit in str(number))


def scope_on(app: Flask, slug: str, on: date | None = None, role: str = "administrator") -> Scope:
    """A scope of a day at noon; the caller closes its session."""
    scope = scope_of(app, slug, role, on)
    if on is None:
        return scope
    now = datetime.combine(on, datetime.min.time(), clock.now().tzinfo).replace(hour=9)
    return Scope(scope.db, scope.tenant, scope.actor, scope.profile, now)


def person(scope: Scope, last_name: str = "") -> int:
    """A person of the register with a name nobody else has."""
    last = (last_name or "Учителев") + word(next(_numbers))
    full = f"{last} Анна Петровна"
    row = Person(last_name=last, first_name="Анна", middle_name="Петровна", valid=life())
    row.sort_key, row.search_key = sort_key(full), search_key(full)
    scope.db.add(row)
    scope.db.flush()
    return row.id


def school(scope: Scope, name: str = "Школа") -> int:
    """An organisation."""
    full = f"{name} {word(next(_numbers))}"
    keys = {"sort_key": sort_key(full), "search_key": search_key(full)}
    row = Organisation(code=full, name=full, type="general", valid=life(), **keys)
    scope.db.add(row)
    scope.db.flush()
    return row.id


def teachers(scope: Scope, count: int, *subjects: str, at: int | None = None) -> list[int]:
    """Teachers of subjects who work in one school."""
    place = at or school(scope)
    made = []
    for _ in range(count):
        one = person(scope)
        scope.db.add(
            Employment(
                person_id=one, organisation_id=place, kind="main", position="teacher",
                position_title="Учитель", subjects=list(subjects), valid=life(date(2015, 9, 1)),
            )
        )  # fmt: skip
        made.append(one)
    scope.db.flush()
    return made


def act(scope: Scope, on: date, number: str = "7") -> int:
    """A legal act of a date."""
    row = LegalAct(kind="Приказ", number=number, date=on, title="О методических объединениях", valid=life(on))
    scope.db.add(row)
    scope.db.flush()
    return row.id


def category(scope: Scope, person_id: int, kind: str, since: date = date(2020, 1, 1)) -> None:
    """A category of a person."""
    scope.db.add(Category(person_id=person_id, kind=kind, granted_on=since, valid=life(since)))
    scope.db.flush()


def service(scope: Scope) -> int | None:
    """The unit that associations stand under, made at its first mention; none where no rule names one."""
    above = read_policy(scope.profile).above("association")
    if not above:
        return None
    made = scope.db.execute(select(Unit.id).where(Unit.kind == above).limit(1)).scalar()
    return made or unit(scope, above)


def unit(scope: Scope, kind: str, name: str = "Методический центр", parent: int | None = None) -> int:
    """A unit of the structure."""
    row = Unit(kind=kind, level="municipal", name=name, parent_id=parent, valid=life(date(2020, 1, 1)))
    scope.db.add(row)
    scope.db.flush()
    return row.id


def association(scope: Scope, subject: str, people: list[int], year: int = 2026, **more: Any) -> Body:
    """An association founded by its list."""
    draft = {
        "type": "association", "name": f"РМО: {subject}", "subject": subject, "year": year,
        "starts": date(2020, 6, 1), "people": people, "unit_id": service(scope),
    }  # fmt: skip
    return founding.create(scope, draft | more)


def led(scope: Scope, subject: str, on: date = date(2026, 8, 20), year: int = 2026) -> tuple[Body, list[int]]:
    """An association of ten with a leader elected and approved in time."""
    people = teachers(scope, 10, subject)
    body = association(scope, subject, people, year)
    category(scope, people[0], "highest")
    terms.elect(scope, body.id, {"year": year, "person_id": people[0], "elected_on": on, "protocol": "№ 1"})
    terms.confirm(scope, {"year": year, "act_id": act(scope, on), "bodies": [body.id]})
    scope.db.flush()
    return body, people


def committed(app: Flask, slug: str, make: Callable[[Scope], Any], on: date | None = None) -> Any:
    """What `make` gives in a scope of its own, committed."""
    scope = scope_on(app, slug, on)
    with scope.db:
        made = make(scope)
        scope.db.commit()
        return made


def held(app: Flask, slug: str, body: int, day: date, people: list[int], *, seminar: bool = False) -> int:
    """A meeting of an association that was called, noticed, opened and closed; returns its id."""

    def call(scope: Scope) -> int:
        draft = {
            "form": "in_person", "kind": "ordinary", "starts_on": day, "starts_time": time(15, 0),
            "place": "Школа", "seminar": seminar,
        }  # fmt: skip
        made = calling.create(scope, body, draft)
        agenda.add_item(scope, made.id, {"title": f"Вопрос {day}", "decides": None, "draft": None})
        calling.schedule(scope, made.id)
        noticing.announce(scope, made.id)
        return made.id

    def sit(scope: Scope) -> None:
        agenda.close_agenda(scope, meeting)
        for one in people:
            attending.mark(scope, meeting, one, {"status": "present"})
        sitting.open_meeting(scope, meeting)
        sitting.close(scope, meeting)

    meeting: int = committed(app, slug, call, day - timedelta(days=10))
    committed(app, slug, sit, day)
    return meeting
