"""Writing a confirmed import (запись импорта): all of it in one transaction, or nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import text

from service.core.columns import life
from service.people.actions.batch import Batch
from service.people.actions.preview import WRITTEN, present_outcomes, same_as_stored
from service.people.actions.setwise import update_set
from service.people.actions.writing import write
from service.people.importing.matching import RowResult
from service.people.importing.problems import Weight, problem
from service.people.importing.storing import problem_to_json
from service.people.model.imports import StaffImport, StaffImportRow
from service.people.model.persons import Employment
from service.people.names import PeopleEvent
from service.people.queries import imports
from service.people.queries.outcomes import Outcomes
from service.rules.message import N_
from service.tenancy.scope import Scope

DAY = timedelta(days=1)
Progress = Callable[[int], None]
LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
STALE = N_("Карточка изменилась после предпросмотра. Строка не записана, загрузите файл ещё раз.")


def apply(scope: Scope, import_id: int, courses: Any, progress: Progress) -> StaffImport:
    """Write what was confirmed; an import that is not being applied is left alone, so a repeat is harmless.

    Rows that would no longer do what their preview promised are refused, the others are written.
    """
    staff_import = imports.one(scope, import_id)
    name = f"staff-import:{scope.tenant.id}:{staff_import.organisation_id}"
    scope.db.execute(LOCK, {"name": name})
    scope.db.refresh(staff_import)
    if staff_import.status != "applying":
        return staff_import
    rows = imports.all_rows(scope, import_id)
    found = present_outcomes(scope, staff_import, rows, courses, notes=False)
    by_number = {row.number: row for row in rows if row.status != "missing"}
    good = [
        one for one in found.rows if one.status in WRITTEN and same_as_stored(by_number[one.draft.row], one)
    ]
    progress(len(rows) // 4)
    batch, people = write(scope, staff_import.organisation_id, found, good, courses)
    progress(len(rows) // 2)
    _refuse_stale(rows, by_number, found, good)
    departed = _depart(batch, found, rows)
    scope.db.flush()
    _keep_written(scope, by_number, rows, batch, people, good)
    progress(len(rows))
    _finish(scope, staff_import, good, departed)
    return staff_import


def _refuse_stale(
    rows: list[StaffImportRow],
    by_number: dict[int, StaffImportRow],
    found: Outcomes,
    good: list[RowResult],
) -> None:
    """Say of rows whose cards moved on since the preview that they were not written."""
    written = {one.draft.row for one in good}
    promised = {number for number, row in by_number.items() if row.status in ("new", "changed")}
    now = {one.draft.row: one for one in found.rows}
    for number in promised - written:
        row = by_number[number]
        if now[number].status.value == "unchanged":
            row.status, row.changes = "unchanged", []
            continue
        row.status = "refused"
        row.problems = [*row.problems, problem_to_json(problem(Weight.REFUSE, "stale", "", STALE))]


def _depart(batch: Batch, found: Outcomes, rows: list[StaffImportRow]) -> int:
    """End the jobs of people a person has marked as departed."""
    ended = []
    for row in rows:
        kind, _, day = (row.choice or "").partition(":")
        job = found.staff.jobs.get(row.draft.get("employment_id") or 0)
        if row.status != "missing" or kind != "depart" or job is None:
            continue
        upper = date.fromisoformat(day) + DAY
        if (job.valid.lower is None or job.valid.lower < upper) and (
            job.valid.upper is None or job.valid.upper > upper
        ):
            ended.append((-row.id, job, {"valid": life(job.valid.lower, upper)}))
    batch.update(Employment, ended)
    return len(ended)


def _keep_written(
    scope: Scope,
    by_number: dict[int, StaffImportRow],
    rows: list[StaffImportRow],
    batch: Batch,
    people: dict[int, int],
    good: list[RowResult],
) -> None:
    """Remember by row what was written, for the result page and for undoing; one statement."""
    given: list[dict[str, Any]] = [
        {
            "id": by_number[one.draft.row].id,
            "person_id": people.get(one.draft.row, one.person_id),
            "written": batch.written.get(one.draft.row, []),
        }
        for one in good
    ]
    given += [
        {"id": row.id, "person_id": row.person_id, "written": batch.written[-row.id]}
        for row in rows
        if -row.id in batch.written
    ]
    table: Any = StaffImportRow.__table__
    update_set(scope.db, table, given)
    scope.db.expire_all()


def _finish(scope: Scope, staff_import: StaffImport, good: list[RowResult], departed: int) -> None:
    """Mark the import applied; one audit row says how many rows of each kind it was."""
    counted = imports.counts(scope, staff_import.id)
    counted["written"], counted["departed"] = len(good), departed
    staff_import.status, staff_import.applied_at = "applied", scope.now
    staff_import.counts = counted
    scope.record(PeopleEvent.IMPORT_APPLIED, staff_import, detail=counted)
