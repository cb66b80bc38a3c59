"""A draft (черновик): what one row of a list says about one person, and what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from service.people.importing import phrases, positions, values
from service.people.importing.facts import CategoryFact, StaffFacts
from service.people.importing.fields import Field
from service.people.importing.person_names import PersonName, join_parts, split_name
from service.people.importing.problems import RowProblem, Weight, problem
from service.people.importing.tables import Cell, text_of
from service.people.importing.values import Unreadable
from service.rules.message import N_, Message

YOUNGEST, OLDEST = 14, 100
LONGEST_TEXT = 500
EMAIL = re.compile(r"^[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}$")
Values = Mapping[Field, Cell]
Stated = dict[str, Any]
"""Facts by their names in `StaffFacts`."""
Problems = list[RowProblem]
T = TypeVar("T")


@dataclass(frozen=True)
class StaffDraft:
    """One row as facts; `row` is its number in the file, `raw_name` the name as it was written.

    `initials` stand where the list has letters instead of names; they find candidates, never a person.
    """

    row: int
    raw_name: str
    facts: StaffFacts
    initials: tuple[str, ...] = ()
    problems: tuple[RowProblem, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the row cannot be used at all."""
        return any(each.weight is Weight.REFUSE for each in self.problems)

    @property
    def asks(self) -> bool:
        """Whether a person must confirm something before the row is used."""
        return any(each.weight is Weight.ASK for each in self.problems)


def make_draft(row: int, cells: Values, today: date) -> StaffDraft:
    """Read the cells of one row, by field, into a draft; `today` is the tenant's date.

    A cell that cannot be read leaves its fact empty and is named in `problems`; nothing is invented.
    """
    raw_name, name = _name(cells)
    problems: Problems = list(name.problems)
    stated = {**_texts(cells, problems), **_numbers(cells, problems), **_lists(cells, problems)}
    if all(value is None for value in stated.values()):
        msgid = N_("В строке нет ничего, кроме имени. Это сотрудник?")
        problems.append(problem(Weight.ASK, "only_name", "", msgid))
    facts = StaffFacts(last_name=name.last, first_name=name.first, middle_name=name.middle, **stated)
    facts = _sensible(facts, today, problems)
    return StaffDraft(row, raw_name, facts, name.initials, tuple(problems))


def _name(cells: Values) -> tuple[str, PersonName]:
    """The name as written and in parts."""
    full = text_of(cells.get(Field.FULL_NAME))
    if full:
        return full, split_name(full)
    parts = [text_of(cells.get(each)) for each in (Field.LAST_NAME, Field.FIRST_NAME, Field.MIDDLE_NAME)]
    parts[2] = "" if values.is_nothing(parts[2]) else parts[2]
    return " ".join(part for part in parts if part), join_parts(*parts)


def _texts(cells: Values, problems: Problems) -> Stated:
    """Facts that are lines of text."""

    def line(field: Field) -> str | None:
        text = values.read_text(cells.get(field))
        if text and len(text) > LONGEST_TEXT:
            msgid = N_("Текст длиннее %(limit)s знаков не взят.")
            problems.append(problem(Weight.NOTE, "long_text", field, msgid, limit=LONGEST_TEXT))
            return None
        return text

    position, _ = phrases.post_and_categories(line(Field.POSITION))
    education = line(Field.EDUCATION)
    level = positions.education_code(education)
    if education and not level:
        msgid = N_("Уровень образования не понят: «%(value)s».")
        problems.append(problem(Weight.NOTE, "education_unknown", Field.EDUCATION, msgid, value=education))
    email = line(Field.EMAIL)
    if email and not EMAIL.match(email):
        problems.append(
            problem(Weight.NOTE, "bad_email", Field.EMAIL, N_("Не адрес почты: «%(value)s»."), value=email)
        )
        email = None
    return {
        "position": position,
        "position_code": positions.position_code(position),
        "personnel_number": line(Field.PERSONNEL_NUMBER),
        "education": education,
        "education_code": level,
        "qualification": line(Field.QUALIFICATION),
        "degree": _titled(line(Field.DEGREE), "степень"),
        "academic_title": _titled(line(Field.ACADEMIC_TITLE), "звание"),
        "email": email.lower() if email else None,
        "phone": line(Field.PHONE),
    }


def _titled(text: str | None, word: str) -> str | None:
    """A degree or title without its own name before it; «учёная степень отсутствует» is None."""
    if text is None:
        return None
    clean = re.sub(rf"^уч[её]н(ая|ое)\s+{word}\s*[:–—-]?\s*", "", text, flags=re.IGNORECASE)
    return values.read_text(clean)


