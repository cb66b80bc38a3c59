"""Register of decisions (реестр решений): one, many by search, counts by the tasks of the body."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import func, select

from service.core.errors import NotFound
from service.core.paging import Page, Paging
from service.meetings.model.agenda import AgendaItem
from service.meetings.model.bodies import Body
from service.meetings.model.following import Dispatch
from service.meetings.model.meetings import Meeting
from service.meetings.model.minutes import Minutes
from service.meetings.model.voting import Decision
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import meetings as reads
from service.meetings.rules.naming import SENDABLE, TAKEN
from service.tenancy.scope import Scope

ESCAPE = "\\"


@dataclass(frozen=True)
class Recorded:
    """A decision with its question, meeting, body and the minutes that hold it."""

    row: Decision
    item: AgendaItem
    meeting: Meeting
    body: Body
    minutes: Minutes | None


@dataclass(frozen=True)
class Asked:
    """What the register is asked for: words, kind, outcome, body, task, days, both included.

    `unsent`: only what is to go to the authority and has not gone.
    """

    text: str = ""
    kind: str = ""
    outcome: str = ""
    body_id: int | None = None
    task: str = ""
    since: date | None = None
    until: date | None = None
    unsent: bool = False


@dataclass(frozen=True)
class TaskCount:
    """How many decisions served one task of the body; a task that none served is flagged."""

    code: str
    title: str
    clause: str
    decisions: int


def _whole() -> Any:
    return (
        select(Decision, AgendaItem, Meeting, Body, Minutes)
        .join(AgendaItem, AgendaItem.id == Decision.item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(Body, Body.id == Meeting.body_id)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
    )


def decision(scope: Scope, decision_id: int) -> Recorded:
    """One decision; raises NotFound."""
    found = scope.db.execute(_whole().where(Decision.id == decision_id)).first()
    if found is None:
        raise NotFound()
    return Recorded(*found)


def decisions(scope: Scope, asked: Asked, paging: Paging) -> Page[Recorded]:
    """Decisions that were asked for, the latest first."""
    chosen = _chosen(scope, asked)
    total = scope.db.execute(
        select(func.count()).select_from(chosen.with_only_columns(Decision.id).order_by(None).subquery())
    ).scalar_one()
    rows = scope.db.execute(chosen.limit(paging.size).offset(paging.offset))
    return Page([Recorded(*row) for row in rows], total, paging)


def every(scope: Scope, asked: Asked, most: int) -> list[Recorded]:
    """All decisions that were asked for, for a workbook."""
    return [Recorded(*row) for row in scope.db.execute(_chosen(scope, asked).limit(most))]


def _chosen(scope: Scope, asked: Asked) -> Any:
    chosen = _whole()
    if asked.text:
        words = asked.text.replace(ESCAPE, ESCAPE * 2).replace("%", ESCAPE + "%").replace("_", ESCAPE + "_")
        like = f"%{words}%"
        chosen = chosen.where(
            Decision.text.ilike(like, escape=ESCAPE) | AgendaItem.title.ilike(like, escape=ESCAPE)
        )
    for column, value in (
        (Decision.kind, asked.kind),
        (Decision.outcome, asked.outcome),
        (AgendaItem.task, asked.task),
        (Meeting.body_id, asked.body_id),
    ):
        if value:
            chosen = chosen.where(column == value)
    if asked.since:
        chosen = chosen.where(Meeting.starts_at >= reads.at(scope, asked.since, time.min))
    if asked.until:
        chosen = chosen.where(Meeting.starts_at < reads.at(scope, asked.until + timedelta(days=1), time.min))
    if asked.unsent:
        sent = select(Dispatch.decision_id)
        chosen = chosen.where(
            Decision.kind.in_(SENDABLE), Decision.outcome.in_(TAKEN), Decision.id.not_in(sent)
        )
    return chosen.order_by(Decision.decided_at.desc(), Decision.id.desc())


def of_meeting(scope: Scope, meeting_id: int) -> Sequence[Recorded]:
    """Decisions of one meeting in the order of its questions."""
    chosen = _whole().where(Meeting.id == meeting_id).order_by(AgendaItem.number, Decision.id)
    return [Recorded(*row) for row in scope.db.execute(chosen)]


def by_task(scope: Scope, body: Body, since: date, until: date) -> list[TaskCount]:
    """Decisions taken by each task of the body within days; those without any show zero (LU2 п. 2.1)."""
    rule = scope.profile.rule(MeetingPolicy.of(scope.profile, body.kind).rule_id("tasks"))
    if rule is None:
        return []
    chosen = (
        select(AgendaItem.task, func.count().label("number"))
        .join(Decision, Decision.item_id == AgendaItem.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            Meeting.body_id == body.id,
            Decision.outcome.in_(TAKEN),
            Meeting.starts_at >= reads.at(scope, since, time.min),
            Meeting.starts_at < reads.at(scope, until + timedelta(days=1), time.min),
        )
        .group_by(AgendaItem.task)
    )
    counted = {row.task: row.number for row in scope.db.execute(chosen)}
    return [
        TaskCount(one.code, one.title, one.clause or rule.clause, counted.get(one.code, 0))
        for one in rule.params.items
    ]


def dispatches(scope: Scope, decision_ids: Collection[int]) -> Mapping[int, list[Dispatch]]:
    """What was sent of decisions, by decision, in order."""
    found: dict[int, list[Dispatch]] = {}
    chosen = select(Dispatch).where(Dispatch.decision_id.in_(decision_ids)).order_by(Dispatch.id)
    for row in scope.db.execute(chosen).scalars():
        found.setdefault(row.decision_id, []).append(row)
    return found


def deciding_bodies(scope: Scope) -> Sequence[Body]:
    """Bodies that have decided something, by name, for choosing one."""
    deciding = (
        select(Meeting.body_id)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .join(Decision, Decision.item_id == AgendaItem.id)
    )
    return scope.db.execute(select(Body).where(Body.id.in_(deciding)).order_by(Body.name)).scalars().all()
