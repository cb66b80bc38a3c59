"""An import from upload to confirmation (импорт): nothing is written to cards before it is confirmed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from service.core.errors import Conflict, FieldProblem, Forbidden, Invalid, TooMany
from service.core.language import N_
from service.people.actions.preview import rematch
from service.people.actions.quota import demand_room
from service.people.importing.fields import Field
from service.people.importing.limits import DEFAULT_LIMITS
from service.people.model.imports import ImportMapping, StaffImport, StaffImportRow
from service.people.names import PeopleEvent, PeoplePermission
from service.people.queries import imports, persons
from service.tenancy.scope import Scope

AT_ONCE = 2
BUSY_NOW = N_("Сейчас идут два импорта. Дождитесь конца одного из них и загрузите файл ещё раз.")
MOVED_ON = N_("Этот импорт уже в другом состоянии. Обновите страницу.")
EMPTY = N_("Файл пуст.")
TOO_LARGE = N_("Файл больше допустимого: предел %(limit)s МБ. Разделите список на части.")
NO_NAMES = N_("Не указано, в какой графе фамилия, имя и отчество.")
TWICE = N_("Одно значение выбрано для двух граф: «%(title)s».")
NO_DAY = N_("Укажите последний рабочий день выбывших.")
LONGEST_NAME = 200


def check_upload(scope: Scope, organisation_id: int, size: int) -> None:
    """Refuse a file before it is kept: whose it is, how large, how many imports run already."""
    scope.allow(PeoplePermission.IMPORT)
    persons.organisation(scope, organisation_id)
    if not size:
        raise Invalid(fields=(FieldProblem("file", EMPTY),))
    if size > DEFAULT_LIMITS.file_bytes:
        limit = DEFAULT_LIMITS.file_bytes // (1024 * 1024)
        raise Invalid(fields=(FieldProblem("file", TOO_LARGE, {"limit": limit}),))
    if imports.running(scope) >= AT_ONCE:
        raise TooMany(BUSY_NOW)


def upload(
    scope: Scope, organisation_id: int, *, file_name: str, file_key: str, sha256: str, size: int
) -> StaffImport:
    """Enter an import of a file kept under a key; a job reads it. Errors: Invalid, NotFound, TooMany."""
    check_upload(scope, organisation_id, size)
    made = StaffImport(
        organisation_id=organisation_id,
        file_name=_bare(file_name),
        file_key=file_key,
        file_sha256=sha256,
        status="queued",
        mapping={},
        counts={},
        created_by=scope.actor.account_id,
    )
    scope.db.add(made)
    scope.record(PeopleEvent.IMPORT_UPLOADED, made, detail={"bytes": size})
    return made


def _bare(name: str) -> str:
    """A file's own name without folders and unprintable signs."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in bare if sign.isprintable())[-LONGEST_NAME:] or "file"


def remap(scope: Scope, import_id: int, chosen: Mapping[int, str]) -> StaffImport:
    """Say which column is which, remember it for the organisation, and read the file anew."""
    staff_import = _of_status(scope, import_id, "ready", "refused")
    header = staff_import.mapping.get("header")
    if header is None:
        raise Conflict(MOVED_ON)
    fields = {number: chosen.get(number) or None for number in range(len(header["titles"]))}
    _check_fields([name for name in fields.values() if name])
    stored = {str(number): name for number, name in fields.items()}
    known = scope.db.execute(
        select(ImportMapping).where(
            ImportMapping.organisation_id == staff_import.organisation_id,
            ImportMapping.header_digest == header["key"],
        )
    ).scalar_one_or_none()
    if known is None:
        scope.db.add(
            ImportMapping(
                organisation_id=staff_import.organisation_id, header_digest=header["key"], mapping=stored
            )
        )
    else:
        known.mapping = stored
    staff_import.status, staff_import.refusal = "queued", None
    staff_import.done, staff_import.total = 0, None
    scope.record(PeopleEvent.IMPORT_REMAPPED, staff_import)
    return staff_import


def _check_fields(names: list[str]) -> None:
    known = {each.value for each in Field}
    for name in names:
        if name not in known or names.count(name) > 1:
            raise Invalid(TWICE, title=name)
    if not {Field.FULL_NAME.value, Field.LAST_NAME.value} & set(names):
        raise Invalid(NO_NAMES)


