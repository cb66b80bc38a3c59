"""Schools and invented people of a demonstration sibling, written in a few statements."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from service.cli.demo_records.bulk import insert_rows
from service.cli.demo_records.days import birth_day
from service.cli.demo_records.names import full_name
from service.cli.demo_records.people import SUBJECTS
from service.cli.demo_records.portraits import Portrait
from service.core.alphabet import search_key, sort_key
from service.core.columns import life
from service.people.model.organisations import Organisation
from service.people.model.persons import Category, Education, Employment, Experience, Person
from service.people.registers import organisation_keys
from service.tenancy.context import TenantSession

KINDS = (
    ("Средняя школа № %d", "general"),
    ("Основная школа № %d", "general"),
    ("Детский сад № %d", "preschool"),
    ("Средняя школа № %d", "general"),
    ("Центр дополнительного образования № %d", "additional"),
)
TITLES = {"head": "директор", "deputy_head": "заместитель директора", "teacher": "учитель"}
YOUNG, OLD = (22, 34), (35, 66)
LEFT = 0.04


@dataclass(frozen=True)
class Place:
    """An employment to be made: the school, the position, whether the person is young."""

    school: int
    position: str
    young: bool


@dataclass(frozen=True)
class Worker:
    """A person made, as the other records of the district need them."""

    id: int
    school: int
    position: str
    young: bool
    hired: date


def make_schools(db: TenantSession, portrait: Portrait) -> list[int]:
    """The organisations of the district; returns their ids."""
    rows = []
    for number in range(1, portrait.schools + 1):
        pattern, kind = KINDS[(number - 1) % len(KINDS)]
        named = {"code": f"school-{number}", "name": pattern % number, "type": kind}
        rows.append({**named, **organisation_keys(named)})
    return insert_rows(db, Organisation, rows)


def make_staff(
    db: TenantSession, random: Random, portrait: Portrait, schools: list[int], altai: bool, today: date
) -> list[Worker]:
    """People with their employments, education, experience and categories."""
    places = list(_places(random, portrait, schools))
    born = [birth_day(random, *(YOUNG if place.young else OLD), today) for place in places]
    hired = [_hired(random, day, today) for day in born]
    people = [_person(random, portrait, day, altai) for day in born]
    ids = insert_rows(db, Person, people)
    made = [
        Worker(one, place.school, place.position, place.young, since)
        for one, place, since in zip(ids, places, hired, strict=True)
    ]
    insert_rows(db, Employment, [_employment(random, one, today) for one in made])
    _facts(db, random, made, today)
    return made


def _places(random: Random, portrait: Portrait, schools: list[int]) -> Iterator[Place]:
    """A head for every school that has its staff entered, and the teachers shared out unevenly."""
    staffed = schools[: len(schools) - portrait.without_staff]
    for number, school in enumerate(staffed):
        yield Place(school, "head", False)
        if number % 3 == 0:
            yield Place(school, "deputy_head", False)
    young = round(portrait.teachers * portrait.young / 100)
    ages = [number < young for number in range(portrait.teachers)]
    random.shuffle(ages)
    weights = [random.uniform(0.5, 2) for _ in staffed]
    for number, is_young in enumerate(ages):
        # Nobody's school stays empty: the first teachers go round, the rest by the size of the school.
        at = number % len(staffed) if number < 2 * len(staffed) else _weighted(random, weights)
        yield Place(staffed[at], "teacher", is_young)


def _weighted(random: Random, weights: list[float]) -> int:
    return random.choices(range(len(weights)), weights)[0]


def _person(random: Random, portrait: Portrait, born: date, altai: bool) -> dict[str, Any]:
    last, first, middle = full_name(random, altai)
    full = f"{last} {first} {middle}"
    known = random.random() * 100 >= portrait.without_birth
    return {
        "last_name": last,
        "first_name": first,
        "middle_name": middle,
        "birth_date": born if known else None,
        "generated": True,
        "sort_key": sort_key(full),
        "search_key": search_key(full),
    }


def _hired(random: Random, born: date, today: date) -> date:
    """The first working day: after the studies, for most of them before the first year of records."""
    working = max(90, (today - born).days - 22 * 365)
    return today - timedelta(days=random.randint(60, min(working, 6000)))


def _employment(random: Random, worker: Worker, today: date) -> dict[str, Any]:
    left = worker.position == "teacher" and random.random() < LEFT and worker.hired.year < today.year - 1
    ends = date(today.year - 1, 8, 31) if left else None
    return {
        "person_id": worker.id,
        "organisation_id": worker.school,
        "kind": "main",
        "position": worker.position,
        "position_title": TITLES[worker.position],
        "subjects": [random.choice(SUBJECTS)] if worker.position == "teacher" else [],
        "valid": life(worker.hired, ends),
    }


def _facts(db: TenantSession, random: Random, made: list[Worker], today: date) -> None:
    """Education and experience of everybody, a category of some."""
    first_day = date(today.year, 1, 1)
    education, experience, categories = [], [], []
    for one in made:
        level = "higher" if random.random() < 0.75 else "vocational"
        education.append({"person_id": one.id, "level": level, "pedagogical": random.random() < 0.93})
        years = max(0, first_day.year - one.hired.year) + (0 if one.young else random.randint(0, 12))
        for kind in ("general", "pedagogical", "speciality"):
            experience.append({"person_id": one.id, "kind": kind, "years": years, "as_of": first_day})
        if years > 4 and random.random() < 0.6:
            granted = date(today.year - random.randint(1, 4), 3, 1)
            kind = random.choice(("first", "highest"))
            categories.append(
                {"person_id": one.id, "kind": kind, "granted_on": granted, "valid": life(granted)}
            )
    insert_rows(db, Education, education)
    insert_rows(db, Experience, experience)
    insert_rows(db, Category, categories)
