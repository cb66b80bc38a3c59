"""Register of decisions on pages (реестр решений): search, workbook, a decision with what follows from it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, Response, g, request, url_for

from service.core.language import N_
from service.core.paging import paging
from service.meetings import sheets
from service.meetings.actions import dispatching, following
from service.meetings.events import AfterEvent
from service.meetings.names import DECISIONS, FORCES, OUTCOMES, MeetingsPermission
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import decisions, meetings
from service.meetings.queries import following as reads
from service.meetings.queries.bodies import composition
from service.meetings.queries.decisions import Asked
from service.meetings.queries.rights import keeps
from service.meetings.rules.naming import SENDABLE, TAKEN, inward
from service.meetings.rules.wording import ordering
from service.meetings.schema.after import AssignmentDraft, DispatchAnswerDraft, DispatchDraft
from service.meetings.views.acting import Answer, done
from service.web.answers import file_answer
from service.web.api import XLSX
from service.web.forms import Form, load
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("decisions", __name__, url_prefix="/<slug>", template_folder="../templates")
MOST = 10_000
REPLIES: Mapping[str, str] = {
    "accepted": N_("Принято"),
    "partly": N_("Принято частично"),
    "declined": N_("Отклонено"),
}


def asked_of(given: Mapping[str, Any]) -> Asked:
    """What the address asks of the register; what is no such value is not asked."""
    kind, outcome = str(given.get("kind", "")), str(given.get("outcome", ""))
    body = str(given.get("body", ""))
    return Asked(
        text=str(given.get("q", "")).strip()[:200],
        kind=kind if kind in DECISIONS else "",
        outcome=outcome if outcome in OUTCOMES else "",
        body_id=int(body) if body.isdecimal() and len(body) < 16 else None,
        task=str(given.get("task", ""))[:20],
        since=_day(given.get("since")),
        until=_day(given.get("until")),
        unsent=bool(given.get("unsent")),
    )


def _day(given: Any) -> date | None:
    try:
        return date.fromisoformat(str(given)) if given else None
    except ValueError:
        return None


@blueprint.get("/decisions")
@requires(MeetingsPermission.READ)
def listing() -> str:
    """Decisions of all bodies, the latest first, and how many served each task of the body asked for."""
    asked = asked_of(request.args)
    page = decisions.decisions(g.scope, asked, paging(request.args.get("page", 1)))
    body = body_reads.body(g.scope, asked.body_id) if asked.body_id else None
    year = (asked.until or g.scope.today).year
    since, until = asked.since or date(year, 1, 1), asked.until or date(year, 12, 31)
    return show(
        "meetings/decisions.html",
        page=page,
        asked=asked,
        body=body,
        bodies=decisions.deciding_bodies(g.scope),
        tasks=decisions.by_task(g.scope, body, since, until) if body else [],
        since=since,
        until=until,
        sent=decisions.dispatches(g.scope, [one.row.id for one in page.items]),
        local=lambda moment: meetings.local(g.scope, moment),
        kinds=DECISIONS,
        outcomes=OUTCOMES,
        today=g.scope.today,
    )


@blueprint.get("/decisions.xlsx")
@requires(MeetingsPermission.READ)
def export() -> Response:
    """The register as a workbook, as it was asked for."""
    found = decisions.every(g.scope, asked_of(request.args), MOST)
    sent = decisions.dispatches(g.scope, [one.row.id for one in found])
    content = sheets.decisions_workbook(found, sent, lambda moment: meetings.local(g.scope, moment))
    g.scope.record(AfterEvent.EXPORTED, detail={"rows": len(found)})
    g.commit_anyway = True
    headers = {"Content-Disposition": f'attachment; filename="{g.scope.tenant.slug}-decisions.xlsx"'}
    return Response(content, mimetype=XLSX, headers=headers)


@blueprint.get("/decisions/<int:decision_id>")
@requires(MeetingsPermission.READ)
def card(decision_id: int) -> str:
    """One decision: words, votes, verdict, assignments, dispatches."""
    return _card(decision_id, form_with())


def _card(decision_id: int, form: Form) -> str:
    scope = g.scope
    one = decisions.decision(scope, decision_id)
    sent = decisions.dispatches(scope, [decision_id]).get(decision_id, [])
    kept = reads.dispatched(scope, [each.id for each in sent])
    return show(
        "meetings/decision.html",
        one=one,
        day=meetings.day_of(scope, one.meeting),
        verdicts=meetings.stored(scope, "round", [one.row.round_id]),
        warning=ordering(one.row.kind, one.row.text, one.row.force),
        assignments=reads.assignments(scope, paging(1), decision_id=decision_id).items,
        dispatches=sent,
        sent_at={key: each.made_at for key, each in kept.items()},
        members=composition(scope, one.body.id, scope.today).members,
        sendable=one.row.kind in SENDABLE and one.row.outcome in TAKEN,
        due=dispatching.proposed_due(scope),
        keeps=keeps(scope, one.body),
        today=scope.today,
        kinds=DECISIONS,
        outcomes=OUTCOMES,
        forces=FORCES,
        own=inward(one.row.kind, one.row.force),
        replies=REPLIES,
        form=form,
    )


@blueprint.post("/decisions/<int:decision_id>/assign")
@requires(MeetingsPermission.TAKE_PART)
def assign(decision_id: int) -> Answer:
    """Give an assignment."""
    return done(
        lambda values: following.assign(g.scope, decision_id, load(AssignmentDraft(), values)),
        url_for("decisions.card", decision_id=decision_id, _anchor="assignments"),
        lambda form: _card(decision_id, form),
    )


@blueprint.post("/decisions/<int:decision_id>/dispatch")
@requires(MeetingsPermission.TAKE_PART)
def dispatch(decision_id: int) -> Answer:
    """Send to the authority."""
    return done(
        lambda values: dispatching.dispatch(g.scope, decision_id, load(DispatchDraft(), values)),
        url_for("decisions.card", decision_id=decision_id, _anchor="dispatches"),
        lambda form: _card(decision_id, form),
    )


@blueprint.post("/dispatches/<int:dispatch_id>/answer")
@requires(MeetingsPermission.TAKE_PART)
def answer(dispatch_id: int) -> Answer:
    """Record the authority's answer."""
    decision_id = reads.dispatch(g.scope, dispatch_id).decision_id
    return done(
        lambda values: dispatching.answer(g.scope, dispatch_id, load(DispatchAnswerDraft(), values)),
        url_for("decisions.card", decision_id=decision_id, _anchor="dispatches"),
        lambda form: _card(decision_id, form),
    )


@blueprint.get("/dispatches")
@requires(MeetingsPermission.READ)
def dispatches() -> str:
    """What was sent to the authority; with `unanswered` only what is overdue."""
    late = bool(request.args.get("unanswered"))
    page = reads.dispatches(
        g.scope, paging(request.args.get("page", 1)), unanswered_on=g.scope.today if late else None
    )
    return show("meetings/dispatches.html", page=page, late=late, today=g.scope.today, replies=REPLIES)


@blueprint.get("/dispatches/<int:dispatch_id>.pdf", defaults={"form": "pdf"})
@blueprint.get("/dispatches/<int:dispatch_id>.docx", defaults={"form": "docx"})
@requires(MeetingsPermission.READ)
def paper(dispatch_id: int, form: str) -> Response:
    """The covering letter with the extract, as they were sent."""
    return file_answer(*dispatching.paper(g.scope, dispatch_id, form))
