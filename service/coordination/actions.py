"""Use cases of coordination: send tasks, answer them, accept or return an answer."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm.exc import StaleDataError

from service.coordination.model import CoordinationTask
from service.coordination.names import RULES, CoordinationEvent, CoordinationPermission
from service.coordination.queries import deficits, tasks
from service.coordination.rules import AFTER, OPEN
from service.core.errors import Conflict, FieldProblem, Forbidden, Invalid, NotFound
from service.core.language import N_
from service.documents import scans
from service.tenancy.scope import Scope

NOT_ASKED = N_("Положение района не поручает координировать службы организаций: задачи не ставятся.")
NOT_YOURS = N_(
    "Отвечает сама организация: её директор или тьютор. Координатор видит записи организаций, просит отчёты"
    " и ставит задачи, но за организацию ничего не пишет."
)
NO_PLACE = N_("Такой организации в районе нет.")
PAST = N_("Срок уже прошёл: назовите сегодняшний день или более поздний.")
NOTHING = N_("Отметьте хотя бы одно предложение.")
GONE = N_("Предложения уже нет: задача поставлена или записи изменились. Откройте список заново.")
CLOSED = N_("На эту задачу сейчас не отвечают: ответ уже отправлен или задача закрыта.")
NOT_NOW = N_("Так решить нельзя: задача в другом состоянии.")
REMARK = N_("Напишите, что доработать.")
VERDICTS = {
    "accepted": CoordinationEvent.ACCEPTED,
    "returned": CoordinationEvent.RETURNED,
    "withdrawn": CoordinationEvent.WITHDRAWN,
}
FILE = N_("Ответ организации")


def send(scope: Scope, draft: Mapping[str, Any]) -> list[CoordinationTask]:
    """Ask one organisation or many for the same (поставить задачу): one task each."""
    _demand(scope, draft)
    known = dict(tasks.places(scope))
    wanted = list(dict.fromkeys(draft["organisations"]))
    if not wanted or any(one not in known for one in wanted):
        raise Invalid(fields=(FieldProblem("organisations", NO_PLACE),))
    told = {name: draft[name] for name in ("title", "asks", "details", "due_on")}
    return _put(scope, ({"organisation_id": one, "basis": "own", **told} for one in wanted))


def confirm(scope: Scope, draft: Mapping[str, Any]) -> list[CoordinationTask]:
    """Make tasks of the proposals a coordinator has chosen (подтвердить предложения), with their evidence."""
    _demand(scope, draft)
    chosen = list(dict.fromkeys(draft["keys"]))
    if not chosen:
        raise Invalid(fields=(FieldProblem("keys", NOTHING),))
    offered = {one.key: one for one in deficits.proposals(scope)}
    if any(key not in offered for key in chosen):
        raise Invalid(fields=(FieldProblem("keys", GONE),))
    return _put(scope, (_drafted(offered[key], draft) for key in chosen))


def _drafted(one: deficits.Deficit, draft: Mapping[str, Any]) -> dict[str, Any]:
    # What is kept is text in the language of papers: the figures in it are those of this day.
    return {
        "organisation_id": one.organisation_id,
        "title": str(one.title),
        "asks": one.asks,
        "basis": one.basis,
        "basis_code": one.code,
        "evidence": str(one.evidence),
        "due_on": draft["due_on"],
    }


def _demand(scope: Scope, draft: Mapping[str, Any]) -> None:
    scope.allow(CoordinationPermission.COORDINATE)
    if not any(scope.profile.rule(rule) for rule in RULES):
        raise NotFound(NOT_ASKED)
    _later(scope, draft)


def _put(scope: Scope, drafts: Iterable[Mapping[str, Any]]) -> list[CoordinationTask]:
    made: Sequence[CoordinationTask] = [
        CoordinationTask(state="sent", sent_at=scope.now, sent_by=scope.actor.account_id, **one)
        for one in drafts
    ]
    scope.db.add_all(made)
    for row in made:
        scope.record(CoordinationEvent.SENT, row, detail={"basis": row.basis, "asks": row.asks})
    return list(made)


def demand_answer(scope: Scope, task_id: int) -> CoordinationTask:
    """The task of one's own organisation; raises Forbidden, with its reason, for people of the district."""
    if not scope.can(CoordinationPermission.ANSWER) or scope.actor.organisations is None:
        raise Forbidden(NOT_YOURS)
    return tasks.task(scope, task_id)


def answer(
    scope: Scope, task_id: int, draft: Mapping[str, Any], scan: bytes | None = None
) -> CoordinationTask:
    """Answer a task of one's own organisation (ответить на задачу), with a scan where there is one."""
    row = demand_answer(scope, task_id)
    if row.state not in OPEN:
        raise Conflict(CLOSED)
    if scan is not None:
        row.file_id = scans.keep(scope, FILE, scan).id
    row.state, row.answer = "answered", draft["answer"]
    row.answered_at, row.answered_by = scope.now, scope.actor.account_id
    _write(scope)
    scope.record(CoordinationEvent.ANSWERED, row, fields=("answer", *(("file_id",) if scan else ())))
    return row


def review(scope: Scope, task_id: int, draft: Mapping[str, Any]) -> CoordinationTask:
    """Accept an answer, return it with a remark, or withdraw a task that is not answered."""
    scope.allow(CoordinationPermission.COORDINATE)
    row = tasks.task(scope, task_id)
    verdict = draft["verdict"]
    if row.state not in AFTER[verdict]:
        raise Conflict(NOT_NOW)
    if verdict == "returned" and not draft["remark"]:
        raise Invalid(fields=(FieldProblem("remark", REMARK),))
    if verdict == "returned" and draft["due_on"] is not None:
        _later(scope, draft)
        row.due_on = draft["due_on"]
    row.state, row.remark = verdict, draft["remark"]
    row.reviewed_at, row.reviewed_by = scope.now, scope.actor.account_id
    _write(scope)
    scope.record(VERDICTS[verdict], row)
    return row


def _later(scope: Scope, draft: Mapping[str, Any]) -> None:
    if draft["due_on"] < scope.today:
        raise Invalid(fields=(FieldProblem("due_on", PAST),))


def _write(scope: Scope) -> None:
    """Send the change; somebody who was faster by a moment is a conflict."""
    try:
        scope.db.flush()
    except StaleDataError as error:
        raise Conflict() from error
