"""What a staff list may say about a person (сведения о сотруднике); None means that it says nothing."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from fractions import Fraction


class EmploymentKind(StrEnum):
    """Kinds of employment (вид занятости): main, external or internal part-time (совместительство)."""

    MAIN = "main"
    INTERNAL = "internal"
    EXTERNAL = "external"


class PositionCode(StrEnum):
    """Groups of positions (должность): pedagogical worker, head, deputy head, other staff."""

    TEACHER = "teacher"
    HEAD = "head"
    DEPUTY_HEAD = "deputy_head"
    STAFF = "staff"


class CategoryCode(StrEnum):
    """Qualification categories (квалификационная категория) in force; fitness for a position is none."""

    HIGHEST = "highest"
    FIRST = "first"
    METHODIST = "teacher_methodist"
    MENTOR = "teacher_mentor"


class TrainingKind(StrEnum):
    """Kinds of training: advanced (ПК), retraining (ПП), internship (стажировка)."""

    PK = "pk"
    PP = "pp"
    INTERNSHIP = "internship"


@dataclass(frozen=True, slots=True)
class CategoryFact:
    """A category (категория) with the day it was given, when that is stated."""

    code: CategoryCode
    on: date | None = None


@dataclass(frozen=True, slots=True)
class TrainingFact:
    """A course (курс): its title, the day it ended, hours when stated."""

    title: str
    finished_on: date
    hours: int | None = None
    kind: TrainingKind = TrainingKind.PK


@dataclass(frozen=True, slots=True)
class StaffFacts:
    """All facts of one person in one employment; experience in full years, rate as an exact fraction."""

    last_name: str | None = None
    first_name: str | None = None
    middle_name: str | None = None
    position: str | None = None
    position_code: PositionCode | None = None
    subjects: tuple[str, ...] | None = None
    personnel_number: str | None = None
    birth_date: date | None = None
    kind: EmploymentKind | None = None
    rate: Fraction | None = None
    hired_on: date | None = None
    left_on: date | None = None
    education: str | None = None
    education_code: str | None = None
    qualification: str | None = None
    degree: str | None = None
    academic_title: str | None = None
    categories: tuple[CategoryFact, ...] | None = None
    experience_general: int | None = None
    experience_pedagogical: int | None = None
    experience_speciality: int | None = None
    trainings: tuple[TrainingFact, ...] | None = None
    training_text: str | None = None
    programmes: tuple[str, ...] | None = None
    email: str | None = None
    phone: str | None = None


FACT_NAMES = tuple(each.name for each in fields(StaffFacts))
