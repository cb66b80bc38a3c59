"""Reads of opinion sheets: the register with receipts and marks, one member's own, what is voted on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from service.core.errors import NotFound
from service.meetings.model.agenda import AgendaItem
from service.meetings.model.meetings import Meeting
from service.meetings.model.notices import Notice
from service.meetings.model.sheets import Sheet, SheetMark, SheetReceipt
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import meetings as reads
from service.meetings.queries.bodies import Composition, composition
from service.meetings.queries.notices import latest
from service.meetings.rules.sheets import Reconciliation, final_status
from service.people.model.persons import Person
from service.tenancy.scope import Scope


@dataclass(frozen=True)
class Receipt:
    """A returned sheet with its marks by question."""

    row: SheetReceipt
    marks: Mapping[int, str]


@dataclass(frozen=True)
class Line:
    """A line of the register (строка реестра): a sheet, whose it is, everything that came back of it."""

    sheet: Sheet
    name: str
    receipts: Sequence[Receipt]

    @property
    def status(self) -> str:
        """What became of the sheet."""
        return final_status(self.sheet.void_at is not None, {one.row.status for one in self.receipts})

    @property
    def counted(self) -> Receipt | None:
        """The receipt that counts."""
        return next((one for one in self.receipts if one.row.status == "valid"), None)

    @property
    def shown(self) -> Receipt | None:
        """The receipt that decided what became of the sheet."""
        return next((one for one in self.receipts if one.row.status == self.status), None)


def register(scope: Scope, meeting_id: int, sheet_ids: Collection[int] | None = None) -> list[Line]:
    """Sheets of a meeting by number with all receipts; three statements whatever their number."""
    chosen = select(Sheet, Person).join(Person, Person.id == Sheet.person_id)
    chosen = chosen.where(Sheet.meeting_id == meeting_id)
    if sheet_ids is not None:
        chosen = chosen.where(Sheet.id.in_(sheet_ids))
    found = scope.db.execute(chosen.order_by(Sheet.number)).all()
    receipts = receipts_of(scope, [sheet.id for sheet, _ in found])
    return [Line(sheet, person.full_name, receipts.get(sheet.id, [])) for sheet, person in found]


def receipts_of(scope: Scope, sheet_ids: Collection[int]) -> Mapping[int, list[Receipt]]:
    """Receipts of sheets in the order they were written, with marks."""
    chosen = select(SheetReceipt).where(SheetReceipt.sheet_id.in_(sheet_ids)).order_by(SheetReceipt.id)
    rows = scope.db.execute(chosen).scalars().all()
    marks: dict[int, dict[int, str]] = {}
    for mark in scope.db.execute(
        select(SheetMark).where(SheetMark.receipt_id.in_([row.id for row in rows]))
    ).scalars():
        marks.setdefault(mark.receipt_id, {})[mark.item_id] = mark.choice
    found: dict[int, list[Receipt]] = {}
    for row in rows:
        found.setdefault(row.sheet_id, []).append(Receipt(row, marks.get(row.id, {})))
    return found


def reconciliation(lines: Sequence[Line]) -> Reconciliation:
    """Sheets issued against what became of each (council.md F4)."""
    return Reconciliation.of(one.status for one in lines)


def own(scope: Scope, meeting_id: int, person_id: int | None) -> Line | None:
    """A member's own sheet that is in force, else the last one."""
    chosen = select(Sheet.id).where(Sheet.meeting_id == meeting_id, Sheet.person_id == person_id)
    ordered = chosen.order_by(Sheet.void_at.is_not(None), Sheet.id.desc()).limit(1)
    found = scope.db.execute(ordered).scalar()
    return register(scope, meeting_id, [found])[0] if found else None


def by_code(scope: Scope, code: str, *, locked: bool = False) -> Sheet:
    """The sheet with the code of its QR mark; raises NotFound."""
    chosen = select(Sheet).where(Sheet.code == code)
    if locked:
        chosen = chosen.with_for_update(key_share=True).execution_options(populate_existing=True)
    found = scope.db.execute(chosen).scalar()
    if found is None:
        raise NotFound()
    return found


def questions(scope: Scope, meeting_id: int) -> list[AgendaItem]:
    """Questions that stand on the sheets: what is decided and was not added later (C-LU-6)."""
    return [one for one in reads.agenda(scope, meeting_id) if one.decides is not None and not one.late]


def takers(scope: Scope, policy: MeetingPolicy, meeting: Meeting) -> Composition:
    """Who takes part by sheets (состав голосования): as of the day the profile names (council.md edge 14).

    By correspondence the roster is that of the closing, or of the notice; a meeting with a room has the
    roster of its day.
    """
    return composition(scope, meeting.body_id, _roster_day(scope, policy, meeting))


def _roster_day(scope: Scope, policy: MeetingPolicy, meeting: Meeting) -> date:
    due = meeting.sheets_due_at
    if meeting.form != "correspondence" or due is None:
        return reads.day_of(scope, meeting)
    if policy.roster_on == "notice":
        first = scope.db.execute(
            select(Notice.made_at).where(Notice.meeting_id == meeting.id).order_by(Notice.number).limit(1)
        ).scalar()
        notice = first or scope.now
        return reads.local(scope, notice).date()
    return reads.local(scope, min(due, scope.now)).date()


def room_without_sheet(scope: Scope, lines: Sequence[Line], there: Collection[int]) -> list[str]:
    """Names of those in the room whose sheet does not count: listed, not counted (C-LU-4)."""
    valid = {one.sheet.person_id for one in lines if one.counted}
    missing = set(there) - valid
    chosen = select(Person).where(Person.id.in_(missing)).order_by(Person.sort_key, Person.id)
    return [one.full_name for one in scope.db.execute(chosen).scalars()]


def noticed(scope: Scope, meeting_id: int) -> bool:
    """Whether members were told of the meeting."""
    return latest(scope, meeting_id) is not None
