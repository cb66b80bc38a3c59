"""The staff of an organisation as an import compares it (состав организации): cards with all their facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import func, select

from service.people.importing.candidates import ExistingCard
from service.people.importing.facts import (
    CategoryCode,
    CategoryFact,
    EmploymentKind,
    PositionCode,
    StaffFacts,
    TrainingFact,
    TrainingKind,
)
from service.people.model.persons import Category, Education, Employment, Experience, Person
from service.people.rules import experience_on
from service.tenancy.scope import Scope

DAY = timedelta(days=1)
#: Levels of education as the register names them, by the codes of the reader.
LEVELS = {"higher": "higher", "vocational": "secondary_vocational", "general": "secondary"}
CODES = {level: code for code, level in LEVELS.items()}


@dataclass
class Known:
    """Everything stored about one person that a staff list may touch."""

    person: Person
    education: list[Education] = field(default_factory=list)
    categories: list[Category] = field(default_factory=list)
    experience: dict[str, Experience] = field(default_factory=dict)
    courses: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Staff:
    """People of one organisation with their jobs there; `present` are those whose job has not ended."""

    known: Mapping[int, Known]
    jobs: Mapping[int, Employment]
    cards: tuple[ExistingCard, ...]
    present: tuple[ExistingCard, ...]


def staff(scope: Scope, organisation_id: int, courses: Any = None) -> Staff:
    """Read the staff in five statements, six with the register of courses that a module offers."""
    here = select(Employment.person_id).where(
        Employment.tenant_id == scope.tenant.id, Employment.organisation_id == organisation_id
    )
    pairs = scope.db.execute(
        select(Employment, Person)
        .join(Person, Person.id == Employment.person_id)
        .where(Employment.organisation_id == organisation_id)
        .order_by(Employment.id)
    ).all()
    known = {person.id: Known(person) for _, person in pairs}
    _hang(scope, known, here, courses)
    jobs = {employment.id: employment for employment, _ in pairs}
    cards = tuple(
        ExistingCard(person.id, job.id, facts_of(known[person.id], job, scope.today)) for job, person in pairs
    )
    present = tuple(card for card in cards if _lasts(jobs[card.employment_id], scope.today))
    return Staff(known, jobs, cards, present)


def _lasts(job: Employment, today: date) -> bool:
    """Whether a job holds today or is still to begin."""
    return job.valid.upper is None or job.valid.upper > today


def _hang(scope: Scope, known: dict[int, Known], here: Any, courses: Any) -> None:
    def rows(model: Any) -> Iterable[Any]:
        return scope.db.execute(select(model).where(model.person_id.in_(here)).order_by(model.id)).scalars()

    for education in rows(Education):
        known[education.person_id].education.append(education)
    for category in rows(Category):
        known[category.person_id].categories.append(category)
    for experience in rows(Experience):
        known[experience.person_id].experience[experience.kind] = experience
    for course in rows(courses) if courses is not None else ():
        known[course.person_id].courses.append(course)


def facts_of(one: Known, job: Employment, today: date) -> StaffFacts:
    """The facts of a card in the words of a staff list; experience is computed to today."""
    person = one.person
    studied = one.education[0] if one.education else None
    years = {kind: experience_on(row.years, row.as_of, today) for kind, row in one.experience.items()}
    return StaffFacts(
        last_name=person.last_name,
        first_name=person.first_name,
        middle_name=person.middle_name,
        position=job.position_title or None,
        position_code=PositionCode(job.position),
        subjects=tuple(job.subjects) or None,
        personnel_number=job.personnel_number,
        birth_date=person.birth_date,
        kind=EmploymentKind(job.kind),
        rate=Fraction(job.rate),
        hired_on=job.valid.lower,
        left_on=job.valid.upper - DAY if job.valid.upper else None,
        education_code=CODES.get(studied.level) if studied else None,
        qualification=studied.qualification if studied else None,
        degree=person.degree,
        academic_title=person.academic_title,
        categories=tuple(CategoryFact(CategoryCode(row.kind), row.granted_on) for row in one.categories)
        or None,
        experience_general=years.get("general"),
        experience_pedagogical=years.get("pedagogical"),
        experience_speciality=years.get("speciality"),
        trainings=tuple(
            TrainingFact(row.programme, row.finished_on, row.hours, TrainingKind(row.kind))
            for row in one.courses
        )
        or None,
        email=person.email,
        phone=person.phone,
    )


def namesakes(scope: Scope, keys: Iterable[str], organisation_id: int) -> set[str]:
    """Search keys of full names that people outside the organisation bear; one statement."""
    wanted = sorted(set(keys))
    if not wanted:
        return set()
    here = select(Employment.person_id).where(
        Employment.tenant_id == scope.tenant.id, Employment.organisation_id == organisation_id
    )
    rows = scope.db.execute(
        select(Person.search_key).where(
            Person.search_key == func.any(wanted),
            Person.merged_into.is_(None),
            Person.id.not_in(here),
        )
    )
    return set(rows.scalars())
