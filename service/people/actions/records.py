"""Values of records (значения записей) made of the facts of a staff list."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from service.core.alphabet import search_key, sort_key
from service.core.columns import life
from service.people.importing.facts import CategoryFact, EmploymentKind, StaffFacts, TrainingFact
from service.people.importing.matching import RowResult
from service.people.model.persons import Employment
from service.people.queries.outcomes import kind_of_new
from service.people.queries.staff import LEVELS
from service.people.rules import EXPERIENCES, Span
from service.tenancy.scope import Scope

DAY = timedelta(days=1)
PERSONAL = (
    "last_name",
    "first_name",
    "middle_name",
    "birth_date",
    "degree",
    "academic_title",
    "email",
    "phone",
)
LONGEST_COURSE = 5000


def person_values(rows: Sequence[StaffFacts]) -> dict[str, Any]:
    """Values of a new person; what the first row leaves open is taken from the person's other rows."""
    values: dict[str, Any] = {
        name: next((one for row in rows if (one := getattr(row, name)) is not None), None)
        for name in PERSONAL
    }
    return {**values, **name_keys(values), "generated": False}


def name_keys(names: Mapping[str, Any]) -> dict[str, str]:
    """Keys to order and to search by."""
    parts = (names["last_name"], names["first_name"], names["middle_name"])
    full = " ".join(part for part in parts if part)
    return {"sort_key": sort_key(full), "search_key": search_key(full)}


def job_values(facts: StaffFacts, mains: list[Span], number: int) -> dict[str, Any]:
    """A new job; what the list leaves open takes the usual value, never a guess about the person."""
    valid = life(facts.hired_on, facts.left_on + DAY if facts.left_on else None)
    span = Span(-number, valid.lower, valid.upper, facts.position or "")
    kind = facts.kind or kind_of_new(span, mains)
    if kind is EmploymentKind.MAIN:
        mains.append(span)
    return {
        "kind": kind.value,
        "position": position_of(facts),
        "position_title": facts.position or "",
        "subjects": list(facts.subjects or ()),
        "personnel_number": facts.personnel_number,
        "rate": decimal_of(facts.rate or Fraction(1)),
        "on_leave": False,
        "valid": valid,
    }


def position_of(facts: StaffFacts) -> str:
    """The group of a position; a title that says nothing certain is a teacher's when subjects are taught."""
    if facts.position_code is not None:
        return facts.position_code.value
    return "teacher" if facts.subjects else "staff"


def decimal_of(rate: Fraction) -> Decimal:
    """A rate as the database keeps it."""
    return Decimal(rate.numerator) / Decimal(rate.denominator)


def education_values(facts: StaffFacts, person_id: int) -> dict[str, Any]:
    """Values of an education."""
    level = LEVELS.get(facts.education_code or "", "other")
    return {"person_id": person_id, "level": level, "qualification": facts.qualification}


def category_values(fact: CategoryFact, person_id: int) -> dict[str, Any]:
    """Values of a category; its life begins on the day it was given, where that is known."""
    return {"person_id": person_id, "kind": fact.code.value, "granted_on": fact.on, "valid": life(fact.on)}


def stated_years(facts: StaffFacts) -> list[tuple[str, int]]:
    """Kinds of experience that a list states, with full years."""
    stated = ((kind, getattr(facts, f"experience_{kind}")) for kind in EXPERIENCES)
    return [(kind, years) for kind, years in stated if years is not None]


def experience_values(scope: Scope, kind: str, years: int, person_id: int) -> dict[str, Any]:
    """Values of an experience, known on the tenant's day."""
    return {"person_id": person_id, "kind": kind, "years": years, "as_of": scope.today}


def course_values(course: TrainingFact, person_id: int) -> dict[str, Any]:
    """Values of a finished course."""
    hours = course.hours if course.hours and course.hours <= LONGEST_COURSE else None
    return {
        "person_id": person_id,
        "kind": course.kind.value,
        "programme": course.title,
        "finished_on": course.finished_on,
        "hours": hours,
    }


def job_changes(new: Mapping[str, Any], row: RowResult, job: Employment) -> Iterator[tuple[str, Any]]:
    """Changed columns of a job."""
    if "position" in new:
        yield "position_title", new["position"]
        if row.draft.facts.position_code is not None:
            yield "position", row.draft.facts.position_code.value
    if "subjects" in new:
        yield "subjects", list(new["subjects"])
    if "personnel_number" in new:
        yield "personnel_number", new["personnel_number"]
    if "kind" in new:
        yield "kind", new["kind"].value
    if "rate" in new:
        yield "rate", decimal_of(new["rate"])
    if "hired_on" in new or "left_on" in new:
        lower = new.get("hired_on", job.valid.lower)
        yield "valid", life(lower, new["left_on"] + DAY if "left_on" in new else job.valid.upper)
