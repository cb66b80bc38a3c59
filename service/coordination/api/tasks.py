"""The API of coordination: the overview, tasks with their answers, proposals from deficits."""

from typing import Any

from flask import Blueprint, Response, g

from service.coordination import actions
from service.coordination.names import CoordinationPermission
from service.coordination.queries import deficits, tasks
from service.coordination.queries.overview import overview
from service.coordination.schema import (
    CoordinationTaskDraft,
    CoordinationTaskQuestion,
    CoordinationTaskRecord,
    OverviewRecord,
    ProposalsDraft,
    SentRecord,
    TaskAnswerDraft,
    TaskAnswerUpload,
    TaskProposalRecord,
    TaskReviewDraft,
)
from service.coordination.views.pages import scan
from service.core.language import N_, gettext
from service.rules.message import fill
from service.web.answers import file_answer
from service.web.api import PREFIX, accepts, asked_page, described, returns
from service.web.asked import ListQuestion
from service.web.forms import load, typed
from service.web.guard import requires

blueprint = Blueprint("api_coordination", __name__, url_prefix=f"{PREFIX}/<slug>/coordination")
RECORD = CoordinationTaskRecord()
COLUMNS = (
    "id", "organisation_id", "title", "asks", "details", "basis", "evidence", "due_on", "state", "answer",
    "answered_at", "remark",
)  # fmt: skip


def record(one: tasks.Told) -> dict[str, Any]:
    """A task as programs read it."""
    told = {name: getattr(one.row, name) for name in COLUMNS}
    return {**told, "organisation": one.place, "overdue": one.late, "has_file": one.row.file_id is not None}


@blueprint.get("")
@requires(CoordinationPermission.OVERSEE)
@returns(OverviewRecord(), summary=N_("Пульт координатора: службы организаций, сроки, отчёты, показатели"))
def whole() -> dict[str, Any]:
    """What a coordinator sees at a glance."""
    told = overview(g.scope)
    return {
        "organisations": [
            {
                "organisation_id": one.service.organisation_id,
                "title": one.service.title,
                "heads": one.heads,
                "contacts": one.service.contacts,
                "status": one.state,
                "awaited": one.awaited,
                "overdue": one.late,
            }
            for one in told.standings
        ],
        "overdue_total": told.late_total,
        "overdue": [record(one) for one in told.late],
        "reports": [record(one) for one in told.reports],
        "indicators": [{"code": one.code, "title": one.definition.rule.title} for one in told.gaps],
        "events": told.events,
    }


@blueprint.get("/tasks")
@requires(CoordinationPermission.READ)
@accepts(query=CoordinationTaskQuestion())
@returns(RECORD, many=True, summary=N_("Задачи организаций: району – все, школе – её собственные"))
def listing(query: dict[str, Any]) -> Any:
    """Tasks that are there for the caller."""
    asked = tasks.Asked(query.get("state", ""), query.get("organisation_id"), query.get("asks", ""))
    found = tasks.page(g.scope, asked, asked_page())
    return type(found)([record(one) for one in found.items], found.total, found.paging)


@blueprint.post("/tasks")
@requires(CoordinationPermission.COORDINATE)
@accepts(body=CoordinationTaskDraft())
@returns(SentRecord(), status=201, summary=N_("Поставить задачу одной организации или многим"))
def create(body: dict[str, Any]) -> dict[str, Any]:
    """One task for each organisation."""
    return {"tasks": [one.id for one in actions.send(g.scope, body)]}


@blueprint.get("/tasks/<int:task_id>")
@requires(CoordinationPermission.READ)
@returns(RECORD, summary=N_("Одна задача организации с ответом"))
def one(task_id: int) -> dict[str, Any]:
    """One task."""
    return record(tasks.told(g.scope, task_id))


@blueprint.post("/tasks/<int:task_id>/answer")
@requires(CoordinationPermission.READ)
@accepts(upload=TaskAnswerUpload())
@returns(
    RECORD,
    summary=N_("Ответить на задачу своей организации"),
    about=N_("Отвечает директор или тьютор этой организации; координатору ответит отказ."),
)
def answer(task_id: int) -> dict[str, Any]:
    """Answer as multipart with answer and, where there is one, file."""
    actions.demand_answer(g.scope, task_id)
    draft = load(TaskAnswerDraft(), {"answer": typed().get("answer")})
    actions.answer(g.scope, task_id, draft, scan())
    return record(tasks.told(g.scope, task_id))


@blueprint.get("/tasks/<int:task_id>/file")
@requires(CoordinationPermission.READ)
@described(kind="application/octet-stream", summary=N_("Файл ответа организации"))
def download(task_id: int) -> Response:
    """The scan of an answer."""
    file = tasks.file_of(g.scope, task_id)
    return file_answer(file.content, file.media_type, file.name)


@blueprint.post("/tasks/<int:task_id>/review")
@requires(CoordinationPermission.COORDINATE)
@accepts(body=TaskReviewDraft())
@returns(RECORD, summary=N_("Принять ответ, вернуть на доработку или отозвать задачу"))
def review(task_id: int, body: dict[str, Any]) -> dict[str, Any]:
    """Decide on a task."""
    actions.review(g.scope, task_id, body)
    return record(tasks.told(g.scope, task_id))


@blueprint.get("/proposals")
@requires(CoordinationPermission.COORDINATE)
@accepts(query=ListQuestion())
@returns(
    TaskProposalRecord(),
    many=True,
    summary=N_("Предложения задач по дефицитам организаций"),
    about=N_("Считаются из записей при каждом запросе; задачами становятся только подтверждённые."),
)
def proposals(query: dict[str, Any]) -> list[dict[str, Any]]:
    """What is offered today."""
    return [
        {
            "key": one.key,
            "organisation_id": one.organisation_id,
            "organisation": one.place,
            "basis": one.basis,
            "asks": one.asks,
            "title": fill(one.title, gettext),
            "evidence": fill(one.evidence, gettext),
        }
        for one in deficits.proposals(g.scope)
    ]


@blueprint.post("/proposals")
@requires(CoordinationPermission.COORDINATE)
@accepts(body=ProposalsDraft())
@returns(SentRecord(), status=201, summary=N_("Поставить задачи по выбранным предложениям"))
def confirm(body: dict[str, Any]) -> dict[str, Any]:
    """Make tasks of the proposals with these keys."""
    return {"tasks": [one.id for one in actions.confirm(g.scope, body)]}
