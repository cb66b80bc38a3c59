"""Writing of an association's plain records: created, changed, removed, each checked against its kind."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from service.associations.actions.checking import checked
from service.associations.actions.founding import alive
from service.associations.actions.planning import changeable, the_plan
from service.associations.model.plans import PlanItem
from service.associations.model.work import LessonVisit, LessonVisitor, MemberProposal
from service.associations.names import AssociationsEvent
from service.associations.queries import listing
from service.associations.records import RECORDS, RecordKind
from service.core.errors import Conflict, FieldProblem, Invalid, NotFound
from service.core.language import N_
from service.meetings.model.bodies import Body
from service.meetings.model.plans import YearPlan
from service.tenancy.scope import Scope

VISITORS = "visitors"
NO_PLAN = N_("Плана на этот учебный год ещё нет: сначала откройте его.")
ONCE = N_("Такая запись уже есть.")
ANSWERED = N_("На предложение уже дан ответ, текст не меняется.")
VISIT_CLOSED = N_("Посещение закрыто и не меняется.")


def kind_of(name: str) -> RecordKind:
    """A kind of records; raises NotFound."""
    found = RECORDS.get(name)
    if found is None:
        raise NotFound()
    return found


def allow(scope: Scope, body: Body, kind: RecordKind) -> None:
    """Raise Forbidden unless the actor writes this kind of records of an association."""
    if kind.by == "belong":
        listing.allow_belonging(scope, body)
    else:
        listing.allow_work(scope, body)


def record(scope: Scope, body_id: int, name: str, record_id: int) -> Any:
    """One record of an association; raises NotFound for another's."""
    kind = kind_of(name)
    found = scope.db.get(kind.model, (scope.db.tenant_id, record_id))
    if found is None or _owner(scope, found) != body_id:
        raise NotFound()
    return found


def _owner(scope: Scope, row: Any) -> int | None:
    if isinstance(row, PlanItem):
        return scope.db.execute(select(YearPlan.body_id).where(YearPlan.id == row.plan_id)).scalar()
    owner: int = row.body_id
    return owner


def create(scope: Scope, body_id: int, name: str, year: int, draft: Mapping[str, Any]) -> Any:
    """Enter a record; raises Invalid naming each field that is wrong."""
    kind = kind_of(name)
    body = alive(scope, body_id)
    allow(scope, body, kind)
    placed = _placed(scope, kind, body, year)
    values = checked(scope, kind, body, draft, year)
    visitors = values.pop(VISITORS, ())
    row = kind.model(**placed, **values)
    with _once():
        scope.db.add(row)
        scope.db.flush()
    _set_visitors(scope, row, visitors)
    scope.record(AssociationsEvent.RECORD_CREATED, row, detail={"kind": name, "body": body.id})
    return row


def change(scope: Scope, body_id: int, name: str, record_id: int, draft: Mapping[str, Any]) -> Any:
    """Change a record; raises Conflict when somebody else was first."""
    kind = kind_of(name)
    body = alive(scope, body_id)
    allow(scope, body, kind)
    row = record(scope, body_id, name, record_id)
    if draft.get("version") is not None and draft["version"] != row.version:
        raise Conflict(current=row)
    values = checked(scope, kind, body, draft, _year_of(scope, row))
    visitors = values.pop(VISITORS, None)
    changed = [key for key, value in values.items() if getattr(row, key) != value]
    if changed:
        _open(scope, row, frozenset(changed))
    for key in changed:
        setattr(row, key, values[key])
    with _once():
        scope.db.flush()
    if visitors is not None and _set_visitors(scope, row, visitors):
        changed.append(VISITORS)
    if changed:
        scope.record(AssociationsEvent.RECORD_CHANGED, row, fields=changed, detail={"kind": name})
    return row


def remove(scope: Scope, body_id: int, name: str, record_id: int) -> None:
    """Remove a record entered by mistake; proposals stay."""
    kind = kind_of(name)
    body = alive(scope, body_id)
    allow(scope, body, kind)
    row = record(scope, body_id, name, record_id)
    if not kind.removable:
        raise Conflict(ANSWERED)
    _open(scope, row, frozenset())
    scope.record(AssociationsEvent.RECORD_REMOVED, row, detail={"kind": name, "body": body.id})
    scope.db.delete(row)
    scope.db.flush()


@contextmanager
def _once() -> Iterator[None]:
    """A second record of what may be once is refused in words."""
    try:
        yield
    except IntegrityError as error:
        raise Invalid(ONCE) from error


def _open(scope: Scope, row: Any, fields: frozenset[str]) -> None:
    if isinstance(row, PlanItem):
        plan = scope.db.get(YearPlan, (scope.db.tenant_id, row.plan_id))
        if plan is not None:
            changeable(scope, plan, fields)
    if isinstance(row, MemberProposal) and row.state != "submitted":
        raise Conflict(ANSWERED)
    if isinstance(row, LessonVisit) and row.closed:
        raise Conflict(VISIT_CLOSED)


def _placed(scope: Scope, kind: RecordKind, body: Body, year: int) -> dict[str, Any]:
    if kind.name != "plan-items":
        return {"body_id": body.id, **({"year": year} if kind.day == "year" else {})}
    plan = the_plan(scope, body.id, year)
    if plan is None:
        raise Invalid(fields=(FieldProblem("month", NO_PLAN),))
    changeable(scope, plan)
    return {"plan_id": plan.id}


def _year_of(scope: Scope, row: Any) -> int:
    if isinstance(row, PlanItem):
        plan = scope.db.get(YearPlan, (scope.db.tenant_id, row.plan_id))
        return plan.year if plan else listing.present_year(scope)
    return listing.present_year(scope)


def _set_visitors(scope: Scope, row: Any, people: Sequence[int]) -> bool:
    """Who visited, as a whole; says whether it changed."""
    if not isinstance(row, LessonVisit):
        return False
    chosen = select(LessonVisitor.person_id).where(LessonVisitor.visit_id == row.id)
    present = set(scope.db.execute(chosen).scalars())
    if present == set(people):
        return False
    scope.db.execute(delete(LessonVisitor).where(LessonVisitor.visit_id == row.id))
    scope.db.add_all(LessonVisitor(visit_id=row.id, person_id=one) for one in people)
    scope.db.flush()
    return True
