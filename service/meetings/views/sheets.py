"""The register of opinion sheets (реестр опросных листов) for the secretary: progress, papers, the count."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, current_app, g, request, url_for

from service.core.errors import NotFound
from service.documents import files
from service.documents.paper import to_docx, to_pdf
from service.meetings.actions import issuing, papersheets, scanning, tallying
from service.meetings.names import CHANNELS, MARKS, SHEETS, STATES, MeetingsPermission
from service.meetings.papers.sheet import sheets as papers_of
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries import sheets as sheet_reads
from service.meetings.queries.bodies import composition
from service.meetings.queries.presence import marked
from service.meetings.queries.rights import allow_keeping
from service.meetings.queries.sheetpapers import deadline_said, sheet_data
from service.meetings.rules.states import OVER
from service.meetings.schema.pages import ReasonDraft
from service.meetings.schema.sheets import ExtensionTyped, PaperTyped, marks_typed
from service.meetings.views.acting import Answer, done
from service.meetings.views.signing import uploaded
from service.web.answers import file_answer
from service.web.forms import Form, load
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("sheets", __name__, url_prefix="/<slug>/meetings", template_folder="../templates")
ONE = "/<int:meeting_id>/sheets"
WORDS = {"statuses": SHEETS, "channels": CHANNELS, "marks": MARKS, "states": STATES}
FORMATS = {
    "pdf": (to_pdf, "application/pdf"),
    "docx": (to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@blueprint.get(ONE)
@requires(MeetingsPermission.READ)
def register(meeting_id: int) -> str:
    """Sheets of a meeting: what came, what counts and why not, what waits for somebody."""
    return registered(meeting_id, form_with())


def registered(meeting_id: int, form: Form) -> str:
    """The register with what was typed and refused."""
    meeting = reads.meeting(g.scope, meeting_id)
    body = body_reads.body(g.scope, meeting.body_id)
    allow_keeping(g.scope, body)
    policy = MeetingPolicy.of(g.scope.profile, body.kind)
    lines = sheet_reads.register(g.scope, meeting.id)
    seated = composition(g.scope, body.id, reads.day_of(g.scope, meeting))
    holders = {one.sheet.person_id for one in lines if one.sheet.void_at is None}
    there = {one.row.person_id for one in marked(g.scope, meeting.id) if one.here and one.row.person_id}
    return show(
        "meetings/sheets.html",
        meeting=meeting,
        body=body,
        day=reads.day_of(g.scope, meeting),
        lines=lines,
        sums=sheet_reads.reconciliation(lines),
        pending=[(one, each) for one in lines for each in one.receipts if each.row.status == "pending"],
        unscanned=[
            (one, each)
            for one in lines
            for each in one.receipts
            if meeting.state in papersheets.READING and each.row.channel == "paper" and not each.row.file_id
        ],
        disputed=[one for one in lines if one.status == "conflict"],
        items=sheet_reads.questions(g.scope, meeting.id),
        without=[one.name for one in seated.members if one.person_id not in holders],
        unlisted=sheet_reads.room_without_sheet(g.scope, lines, there) if meeting.counted == "sheets" else [],
        deadline=deadline_said(g.scope, meeting),
        passed=meeting.sheets_due_at is not None and g.scope.now > meeting.sheets_due_at,
        may_extend=meeting.extended_at is None and policy.extension_allowed,
        over=OVER,
        materials=g.scope.profile.rule(policy.rule_id("materials")),
        me=g.scope.actor.account_id,
        largest=_largest(),
        form=form,
        words=WORDS,
        local=lambda moment: reads.local(g.scope, moment),
    )


def _largest() -> int:
    """Megabytes of a scan: what a form of this deployment may carry, at most what a file may be."""
    return min(files.LARGEST, current_app.config["MAX_CONTENT_LENGTH"]) // 2**20


def _step(meeting_id: int, act: Callable[[dict[str, Any]], Any]) -> Answer:
    back = url_for("sheets.register", meeting_id=meeting_id)
    return done(act, back, lambda form: registered(meeting_id, form))


@blueprint.post(f"{ONE}/issue")
@requires(MeetingsPermission.TAKE_PART)
def issue(meeting_id: int) -> Answer:
    """Issue sheets to the members who have none."""
    return _step(meeting_id, lambda _: issuing.issue(g.scope, meeting_id))


@blueprint.post(f"{ONE}/extend")
@requires(MeetingsPermission.TAKE_PART)
def extend(meeting_id: int) -> Answer:
    """Move the deadline for all."""

    def act(values: dict[str, Any]) -> None:
        asked = load(ExtensionTyped(), values)
        issuing.extend(g.scope, meeting_id, reads.at(g.scope, asked["until_on"], asked["until_time"]))

    return _step(meeting_id, act)


@blueprint.post(f"{ONE}/close")
@requires(MeetingsPermission.TAKE_PART)
def close(meeting_id: int) -> Answer:
    """End the taking of sheets."""
    return _step(meeting_id, lambda _: tallying.close_balloting(g.scope, meeting_id))


@blueprint.post(f"{ONE}/tally")
@requires(MeetingsPermission.TAKE_PART)
def tally(meeting_id: int) -> Answer:
    """Count the sheets."""
    return _step(meeting_id, lambda _: tallying.tally(g.scope, meeting_id))


@blueprint.get(f"{ONE}/paper")
@requires(MeetingsPermission.TAKE_PART)
def paper(meeting_id: int) -> str:
    """The form of a paper sheet; the code comes from the QR mark or is typed."""
    now = reads.local(g.scope, g.scope.now)
    given = {"code": request.args.get("code", ""), "received_on": now.date(), "signed": True}
    return _paper(meeting_id, form_with({**given, "received_time": f"{now:%H:%M}"}))


def _paper(meeting_id: int, form: Form, receipt_id: int | None = None) -> str:
    meeting = reads.meeting(g.scope, meeting_id)
    body = body_reads.body(g.scope, meeting.body_id)
    allow_keeping(g.scope, body)
    policy = MeetingPolicy.of(g.scope.profile, body.kind)
    lines = sheet_reads.register(g.scope, meeting.id)
    of = next((one for one in lines for each in one.receipts if each.row.id == receipt_id), None)
    of = of or next((one for one in lines if one.sheet.code == form.value("code")), None)
    return show(
        "meetings/sheets_paper.html",
        meeting=meeting,
        body=body,
        of=of,
        receipt_id=receipt_id,
        scanned=any(one.row.file_id for one in (of.receipts if of else ()) if one.row.id == receipt_id),
        items=sheet_reads.questions(g.scope, meeting.id),
        posted=policy.sheet_time == "posted",
        deadline=deadline_said(g.scope, meeting),
        largest=_largest(),
        form=form,
        words=WORDS,
    )


@blueprint.post(f"{ONE}/paper")
@requires(MeetingsPermission.TAKE_PART)
def register_paper(meeting_id: int) -> Answer:
    """Register a paper sheet."""

    def act(values: dict[str, Any]) -> None:
        draft = load(PaperTyped(), {name: values[name] for name in PaperTyped().fields if name in values})
        moment = reads.at(g.scope, draft.pop("received_on"), draft.pop("received_time"))
        posted = draft.pop("posted_on", None)
        given = {**draft, "received_at": moment, "marks": marks_typed(values)}
        if posted is not None:
            given["posted_at"] = min(moment, reads.at(g.scope, posted, moment.timetz().replace(tzinfo=None)))
        receipt = papersheets.register_paper(g.scope, meeting_id, given)
        if content := uploaded()[0]:
            scanning.attach(g.scope, receipt.id, content)

    back = url_for("sheets.register", meeting_id=meeting_id)
    return done(act, back, lambda form: _paper(meeting_id, form))


@blueprint.get(f"{ONE}/receipts/<int:receipt_id>")
@requires(MeetingsPermission.TAKE_PART)
def verify(meeting_id: int, receipt_id: int) -> str:
    """The form of the second reading: what the first reader entered is not shown."""
    return _paper(meeting_id, form_with(), receipt_id)


@blueprint.post(f"{ONE}/receipts/<int:receipt_id>")
@requires(MeetingsPermission.TAKE_PART)
def verify_now(meeting_id: int, receipt_id: int) -> Answer:
    """Enter what the second reader reads."""
    back = url_for("sheets.register", meeting_id=meeting_id)
    return done(
        lambda values: papersheets.verify(g.scope, receipt_id, marks_typed(values)),
        back,
        lambda form: _paper(meeting_id, form, receipt_id),
    )


@blueprint.post(f"{ONE}/receipts/<int:receipt_id>/resolve")
@requires(MeetingsPermission.TAKE_PART)
def resolve(meeting_id: int, receipt_id: int) -> Answer:
    """Say which of two sheets counts, and why."""
    return _step(
        meeting_id,
        lambda values: papersheets.resolve(g.scope, receipt_id, load(ReasonDraft(), values)["reason"]),
    )


@blueprint.get(f"{ONE}.pdf", defaults={"kind": "pdf"})
@blueprint.get(f"{ONE}.docx", defaults={"kind": "docx"})
@requires(MeetingsPermission.READ)
def printed(meeting_id: int, kind: str) -> Response:
    """All sheets, or one by ?number=, to print."""
    meeting = reads.meeting(g.scope, meeting_id)
    body = body_reads.body(g.scope, meeting.body_id)
    allow_keeping(g.scope, body)
    asked = request.args.get("number", "")
    lines = sheet_reads.register(g.scope, meeting.id)
    chosen = [one for one in lines if one.sheet.void_at is None and asked in ("", str(one.sheet.number))]
    if not chosen:
        raise NotFound()
    return paper_answer(meeting_id, chosen, kind)


def paper_answer(meeting_id: int, lines: list[sheet_reads.Line], kind: str) -> Response:
    """Sheets as one file; the QR mark of each leads to its page."""
    meeting = reads.meeting(g.scope, meeting_id)
    body = body_reads.body(g.scope, meeting.body_id)

    def address(code: str) -> str:
        return url_for("mysheet.by_code", code=code, _external=True)

    make, media_type = FORMATS[kind]
    content = make(*papers_of(sheet_data(g.scope, meeting, body, lines, address)))
    return file_answer(content, media_type, f"Опросные листы {reads.day_of(g.scope, meeting)}.{kind}")
