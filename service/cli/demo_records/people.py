"""Schools and people of a demonstration district."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sqlalchemy import select

from service.cli.demo_records.names import full_name
from service.core.alphabet import search_key, sort_key
from service.core.columns import life
from service.people.model.organisations import Organisation, OrganisationDocument
from service.people.model.persons import Category, Education, Employment, Experience, Person
from service.people.registers import organisation_keys
from service.tenancy.context import TenantSession

SCHOOLS = (
    ("Средняя школа № 1", "general", 14),
    ("Средняя школа № 2", "general", 12),
    ("Основная школа", "general", 8),
    ("Начальная школа – детский сад", "general", 6),
    ("Детский сад «Родничок»", "preschool", 6),
    ("Центр дополнительного образования", "additional", 5),
)
SUBJECTS = (
    "математика",
    "русский язык",
    "физика",
    "история",
    "начальные классы",
    "биология",
    "английский язык",
)


@dataclass(frozen=True)
class District:
    """What the other records of the demonstration refer to."""

    organisations: tuple[int, ...]
    people: tuple[tuple[int, int, str], ...]
    """Person, organisation, position code."""

    def teachers(self) -> list[int]:
        """Teachers, in a stable order."""
        return [person for person, _, position in self.people if position == "teacher"]


def make_people(db: TenantSession, random: Random, altai: bool, today: date) -> District | None:
    """Make the schools and their people; None when the district has any already."""
    if db.execute(select(Organisation.id).limit(1)).first():
        return None
    organisations, people = [], []
    for number, (name, kind, size) in enumerate(SCHOOLS, start=1):
        made = Organisation(
            code=f"school-{number}", name=name, type=kind, **organisation_keys({"name": name})
        )
        db.add(made)
        db.flush()
        organisations.append(made.id)
        _documents(db, made.id, number, today)
        for place in range(size):
            position = "head" if place == 0 else "deputy_head" if place == 1 and size > 7 else "teacher"
            people.append((_person(db, random, altai, today, made.id, position), made.id, position))
    return District(tuple(organisations), tuple(people))


def _documents(db: TenantSession, organisation_id: int, number: int, today: date) -> None:
    if number % 2:
        plan = "Перспективный план развития кадрового потенциала"
        db.add(_document(organisation_id, "development_plan", plan, date(today.year - 1, 9, 1)))
    if number in (1, 2):
        order = "Приказ о внедрении целевой модели наставничества"
        db.add(_document(organisation_id, "mentoring_order", order, date(today.year - 1, 10, 3)))


def _document(organisation_id: int, kind: str, title: str, on: date) -> OrganisationDocument:
    return OrganisationDocument(
        organisation_id=organisation_id, kind=kind, title=title, number="12", date=on, valid=life(on)
    )


def _person(db: TenantSession, random: Random, altai: bool, today: date, place: int, position: str) -> int:
    last, first, middle = full_name(random, altai)
    full = f"{last} {first} {middle}"
    age = random.randint(23, 62)
    born = date(today.year - age, random.randint(1, 12), random.randint(1, 28))
    person = Person(
        last_name=last,
        first_name=first,
        middle_name=middle,
        birth_date=born if random.random() < 0.93 else None,
        generated=True,
        sort_key=sort_key(full),
        search_key=search_key(full),
    )
    db.add(person)
    db.flush()
    hired = today - timedelta(days=random.randint(400, 4000))
    title = {"head": "директор", "deputy_head": "заместитель директора"}.get(position, "учитель")
    subjects = [random.choice(SUBJECTS)] if position == "teacher" else []
    db.add(
        Employment(
            person_id=person.id,
            organisation_id=place,
            kind="main",
            position=position,
            position_title=title,
            subjects=subjects,
            valid=life(hired),
        )
    )
    _facts(db, random, today, person.id, worked=max(0, age - 23))
    return person.id


def _facts(db: TenantSession, random: Random, today: date, person_id: int, *, worked: int) -> None:
    """Education, experience and, for some, a category."""
    db.add(
        Education(
            person_id=person_id, level="higher", pedagogical=True, programme="педагогическое образование"
        )
    )
    for kind in ("general", "pedagogical", "speciality"):
        db.add(Experience(person_id=person_id, kind=kind, years=worked, as_of=date(today.year, 1, 1)))
    if worked > 6 and random.random() < 0.6:
        kind = random.choice(("first", "highest"))
        granted = date(today.year - random.randint(1, 4), 3, 1)
        db.add(Category(person_id=person_id, kind=kind, granted_on=granted, valid=life(granted)))
