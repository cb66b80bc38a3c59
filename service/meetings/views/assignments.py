"""Assignments and requests for information on pages (поручения, запросы): mine, overdue, answered."""

from flask import Blueprint, g, request, url_for

from service.core.paging import paging
from service.meetings.actions import following, informing
from service.meetings.names import MeetingsPermission
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import following as reads
from service.meetings.queries.rights import keeps, person_of
from service.meetings.schema.after import GivenDraft, ReportDraft, RequestDraft
from service.meetings.views.acting import Answer, done
from service.meetings.views.sittings import drawn
from service.web.forms import Form, load
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("assignments", __name__, url_prefix="/<slug>", template_folder="../templates")
STATES = ("open", "done", "withdrawn")


@blueprint.get("/assignments")
@requires(MeetingsPermission.READ)
def listing() -> str:
    """Assignments by their day: everybody's, one's own, the overdue ones."""
    return _listing(form_with())


def _listing(form: Form) -> str:
    scope = g.scope
    which = request.args.get("which", "")
    me = person_of(scope)
    page = reads.assignments(
        scope,
        paging(request.args.get("page", 1)),
        owner_id=me if which == "mine" and me else None,
        state=which if which in STATES else "",
        due_before=scope.today if which == "overdue" else None,
    )
    return show(
        "meetings/assignments.html",
        page=page,
        which=which,
        me=me,
        today=scope.today,
        keeps={one.body.id: keeps(scope, one.body) for one in page.items},
        form=form,
    )


@blueprint.post("/assignments/<int:assignment_id>/report")
@requires(MeetingsPermission.TAKE_PART)
def report(assignment_id: int) -> Answer:
    """Say that it is done."""
    return done(
        lambda values: following.report(g.scope, assignment_id, load(ReportDraft(), values)["report"]),
        url_for("assignments.listing"),
        _listing,
    )


@blueprint.post("/assignments/<int:assignment_id>/withdraw")
@requires(MeetingsPermission.TAKE_PART)
def withdraw(assignment_id: int) -> Answer:
    """Take it off."""
    return done(
        lambda values: following.withdraw(g.scope, assignment_id, load(ReportDraft(), values)["report"]),
        url_for("assignments.listing"),
        _listing,
    )


@blueprint.post("/meetings/<int:meeting_id>/carry")
@requires(MeetingsPermission.TAKE_PART)
def carry(meeting_id: int) -> Answer:
    """Put overdue assignments on the agenda draft."""
    return done(
        lambda _: following.carry(g.scope, meeting_id),
        url_for("sittings.page", meeting_id=meeting_id, _anchor="agenda"),
        lambda form: drawn(meeting_id, form),
    )


@blueprint.get("/bodies/<int:body_id>/requests")
@requires(MeetingsPermission.READ)
def requests(body_id: int) -> str:
    """Requests of a body for information, the open ones first."""
    return _requests(body_id, form_with())


def _requests(body_id: int, form: Form) -> str:
    body = body_reads.body(g.scope, body_id)
    return show(
        "meetings/requests.html",
        body=body,
        page=reads.requests(g.scope, paging(request.args.get("page", 1)), body_id=body_id),
        keeps=keeps(g.scope, body),
        today=g.scope.today,
        form=form,
    )


@blueprint.post("/bodies/<int:body_id>/requests")
@requires(MeetingsPermission.TAKE_PART)
def ask(body_id: int) -> Answer:
    """Ask the authority for information."""
    return done(
        lambda values: informing.ask(g.scope, body_id, load(RequestDraft(), values)),
        url_for("assignments.requests", body_id=body_id),
        lambda form: _requests(body_id, form),
    )


@blueprint.post("/requests/<int:request_id>/answer")
@requires(MeetingsPermission.TAKE_PART)
def answer(request_id: int) -> Answer:
    """Record the answer to a request."""
    body_id = reads.request(g.scope, request_id).body_id
    return done(
        lambda values: informing.informed(g.scope, request_id, load(GivenDraft(), values)),
        url_for("assignments.requests", body_id=body_id),
        lambda form: _requests(body_id, form),
    )
