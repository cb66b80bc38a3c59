"""What an import would do now (исход импорта): its drafts against the cards as they stand this moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from service.core.alphabet import search_key
from service.people.importing.candidates import ExistingCard
from service.people.importing.comparing import KEPT, Change
from service.people.importing.draft import StaffDraft
from service.people.importing.facts import EmploymentKind, PositionCode
from service.people.importing.matching import Decision, RowResult, RowStatus, match
from service.people.importing.problems import RowProblem, Weight, problem
from service.people.queries.mains import main_spans
from service.people.queries.staff import Staff, namesakes, staff
from service.people.rules import Span, overlapping
from service.rules.message import N_
from service.tenancy.scope import Scope

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Outcomes:
    """The rows with what each would do, who is missing in the file, and the staff they were compared with."""

    rows: tuple[RowResult, ...]
    departures: tuple[ExistingCard, ...]
    staff: Staff


def outcomes(
    scope: Scope,
    organisation_id: int,
    drafts: Iterable[StaffDraft],
    decisions: Mapping[int, Decision],
    covers: frozenset[PositionCode] | None,
    courses: Any = None,
    *,
    notes: bool = True,
) -> Outcomes:
    """Match the drafts with the present cards and check what a person may not have twice.

    Without `notes` nobody is looked for in other organisations: a note changes nothing that is written.
    Rows of people who had left are compared with ended jobs too, so that repeating a file changes nothing.
    """
    here = staff(scope, organisation_id, courses)
    listed = list(drafts)
    kept = KEPT if courses is not None else KEPT - {"trainings"}
    left = [one for one in listed if _had_left(one, scope.today)]
    working = [one for one in listed if not _had_left(one, scope.today)]
    first = match(working, here.present, decisions, covers, kept)
    second = match(left, here.cards, decisions, covers, kept)
    mentioned = {row.employment_id for row in second.rows}
    mentioned |= {one.employment_id for row in second.rows for one in row.candidates}
    rows = sorted((*first.rows, *second.rows), key=lambda row: row.draft.row)
    rows = _with_single_mains(scope, here, rows)
    if notes:
        rows = _with_namesakes(scope, organisation_id, rows)
    departures = tuple(card for card in first.departures if card.employment_id not in mentioned)
    return Outcomes(tuple(rows), departures, here)


def _had_left(draft: StaffDraft, today: date) -> bool:
    return draft.facts.left_on is not None and draft.facts.left_on < today


def _with_namesakes(scope: Scope, organisation_id: int, rows: list[RowResult]) -> list[RowResult]:
    """New people whose full name somebody elsewhere bears: a note, so that two cards may be merged."""
    keys = {
        row.draft.row: search_key(_full_name(row.draft))
        for row in rows
        if row.status is RowStatus.NEW and row.person_id is None
    }
    known = namesakes(scope, keys.values(), organisation_id)
    said = problem(
        Weight.NOTE,
        "namesake_elsewhere",
        "",
        N_("В другой организации есть тёзка. Если это тот же человек, объедините карточки."),
    )
    return [_noted(row, said) if keys.get(row.draft.row) in known else row for row in rows]


def _noted(row: RowResult, said: RowProblem) -> RowResult:
    return replace(row, problems=(*row.problems, said))


def _full_name(draft: StaffDraft) -> str:
    facts = draft.facts
    return " ".join(part for part in (facts.last_name, facts.first_name, facts.middle_name) if part)


def _with_single_mains(scope: Scope, here: Staff, rows: list[RowResult]) -> list[RowResult]:
    """Refuse rows that would give a person a second main job at the same time."""
    people = {row.person_id for row in rows if row.person_id and row.status is not RowStatus.UNCHANGED}
    spans = main_spans(scope, people) if people else {}
    groups: dict[int, list[Span]] = {}
    answer = []
    for row in rows:
        if row.status not in (RowStatus.NEW, RowStatus.CHANGED):
            answer.append(row)
            continue
        owner = row.same_person_as or row.draft.row
        others = spans[row.person_id] if row.person_id else groups.setdefault(owner, [])
        wanted = _wanted_main(here, row, others)
        crossing = overlapping(wanted, others) if wanted else None
        if crossing is not None:
            answer.append(replace(row, status=RowStatus.REFUSED, problems=(*row.problems, _two(crossing))))
            continue
        if wanted:
            others[:] = [one for one in others if one.id != wanted.id] + [wanted]
        answer.append(row)
    return answer


def _two(crossing: Span) -> RowProblem:
    msgid = N_(
        "Основное место работы в это время уже есть: %(place)s. "
        "Укажите совместительство или завершите прежнюю работу."
    )
    return problem(Weight.REFUSE, "second_main", "kind", msgid, place=crossing.place or "—")


def _wanted_main(here: Staff, row: RowResult, others: list[Span]) -> Span | None:
    """The main job a row would leave behind, or None when it would be no main job."""
    facts = row.draft.facts
    if row.status is RowStatus.NEW:
        lower, upper = facts.hired_on, facts.left_on + DAY if facts.left_on else None
        span = Span(-row.draft.row, lower, upper, facts.position or "")
        kind = facts.kind or kind_of_new(span, others)
        return span if kind is EmploymentKind.MAIN else None
    job = here.jobs[row.employment_id or 0]
    new = changed(row.changes)
    if new.get("kind", job.kind) != EmploymentKind.MAIN:
        return None
    lower = new.get("hired_on", job.valid.lower)
    upper = new["left_on"] + DAY if "left_on" in new else job.valid.upper
    return Span(job.id, lower, upper, job.position_title)


def kind_of_new(span: Span, others: Iterable[Span]) -> EmploymentKind:
    """The kind of a new job whose list does not say it: main, unless the person has a main one already."""
    return EmploymentKind.INTERNAL if overlapping(span, others) else EmploymentKind.MAIN


def changed(changes: Iterable[Change]) -> dict[str, Any]:
    """New values of changes by the name of the fact."""
    return {one.field: one.new for one in changes}
