"""The year's deadlines (сроки года) by month, and subscriptions that put them into calendar programs."""

import hashlib

from flask import Response, g, request, url_for
from limits import parse
from werkzeug.wrappers import Response as AnyResponse

from service.compliance.actions import feeding
from service.compliance.names import CompliancePermission
from service.compliance.queries import feeds
from service.compliance.queries.dates import Dated, by_month, year_dates
from service.compliance.views.pages import blueprint, shown
from service.core.errors import NotFound, Problem
from service.core.language import N_, translate
from service.meetings import invitations
from service.meetings.invitations import Deadline
from service.meetings.views.acting import Answer, done
from service.web.forms import Form
from service.web.guard import public, requires
from service.web.shell import shell
from service.web.show import form_with, show
from service.web.throttle import address, attempt

__all__ = ["blueprint"]
PROGRAM, PLACE = parse("60 per 10 minutes"), parse("1200 per 10 minutes")
KEPT = 3600
NAME = N_("Сроки положения")
EARLIEST, LATEST = 2000, 2100


@blueprint.get("/dates")
@requires(CompliancePermission.READ)
def dates() -> str:
    """Deadlines of a calendar year by month."""
    return _page(form_with())


def _page(form: Form, made: str | None = None) -> str:
    year = _year()
    return show(
        "compliance/dates.html",
        shown_year=year,
        months=by_month(year_dates(g.scope, year)),
        feeds=feeds.feeds(g.scope),
        form=form,
        made=made,
        **shown(),
    )


def _year() -> int:
    asked = request.args.get("of", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else g.scope.today.year
    return min(LATEST, max(EARLIEST, year))


@blueprint.post("/dates/feeds")
@requires(CompliancePermission.WRITE)
def subscribe() -> str | tuple[str, int]:
    """Make a subscription and show its address once."""
    try:
        _, secret = feeding.make_feed(g.scope)
    except Problem as problem:
        g.scope.db.rollback()
        return _page(form_with({}, problem)), problem.status
    g.scope.db.flush()
    return _page(form_with(), feed_address(secret))


def feed_address(secret: str) -> str:
    """The address of a subscription for a calendar program."""
    return f"{shell().settings.public_url}{url_for('regulation.feed', secret=secret)}"


@blueprint.post("/dates/feeds/<int:feed_id>/revoke")
@requires(CompliancePermission.WRITE)
def revoke_feed(feed_id: int) -> Answer:
    """Revoke a subscription."""
    return done(lambda _: feeding.revoke_feed(g.scope, feed_id), url_for("regulation.dates"), _page)


@blueprint.get("/dates/<secret>.ics")
@public
def feed(secret: str) -> AnyResponse:
    """The deadlines of this year and the next behind a secret address; an unknown one is not there."""
    attempt("calendar", feed=(PROGRAM, secret), address=(PLACE, address()))
    found = feeds.by_secret(g.scope, secret)
    if found is None:
        raise NotFound()
    row, language = found
    year = g.scope.today.year
    listed = [_deadline(one) for year in (year, year + 1) for one in year_dates(g.scope, year)]
    name = f"{translate(NAME, language)}: {g.scope.tenant.title(language)}"
    content = invitations.feed(name, g.scope.tenant.time_zone, [], listed, row.made_at, language)
    answer = Response(content, mimetype="text/calendar", content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = f"private, max-age={KEPT}"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.set_etag(hashlib.sha256(content).hexdigest()[:32])
    return answer.make_conditional(request)


def _deadline(one: Dated) -> Deadline:
    rule = one.line.rule
    return Deadline(
        tenant=g.scope.tenant.slug,
        key=one.key,
        title=f"{rule.title} ({rule.clause})" if rule.clause else rule.title,
        due=one.day,
        zone=g.scope.tenant.time_zone,
        link=f"{shell().settings.public_url}{url_for('regulation.rule', rule_id=rule.id)}",
    )
