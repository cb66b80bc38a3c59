"""From outcomes to records (запись импорта): people, jobs, education, categories, experience, courses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from service.core.columns import life
from service.people.actions.batch import Batch
from service.people.actions.records import (
    PERSONAL,
    category_values,
    course_values,
    education_values,
    experience_values,
    job_changes,
    job_values,
    name_keys,
    person_values,
    stated_years,
)
from service.people.importing.facts import CategoryFact, StaffFacts
from service.people.importing.matching import RowResult, RowStatus
from service.people.model.persons import Category, Education, Employment, Experience, Person
from service.people.queries.mains import main_spans
from service.people.queries.outcomes import Outcomes, changed
from service.people.queries.staff import LEVELS, Known
from service.people.rules import EXPERIENCES
from service.tenancy.scope import Scope

Numbered = tuple[int, dict[str, Any]]
Changed = tuple[int, Any, dict[str, Any]]


@dataclass
class Gathered:
    """Records to insert and to change, by what they are."""

    people: list[Changed] = field(default_factory=list)
    jobs: list[Changed] = field(default_factory=list)
    education: list[Changed] = field(default_factory=list)
    categories: list[Changed] = field(default_factory=list)
    experience: list[Changed] = field(default_factory=list)
    more_education: list[Numbered] = field(default_factory=list)
    more_categories: list[Numbered] = field(default_factory=list)
    more_experience: list[Numbered] = field(default_factory=list)
    more_courses: list[Numbered] = field(default_factory=list)


def write(
    scope: Scope, organisation_id: int, found: Outcomes, rows: list[RowResult], courses: Any
) -> tuple[Batch, dict[int, int]]:
    """Write the given rows of the outcomes; returns what was written and the person of every row."""
    batch = Batch(scope)
    people = _people(batch, rows)
    _jobs(batch, organisation_id, rows, people)
    gathered = Gathered()
    stated: dict[int, Stated] = {}
    for row in rows:
        if row.status is RowStatus.NEW:
            person_id = people[row.draft.row]
            before = stated.setdefault(person_id, _stated(found.staff.known.get(person_id)))
            _facts(gathered, scope, row, person_id, before)
        else:
            _changes(gathered, scope, row, found)
    _flush(batch, gathered, courses)
    return batch, people


def _people(batch: Batch, rows: list[RowResult]) -> dict[int, int]:
    """New persons; a second row of a new person finds the first one's card."""
    fresh = [row for row in rows if row.status is RowStatus.NEW and row.person_id is None]
    numbers = {row.draft.row for row in fresh}
    first = {row.draft.row: _first_row(row, numbers) for row in fresh}
    together: dict[int, list[StaffFacts]] = {}
    for row in fresh:
        together.setdefault(first[row.draft.row], []).append(row.draft.facts)
    values = [(number, person_values(rows_of)) for number, rows_of in together.items()]
    made = batch.insert(Person, values)
    people = {number: ids[0] for number, ids in made.items()}
    people |= {row.draft.row: row.person_id for row in rows if row.person_id is not None}
    return people | {number: people[owner] for number, owner in first.items()}


def _first_row(row: RowResult, numbers: set[int]) -> int:
    """The row whose new card this row shares; its own when that row is not written."""
    shared = row.same_person_as
    return shared if shared is not None and shared in numbers else row.draft.row


def _jobs(batch: Batch, organisation_id: int, rows: list[RowResult], people: Mapping[int, int]) -> None:
    """New jobs; whether one is the main job depends on the main jobs its person has anywhere."""
    fresh = [row for row in rows if row.status is RowStatus.NEW]
    spans = main_spans(batch.scope, {row.person_id for row in fresh if row.person_id is not None})
    made = []
    for row in fresh:
        person_id = people[row.draft.row]
        values = job_values(row.draft.facts, spans.setdefault(person_id, []), row.draft.row)
        made.append((row.draft.row, {**values, "person_id": person_id, "organisation_id": organisation_id}))
    batch.insert(Employment, made)


@dataclass
class Stated:
    """What is known of a person already, so that a second row adds nothing twice."""

    education: bool = False
    experience: set[str] = field(default_factory=set)
    categories: set[tuple[str, Any]] = field(default_factory=set)
    courses: set[tuple[str, Any]] = field(default_factory=set)