def _numbers(cells: Values, problems: Problems) -> Stated:
    """Facts that are dates, years, rates, kinds."""

    def taken(field: Field, value: T | Unreadable | None) -> T | None:
        if isinstance(value, Unreadable):
            params = {"value": value.value[:80]}
            problems.append(RowProblem(value.code, field, Message(value.msgid, params)))
            return None
        return value

    several = taken(Field.EXPERIENCES, phrases.read_experiences(cells.get(Field.EXPERIENCES)))
    general, pedagogical, speciality = several or (None, None, None)

    def years(field: Field, other: int | None) -> int | None:
        own = taken(field, values.read_years(cells.get(field)))
        return other if own is None else own

    return {
        "birth_date": taken(Field.BIRTH_DATE, values.read_date(cells.get(Field.BIRTH_DATE))),
        "hired_on": taken(Field.HIRED_ON, values.read_date(cells.get(Field.HIRED_ON))),
        "left_on": taken(Field.LEFT_ON, values.read_date(cells.get(Field.LEFT_ON))),
        "rate": taken(Field.RATE, values.read_rate(cells.get(Field.RATE))),
        "kind": taken(Field.KIND, values.read_kind(cells.get(Field.KIND))),
        "experience_general": years(Field.EXPERIENCE_GENERAL, general),
        "experience_pedagogical": years(Field.EXPERIENCE_PEDAGOGICAL, pedagogical),
        "experience_speciality": years(Field.EXPERIENCE_SPECIALITY, speciality),
    }


def _lists(cells: Values, problems: Problems) -> Stated:
    """Facts of which there may be several: subjects, programmes, categories, courses."""
    trainings, rest = phrases.read_trainings(_lines(cells.get(Field.TRAININGS)))
    if rest:
        msgid = N_("Курсы без даты окончания остались текстом: «%(value)s».")
        problems.append(problem(Weight.NOTE, "undated_training", Field.TRAININGS, msgid, value=rest[:200]))
    return {
        "subjects": phrases.read_list(_lines(cells.get(Field.SUBJECTS))),
        "programmes": phrases.read_list(_lines(cells.get(Field.PROGRAMMES))),
        "categories": _categories(cells, problems),
        "trainings": trainings,
        "training_text": rest,
    }


def _categories(cells: Values, problems: Problems) -> tuple[CategoryFact, ...] | None:
    """Categories from their own column, else from the title of the position."""
    written = _lines(cells.get(Field.CATEGORY))
    categories = phrases.read_categories(written)
    if categories is None:
        categories = phrases.post_and_categories(values.read_text(cells.get(Field.POSITION)))[1]
    day = values.read_date(cells.get(Field.CATEGORY_DATE))
    if isinstance(day, Unreadable):
        params = {"value": day.value[:80]}
        problems.append(RowProblem(day.code, Field.CATEGORY_DATE, Message(day.msgid, params)))
    elif day and categories and len(categories) == 1 and categories[0].on is None:
        categories = (replace(categories[0], on=day),)
    if written and not categories and not values.is_nothing(written) and not phrases.says_none(written):
        msgid = N_("Категория не понята: «%(value)s».")
        problems.append(problem(Weight.NOTE, "bad_category", Field.CATEGORY, msgid, value=written[:80]))
    return categories


def _lines(cell: Cell) -> str | None:
    """A cell as text with its line breaks kept."""
    if isinstance(cell, str):
        return "\n".join(line for line in (" ".join(part.split()) for part in cell.splitlines()) if line)
    return text_of(cell) or None


def _sensible(facts: StaffFacts, today: date, problems: Problems) -> StaffFacts:
    """Drop dates that contradict life or each other, each with its reason."""
    if facts.birth_date and not YOUNGEST <= _age(facts.birth_date, today) <= OLDEST:
        msgid = N_("Возраст по дате рождения %(value)s невозможен для работника.")
        problems.append(problem(Weight.NOTE, "bad_age", Field.BIRTH_DATE, msgid, value=facts.birth_date))
        facts = replace(facts, birth_date=None)
    if facts.hired_on and facts.birth_date and _age(facts.birth_date, facts.hired_on) < YOUNGEST:
        msgid = N_("Приём %(value)s раньше возможного по дате рождения.")
        problems.append(problem(Weight.NOTE, "hired_too_young", Field.HIRED_ON, msgid, value=facts.hired_on))
        facts = replace(facts, hired_on=None)
    if facts.hired_on and facts.left_on and facts.left_on < facts.hired_on:
        msgid = N_("Увольнение %(value)s раньше приёма.")
        problems.append(problem(Weight.NOTE, "left_before_hired", Field.LEFT_ON, msgid, value=facts.left_on))
        facts = replace(facts, left_on=None)
    future = tuple(each for each in facts.categories or () if each.on and each.on > today)
    if future:
        msgid = N_("Дата присвоения категории %(value)s ещё не наступила.")
        problems.append(problem(Weight.NOTE, "future_category", Field.CATEGORY, msgid, value=future[0].on))
        kept = tuple(replace(each, on=None) if each in future else each for each in facts.categories or ())
        facts = replace(facts, categories=kept)
    return facts


def _age(born: date, on: date) -> int:
    """Full years between two dates."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
