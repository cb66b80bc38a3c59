"""Reading a staff list of any kind (чтение списка): from bytes to drafts, nothing written anywhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from service.people.importing import intake, official_page, rows, sheets
from service.people.importing.columns import Header
from service.people.importing.draft import StaffDraft
from service.people.importing.facts import PositionCode
from service.people.importing.fields import Field
from service.people.importing.intake import FileKind
from service.people.importing.limits import DEFAULT_LIMITS, Limits

Remembered = Callable[[str], Mapping[int, Field | None] | None]


@dataclass(frozen=True)
class StaffList:
    """What a file says: its kind, its drafts, and for a table the sheet and the header that were used.

    `covers` are the groups of positions the file lists in full; None for a table, which lists everybody.
    """

    kind: FileKind
    drafts: tuple[StaffDraft, ...]
    covers: frozenset[PositionCode] | None = None
    sheet: str | None = None
    header: Header | None = None


def nothing_remembered(_key: str) -> Mapping[int, Field | None] | None:
    """No mapping of columns was chosen before."""
    return None


def read_staff(
    data: bytes,
    filename: str,
    today: date,
    remembered: Remembered = nothing_remembered,
    limits: Limits = DEFAULT_LIMITS,
) -> StaffList:
    """Read a spreadsheet or a saved official page into drafts.

    `today` is the tenant's date; `remembered` gives a person's own mapping of columns by `Header.key`.
    Raises `Refused` with the reason when the file cannot be used.
    """
    accepted = intake.inspect(data, filename, limits)
    if accepted.kind is FileKind.HTML:
        page = official_page.read(accepted.text or "", today, limits)
        return StaffList(accepted.kind, page.drafts, page.covers)
    table, header = rows.choose(sheets.read_accepted(accepted, data, limits))
    header = header.with_fields(remembered(header.key) or {})
    drafts = tuple(rows.drafts(table, header, today))
    return StaffList(accepted.kind, drafts, None, table.name, header)


def find_columns(
    data: bytes, filename: str, remembered: Remembered = nothing_remembered, limits: Limits = DEFAULT_LIMITS
) -> Header:
    """The header of a table whose columns nobody could tell yet, for a person to map; raises `Refused`."""
    accepted = intake.inspect(data, filename, limits)
    _, header = rows.choose(sheets.read_accepted(accepted, data, limits))
    return header.with_fields(remembered(header.key) or {})
