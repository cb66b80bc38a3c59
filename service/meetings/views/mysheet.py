"""A member's own sheet (мой опросный лист): read, marked, confirmed, sent; where a QR mark leads."""

from typing import Any

from flask import Blueprint, Response, g, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.core.errors import Forbidden, NotFound, Problem
from service.meetings.actions import returning
from service.meetings.names import CHANNELS, CHOICES, FORMS, MARKS, SHEETS, STATES, MeetingsPermission
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries import sheets as sheet_reads
from service.meetings.queries.materials import materials
from service.meetings.queries.presence import recusals
from service.meetings.queries.rights import keeps, person_of
from service.meetings.queries.sheetpapers import deadline_said
from service.meetings.schema.sheets import marks_typed
from service.meetings.views.acting import Answer
from service.meetings.views.sheets import paper_answer
from service.rules.message import Message
from service.web.forms import Form, typed
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("mysheet", __name__, url_prefix="/<slug>", template_folder="../templates")
WORDS = {"statuses": SHEETS, "channels": CHANNELS, "marks": MARKS, "states": STATES, "forms": FORMS}


@blueprint.get("/meetings/<int:meeting_id>/my-sheet")
@requires(MeetingsPermission.READ)
def page(meeting_id: int) -> str:
    """One's own sheet: materials, questions, the deadline, what was counted."""
    return _page(meeting_id, form_with())


def _mine(meeting_id: int) -> sheet_reads.Line:
    """One's own sheet; a meeting where one has none reads like one that is not there."""
    mine = sheet_reads.own(g.scope, meeting_id, person_of(g.scope))
    if mine is None:
        raise NotFound()
    return mine


def _page(meeting_id: int, form: Form, sure: bool = False) -> str:
    mine = _mine(meeting_id)
    meeting = reads.meeting(g.scope, meeting_id)
    body = body_reads.body(g.scope, meeting.body_id)
    items = sheet_reads.questions(g.scope, meeting.id)
    me = mine.sheet.person_id
    told = recusals(g.scope, [one.id for one in items])
    passed = meeting.sheets_due_at is not None and g.scope.now > meeting.sheets_due_at
    counted = mine.counted
    if not form.values and counted is not None:
        form = form_with({f"mark_{item}": choice for item, choice in counted.marks.items()})
    return show(
        "meetings/sheets_mine.html",
        mine=mine,
        meeting=meeting,
        body=body,
        day=reads.day_of(g.scope, meeting),
        items=items,
        away={item for item, rows in told.items() if any(one.person_id == me for one, _ in rows)},
        materials=materials(g.scope, meeting.id),
        deadline=deadline_said(g.scope, meeting),
        passed=passed,
        taken=meeting.state in returning.TAKING and mine.sheet.void_at is None,
        sure=sure,
        choices=[(code, Message(said)) for code, said in CHOICES.items()],
        form=form,
        words=WORDS,
        local=lambda moment: reads.local(g.scope, moment),
    )


@blueprint.post("/meetings/<int:meeting_id>/my-sheet")
@requires(MeetingsPermission.TAKE_PART)
def send(meeting_id: int) -> Answer:
    """First ask whether this is what was meant, then take the sheet."""
    values = typed()
    if not values.get("sure"):
        return _page(meeting_id, form_with(values), sure=not values.get("again"))
    return _sent(meeting_id, values)


def _sent(meeting_id: int, values: dict[str, Any]) -> Answer:
    try:
        returning.return_online(g.scope, marks_typed(values), meeting_id=meeting_id)
        g.scope.db.flush()
    except (Forbidden, NotFound):
        raise
    except Problem as problem:
        g.scope.db.rollback()
        return _page(meeting_id, form_with(values, problem)), problem.status
    return redirect(url_for("mysheet.page", meeting_id=meeting_id, _anchor="counted"))


@blueprint.get("/meetings/<int:meeting_id>/my-sheet.pdf", defaults={"kind": "pdf"})
@blueprint.get("/meetings/<int:meeting_id>/my-sheet.docx", defaults={"kind": "docx"})
@requires(MeetingsPermission.READ)
def printed(meeting_id: int, kind: str) -> Response:
    """One's own sheet to print and sign."""
    mine = _mine(meeting_id)
    if mine.sheet.void_at is not None:
        raise NotFound()
    return paper_answer(meeting_id, [mine], kind)


@blueprint.get("/sheets/<code>")
@requires(MeetingsPermission.READ)
def by_code(code: str) -> AnyResponse:
    """Where a sheet's QR mark leads: its member to the sheet, the secretary to its registration."""
    sheet = sheet_reads.by_code(g.scope, code)
    if sheet.person_id == person_of(g.scope):
        return redirect(url_for("mysheet.page", meeting_id=sheet.meeting_id))
    meeting = reads.meeting(g.scope, sheet.meeting_id)
    if not keeps(g.scope, body_reads.body(g.scope, meeting.body_id)):
        raise NotFound()
    return redirect(url_for("sheets.paper", meeting_id=sheet.meeting_id, code=code))
