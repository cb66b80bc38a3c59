"""Amendments to minutes on the tenant's own paper (исправление к протоколу)."""

from collections.abc import Sequence

from sqlalchemy import select

from service.core.language import N_
from service.documents.forms.offered import DocumentForm, Field, Kind, Rows, Written
from service.documents.model import StoredFile
from service.meetings.actions import amending
from service.meetings.forms.heads import MEETING, NAMED, SHOWN, meeting_told, number_of, titled
from service.meetings.model.meetings import Meeting
from service.meetings.model.minutes import Amendment, Minutes
from service.meetings.names import MeetingsPermission
from service.meetings.papers.amendment import amendment
from service.meetings.queries import meetings as reads
from service.meetings.queries import minutes as minutes_reads
from service.tenancy.scope import Scope


def amended(scope: Scope, key: str) -> Written:
    """What an amendment says; its day is that of the paper that was kept for signing."""
    row = amending.amendment(scope, number_of(key))
    of = minutes_reads.minutes(scope, row.minutes_id)
    meeting = reads.meeting(scope, of.meeting_id)
    kept = select(StoredFile.stored_at).where(StoredFile.id == row.pdf_id)
    made = reads.local(scope, scope.db.execute(kept).scalar_one()).date()
    data, edition = amending.told(scope, of, meeting, (row.number, row.text, row.reason), made)
    told = {
        **meeting_told(scope, meeting),
        "minutes_number": data.minutes_number,
        "amendment": row.number,
        "made_on": made,
        "ground": row.reason,
        "points": [{"number": place, "text": text} for place, text in enumerate(data.points, 1)],
        "signatories": [{"name": one.name, "office": one.office} for one in data.signatories],
    }
    return Written(amendment(data), told, row.signed_at, edition)


def recent_amendments(scope: Scope) -> Sequence[tuple[str, str]]:
    """The latest amendments."""
    rows = scope.db.execute(
        select(Amendment, Meeting)
        .join(Minutes, Minutes.id == Amendment.minutes_id)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .order_by(Amendment.id.desc())
        .limit(SHOWN)
    )
    return [(str(one.id), f"№ {one.number}: {titled(scope, meeting)}") for one, meeting in rows]


AMENDMENT = DocumentForm(
    code="amendment",
    title=N_("Исправление к протоколу"),
    about=N_("Копия исправления на бланке района. Подписывается по-прежнему типовое."),
    read=MeetingsPermission.READ,
    fields=(
        *MEETING,
        Field("minutes_number", N_("Номер протокола"), "4"),
        Field("amendment", N_("Номер исправления"), "1", required=True, kind=Kind.NUMBER),
        Field("made_on", N_("Дата исправления"), "20.12.2026", kind=Kind.DATE),
        Field("ground", N_("Почему исправляют"), "Опечатка в фамилии."),
    ),
    rows=(
        Rows(
            "points",
            N_("Что исправлено"),
            (
                Field("number", N_("Номер пункта"), "1", kind=Kind.NUMBER),
                Field("text", N_("Пункт"), "В вопросе 2 читать «Сидоров»."),
            ),
        ),
        Rows("signatories", N_("Подписи"), NAMED),
    ),
    examples=recent_amendments,
    record=amended,
)
