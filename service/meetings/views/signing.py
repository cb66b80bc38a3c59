"""Signing on pages (подписание): one's own password, a signature file, a scan; amendments likewise."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, g, request, url_for

from service.core.errors import Forbidden
from service.documents import files
from service.meetings.actions import amending, signing
from service.meetings.model.minutes import Signature
from service.meetings.names import MeetingsPermission
from service.meetings.papers import naming
from service.meetings.queries import meetings as reads
from service.meetings.queries import signed
from service.meetings.queries.bodies import composition
from service.meetings.queries.minutes_reading import allow_reading
from service.meetings.queries.rights import person_of, writes_minutes
from service.meetings.schema.after import AmendmentDraft, FileSignDraft, SignDraft
from service.meetings.views.acting import Answer, done
from service.meetings.views.minutes import existing
from service.web.answers import file_answer
from service.web.forms import Form, load
from service.web.guard import requires
from service.web.show import form_with, show
from service.web.throttle import BY_ACCOUNT, attempt

blueprint = Blueprint(
    "signing",
    __name__,
    url_prefix="/<slug>/meetings/<int:meeting_id>/minutes",
    template_folder="../templates",
)
Make = Callable[[signing.Signed], Signature]


def what_of(meeting_id: int, amendment_id: int | None) -> signing.Signed:
    """What is signed at an address: the minutes, or one of their amendments."""
    row = allow_reading(g.scope, existing(meeting_id))
    if amendment_id is None:
        return signing.minutes_to_sign(g.scope, row.id)
    found = amending.amendment_to_sign(g.scope, amendment_id)
    if found.minutes.id != row.id:
        raise Forbidden()
    return found


def _asked() -> int | None:
    given = request.args.get("amendment", "")
    return int(given) if given.isdecimal() else None


@blueprint.get("/sign")
@requires(MeetingsPermission.TAKE_PART)
def page(meeting_id: int) -> str:
    """Read the paper and sign it."""
    return _page(meeting_id, form_with())


def _page(meeting_id: int, form: Form) -> str:
    what = what_of(meeting_id, _asked())
    day = reads.day_of(g.scope, what.meeting)
    return show(
        "meetings/minutes_sign.html",
        meeting=what.meeting,
        body=what.body,
        day=day,
        what=what,
        amendment=what.row if what.column == "amendment_id" else None,
        put=signed.signatures(g.scope, what.row),
        members=composition(g.scope, what.body.id, day).members,
        me=person_of(g.scope),
        writes=writes_minutes(g.scope, what.body, what.meeting.keeper_id),
        kinds=signed.KINDS,
        office=naming.office,
        form=form,
    )


def _done(meeting_id: int, act: Callable[[dict[str, Any]], Any]) -> Answer:
    back = url_for("minutes.page", meeting_id=meeting_id, _anchor="signatures")
    return done(act, back, lambda form: _page(meeting_id, form))


@blueprint.post("/sign")
@requires(MeetingsPermission.TAKE_PART)
def sign(meeting_id: int) -> Answer:
    """Sign by one's own account."""
    count_try()

    def act(values: dict[str, Any]) -> None:
        asked = load(SignDraft(), {**values, "password": request.form.get("password", "")})
        signing.sign(g.scope, what_of(meeting_id, _asked()), asked["sha256"], asked["password"])

    return _done(meeting_id, act)


def count_try() -> None:
    """A browser left open must not be a place to guess the password."""
    attempt("signature", account=(BY_ACCOUNT, str(g.scope.actor.account_id)))


@blueprint.post("/sign-file")
@requires(MeetingsPermission.TAKE_PART)
def sign_file(meeting_id: int) -> Answer:
    """Add a detached signature made elsewhere."""

    def act(values: dict[str, Any]) -> None:
        asked = load(FileSignDraft(), {name: values.get(name) for name in ("sha256", "person_id")})
        content, name, _ = uploaded()
        what = what_of(meeting_id, _asked())
        signing.sign_detached(g.scope, what, asked["sha256"], content, name, asked["person_id"])

    return _done(meeting_id, act)


@blueprint.post("/sign-paper")
@requires(MeetingsPermission.TAKE_PART)
def sign_paper(meeting_id: int) -> Answer:
    """Record a signature on paper with its scan."""

    def act(values: dict[str, Any]) -> None:
        asked = load(FileSignDraft(), {name: values.get(name) for name in ("sha256", "person_id")})
        content, _, media_type = uploaded()
        what = what_of(meeting_id, _asked())
        signing.sign_on_paper(g.scope, what, asked["sha256"], content, media_type, asked["person_id"])

    return _done(meeting_id, act)


def uploaded() -> tuple[bytes, str, str]:
    """The file that came with a form: its bytes, name and media type; empty without one."""
    file = request.files.get("file")
    if file is None:
        return b"", "", ""
    return file.read(files.LARGEST + 1), file.filename or "file", file.mimetype or "application/octet-stream"


@blueprint.get("/amendments/new")
@requires(MeetingsPermission.TAKE_PART)
def new_amendment(meeting_id: int) -> str:
    """The form of an amendment."""
    return _amendment_form(meeting_id, form_with())


def _amendment_form(meeting_id: int, form: Form) -> str:
    row = existing(meeting_id)
    return show(
        "meetings/amendment_form.html", row=row, meeting=reads.meeting(g.scope, meeting_id), form=form
    )


@blueprint.post("/amendments/new")
@requires(MeetingsPermission.TAKE_PART)
def amend(meeting_id: int) -> Answer:
    """Draft an amendment."""

    def act(values: dict[str, Any]) -> None:
        asked = load(AmendmentDraft(), values)
        amending.amend(g.scope, existing(meeting_id).id, asked["text"], asked["reason"])

    back = url_for("minutes.page", meeting_id=meeting_id, _anchor="amendments")
    return done(act, back, lambda form: _amendment_form(meeting_id, form))


@blueprint.get("/amendments/<int:amendment_id>.pdf", defaults={"form": "pdf"})
@blueprint.get("/amendments/<int:amendment_id>.docx", defaults={"form": "docx"})
@requires(MeetingsPermission.READ)
def amendment_file(meeting_id: int, amendment_id: int, form: str) -> Response:
    """The paper of an amendment as stored."""
    found = amending.amendment(g.scope, amendment_id)
    if found.minutes_id != existing(meeting_id).id:
        raise Forbidden()
    kept = files.stored(g.scope, found.pdf_id if form == "pdf" else found.docx_id)
    return file_answer(kept.content, kept.media_type, kept.name)


@blueprint.get("/signatures/<int:signature_id>")
@requires(MeetingsPermission.READ)
def signature_file(meeting_id: int, signature_id: int) -> Response:
    """The file of a signature: the detached one, or the scan."""
    kept = files.stored(
        g.scope, signed.file_of(g.scope, allow_reading(g.scope, existing(meeting_id)).id, signature_id)
    )
    return file_answer(kept.content, kept.media_type, kept.name)
