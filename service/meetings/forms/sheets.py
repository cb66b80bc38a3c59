"""Opinion sheets on the tenant's own paper (опросный лист): the printed QR stays with the usual sheet."""

from collections.abc import Sequence

from sqlalchemy import select

from service.core.errors import NotFound
from service.core.language import N_
from service.documents.forms.offered import DocumentForm, Field, Kind, Rows, Written
from service.meetings.forms.heads import MEETING, SHOWN, meeting_told, number_of, titled
from service.meetings.model.meetings import Meeting
from service.meetings.model.sheets import Sheet
from service.meetings.names import MeetingsPermission
from service.meetings.papers.sheet import sheet
from service.meetings.queries import bodies as bodies_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries import sheets as sheet_reads
from service.meetings.queries.rights import keeps, person_of
from service.meetings.queries.row import row_of
from service.meetings.queries.sheetpapers import sheet_data
from service.tenancy.scope import Scope


def issued(scope: Scope, key: str) -> Written:
    """The sheet of one member, to those who keep the body and to the member; to others it is not there."""
    row = row_of(scope, Sheet, number_of(key))
    meeting = reads.meeting(scope, row.meeting_id)
    body = bodies_reads.body(scope, meeting.body_id)
    if row.void_at is not None or not (keeps(scope, body) or row.person_id == person_of(scope)):
        raise NotFound()
    lines = sheet_reads.register(scope, meeting.id, [row.id])
    data = sheet_data(scope, meeting, body, lines, lambda code: "")[0]
    told = {
        **meeting_told(scope, meeting),
        "member": data.member.name,
        "sheet": row.number,
        "code": row.code,
        "deadline": data.deadline,
        "return_to": data.return_to,
        "questions": [
            {"number": one.number, "title": one.title, "draft": one.draft} for one in data.questions
        ],
    }
    return Written(sheet(data), told, row.issued_at)


def recent_sheets(scope: Scope) -> Sequence[tuple[str, str]]:
    """The latest sheets that the actor may print."""
    rows = scope.db.execute(
        select(Sheet, Meeting)
        .join(Meeting, Meeting.id == Sheet.meeting_id)
        .where(Sheet.void_at.is_(None))
        .order_by(Sheet.id.desc())
        .limit(SHOWN)
    ).all()
    names = bodies_reads.names_of(scope, [one.person_id for one, _ in rows])
    return [
        (str(one.id), f"№ {one.number}, {names.get(one.person_id, '')}: {titled(scope, meeting)}")
        for one, meeting in rows
        if keeps(scope, bodies_reads.body(scope, meeting.body_id))
    ]


SHEET = DocumentForm(
    code="sheet",
    title=N_("Опросный лист"),
    about=N_("Личный лист голосования. На своём бланке код листа печатается текстом, без QR."),
    read=MeetingsPermission.READ,
    fields=(
        *MEETING,
        Field("member", N_("Чей лист"), "Иванова Мария Петровна", required=True),
        Field("sheet", N_("Номер листа"), "7", required=True, kind=Kind.NUMBER),
        Field("code", N_("Код листа"), "OL-7F3A-07", required=True),
        Field("deadline", N_("До какого срока вернуть"), "20.03.2026, 18:00 (МСК)"),
        Field("return_to", N_("Куда вернуть"), "методический кабинет"),
    ),
    rows=(
        Rows(
            "questions",
            N_("Вопросы"),
            (
                Field("number", N_("Номер вопроса"), "1", kind=Kind.NUMBER),
                Field("title", N_("Вопрос"), "О плане семинаров"),
                Field("draft", N_("Проект решения"), "Утвердить план."),
            ),
        ),
    ),
    examples=recent_sheets,
    record=issued,
)
