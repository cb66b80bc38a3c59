"""Jobs of people: read an uploaded staff list into a preview, write a confirmed one."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import update

from service.core.errors import Conflict
from service.jobs.work import aside, workshop
from service.people.actions import applying, preview
from service.people.importing.reading import StaffList, find_columns, read_staff
from service.people.importing.refusal import Refused
from service.people.model.imports import StaffImport
from service.people.queries import imports
from service.people.storage import NoFile, fetch
from service.rules.message import N_, Message, spoken
from service.tenancy.scope import Scope

CHUNK = 1000
LOST = N_("Файл не найден. Загрузите его ещё раз.")


def courses() -> Any:
    """The register of finished courses that a module offers, or None."""
    return next((card.courses for card in workshop().modules if card.courses is not None), None)


def read_import(scope: Scope, subject_id: int, **_: Any) -> None:
    """Read the file of an import and keep its preview; a file that cannot be used says why."""
    staff_import = imports.one(scope, subject_id)
    scope.db.execute(applying.LOCK, {"name": f"staff-reading:{scope.tenant.id}:{subject_id}"})
    scope.db.refresh(staff_import)
    if staff_import.status not in ("queued", "reading"):
        return
    tell(scope, subject_id, status="reading", done=0)
    read_into(scope, staff_import, courses())


def read_into(scope: Scope, staff_import: StaffImport, register: Any) -> None:
    """Read, compare and store; the import's own row is written last, for its progress is told beside."""
    try:
        found = _staff_list(scope, staff_import)
    except Refused as refused:
        _refuse(scope, staff_import, refused)
        return
    rows = preview.store(scope, staff_import, found.drafts, found.covers, register)
    tell(scope, staff_import.id, total=len(rows))
    for start in range(0, len(rows), CHUNK):
        preview.insert_rows(scope, rows[start : start + CHUNK])
        tell(scope, staff_import.id, done=min(start + CHUNK, len(rows)))
    scope.db.refresh(staff_import)
    if staff_import.status == "cancelled":
        return
    staff_import.format = found.kind.value
    staff_import.mapping = {
        "sheet": found.sheet,
        "header": header_to_json(found.header) if found.header else None,
        "covers": sorted(code.value for code in found.covers) if found.covers is not None else None,
    }
    staff_import.status, staff_import.refusal = "ready", None
    staff_import.counts = imports.counts(scope, staff_import.id)


def _staff_list(scope: Scope, staff_import: StaffImport) -> StaffList:
    """What the file says, with the columns as the organisation has mapped them before."""
    try:
        data = fetch(workshop().files, scope.tenant.id, staff_import.file_key)
    except NoFile:
        raise Refused("lost", LOST) from None
    known = imports.remembered(scope, staff_import.organisation_id)
    return read_staff(data, staff_import.file_name, scope.today, known.get)


def _refuse(scope: Scope, staff_import: StaffImport, refused: Refused) -> None:
    """Keep the reason; where only the column of names is unknown, keep the columns for a person to map."""
    message = refused.refusal.message
    params = {name: spoken(value) for name, value in message.params.items()}
    if refused.refusal.code == "no_name_column":
        data = fetch(workshop().files, scope.tenant.id, staff_import.file_key)
        header = find_columns(data, staff_import.file_name)
        staff_import.mapping = {"header": header_to_json(header), "covers": None}
    staff_import.status = "refused"
    staff_import.refusal = {"code": refused.refusal.code, "msgid": message.msgid, "params": params}


def header_to_json(header: Any) -> dict[str, Any]:
    """A header as the page that maps columns needs it."""
    fields = [field.value if field else None for field in header.fields]
    return {"key": header.key, "titles": list(header.titles), "fields": fields, "data_row": header.data_row}


def apply_import(scope: Scope, subject_id: int, **_: Any) -> None:
    """Write a confirmed import; tried again after a crash it starts anew, nothing is doubled."""
    try:
        applying.apply(scope, subject_id, courses(), lambda done: tell(scope, subject_id, done=done))
    except Conflict:
        # Somebody changed a card at this very moment: the preview is compared anew at the next try.
        scope.db.rollback()
        raise


def tell(scope: Scope, import_id: int, **values: Any) -> None:
    """Let the page see how far the work is, at once and whatever becomes of it."""
    with aside(scope) as db:
        db.execute(update(StaffImport).where(StaffImport.id == import_id).values(**values))


def said(stored: Mapping[str, Any]) -> str:
    """A stored problem or refusal as a Russian sentence, for consoles."""
    return str(Message(str(stored["msgid"]), dict(stored["params"])))


JOBS = {"people.read_import": read_import, "people.apply_import": apply_import}
