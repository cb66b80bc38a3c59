"""What is coming (ближайшее), and subscriptions that put it into calendar programs."""

import hashlib

from flask import Blueprint, Response, g, request, url_for
from limits import parse
from werkzeug.wrappers import Response as AnyResponse

from service.core.clock import zone_mark
from service.core.errors import FieldProblem, Invalid, NotFound, Problem
from service.core.paging import Paging, paging
from service.meetings import invitations
from service.meetings.actions import feeding
from service.meetings.invitations import FORMS
from service.meetings.names import DEADLINES, KINDS, STATES, MeetingsPermission
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import feeds, sittings
from service.meetings.queries import meetings as reads
from service.meetings.queries.upcoming import upcoming
from service.meetings.schema.feeds import FeedDraft
from service.meetings.views.acting import Answer, done
from service.web.forms import Form, load, typed
from service.web.guard import public, requires
from service.web.shell import shell
from service.web.show import form_with, show
from service.web.throttle import address, attempt

blueprint = Blueprint("calendar", __name__, url_prefix="/<slug>", template_folder="../templates")
PROGRAM, PLACE = parse("60 per 10 minutes"), parse("1200 per 10 minutes")
"""One subscription asks a few times an hour; behind one address stand many, as of a mail service."""
KEPT = 900


@blueprint.get("/calendar")
@requires(MeetingsPermission.READ)
def page() -> str:
    """Meetings and deadlines of the coming two months by day, of all bodies or of one."""
    asked = request.args.get("body", "")
    body_id = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else None
    return show(
        "meetings/calendar.html",
        page=upcoming(g.scope, paging(request.args.get("page", 1)), body_id),
        chosen=body_id,
        bodies=_bodies(),
        local=lambda moment: reads.local(g.scope, moment),
        deadlines=DEADLINES,
        forms=FORMS,
        states=STATES,
        zone=zone_mark(g.scope.now, g.scope.tenant.time_zone),
    )


def _bodies() -> list[tuple[int, str]]:
    found = body_reads.bodies(g.scope, tuple(KINDS), Paging(1, 200))
    return [(one.id, one.name) for one in found.items]


@blueprint.get("/calendar/feeds")
@requires(MeetingsPermission.READ)
def subscriptions() -> str:
    """One's own subscriptions."""
    return _subscriptions(form_with())


def _subscriptions(form: Form, made: str | None = None) -> str:
    return show(
        "meetings/feeds.html",
        page=feeds.feeds(g.scope, paging(request.args.get("page", 1))),
        form=form,
        made=made,
        local=lambda moment: reads.local(g.scope, moment),
        bodies=_bodies(),
    )


@blueprint.post("/calendar/feeds")
@requires(MeetingsPermission.TAKE_PART)
def subscribe() -> str | tuple[str, int]:
    """Make a subscription and show its address once."""
    values = typed()
    try:
        _, secret = feeding.make_feed(g.scope, _asked(values))
    except Problem as problem:
        g.scope.db.rollback()
        return _subscriptions(form_with(values, problem)), problem.status
    return _subscriptions(form_with(), made=feed_address(secret))


def _asked(values: dict[str, object]) -> int | None:
    body_id: int | None = load(FeedDraft(), values)["body_id"]
    if body_id is not None:
        try:
            body_reads.body(g.scope, body_id)
        except NotFound:
            raise Invalid(fields=(FieldProblem("body_id", feeding.NO_BODY),)) from None
    return body_id


@blueprint.post("/calendar/feeds/<int:feed_id>/revoke")
@requires(MeetingsPermission.TAKE_PART)
def revoke(feed_id: int) -> Answer:
    """Revoke a subscription."""
    return done(
        lambda _: feeding.revoke_feed(g.scope, feed_id), url_for("calendar.subscriptions"), _subscriptions
    )


def feed_address(secret: str) -> str:
    """The address of a subscription, of the service as set up, never of the host a request names."""
    return str(shell().settings.public_url) + url_for("calendar.feed", secret=secret)


@blueprint.get("/calendar/<secret>.ics")
@public
def feed(secret: str) -> AnyResponse:
    """The calendar behind a secret address; one that is unknown or revoked is not there."""
    attempt("calendar", feed=(PROGRAM, secret), address=(PLACE, address()))
    found = feeds.by_secret(g.scope, secret)
    if found is None:
        raise NotFound()
    public_url = str(shell().settings.public_url)
    name, language = feeds.name_of(g.scope, found)
    bodies, kept = feeds.sits_in(g.scope, found)
    meetings = feeds.told(g.scope, bodies)
    terms, set_at = feeds.terms(g.scope, bodies, kept, language, public_url)
    changed = feeds.newest(g.scope, found, [*(one.recorded_at for one, _ in meetings), *set_at])
    content = invitations.feed(
        name,
        g.scope.tenant.time_zone,
        sittings.present(g.scope, meetings, public_url),
        terms,
        changed,
        language,
    )
    answer = _file(content)
    answer.headers["Cache-Control"] = f"private, max-age={KEPT}"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.set_etag(hashlib.sha256(content).hexdigest()[:32])
    return answer.make_conditional(request)


@blueprint.get("/meetings/<int:meeting_id>/invitation.ics")
@requires(MeetingsPermission.READ)
def invitation(meeting_id: int) -> Response:
    """One meeting that was announced, as a file to put into a calendar."""
    meeting = reads.meeting(g.scope, meeting_id)
    body = body_reads.body(g.scope, meeting.body_id)
    if meeting.state in sittings.UNSAID or not feeds.told(g.scope, [body.id], meeting.id):
        raise NotFound()
    (sitting,) = sittings.present(g.scope, [(meeting, body)], str(shell().settings.public_url))
    answer = _file(invitations.published(sitting, g.scope.now))
    answer.headers["Content-Disposition"] = f'attachment; filename="meeting-{meeting.id}.ics"'
    return answer


def _file(content: bytes) -> Response:
    return Response(content, mimetype="text/calendar", content_type="text/calendar; charset=utf-8")
