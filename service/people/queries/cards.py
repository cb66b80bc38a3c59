"""A person's card (карточка): facts, jobs, education, categories, experience today, young or not."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Integer, Select, bindparam, select

from service.people.model.imports import StaffImport, StaffImportRow
from service.people.model.persons import Category, Education, Experience, Person
from service.people.names import PeoplePermission
from service.people.queries import history, persons
from service.people.rules import (
    EXPERIENCES,
    Definition,
    experience_on,
    full_years,
    judge_young,
    young_definitions,
)
from service.rules.verdict import Verdict
from service.tenancy.scope import Scope

IMPORTS_SHOWN = 10


@dataclass(frozen=True)
class Card:
    """Everything the module knows of one person on the tenant's day."""

    person: Person
    jobs: tuple[persons.Job, ...]
    education: tuple[Education, ...]
    categories: tuple[Category, ...]
    experience: dict[str, tuple[int, date]]
    age: int | None
    young: tuple[tuple[Definition, Verdict], ...]
    teaches: bool
    past: tuple[history.Entry, ...]
    imports: tuple[StaffImport, ...]
    private: bool


def card(scope: Scope, person: Person) -> Card:
    """The card of a person already found visible; a constant number of statements."""
    private = scope.can(PeoplePermission.PRIVATE)
    jobs = persons.jobs_of(scope, [person.id]).get(person.id, ())
    education = _of(scope, Education, person.id)
    categories = _of(scope, Category, person.id)
    known = _of(scope, Experience, person.id)
    experience = {one.kind: (experience_on(one.years, one.as_of, scope.today), one.as_of) for one in known}
    age = full_years(person.birth_date, scope.today) if person.birth_date else None
    teaches = any(job.current and job.employment.position == "teacher" for job in jobs)
    records: dict[str, list[Any]] = {
        "person": [person],
        "employment": [job.employment for job in jobs],
        "education": education,
        "category": categories,
        "experience": known,
    }
    return Card(
        person=person,
        jobs=jobs,
        education=tuple(education),
        categories=tuple(sorted(categories, key=lambda one: one.granted_on or date.min, reverse=True)),
        experience=experience,
        age=age,
        young=young_verdicts(scope, age, experience) if teaches else (),
        teaches=teaches,
        past=tuple(history.card_history(scope, records, private=private)),
        imports=_imports(scope, person.id),
        private=private,
    )


def young_verdicts(
    scope: Scope, age: int | None, experience: dict[str, tuple[int, date]]
) -> tuple[tuple[Definition, Verdict], ...]:
    """What every definition of the regulation says of a teacher with this age and experience."""
    facts: dict[str, object] = {"age": age}
    for kind in EXPERIENCES:
        facts[f"experience_{kind}"] = experience[kind][0] if kind in experience else None
    profile = scope.profile
    return tuple(
        (one, judge_young(one, facts, scope.today, profile.version)) for one in young_definitions(profile)
    )


def _of(scope: Scope, model: Any, person_id: int) -> list[Any]:
    return list(scope.db.execute(_records(model), {"person": person_id}).scalars())


@lru_cache(maxsize=16)
def _records(model: Any) -> Select[Any]:
    """Records of one kind of a person; composed once."""
    return select(model).where(model.person_id == bindparam("person", type_=BigInteger)).order_by(model.id)


def _imports(scope: Scope, person_id: int) -> tuple[StaffImport, ...]:
    """Applied imports that wrote to the card, latest first."""
    if not scope.can(PeoplePermission.IMPORT):
        return ()
    given = {"tenant": scope.tenant.id, "person": person_id}
    return tuple(scope.db.execute(_CAME, given).scalars())


_CAME = (
    select(StaffImport)
    .where(
        StaffImport.id.in_(
            select(StaffImportRow.import_id).where(
                StaffImportRow.tenant_id == bindparam("tenant", type_=Integer),
                StaffImportRow.person_id == bindparam("person", type_=BigInteger),
                StaffImportRow.written != [],
            )
        ),
        StaffImport.status == "applied",
    )
    .order_by(StaffImport.id.desc())
    .limit(IMPORTS_SHOWN)
)
