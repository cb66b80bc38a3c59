"""The API of what follows: decisions, assignments, dispatches to the authority, requests for information."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, Response, g

from service.core.language import N_
from service.core.paging import Page
from service.documents import files
from service.meetings.actions import dispatching, following, informing
from service.meetings.api import telling
from service.meetings.model.following import Dispatch
from service.meetings.names import MeetingsPermission
from service.meetings.queries import bodies, decisions, meetings
from service.meetings.queries import following as reads
from service.meetings.queries.decisions import Asked, Recorded
from service.meetings.schema import after, after_records
from service.web.answers import file_answer
from service.web.api import PREFIX, accepts, asked_page, described, returns
from service.web.guard import requires

FOLLOWING = Blueprint("api_following", __name__, url_prefix=f"{PREFIX}/<slug>")
DECISION, ASSIGNMENT = after_records.DecisionEntry(), after_records.DecisionAssignmentRecord()
DISPATCH, REQUEST = after_records.DispatchRecord(), after_records.RequestRecord()


def _decision(one: Recorded) -> dict[str, Any]:
    return {
        **telling.columns(one.row),
        "title": one.item.title,
        "task": one.item.task,
        "meeting_id": one.meeting.id,
        "held_on": meetings.day_of(g.scope, one.meeting),
        "body_id": one.body.id,
        "minutes_number": one.minutes.number if one.minutes else None,
    }


def _sent(rows: Sequence[Dispatch]) -> list[dict[str, Any]]:
    """Dispatches with the digests of the papers kept at sending."""
    kept = reads.dispatched(g.scope, [one.id for one in rows])
    names = ("pdf_sha256", "docx_sha256")
    return [
        {**telling.columns(one), **{name: getattr(kept.get(one.id), name, None) for name in names}}
        for one in rows
    ]


@FOLLOWING.get("/decisions")
@requires(MeetingsPermission.READ)
@accepts(query=after_records.DecisionQuestion())
@returns(DECISION, many=True, summary=N_("Реестр решений с поиском"))
def listing(query: dict[str, Any]) -> Any:
    """Decisions that were asked for."""
    asked = Asked(
        text=query.get("q") or "",
        unsent=bool(query.get("unsent")),
        **{
            name: query[name]
            for name in ("kind", "outcome", "body_id", "task", "since", "until")
            if query.get(name)
        },
    )
    page = decisions.decisions(g.scope, asked, asked_page())
    return Page([_decision(one) for one in page.items], page.total, page.paging)


@FOLLOWING.get("/decisions/<int:decision_id>")
@requires(MeetingsPermission.READ)
@returns(DECISION, summary=N_("Решение"))
def decision(decision_id: int) -> Any:
    """One decision."""
    return _decision(decisions.decision(g.scope, decision_id))


@FOLLOWING.get("/bodies/<int:body_id>/tasks")
@requires(MeetingsPermission.READ)
@accepts(query=after_records.TaskQuestion())
@returns(after_records.TaskRecord(), many=True, summary=N_("Решения по задачам органа за год; ноль виден"))
def tasks(body_id: int, query: dict[str, Any]) -> Any:
    """Decisions by task."""
    until = query.get("until") or date(g.scope.today.year, 12, 31)
    since = query.get("since") or date(until.year, 1, 1)
    return decisions.by_task(g.scope, bodies.body(g.scope, body_id), since, until)


@FOLLOWING.post("/decisions/<int:decision_id>/assignments")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=after.AssignmentDraft())
@returns(ASSIGNMENT, status=201, summary=N_("Дать поручение по принятому решению"))
def assign(decision_id: int, body: dict[str, Any]) -> Any:
    """Give an assignment."""
    return telling.columns(telling.fresh(following.assign(g.scope, decision_id, body)))


@FOLLOWING.get("/assignments")
@requires(MeetingsPermission.READ)
@accepts(query=after_records.AssignmentQuestion())
@returns(ASSIGNMENT, many=True, summary=N_("Поручения; overdue – только просроченные"))
def assignments(query: dict[str, Any]) -> Any:
    """Assignments by their day."""
    page = reads.assignments(
        g.scope,
        asked_page(),
        owner_id=query.get("owner_id"),
        state=query.get("state") or "",
        due_before=g.scope.today if query.get("overdue") else None,
    )
    return Page([telling.columns(one.row) for one in page.items], page.total, page.paging)


@FOLLOWING.post("/assignments/<int:assignment_id>/report")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=after.ReportDraft())
@returns(ASSIGNMENT, summary=N_("Отчитаться об исполнении поручения"))
def report(assignment_id: int, body: dict[str, Any]) -> Any:
    """Say that it is done."""
    return telling.columns(telling.fresh(following.report(g.scope, assignment_id, body["report"])))


@FOLLOWING.post("/assignments/<int:assignment_id>/withdraw")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=after.ReportDraft())
@returns(ASSIGNMENT, summary=N_("Снять поручение с причиной"))
def withdraw(assignment_id: int, body: dict[str, Any]) -> Any:
    """Take it off."""
    return telling.columns(telling.fresh(following.withdraw(g.scope, assignment_id, body["report"])))


@FOLLOWING.post("/meetings/<int:meeting_id>/carry")
@requires(MeetingsPermission.TAKE_PART)
@returns(
    after_records.CarriedRecord(), many=True, summary=N_("Внести просроченные поручения в проект повестки")
)
def carry(meeting_id: int) -> Any:
    """Put overdue assignments on the agenda draft."""
    made = following.carry(g.scope, meeting_id)
    return [telling.columns(one) for one in made]


@FOLLOWING.post("/decisions/<int:decision_id>/dispatches")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=after.DispatchDraft())
@returns(
    DISPATCH,
    status=201,
    summary=N_("Направить решение в орган управления"),
    about=N_("Без срока ответа (answer_due) решение не направляется; обычно 30 дней."),
)
def dispatch(decision_id: int, body: dict[str, Any]) -> Any:
    """Send to the authority."""
    return _sent([telling.fresh(dispatching.dispatch(g.scope, decision_id, body))])[0]


@FOLLOWING.get("/dispatches")
@requires(MeetingsPermission.READ)
@accepts(query=after_records.DispatchQuestion())
@returns(DISPATCH, many=True, summary=N_("Направленные решения; unanswered – ответ просрочен"))
def dispatches(query: dict[str, Any]) -> Any:
    """What was sent."""
    late = g.scope.today if query.get("unanswered") else None
    page = reads.dispatches(g.scope, asked_page(), unanswered_on=late)
    return Page(_sent([one.row for one in page.items]), page.total, page.paging)


@FOLLOWING.get("/dispatches/<int:dispatch_id>/paper.pdf")
@requires(MeetingsPermission.READ)
@described(kind=files.PDF, summary=N_("Письмо с выпиской в PDF, какими их отправили"))
def pdf(dispatch_id: int) -> Response:
    """What was sent, as PDF."""
    return file_answer(*dispatching.paper(g.scope, dispatch_id, "pdf"))


@FOLLOWING.get("/dispatches/<int:dispatch_id>/paper.docx")
@requires(MeetingsPermission.READ)
@described(kind=files.DOCX, summary=N_("Письмо с выпиской в DOCX, какими их отправили"))
def docx(dispatch_id: int) -> Response:
    """What was sent, as DOCX."""
    return file_answer(*dispatching.paper(g.scope, dispatch_id, "docx"))


@FOLLOWING.post("/dispatches/<int:dispatch_id>/answer")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=after.DispatchAnswerDraft())
@returns(DISPATCH, summary=N_("Записать ответ органа управления и исход"))
def answer(dispatch_id: int, body: dict[str, Any]) -> Any:
    """Record the answer."""
    return _sent([telling.fresh(dispatching.answer(g.scope, dispatch_id, body))])[0]


@FOLLOWING.get("/information-requests")
@requires(MeetingsPermission.READ)
@accepts(query=after_records.RequestQuestion())
@returns(REQUEST, many=True, summary=N_("Запросы информации; unanswered – открытые"))
def requests(query: dict[str, Any]) -> Any:
    """Requests for information."""
    page = reads.requests(
        g.scope, asked_page(), body_id=query.get("body_id"), unanswered=bool(query.get("unanswered"))
    )
    return Page([telling.columns(one) for one, _ in page.items], page.total, page.paging)


@FOLLOWING.post("/bodies/<int:body_id>/information-requests")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=after.RequestDraft())
@returns(REQUEST, status=201, summary=N_("Записать запрос информации"))
def ask(body_id: int, body: dict[str, Any]) -> Any:
    """Ask for information."""
    return telling.columns(telling.fresh(informing.ask(g.scope, body_id, body)))


@FOLLOWING.post("/information-requests/<int:request_id>/answer")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=after.GivenDraft())
@returns(REQUEST, summary=N_("Записать ответ на запрос информации"))
def informed(request_id: int, body: dict[str, Any]) -> Any:
    """Record the answer."""
    return telling.columns(telling.fresh(informing.informed(g.scope, request_id, body)))
