"""The page of minutes (протокол): words by question, the paper, downloads; begun, sent for signing, back."""

from typing import Any

from flask import Blueprint, Response, g, url_for

from service.core.errors import Conflict, NotFound
from service.documents import files
from service.documents.paper import to_docx, to_pdf, to_png
from service.meetings.actions import minutes as actions
from service.meetings.model.minutes import Minutes, MinutesBlock
from service.meetings.names import MeetingsPermission
from service.meetings.papers import naming
from service.meetings.papers.facts import MinutesData
from service.meetings.papers.minutes import minutes as paper
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries import minutes as minutes_reads
from service.meetings.queries import signed
from service.meetings.queries.bodies import composition
from service.meetings.queries.decisions import of_meeting
from service.meetings.queries.minutes_history import earlier
from service.meetings.queries.minutes_reading import NOT_YET, allow_reading, readable
from service.meetings.queries.rights import keeps, person_of, writes_minutes
from service.meetings.schema.after import BlockDraft
from service.meetings.views.acting import Answer, done
from service.meetings.views.drawing import wording_of
from service.web.answers import file_answer
from service.web.forms import Form, load, typed
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint(
    "minutes",
    __name__,
    url_prefix="/<slug>/meetings/<int:meeting_id>/minutes",
    template_folder="../templates",
)
PREVIEW = 96


def existing(meeting_id: int) -> Minutes:
    """The minutes of a meeting; raises NotFound where none were begun."""
    found = minutes_reads.minutes_of(g.scope, meeting_id)
    if found is None:
        raise NotFound()
    return found


@blueprint.get("")
@requires(MeetingsPermission.READ)
def page(meeting_id: int) -> str:
    """Minutes with their words, paper, signatures, copies, amendments."""
    return drawn(meeting_id, form_with())


def drawn(meeting_id: int, form: Form) -> str:
    """The page of minutes with what was typed and refused."""
    scope = g.scope
    meeting = reads.meeting(scope, meeting_id)
    body = body_reads.body(scope, meeting.body_id)
    row = minutes_reads.minutes_of(scope, meeting_id)
    if row is not None and not readable(scope, row):
        return show("meetings/minutes_unread.html", meeting=meeting, body=body, why=NOT_YET)
    policy = MeetingPolicy.of(scope.profile, body.kind)
    seated = composition(scope, body.id, reads.day_of(scope, meeting))
    data = _data(row) if row else None
    blocks = minutes_reads.blocks(scope, row.id) if row else {}
    return show(
        "meetings/minutes.html",
        meeting=meeting,
        body=body,
        day=reads.day_of(scope, meeting),
        row=row,
        data=data,
        items=reads.agenda(scope, meeting_id),
        blocks=blocks,
        warnings=wording_of(policy, blocks),
        pages=len(to_png(paper(data), profile=actions.gost(policy), ppi=24)) if data else 0,
        expected=minutes_reads.expected(policy, meeting, seated),
        office=naming.office,
        kinds=signed.KINDS,
        **signed.told(scope, row),
        verdicts=reads.stored(scope, "minutes", [row.id]) if row else [],
        due={one.kind: one for one in reads.deadlines(scope, meeting_id)},
        writes=writes_minutes(scope, body, meeting.keeper_id),
        keeps=keeps(scope, body),
        me=person_of(scope),
        begins=meeting.state in actions.AFTER,
        local=lambda moment: reads.local(scope, moment),
        decided={one.item.id: one.row.id for one in of_meeting(scope, meeting_id)},
        form=form,
    )


def _data(row: Minutes) -> MinutesData:
    """What minutes say: as it was frozen, or from the records now."""
    if row.content:
        return signed.frozen(row)
    return minutes_reads.content(g.scope, reads.meeting(g.scope, row.meeting_id), row)


def _act(meeting_id: int, act: Any) -> Answer:
    return done(
        lambda _: act(), url_for("minutes.page", meeting_id=meeting_id), lambda form: drawn(meeting_id, form)
    )


@blueprint.post("/begin")
@requires(MeetingsPermission.TAKE_PART)
def begin(meeting_id: int) -> Answer:
    """Begin minutes."""
    return _act(meeting_id, lambda: actions.begin(g.scope, meeting_id))


@blueprint.post("/review")
@requires(MeetingsPermission.TAKE_PART)
def review(meeting_id: int) -> Answer:
    """Send minutes for signing."""
    return _act(meeting_id, lambda: actions.to_review(g.scope, existing(meeting_id).id))


@blueprint.post("/return")
@requires(MeetingsPermission.TAKE_PART)
def give_back(meeting_id: int) -> Answer:
    """Take minutes back into draft."""
    return _act(meeting_id, lambda: actions.to_draft(g.scope, existing(meeting_id).id))


