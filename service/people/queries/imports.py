"""Reads of imports (импорты): the list, one with its counts, its rows by status, who the candidates are."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Select, func, select

from service.core.errors import NotFound
from service.core.paging import Page, Paging
from service.people.importing.fields import Field
from service.people.model.imports import ImportMapping, StaffImport, StaffImportRow
from service.people.model.organisations import Organisation
from service.people.model.persons import Person
from service.people.queries import persons
from service.tenancy.scope import Scope

STATUSES = ("ask", "new", "changed", "missing", "refused", "unchanged")
BUSY = ("queued", "reading", "applying")


def visible(scope: Scope) -> Select[StaffImport]:
    """Imports the actor may see: all of the tenant's, or their school's."""
    chosen = select(StaffImport)
    if scope.actor.organisations is not None:
        chosen = chosen.where(StaffImport.organisation_id.in_(scope.actor.organisations))
    return chosen


def listing(
    scope: Scope, paging: Paging, organisation_id: int | None = None
) -> Page[tuple[StaffImport, str]]:
    """A page of imports with the names of their organisations, latest first."""
    chosen = visible(scope)
    if organisation_id is not None:
        chosen = chosen.where(StaffImport.organisation_id == organisation_id)
    total = scope.db.execute(chosen.with_only_columns(func.count(), maintain_column_froms=True)).scalar_one()
    rows = scope.db.execute(
        chosen.add_columns(func.coalesce(Organisation.short_name, Organisation.name))
        .join(Organisation, Organisation.id == StaffImport.organisation_id)
        .order_by(StaffImport.id.desc())
        .limit(paging.size)
        .offset(paging.offset)
    )
    return Page([(row[0], row[1]) for row in rows], total, paging)


def one(scope: Scope, import_id: int) -> StaffImport:
    """One import; raises NotFound."""
    found = scope.db.execute(visible(scope).where(StaffImport.id == import_id)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def counts(scope: Scope, import_id: int) -> dict[str, int]:
    """How many rows have each status, and how many questions wait for an answer."""
    rows = scope.db.execute(
        select(StaffImportRow.status, func.count(), func.count(StaffImportRow.choice))
        .where(StaffImportRow.import_id == import_id)
        .group_by(StaffImportRow.status)
    )
    found = dict.fromkeys(STATUSES, 0)
    for status, number, chosen in rows:
        found[status] = number
        if status == "missing":
            found["departing"] = chosen
    return found


def rows_page(scope: Scope, import_id: int, paging: Paging, status: str = "") -> Page[StaffImportRow]:
    """A page of rows in the order of the file; those missing in it come last, by name."""
    chosen = select(StaffImportRow).where(StaffImportRow.import_id == import_id)
    if status in STATUSES:
        chosen = chosen.where(StaffImportRow.status == status)
    total = scope.db.execute(chosen.with_only_columns(func.count(), maintain_column_froms=True)).scalar_one()
    ordered = chosen.order_by(
        StaffImportRow.status == "missing", StaffImportRow.number, StaffImportRow.name, StaffImportRow.id
    )
    rows = scope.db.execute(ordered.limit(paging.size).offset(paging.offset))
    return Page(list(rows.scalars()), total, paging)


def all_rows(scope: Scope, import_id: int) -> list[StaffImportRow]:
    """Every row of an import in the order of the file."""
    rows = scope.db.execute(
        select(StaffImportRow)
        .where(StaffImportRow.import_id == import_id)
        .order_by(StaffImportRow.number, StaffImportRow.id)
    )
    return list(rows.scalars())


def people_of(scope: Scope, rows: Iterable[StaffImportRow]) -> Mapping[int, persons.Line]:
    """Cards that the rows speak of or ask about, with their jobs; two statements."""
    wanted = {row.person_id for row in rows if row.person_id}
    wanted |= {int(each["person_id"]) for row in rows for each in row.candidates}
    if not wanted:
        return {}
    found = scope.db.execute(select(Person).where(Person.id.in_(wanted))).scalars()
    jobs = persons.jobs_of(scope, wanted)
    return {person.id: persons.Line(person, jobs.get(person.id, ())) for person in found}


def remembered(scope: Scope, organisation_id: int) -> dict[str, dict[int, Field | None]]:
    """Mappings of columns the organisation used, by the digest of the header."""
    rows = scope.db.execute(
        select(ImportMapping).where(ImportMapping.organisation_id == organisation_id)
    ).scalars()
    return {row.header_digest: mapping_from_json(row.mapping) for row in rows}


def mapping_from_json(stored: Mapping[str, Any]) -> dict[int, Field | None]:
    """A mapping of columns as the reader takes it."""
    return {int(number): Field(name) if name else None for number, name in stored.items()}


def running(scope: Scope) -> int:
    """How many imports of the tenant are being read or written now."""
    return scope.db.execute(
        select(func.count()).select_from(StaffImport).where(StaffImport.status.in_(BUSY))
    ).scalar_one()