def _stated(known: Known | None) -> Stated:
    if known is None:
        return Stated()
    return Stated(
        bool(known.education),
        set(known.experience),
        {(one.kind, one.granted_on) for one in known.categories},
        {(one.programme, one.finished_on) for one in known.courses},
    )


def _facts(gathered: Gathered, scope: Scope, row: RowResult, person_id: int, stated: Stated) -> None:
    """What the row of a new job says of its person and nothing else has said before."""
    facts, number = row.draft.facts, row.draft.row
    if (facts.education_code or facts.qualification) and not stated.education:
        stated.education = True
        gathered.more_education.append((number, education_values(facts, person_id)))
    for category in facts.categories or ():
        if (category.code.value, category.on) not in stated.categories:
            stated.categories.add((category.code.value, category.on))
            gathered.more_categories.append((number, category_values(category, person_id)))
    for kind, years in stated_years(facts):
        if kind not in stated.experience:
            stated.experience.add(kind)
            gathered.more_experience.append((number, experience_values(scope, kind, years, person_id)))
    for course in facts.trainings or ():
        if (course.title, course.finished_on) not in stated.courses:
            stated.courses.add((course.title, course.finished_on))
            gathered.more_courses.append((number, course_values(course, person_id)))


def _changes(gathered: Gathered, scope: Scope, row: RowResult, found: Outcomes) -> None:
    """The changed facts of a known person and job."""
    new, number = changed(row.changes), row.draft.row
    known, job = found.staff.known[row.person_id or 0], found.staff.jobs[row.employment_id or 0]
    person: dict[str, Any] = {name: new[name] for name in PERSONAL if name in new}
    if person.keys() & {"last_name", "first_name", "middle_name"}:
        names = {name: person.get(name, getattr(known.person, name)) for name in PERSONAL[:3]}
        person |= name_keys(names)
    if person:
        gathered.people.append((number, known.person, person))
    values = dict(job_changes(new, row, job))
    if values:
        gathered.jobs.append((number, job, values))
    _education_change(gathered, number, known, new, row)
    _category_changes(gathered, number, known, new.get("categories") or ())
    for kind in EXPERIENCES:
        years = new.get(f"experience_{kind}")
        if years is None:
            continue
        if kind in known.experience:
            gathered.experience.append(
                (number, known.experience[kind], {"years": years, "as_of": scope.today})
            )
        else:
            gathered.more_experience.append((number, experience_values(scope, kind, years, known.person.id)))
    old = {(one.programme, one.finished_on) for one in known.courses}
    for course in new.get("trainings") or ():
        if (course.title, course.finished_on) not in old:
            gathered.more_courses.append((number, course_values(course, known.person.id)))


def _education_change(
    gathered: Gathered, number: int, known: Any, new: Mapping[str, Any], row: RowResult
) -> None:
    if not new.keys() & {"education_code", "qualification"}:
        return
    if not known.education:
        gathered.more_education.append((number, education_values(row.draft.facts, known.person.id)))
        return
    values = {"level": LEVELS[new["education_code"]]} if "education_code" in new else {}
    if "qualification" in new:
        values["qualification"] = new["qualification"]
    gathered.education.append((number, known.education[0], values))


def _category_changes(gathered: Gathered, number: int, known: Any, stated: tuple[CategoryFact, ...]) -> None:
    have = {(one.kind, one.granted_on) for one in known.categories}
    undated = {one.kind: one for one in known.categories if one.granted_on is None}
    for fact in stated:
        if (fact.code.value, fact.on) in have:
            continue
        if fact.on is not None and fact.code.value in undated:
            values = {"granted_on": fact.on, "valid": life(fact.on)}
            gathered.categories.append((number, undated.pop(fact.code.value), values))
        else:
            gathered.more_categories.append((number, category_values(fact, known.person.id)))


def _flush(batch: Batch, gathered: Gathered, courses: Any) -> None:
    batch.update(Person, gathered.people)
    batch.update(Employment, gathered.jobs)
    batch.update(Education, gathered.education)
    batch.update(Category, gathered.categories)
    batch.update(Experience, gathered.experience)
    batch.insert(Education, gathered.more_education)
    batch.insert(Category, gathered.more_categories)
    batch.insert(Experience, gathered.more_experience)
    if courses is not None:
        batch.insert(courses, gathered.more_courses)
