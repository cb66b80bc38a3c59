"""Data of printable sheets (бланки опросных листов): whose, about what, until when, with which code."""

from collections.abc import Callable, Sequence

from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.names import FORMS
from service.meetings.papers.sheet import SheetData, SheetQuestion
from service.meetings.papers.wording import Somebody, say
from service.meetings.queries import meetings as reads
from service.meetings.queries import sheets as sheet_reads
from service.meetings.queries import terms
from service.meetings.queries.minutes import letter_body
from service.meetings.queries.sheets import Line
from service.tenancy.scope import Scope


def deadline_said(scope: Scope, meeting: Meeting) -> str:
    """Until when sheets are taken, with the zone: «20.03.2026, 18:00 (МСК)»."""
    if meeting.sheets_due_at is None:
        return ""
    return terms.said(scope, meeting.sheets_due_at)


def sheet_data(
    scope: Scope, meeting: Meeting, body: Body, lines: Sequence[Line], address: Callable[[str], str]
) -> list[SheetData]:
    """What the papers of some sheets say; void ones are not printed again."""
    day = reads.day_of(scope, meeting)
    of = letter_body(scope, body)
    questions = tuple(
        SheetQuestion(one.number, one.title, one.draft or "")
        for one in sheet_reads.questions(scope, meeting.id)
    )
    return [
        SheetData(
            body=of,
            member=Somebody(one.name),
            number=str(one.sheet.number),
            code=one.sheet.code,
            days=(day, meeting.ends_on) if meeting.ends_on else (day,),
            deadline=deadline_said(scope, meeting),
            questions=questions,
            form=say(FORMS[meeting.form]).lower(),
            return_to=meeting.place or "",
            address=address(one.sheet.code),
        )
        for one in lines
        if one.sheet.void_at is None
    ]
