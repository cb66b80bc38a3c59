"""Reads of teachers: how many teach a subject in the district, who sits where, the data bank."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from service.people.model.organisations import Organisation
from service.people.model.persons import Category, Education, Employment, Experience, Person
from service.tenancy.scope import Scope

TEACHER = "teacher"
HIGHEST_FIRST = ("highest", "first", "teacher_methodist", "teacher_mentor")


def _taught(day: date) -> Select[Any]:
    subject = func.unnest(Employment.subjects).label("subject")
    rows = (
        select(Employment.person_id, subject)
        .where(Employment.position == TEACHER, Employment.valid.contains(day))
        .subquery()
    )
    return select(func.lower(rows.c.subject), rows.c.person_id).distinct()


def by_subject(scope: Scope, day: date) -> Mapping[str, frozenset[int]]:
    """Teachers of the district by subject, in one statement; one of two schools is one person."""
    found: dict[str, set[int]] = {}
    for subject, person_id in scope.db.execute(_taught(day)):
        found.setdefault(subject, set()).add(person_id)
    return {subject: frozenset(people) for subject, people in found.items()}


def of_subjects(
    scope: Scope, subjects: Collection[str], day: date, organisation_id: int | None = None
) -> int:
    """How many teachers of some subjects there are, each counted once; in one school if it is named."""
    wanted = [subject.lower() for subject in subjects]
    subject = func.unnest(Employment.subjects).label("subject")
    rows = select(Employment.person_id, subject).where(
        Employment.position == TEACHER, Employment.valid.contains(day)
    )
    if organisation_id is not None:
        rows = rows.where(Employment.organisation_id == organisation_id)
    inner = rows.subquery()
    counted = select(func.count(func.distinct(inner.c.person_id))).where(
        func.lower(inner.c.subject).in_(wanted)
    )
    return int(scope.db.execute(counted).scalar_one())


@dataclass(frozen=True)
class Teacher:
    """A teacher as the data bank shows one (педагог в банке данных)."""

    person_id: int
    name: str
    organisations: tuple[str, ...]
    position: str
    subjects: tuple[str, ...]
    education: str
    speciality: str
    experience: int | None
    general: int | None
    age: int | None
    category: str | None
    category_until: date | None
    degree: str


def categories(scope: Scope, people: Collection[int], day: date) -> Mapping[int, Category]:
    """The strongest category of each person in force on a day."""
    chosen = select(Category).where(Category.person_id.in_(people), Category.valid.contains(day))
    found: dict[int, Category] = {}
    for row in scope.db.execute(chosen).scalars():
        best = found.get(row.person_id)
        if best is None or HIGHEST_FIRST.index(row.kind) < HIGHEST_FIRST.index(best.kind):
            found[row.person_id] = row
    return found


def experience(
    scope: Scope, people: Collection[int], day: date, kind: str = "pedagogical"
) -> Mapping[int, int]:
    """Full years of experience of people on a day, from what was known last."""
    chosen = select(Experience).where(Experience.person_id.in_(people), Experience.kind == kind)
    return {
        row.person_id: row.years + max(0, (day - row.as_of).days // 365)
        for row in scope.db.execute(chosen).scalars()
    }


def bank(scope: Scope, people: Sequence[int], day: date) -> list[Teacher]:
    """The data bank of some people on a day, by name, in a fixed number of statements."""
    persons = scope.db.execute(
        select(Person).where(Person.id.in_(people)).order_by(Person.sort_key, Person.id)
    ).scalars()
    jobs: dict[int, list[tuple[Employment, str]]] = {}
    for job, short, full in scope.db.execute(
        select(Employment, Organisation.short_name, Organisation.name)
        .join(Organisation, Organisation.id == Employment.organisation_id)
        .where(Employment.person_id.in_(people), Employment.valid.contains(day))
        .order_by(Employment.kind.desc(), Employment.id)
    ):
        jobs.setdefault(job.person_id, []).append((job, short or full))
    schooling: dict[int, Education] = {}
    for row in scope.db.execute(
        select(Education).where(Education.person_id.in_(people)).order_by(Education.id)
    ).scalars():
        schooling[row.person_id] = row
    best, years = categories(scope, people, day), experience(scope, people, day)
    general = experience(scope, people, day, "general")
    return [
        _teacher(
            one, jobs.get(one.id, []), schooling.get(one.id), best.get(one.id),
            (years.get(one.id), general.get(one.id)), day,
        )
        for one in persons
    ]  # fmt: skip


def _teacher(
    person: Person,
    jobs: Sequence[tuple[Employment, str]],
    schooling: Education | None,
    category: Category | None,
    years: tuple[int | None, int | None],
    day: date,
) -> Teacher:
    born = person.birth_date
    subjects = dict.fromkeys(subject for job, _ in jobs for subject in job.subjects)
    return Teacher(
        person_id=person.id,
        name=person.full_name,
        organisations=tuple(dict.fromkeys(place for _, place in jobs)),
        position=jobs[0][0].position_title if jobs else "",
        subjects=tuple(subjects),
        education=(schooling.level if schooling else "") or "",
        speciality=(schooling.qualification if schooling else "") or "",
        experience=years[0],
        general=years[1],
        age=day.year - born.year - ((day.month, day.day) < (born.month, born.day)) if born else None,
        category=category.kind if category else None,
        category_until=category.valid.upper if category else None,
        degree=" ".join(filter(None, (person.degree, person.academic_title))),
    )