@blueprint.get("/items/<int:item_id>")
@requires(MeetingsPermission.TAKE_PART)
def edit(meeting_id: int, item_id: int) -> str:
    """The form of what was heard, said and decided on one question."""
    block = _block(meeting_id, item_id)
    values = {name: getattr(block, name) for name in (*actions.FIELDS, "version")}
    return _form(meeting_id, item_id, form_with(values))


@blueprint.post("/items/<int:item_id>")
@requires(MeetingsPermission.TAKE_PART)
def write(meeting_id: int, item_id: int) -> Answer:
    """Write the words; whoever was second sees both texts and loses none."""
    values = typed()
    asked = load(BlockDraft(), values)
    row = existing(meeting_id)

    def again(form: Form) -> str:
        theirs = _block(meeting_id, item_id)
        stale = isinstance(form.refusal, Conflict) and str(theirs.version) != str(values.get("version"))
        kept = {**values, "version": theirs.version} if stale else values
        shown = form_with(kept, form.refusal if not stale else None)
        return _form(meeting_id, item_id, shown, theirs if stale else None)

    back = url_for("minutes.page", meeting_id=meeting_id, _anchor=f"item-{item_id}")
    return done(lambda _: actions.write(g.scope, row.id, item_id, asked), back, again)


def _block(meeting_id: int, item_id: int) -> MinutesBlock:
    row = allow_reading(g.scope, existing(meeting_id))
    found = minutes_reads.blocks(g.scope, row.id).get(item_id)
    if found is None:
        raise NotFound()
    return found


def _form(meeting_id: int, item_id: int, form: Form, theirs: MinutesBlock | None = None) -> str:
    meeting = reads.meeting(g.scope, meeting_id)
    row = existing(meeting_id)
    data = minutes_reads.content(g.scope, meeting, row)
    item = reads.item(g.scope, item_id)
    question = next(one for one in data.questions if one.number == item.number)
    return show(
        "meetings/minutes_form.html",
        meeting=meeting,
        row=row,
        item=item,
        question=question,
        form=form,
        theirs=theirs,
        earlier=earlier(g.scope, _block(meeting_id, item_id)),
        local=lambda moment: reads.local(g.scope, moment),
        writes=writes_minutes(g.scope, body_reads.body(g.scope, meeting.body_id), meeting.keeper_id),
    )


@blueprint.get("/pages/<int:number>.png")
@requires(MeetingsPermission.READ)
def preview(meeting_id: int, number: int) -> Response:
    """A page of the paper as a picture."""
    found = to_png(
        *_papers(allow_reading(g.scope, existing(meeting_id))), profile=_gost(meeting_id), ppi=PREVIEW
    )
    if not 1 <= number <= len(found):
        raise NotFound()
    return Response(found[number - 1], mimetype="image/png", headers={"Cache-Control": "private, no-cache"})


def _papers(row: Minutes) -> tuple[Any, ...]:
    return (paper(_data(row)),)


def _gost(meeting_id: int) -> Any:
    meeting = reads.meeting(g.scope, meeting_id)
    body = body_reads.body(g.scope, meeting.body_id)
    return actions.gost(MeetingPolicy.of(g.scope.profile, body.kind))


@blueprint.get("/minutes.pdf", defaults={"form": "pdf"})
@blueprint.get("/minutes.docx", defaults={"form": "docx"})
@requires(MeetingsPermission.READ)
def download(meeting_id: int, form: str) -> Response:
    """The paper as stored when it went out for signing; a draft is made now."""
    row = allow_reading(g.scope, existing(meeting_id))
    file_id = row.pdf_id if form == "pdf" else row.docx_id
    if file_id is not None:
        kept = files.stored(g.scope, file_id)
        return file_answer(kept.content, kept.media_type, kept.name)
    make, kind = (to_pdf, files.PDF) if form == "pdf" else (to_docx, files.DOCX)
    return file_answer(
        make(*_papers(row), profile=_gost(meeting_id)), kind, f"minutes-{meeting_id}-draft.{form}"
    )


@blueprint.get("/copy.pdf", defaults={"form": "pdf"})
@blueprint.get("/copy.docx", defaults={"form": "docx"})
@requires(MeetingsPermission.READ)
def marked(meeting_id: int, form: str) -> Response:
    """A copy of signed minutes with the marks of signatures and the amendments since."""
    row = existing(meeting_id)
    if row.state != "signed":
        raise NotFound()
    make, kind = (to_pdf, files.PDF) if form == "pdf" else (to_docx, files.DOCX)
    made = paper(signed.with_marks(g.scope, row))
    return file_answer(
        make(made, profile=_gost(meeting_id)), kind, f"minutes-{row.year}-{row.number}-copy.{form}"
    )
