"""The official page «Педагогический состав» of a school site, saved as a file, into drafts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from service.core import alphabet
from service.people.importing import confined
from service.people.importing.draft import StaffDraft, make_draft
from service.people.importing.facts import PositionCode, StaffFacts
from service.people.importing.fields import Field, guess
from service.people.importing.limits import DEFAULT_LIMITS, Limits
from service.people.importing.microdata import PageRecord
from service.people.importing.problems import Weight, problem
from service.people.importing.refusal import Refused
from service.people.importing.tables import Cell
from service.people.importing.values import is_nothing
from service.rules.message import N_

FIELDS = {
    "fio": Field.FULL_NAME,
    "post": Field.POSITION,
    "teachingdiscipline": Field.SUBJECTS,
    "teachingdisciplin": Field.SUBJECTS,
    "teachinglevel": Field.EDUCATION,
    "degree": Field.DEGREE,
    "academstat": Field.ACADEMIC_TITLE,
    "qualification": Field.QUALIFICATION,
    "teachingqual": Field.QUALIFICATION,
    "employeequalification": Field.QUALIFICATION,
    "profdevelopment": Field.TRAININGS,
    "genexperience": Field.EXPERIENCE_GENERAL,
    "specexperience": Field.EXPERIENCE_SPECIALITY,
    "teachingop": Field.PROGRAMMES,
    "telephone": Field.PHONE,
    "email": Field.EMAIL,
}
EXPERIENCES = frozenset({Field.EXPERIENCE_GENERAL, Field.EXPERIENCE_SPECIALITY, Field.EXPERIENCE_PEDAGOGICAL})
LISTED = frozenset({Field.SUBJECTS, Field.PROGRAMMES, Field.TRAININGS})
LABEL = re.compile(r"^([^:\n]{3,120}):\s*")
NAMES_CATEGORY = re.compile(r"категори", re.IGNORECASE)


@dataclass(frozen=True)
class StaffPage:
    """The people of a page, and the groups of positions it is expected to list in full."""

    drafts: tuple[StaffDraft, ...]
    covers: frozenset[PositionCode]


def read(html: str, today: date, limits: Limits = DEFAULT_LIMITS) -> StaffPage:
    """Drafts out of a page's text; `row` counts people in the order of the page.

    A person who stands in several tables is one draft when name and position agree. Pedagogical experience
    and dates of birth are not on such pages: these facts stay empty. Raises `Refused`: no_staff, and those
    of `confined.ask`.
    """
    answer = confined.ask("html", html.encode(), limits)
    records = [PageRecord(each["block"], each["values"]) for each in answer["records"]]
    return from_records(records, today)


def from_records(records: Iterable[PageRecord], today: date) -> StaffPage:
    """The same from records that `microdata.extract` has found."""
    found: list[tuple[PageRecord, dict[Field, Cell]]] = []
    for record in records:
        cells = _cells(record)
        if any(not is_nothing(cell) for cell in cells.values()):
            found.append((record, cells))
    drafts = [make_draft(row, cells, today) for row, (_, cells) in enumerate(found, start=1)]
    if not any(record.block == "staff" for record, _ in found):
        raise Refused(
            "no_staff",
            N_(
                'На странице нет сведений о педагогах в обязательной разметке (itemprop="teachingStaff"). '
                "Сохраните страницу «Педагогический состав» целиком или загрузите таблицу."
            ),
        )
    heads = any(record.block == "head" for record, _ in found)
    covers = {PositionCode.TEACHER} | ({PositionCode.HEAD, PositionCode.DEPUTY_HEAD} if heads else set())
    return StaffPage(tuple(_merged(drafts)), frozenset(covers))


def _cells(record: PageRecord) -> dict[Field, Cell]:
    """Texts of a record by field, without the labels that some pages put inside the value."""
    texts: dict[Field, list[str]] = {}
    for name, values in record.values.items():
        for value in values:
            field, text = _unlabelled(FIELDS[name], value)
            if text not in texts.setdefault(field, []):
                texts[field].append(text)
    cells: dict[Field, Cell] = {field: _joined(field, parts) for field, parts in texts.items()}
    qualification = cells.get(Field.QUALIFICATION)
    if isinstance(qualification, str) and NAMES_CATEGORY.search(qualification):
        cells[Field.CATEGORY] = qualification
    return cells


def _joined(field: Field, parts: list[str]) -> str:
    """Several values of one property as one cell; empty words among full ones are dropped."""
    full = [part for part in parts if not is_nothing(part)] or parts[:1]
    return ("\n" if field in LISTED else "; ").join(full) if field is not Field.FULL_NAME else " ".join(full)


def _unlabelled(field: Field, value: str) -> tuple[Field, str]:
    """A value without its label; a label that names another kind of experience decides."""
    match = LABEL.match(value)
    named = guess(match[1]) if match else None
    if match is None or named is None:
        return field, value
    if field in EXPERIENCES and named in EXPERIENCES:
        field = named
    return field, value[match.end() :].strip()


def _merged(drafts: list[StaffDraft]) -> list[StaffDraft]:
    """One draft for one person in one position, however many tables of the page list them."""
    merged: list[StaffDraft] = []
    places: dict[str, list[int]] = {}
    for draft in drafts:
        key = alphabet.name_key(draft.raw_name)
        same = (place for place in places.get(key, []) if _same_position(merged[place].facts, draft.facts))
        place = next(same, None)
        if place is None or draft.refused:
            places.setdefault(key, []).append(len(merged))
            merged.append(draft)
        else:
            merged[place] = _together(merged[place], draft)
    return merged


def _same_position(one: StaffFacts, two: StaffFacts) -> bool:
    """Whether two titles speak of one position: equal, one absent, or one the beginning of the other."""
    left, right = (alphabet.search_key(each.position or "") for each in (one, two))
    return left.startswith(right) or right.startswith(left)


def _together(first: StaffDraft, second: StaffDraft) -> StaffDraft:
    """Two drafts of one person: lists are joined, what the first leaves empty is taken from the second."""
    changes: dict[str, object] = {}
    differing: list[str] = []
    for name in StaffFacts.__dataclass_fields__:
        old, new = getattr(first.facts, name), getattr(second.facts, name)
        if new is None or new == old:
            continue
        if old is None:
            changes[name] = new
        elif isinstance(old, tuple):
            changes[name] = old + tuple(each for each in new if each not in old)
        elif name not in ("position", "position_code", "training_text", "education", "education_code"):
            differing.append(name)
    problems = first.problems + tuple(each for each in second.problems if each not in first.problems)
    problems += tuple(
        problem(
            Weight.NOTE,
            "page_differs",
            name,
            N_("Страница говорит о человеке разное: взято «%(first)s», есть и «%(second)s»."),
            first=getattr(first.facts, name),
            second=getattr(second.facts, name),
        )
        for name in differing
    )
    facts: StaffFacts = replace(first.facts, **changes)  # type: ignore[arg-type]
    return replace(first, facts=facts, problems=problems)