def decide(
    scope: Scope,
    import_id: int,
    answers: Mapping[int, str],
    departures: Mapping[int, date | None],
    courses: Any = None,
) -> StaffImport:
    """Keep answers by row id (empty takes an answer back) and departures by row id, then compare anew."""
    staff_import = _of_status(scope, import_id, "ready")
    rows = {row.id: row for row in imports.all_rows(scope, import_id)}
    for row_id, answer in answers.items():
        row = rows.get(row_id)
        if row is not None and row.status != "missing" and answer in allowed_answers(row):
            row.choice = answer or None
    for row_id, last_day in departures.items():
        row = rows.get(row_id)
        if row is not None and row.status == "missing":
            row.choice = _departure(row, last_day) if last_day else None
    rematch(scope, staff_import, list(rows.values()), courses)
    return staff_import


def allowed_answers(row: StaffImportRow) -> set[str]:
    """Answers a row takes: one of its candidates, a new person, another job of a candidate, or a skip."""
    answers = {"", "skip"}
    for each in row.candidates:
        answers |= {f"same:{each['employment_id']}", f"other:{each['person_id']}"}
    if row.draft["facts"].get("first_name"):
        answers.add("new")
    return answers


def _departure(row: StaffImportRow, last_day: date) -> str:
    """A departure with its last day, which is not before the job began."""
    hired = row.draft["facts"].get("hired_on")
    if hired and last_day.isoformat() < hired:
        said = N_("%(name)s: последний день раньше начала работы %(date)s.")
        starts = date.fromisoformat(hired)
        raise Invalid(fields=(FieldProblem("last_day", said, {"name": row.name, "date": starts}),))
    return f"depart:{last_day.isoformat()}"


def confirm(scope: Scope, import_id: int) -> StaffImport:
    """Let the job write the rows; asked again while it runs, nothing is done twice."""
    staff_import = _of_status(scope, import_id, "ready", "applying")
    demand_room(scope, imports.counts(scope, import_id).get("new", 0))
    staff_import.status, staff_import.done = "applying", 0
    scope.record(PeopleEvent.IMPORT_CONFIRMED, staff_import)
    return staff_import


def cancel(scope: Scope, import_id: int) -> StaffImport:
    """Give up an import before it is written."""
    staff_import = _of_status(scope, import_id, "queued", "reading", "ready", "refused")
    staff_import.status = "cancelled"
    scope.record(PeopleEvent.IMPORT_CANCELLED, staff_import)
    return staff_import


def _of_status(scope: Scope, import_id: int, *statuses: str) -> StaffImport:
    scope.allow(PeoplePermission.IMPORT)
    staff_import = imports.one(scope, import_id)
    if scope.actor.organisations is not None and (
        staff_import.organisation_id not in scope.actor.organisations
    ):
        raise Forbidden()
    if staff_import.status not in statuses:
        raise Conflict(MOVED_ON)
    return staff_import


def answers_by_row(rows: Iterable[StaffImportRow], answers: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    """Answers of the API (by the row's number in the file) as `decide` takes them."""
    by_number = {row.number: row.id for row in rows if row.status != "missing"}
    found = {}
    for each in answers:
        if each["row"] not in by_number:
            raise Invalid(fields=(FieldProblem("answers", N_("Строки %(row)s нет."), {"row": each["row"]}),))
        target = {
            "new_person": "new",
            "skip": "skip",
            "same": f"same:{each.get('employment_id')}",
            "other_employment": f"other:{each.get('person_id')}",
        }[each["answer"]]
        found[by_number[each["row"]]] = target
    return found


def departures_by_row(
    rows: Iterable[StaffImportRow], departures: Iterable[Mapping[str, Any]]
) -> dict[int, date | None]:
    """Departures of the API (by employment) as `decide` takes them."""
    offered = {row.draft["employment_id"]: row.id for row in rows if row.status == "missing"}
    found: dict[int, date | None] = {}
    for each in departures:
        if each["employment_id"] not in offered:
            said = N_("Работы %(id)s среди отсутствующих в файле нет.")
            raise Invalid(fields=(FieldProblem("departures", said, {"id": each["employment_id"]}),))
        found[offered[each["employment_id"]]] = each["last_day"]
    return found
