"""What forms offer to choose from (списки для выбора): acts, units, people."""

from datetime import date

from sqlalchemy import select

from service.core.alphabet import search_key
from service.documents.model import LegalAct
from service.people.model.organisations import Organisation
from service.people.model.persons import Employment, Person
from service.structure.model import Unit
from service.tenancy.scope import Scope

CHOICES = 1000


def act_choices(scope: Scope) -> list[tuple[int, str]]:
    """Legal acts to choose from, the latest first."""
    rows = scope.db.execute(select(LegalAct).order_by(LegalAct.date.desc()).limit(CHOICES)).scalars()
    return [(row.id, f"{row.kind} № {row.number}, {row.date:%d.%m.%Y}. {row.title}") for row in rows]


def unit_choices(scope: Scope, on: date) -> list[tuple[int, str]]:
    """Units in force to choose from."""
    rows = scope.db.execute(
        select(Unit.id, Unit.name).where(Unit.valid.contains(on)).order_by(Unit.name).limit(CHOICES)
    )
    return [(row[0], row[1]) for row in rows]


def people_named(scope: Scope, typed: str, limit: int = 20) -> list[tuple[int, str]]:
    """People whose name begins as typed, with their school; an exact name is that person."""
    key = search_key(typed)
    rows = scope.db.execute(
        select(Person, Organisation.short_name, Organisation.name)
        .outerjoin(
            Employment,
            (Employment.person_id == Person.id)
            & (Employment.tenant_id == Person.tenant_id)
            & Employment.valid.contains(scope.today),
        )
        .outerjoin(
            Organisation,
            (Organisation.id == Employment.organisation_id) & (Organisation.tenant_id == Person.tenant_id),
        )
        .where(Person.search_key.startswith(key, autoescape=True), Person.merged_into.is_(None))
        .order_by(Person.sort_key, Person.id)
        .limit(limit)
    ).all()
    exact = {person.id for person, _, _ in rows if search_key(person.full_name) == key}
    named: dict[int, str] = {}
    for person, short, full in rows:
        if len(exact) != 1 or person.id in exact:
            place = short or full
            named.setdefault(person.id, f"{person.full_name}, {place}" if place else person.full_name)
    return list(named.items())


def person_label(scope: Scope, person_id: int) -> list[tuple[int, str]]:
    """The one person with an id as a list of choices; empty when there is none."""
    found = scope.db.execute(select(Person).where(Person.id == person_id)).scalar_one_or_none()
    return [(found.id, found.full_name)] if found else []
