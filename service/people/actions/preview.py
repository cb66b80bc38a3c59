"""The preview of an import (предпросмотр): rows with what each would do, kept until it is decided."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete

from service.people.actions.setwise import insert_set
from service.people.importing.candidates import ExistingCard
from service.people.importing.draft import StaffDraft
from service.people.importing.facts import PositionCode
from service.people.importing.matching import Answer, Decision, RowResult, RowStatus
from service.people.importing.problems import Weight, problem
from service.people.importing.storing import (
    change_to_json,
    draft_from_json,
    draft_to_json,
    facts_to_json,
    problem_to_json,
)
from service.people.model.imports import StaffImport, StaffImportRow
from service.people.queries import imports
from service.people.queries.outcomes import Outcomes, outcomes
from service.rules.message import N_
from service.tenancy.scope import Scope

SAME_PERSON = N_("Второе место работы того же человека, что в строке %(other)s.")


def covers_of(staff_import: StaffImport) -> frozenset[PositionCode] | None:
    """Groups of positions the file lists in full; None means all."""
    listed = staff_import.mapping.get("covers")
    return None if listed is None else frozenset(PositionCode(code) for code in listed)


def store(
    scope: Scope,
    staff_import: StaffImport,
    drafts: Sequence[StaffDraft],
    covers: frozenset[PositionCode] | None,
    courses: Any,
) -> list[dict[str, Any]]:
    """Rows of a preview made anew, ready to insert; earlier rows of the import go."""
    scope.db.execute(delete(StaffImportRow).where(StaffImportRow.import_id == staff_import.id))
    found = outcomes(scope, staff_import.organisation_id, drafts, {}, covers, courses)
    rows = [{**values_of(row), "draft": _draft(row)} for row in found.rows]
    rows += [missing_values(card) for card in found.departures]
    common: dict[str, Any] = {
        "import_id": staff_import.id,
        "choice": None,
        "written": [],
    }
    return [{**common, **row} for row in rows]


def insert_rows(scope: Scope, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows in one statement."""
    table: Any = StaffImportRow.__table__
    insert_set(scope.db, table, rows)


def values_of(row: RowResult) -> dict[str, Any]:
    """What a row says of itself in the preview."""
    problems = row.problems
    if row.same_person_as is not None:
        said = problem(Weight.NOTE, "same_person", "", SAME_PERSON, other=row.same_person_as)
        problems = (*problems, said)
    facts = row.draft.facts
    full = " ".join(part for part in (facts.last_name, facts.first_name, facts.middle_name) if part)
    return {
        "number": row.draft.row,
        "status": row.status.value,
        "name": (full if facts.first_name else row.draft.raw_name)[:300] or "—",
        "changes": [change_to_json(change) for change in row.changes],
        "problems": [problem_to_json(one) for one in problems],
        "candidates": [
            {"person_id": one.person_id, "employment_id": one.employment_id} for one in row.candidates
        ],
        "person_id": row.person_id,
    }


def _draft(row: RowResult) -> dict[str, Any]:
    """The draft with the job it was matched to."""
    return {**draft_to_json(row.draft), "employment_id": row.employment_id}


def missing_values(card: ExistingCard) -> dict[str, Any]:
    """A card the file does not mention: offered as a departure, taken by nobody but a person."""
    facts = card.facts
    names = (facts.last_name, facts.first_name, facts.middle_name)
    return {
        "number": 0,
        "status": "missing",
        "name": " ".join(part for part in names if part),
        "draft": {"facts": facts_to_json(facts), "employment_id": card.employment_id},
        "changes": [],
        "problems": [],
        "candidates": [],
        "person_id": card.person_id,
    }


def decision_of(row: StaffImportRow) -> Decision | None:
    """A person's answer about a row as the matching takes it."""
    kind, _, value = (row.choice or "").partition(":")
    if kind == "skip":
        return Decision(Answer.SKIP)
    if kind == "new":
        return Decision(Answer.NEW_PERSON)
    if kind == "same":
        return Decision(Answer.SAME, employment_id=int(value))
    return Decision(Answer.OTHER_EMPLOYMENT, person_id=int(value)) if kind == "other" else None


def present_outcomes(
    scope: Scope,
    staff_import: StaffImport,
    rows: Iterable[StaffImportRow],
    courses: Any,
    *,
    notes: bool = True,
) -> Outcomes:
    """What the stored rows with their answers would do now."""
    listed = [row for row in rows if row.status != "missing"]
    drafts = [draft_from_json(row.draft) for row in listed]
    decisions = {row.number: made for row in listed if (made := decision_of(row)) is not None}
    covers, place = covers_of(staff_import), staff_import.organisation_id
    return outcomes(scope, place, drafts, decisions, covers, courses, notes=notes)


def rematch(scope: Scope, staff_import: StaffImport, rows: list[StaffImportRow], courses: Any) -> None:
    """Compare the stored rows with the cards again and keep what changed; questions stay open to change."""
    found = present_outcomes(scope, staff_import, rows, courses)
    by_number = {row.number: row for row in rows if row.status != "missing"}
    for result in found.rows:
        row = by_number[result.draft.row]
        values = values_of(result)
        if row.choice:
            values["candidates"] = row.candidates
        for name, value in values.items():
            if name != "name" and getattr(row, name) != value:
                setattr(row, name, value)
        if row.draft.get("employment_id") != result.employment_id:
            row.draft = {**row.draft, "employment_id": result.employment_id}
    _missing(scope, staff_import, rows, found)
    scope.db.flush()
    staff_import.counts = imports.counts(scope, staff_import.id)


def _missing(scope: Scope, staff_import: StaffImport, rows: list[StaffImportRow], found: Outcomes) -> None:
    """Bring the offered departures in line, with the choices already made."""
    stored = {row.draft["employment_id"]: row for row in rows if row.status == "missing"}
    offered = {card.employment_id: card for card in found.departures}
    for employment_id, row in stored.items():
        if employment_id not in offered:
            scope.db.delete(row)
    common: dict[str, Any] = {
        "import_id": staff_import.id,
        "choice": None,
        "written": [],
    }
    fresh = [
        {**common, **missing_values(card)}
        for employment_id, card in offered.items()
        if employment_id not in stored
    ]
    insert_rows(scope, fresh)


def same_as_stored(row: StaffImportRow, result: RowResult) -> bool:
    """Whether a row would still do exactly what its preview promised."""
    return (
        row.status == result.status.value
        and row.person_id == result.person_id
        and row.draft.get("employment_id") == result.employment_id
        and row.changes == [change_to_json(change) for change in result.changes]
    )


WRITTEN = (RowStatus.NEW, RowStatus.CHANGED)
