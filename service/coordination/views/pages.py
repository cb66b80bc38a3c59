"""Pages of coordination: the overview, tasks, one task, a new one, proposals from deficits."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.coordination import actions
from service.coordination.names import (
    ASKS,
    BASES,
    RULES,
    STANDINGS,
    STATES,
    CoordinationEvent,
    CoordinationPermission,
)
from service.coordination.queries import deficits, tasks
from service.coordination.queries.overview import overview
from service.coordination.rules import OPEN
from service.coordination.schema import (
    CoordinationTaskDraft,
    ProposalsDraft,
    TaskAnswerDraft,
    TaskReviewDraft,
)
from service.coordination.sheets import workbook
from service.core.errors import Conflict, Invalid
from service.core.paging import Page, paging
from service.documents import files
from service.structure.views.tree import workbook_answer
from service.web.answers import file_answer
from service.web.forms import Form, load, typed
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint(
    "coordination", __name__, template_folder="../templates", url_prefix="/<slug>/structure/coordination"
)
ROOM = 64 * 1024
"""Bytes of a form beside its file."""
REPORT = "report"


def _words() -> dict[str, Any]:
    """What every page of coordination is drawn with."""
    profile = g.scope.profile
    zone = ZoneInfo(g.scope.tenant.time_zone)
    return {
        "asks": ASKS,
        "bases": BASES,
        "states": STATES,
        "standings": STANDINGS,
        "open_states": OPEN,
        "rules": [rule for name in RULES if (rule := profile.rule(name)) is not None],
        "may_coordinate": g.scope.can(CoordinationPermission.COORDINATE),
        "oversees": g.scope.can(CoordinationPermission.OVERSEE),
        "local": lambda moment: moment.astimezone(zone),
    }


@blueprint.get("", strict_slashes=False)
@requires(CoordinationPermission.OVERSEE)
def page() -> str:
    """What is late, what is awaited, which figures miss their target, what is ahead, who stands how."""
    return show("coordination/page.html", told=overview(g.scope), **_words())


def asked() -> tasks.Asked:
    """What the address asks for; unknown words ask for nothing."""
    state, wanted = request.args.get("state", ""), request.args.get("asks", "")
    number = request.args.get("organisation_id", "")
    return tasks.Asked(
        state if state in (*STATES, tasks.LATE) else "",
        int(number) if number.isdecimal() and len(number) < 10 else None,
        wanted if wanted in ASKS else "",
    )


@blueprint.get("/tasks")
@requires(CoordinationPermission.READ)
def listing() -> str:
    """Tasks: the district's for its people, a school's own for the school's."""
    found = tasks.page(g.scope, asked(), paging(request.args.get("page", 1)))
    return show(
        "coordination/tasks.html",
        page=found,
        form=Form(request.args),
        places=tasks.places(g.scope) if g.scope.actor.organisations is None else (),
        **_words(),
    )


@blueprint.get("/tasks/export.xlsx")
@requires(CoordinationPermission.READ)
def export() -> Response:
    """The tasks that were asked for as a workbook."""
    found = tasks.page(g.scope, asked(), None)
    g.scope.record(CoordinationEvent.EXPORTED, detail={"rows": found.total})
    g.commit_anyway = True
    return workbook_answer(
        workbook(found.items), f"{g.scope.tenant.slug}-tasks-{g.scope.today:%Y-%m-%d}.xlsx"
    )


@blueprint.get("/tasks/new")
@requires(CoordinationPermission.COORDINATE)
def new() -> str:
    """An empty form; an organisation may be chosen by the address."""
    return _new(form_with({"asks": REPORT, "organisations": request.args.getlist("organisation_id")}))


def _new(form: Form) -> str:
    return show("coordination/new.html", form=form, places=tasks.places(g.scope), **_words())


@blueprint.post("/tasks/new")
@requires(CoordinationPermission.COORDINATE)
def create() -> AnyResponse | tuple[str, int]:
    """Send the task to every organisation that was chosen."""
    sent = {**typed(), "organisations": request.form.getlist("organisations")}
    try:
        actions.send(g.scope, load(CoordinationTaskDraft(), sent))
    except Invalid as problem:
        return _new(form_with(sent, problem)), problem.status
    return redirect(url_for("coordination.listing"))


@blueprint.get("/tasks/<int:task_id>")
@requires(CoordinationPermission.READ)
def card(task_id: int) -> str:
    """One task with what is asked, on which basis, and the answer."""
    return _card(task_id, form_with())


def _card(task_id: int, form: Form) -> str:
    found = tasks.told(g.scope, task_id)
    may_answer = g.scope.can(CoordinationPermission.ANSWER) and g.scope.actor.organisations is not None
    return show(
        "coordination/task.html", task=found, row=found.row, form=form, may_answer=may_answer, **_words()
    )


@blueprint.get("/tasks/<int:task_id>/file")
@requires(CoordinationPermission.READ)
def download(task_id: int) -> Response:
    """The scan of an answer."""
    file = tasks.file_of(g.scope, task_id)
    return file_answer(file.content, file.media_type, file.name)


def scan() -> bytes | None:
    """The file that came with an answer, if one did."""
    request.max_content_length = files.LARGEST + ROOM
    file = request.files.get("file")
    return file.read() if file is not None and file.filename else None


@blueprint.post("/tasks/<int:task_id>/answer")
@requires(CoordinationPermission.READ)
def answer(task_id: int) -> AnyResponse | tuple[str, int]:
    """Answer for one's own organisation; the action says in words why nobody else does."""
    actions.demand_answer(g.scope, task_id)
    sent = typed()
    try:
        actions.answer(g.scope, task_id, load(TaskAnswerDraft(), {"answer": sent.get("answer")}), scan())
    except (Conflict, Invalid) as problem:
        g.scope.db.rollback()
        return _card(task_id, form_with(sent, problem)), problem.status
    return redirect(url_for("coordination.card", task_id=task_id))


@blueprint.post("/tasks/<int:task_id>/review")
@requires(CoordinationPermission.COORDINATE)
def review(task_id: int) -> AnyResponse | tuple[str, int]:
    """Accept, return or withdraw."""
    tasks.task(g.scope, task_id)
    sent = typed()
    told = {name: sent.get(name) for name in ("verdict", "remark", "due_on")}
    try:
        actions.review(g.scope, task_id, load(TaskReviewDraft(), told))
    except (Conflict, Invalid) as problem:
        g.scope.db.rollback()
        return _card(task_id, form_with(sent, problem)), problem.status
    return redirect(url_for("coordination.card", task_id=task_id))


@blueprint.get("/proposals")
@requires(CoordinationPermission.COORDINATE)
def proposals() -> str:
    """Tasks that follow from what the records lack: nothing is sent before it is confirmed."""
    return _proposals(form_with())


def _proposals(form: Form) -> str:
    found, place = deficits.proposals(g.scope), paging(request.args.get("page", 1))
    page = Page(found[place.offset : place.offset + place.size], len(found), place)
    return show("coordination/proposals.html", form=form, page=page, **_words())


@blueprint.post("/proposals")
@requires(CoordinationPermission.COORDINATE)
def confirm() -> AnyResponse | tuple[str, int]:
    """Send what was chosen."""
    sent = {**typed(), "keys": request.form.getlist("keys")}
    try:
        actions.confirm(g.scope, load(ProposalsDraft(), sent))
    except Invalid as problem:
        return _proposals(form_with(sent, problem)), problem.status
    return redirect(url_for("coordination.listing"))
