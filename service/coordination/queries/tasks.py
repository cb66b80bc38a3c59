"""Reads of tasks (задачи организаций): the district's all, a school's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select

from service.coordination.model import CoordinationTask
from service.coordination.rules import OPEN, overdue
from service.core.errors import NotFound
from service.core.paging import Page, Paging
from service.documents import files
from service.documents.model import StoredFile
from service.people.model.organisations import Organisation
from service.tenancy.scope import Scope

LATE = "overdue"


@dataclass(frozen=True)
class Told:
    """A task with the name of its organisation."""

    row: CoordinationTask
    place: str
    late: bool


@dataclass(frozen=True)
class Asked:
    """Which tasks are asked for; a state of `overdue` is computed."""

    state: str = ""
    organisation_id: int | None = None
    asks: str = ""


def visible(scope: Scope) -> Select[Any]:
    """Tasks that are there for the actor."""
    chosen = select(CoordinationTask)
    if scope.actor.organisations is not None:
        chosen = chosen.where(CoordinationTask.organisation_id.in_(scope.actor.organisations))
    return chosen


def task(scope: Scope, task_id: int) -> CoordinationTask:
    """One task; raises NotFound where it is not there for the actor."""
    found: CoordinationTask | None = scope.db.execute(
        visible(scope).where(CoordinationTask.id == task_id)
    ).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def told(scope: Scope, task_id: int) -> Told:
    """One task with the name of its organisation."""
    row = task(scope, task_id)
    chosen = select(Organisation.short_name, Organisation.name).where(Organisation.id == row.organisation_id)
    short, name = scope.db.execute(chosen).one()
    return Told(row, short or name, overdue(row.state, row.due_on, scope.today))


def file_of(scope: Scope, task_id: int) -> StoredFile:
    """The file of an answer; raises NotFound."""
    row = task(scope, task_id)
    if row.file_id is None:
        raise NotFound()
    return files.stored(scope, row.file_id)


def page(scope: Scope, asked: Asked, paging: Paging | None) -> Page[Told]:
    """Tasks: those that await an answer first, by their last day; without `paging` all of them."""
    chosen = _narrowed(visible(scope), asked, scope.today)
    total = scope.db.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
    listed = chosen.join(
        Organisation,
        (Organisation.id == CoordinationTask.organisation_id)
        & (Organisation.tenant_id == CoordinationTask.tenant_id),
    ).add_columns(Organisation.short_name, Organisation.name)
    awaited = case((CoordinationTask.state.in_(OPEN), 0), (CoordinationTask.state == "answered", 1), else_=2)
    listed = listed.order_by(awaited, CoordinationTask.due_on, CoordinationTask.id)
    if paging is not None:
        listed = listed.limit(paging.size).offset(paging.offset)
    items = [
        Told(row, short or name, overdue(row.state, row.due_on, scope.today))
        for row, short, name in scope.db.execute(listed)
    ]
    return Page(items, total, paging or Paging(1, max(1, total)))


def _narrowed(chosen: Select[Any], asked: Asked, today: date) -> Select[Any]:
    if asked.state == LATE:
        chosen = chosen.where(CoordinationTask.state.in_(OPEN), CoordinationTask.due_on < today)
    elif asked.state:
        chosen = chosen.where(CoordinationTask.state == asked.state)
    if asked.organisation_id is not None:
        chosen = chosen.where(CoordinationTask.organisation_id == asked.organisation_id)
    return chosen.where(CoordinationTask.asks == asked.asks) if asked.asks else chosen


def states(scope: Scope) -> dict[int, list[tuple[str, date]]]:
    """State and last day of every task of the district, by organisation; one statement."""
    found: dict[int, list[tuple[str, date]]] = {}
    rows = scope.db.execute(
        select(CoordinationTask.organisation_id, CoordinationTask.state, CoordinationTask.due_on)
    )
    for key, state, due in rows:
        found.setdefault(key, []).append((state, due))
    return found


def standing_codes(scope: Scope) -> set[tuple[int, str, str]]:
    """Organisation, basis and code of deficits that a task stands for and that no answer has closed."""
    chosen = select(
        CoordinationTask.organisation_id, CoordinationTask.basis, CoordinationTask.basis_code
    ).where(CoordinationTask.basis_code.is_not(None), CoordinationTask.state.in_((*OPEN, "answered")))
    return {(key, basis, code) for key, basis, code in scope.db.execute(chosen)}


def places(scope: Scope) -> Sequence[tuple[int, str]]:
    """Organisations of the district to choose from."""
    chosen = select(Organisation.id, Organisation.short_name, Organisation.name).where(
        Organisation.own, Organisation.valid.contains(scope.today)
    )
    return [(row[0], row[1] or row[2]) for row in scope.db.execute(chosen.order_by(Organisation.sort_key))]
