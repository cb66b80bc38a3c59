"""Receiving sheets (приём листов): marks read, a receipt measured against the deadline and the others."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from service.core.clock import offset_mark
from service.core.errors import FieldProblem, Invalid
from service.core.language import N_, fill, format_date
from service.meetings.actions.voting import Barred
from service.meetings.model.meetings import Meeting
from service.meetings.model.presence import Participation, PresenceInterval, Recusal
from service.meetings.model.sheets import Sheet, SheetMark, SheetReceipt
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import meetings as reads
from service.meetings.queries import sheets as sheet_reads
from service.meetings.refusals import in_words
from service.meetings.rules.presence import ROOM
from service.meetings.rules.sheets import CHOICES, COUNTED, UNCLEAR, against
from service.tenancy.scope import Scope

NOT_ASKED = N_("Такого вопроса на листе нет.")
NO_SUCH_MARK = N_("Отметка – за, против или воздержался.")
LATE = N_("Лист получен %(day)s в %(time)s, приём закончился %(due_day)s в %(due_time)s: не учитывается.")
BY_CLAUSE = N_("%(said)s Основание: %(clause)s.")
UNSIGNED = N_("Лист не подписан: член в голосовании не участвовал.")
VOID_SHEET = N_("Лист недействителен: его член выбыл из состава.")
COPIED = N_("Лист с этим кодом уже принят: второй считается повтором.")
FOREIGN = N_("Лист заполнил или подписал не тот, кому он выдан: участие личное.")
IN_ROOM = N_("Член пришёл в зал: считается его голос в зале.")
REASONS: Mapping[str, str] = {
    "duplicate": N_("Повтор листа № %(number)s: уже получен такой же."),
    "replaced": N_("Член прислал другой лист: считается он."),
    "rejected": N_("Считается первый присланный лист."),
    "conflict": N_("Электронный и бумажный листы отличаются: не учитывается ни один, пока не решено, какой."),
}
CLAUSES = ("sheet_return", "sheet_vote", "meeting_quorum")
"""Whose clause a late sheet is told with: the first that the regulation sets."""


def to_second(moment: datetime) -> datetime:
    """A moment as the deadline is compared: to the second."""
    return moment.replace(microsecond=0)


def read_marks(
    scope: Scope, meeting: Meeting, sheet: Sheet, given: Mapping[int, str | None]
) -> dict[int, str]:
    """Marks of a sheet: every question has one, a blank is an unclear one, a recused question has none."""
    asked = [one.id for one in sheet_reads.questions(scope, meeting.id)]
    away = _recused(scope, sheet, asked)
    problems = [FieldProblem(f"mark_{item}", NOT_ASKED) for item in given if item not in asked]
    problems += [
        FieldProblem(f"mark_{item}", NO_SUCH_MARK)
        for item, choice in given.items()
        if choice and choice not in (*CHOICES, UNCLEAR)
    ]
    if problems:
        raise Invalid(fields=tuple(problems))
    return {item: given.get(item) or UNCLEAR for item in asked if item not in away}


def _recused(scope: Scope, sheet: Sheet, asked: list[int]) -> frozenset[int]:
    chosen = select(Recusal.item_id).where(Recusal.item_id.in_(asked), Recusal.person_id == sheet.person_id)
    return frozenset(scope.db.execute(chosen).scalars())


def refuse_recused(scope: Scope, sheet: Sheet, given: Mapping[int, str | None]) -> None:
    """Raise Barred when a mark stands on a question from which the member recused themselves (edge 53)."""
    marked = [item for item, choice in given.items() if choice in CHOICES]
    if _recused(scope, sheet, marked):
        raise Barred(sheet, sheet.person_id)


def receive(scope: Scope, sheet: Sheet, receipt: SheetReceipt, marks: Mapping[int, str]) -> SheetReceipt:
    """Write a receipt with its marks; its status is set already."""
    receipt.sheet_id = sheet.id
    scope.db.add(receipt)
    with in_words():
        scope.db.flush()
    scope.db.add_all(
        SheetMark(receipt_id=receipt.id, item_id=item, choice=choice) for item, choice in marks.items()
    )
    return receipt


def late(scope: Scope, policy: MeetingPolicy, meeting: Meeting, received_at: datetime) -> str | None:
    """Why a sheet that came at a moment is late, with the clause; None when it is in time."""
    due = meeting.sheets_due_at
    if due is None or received_at <= due:
        return None
    came, until = reads.local(scope, received_at), reads.local(scope, due)
    said = (
        LATE,
        {
            "day": format_date(came.date()),
            "time": f"{came:%H:%M:%S}",
            "due_day": format_date(until.date()),
            "due_time": f"{until:%H:%M} ({offset_mark(until)})",
        },
    )
    rules = (policy.profile.rule(policy.rule_id(name)) for name in CLAUSES)
    clause = next((rule.clause for rule in rules if rule is not None and rule.clause), "")
    text = fill(*said, "ru")
    return fill(BY_CLAUSE, {"said": text, "clause": clause}, "ru") if clause else text


def in_room(scope: Scope, policy: MeetingPolicy, meeting: Meeting, person_id: int) -> bool:
    """Whether the room counts for a person instead of the sheet (council.md edges 34 and 35)."""
    if meeting.counted != "room_and_sheets":
        return False
    chosen = select(Participation.id).where(
        Participation.meeting_id == meeting.id,
        Participation.person_id == person_id,
        Participation.status.in_(ROOM),
    )
    if policy.sheet_revives:
        chosen = chosen.join(PresenceInterval, PresenceInterval.participation_id == Participation.id).where(
            PresenceInterval.left_at.is_(None)
        )
    return scope.db.execute(chosen.limit(1)).first() is not None


def excluded(
    scope: Scope, policy: MeetingPolicy, meeting: Meeting, sheet: Sheet, receipt: SheetReceipt
) -> bool:
    """Whether a receipt counts for nothing whatever its marks; its status and reason are set then."""
    said = late(scope, policy, meeting, receipt.received_at)
    if sheet.void_at is not None:
        receipt.status, receipt.reason = "rejected", VOID_SHEET
    elif said is not None:
        receipt.status, receipt.reason = "late", said
    elif not receipt.signed:
        receipt.status, receipt.reason = "spoiled", UNSIGNED
    elif in_room(scope, policy, meeting, sheet.person_id):
        receipt.status, receipt.reason = "superseded", IN_ROOM
    else:
        return False
    return True


def measure(
    scope: Scope, policy: MeetingPolicy, sheet: Sheet, receipt: SheetReceipt, marks: Mapping[int, str]
) -> None:
    """Set what a receipt in time comes to beside the others of its sheet; the one before it may change."""
    others = sheet_reads.receipts_of(scope, [sheet.id]).get(sheet.id, [])
    standing = [one for one in others if one.row.id != receipt.id and one.row.status in COUNTED]
    if not standing:
        receipt.status, receipt.reason = "valid", None
        return
    before = standing[-1]
    if before.row.status == "conflict":
        receipt.status, receipt.reason, receipt.pair_id = "conflict", reason("conflict", sheet), before.row.id
        return
    stand = against(
        dict(before.marks) == dict(marks),
        (before.row.channel, receipt.channel),
        receipt.received_at >= before.row.received_at,
        policy.sheet_revision,
        policy.ballot_conflict,
    )
    if stand.before is not None:
        before.row.status, before.row.reason = stand.before, reason(stand.before, sheet)
        scope.db.flush()
    receipt.status, receipt.pair_id = stand.status, before.row.id
    receipt.reason = reason(stand.status, sheet)


def reason(status: str, sheet: Sheet) -> str | None:
    """The sentence that is kept with a status; None for one that needs no reason."""
    words = REASONS.get(status)
    return fill(words, {"number": sheet.number}, "ru") if words else None
