"""The yearly analysis (анализ за год): written by the leader, submitted frozen, accepted or returned."""

from collections.abc import Mapping
from typing import Any

from service.associations.actions.founding import alive
from service.associations.model.papers import AssociationAnalysis
from service.associations.names import AssociationsEvent
from service.associations.policy import AssociationPolicy
from service.associations.queries import kept, listing
from service.associations.queries.figures import figures
from service.core.errors import Conflict, FieldProblem, Invalid, NotFound
from service.core.language import N_
from service.meetings.model.bodies import Body
from service.tenancy.scope import Scope

FIELDS = ("teaching_state", "conclusions", "forecast", "notes")
SUBMITTED = N_("Анализ сдан и не меняется. Чтобы исправить его, куратор возвращает анализ.")
NOT_SUBMITTED = N_("Анализ ещё не сдан.")
WRITE = N_("Перед сдачей напишите этот раздел.")
EXPLAIN = N_("По этим задачам за год ничего не записано: объясните каждую. %(tasks)s")
WHY = N_("Напишите, почему анализ возвращён.")


def write(scope: Scope, body_id: int, draft: Mapping[str, Any]) -> AssociationAnalysis:
    """Write conclusions, the state of teaching, a forecast; a submitted analysis is not changed."""
    body = alive(scope, body_id)
    listing.allow_work(scope, body)
    row = kept.analysis(scope, body.id, draft["year"])
    if row is None:
        row = AssociationAnalysis(body_id=body.id, year=draft["year"], state="draft", notes={})
        scope.db.add(row)
    elif row.state in ("submitted", "accepted"):
        raise Conflict(SUBMITTED)
    known = AssociationPolicy(scope.profile).items("tasks")
    wanted = {name: draft.get(name) for name in FIELDS}
    wanted["notes"] = {code: text for code, text in (draft.get("notes") or {}).items() if code in known}
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, wanted[name])
    if changed:
        scope.record(AssociationsEvent.ANALYSIS_WRITTEN, row, fields=changed, detail={"body": body.id})
    return row


def submit(scope: Scope, body_id: int, year: int) -> AssociationAnalysis:
    """Submit the analysis: the figures of the registers are frozen with it (LU4 п. 4.3, 5.3).

    Where the profile lists tasks, one with nothing done must be explained (LU4 п. 2.2).
    """
    body = alive(scope, body_id)
    listing.allow_work(scope, body)
    row = _written(scope, body, year)
    if row.state in ("submitted", "accepted"):
        raise Conflict(SUBMITTED)
    problems = [FieldProblem(name, WRITE) for name in ("conclusions", "forecast") if not getattr(row, name)]
    if scope.profile.rule("association.teaching_state") is not None and not row.teaching_state:
        problems.append(FieldProblem("teaching_state", WRITE))
    told = figures(scope, body, year)
    idle = [title for code, title in told.idle("tasks") if not row.notes.get(code)]
    if idle:
        problems.append(FieldProblem("notes", EXPLAIN, {"tasks": "; ".join(idle)}))
    if problems:
        raise Invalid(fields=tuple(problems))
    row.state, row.submitted_on, row.content = "submitted", scope.today, told.content()
    row.returned_why = None
    scope.record(AssociationsEvent.ANALYSIS_SUBMITTED, row, detail={"body": body.id, "year": year})
    return row


def review(scope: Scope, body_id: int, draft: Mapping[str, Any]) -> AssociationAnalysis:
    """Accept a submitted analysis, or return it with a reason."""
    body = alive(scope, body_id)
    listing.allow_review(scope, body)
    row = _written(scope, body, draft["year"])
    if row.state != "submitted":
        raise Conflict(NOT_SUBMITTED)
    accepted = draft["state"] == "accepted"
    if not accepted and not draft.get("reason"):
        raise Invalid(fields=(FieldProblem("reason", WHY),))
    row.state, row.reviewed_on, row.reviewer = draft["state"], scope.today, scope.actor.name or None
    row.returned_why = None if accepted else draft["reason"]
    event = AssociationsEvent.ANALYSIS_ACCEPTED if accepted else AssociationsEvent.ANALYSIS_RETURNED
    scope.record(event, row, detail={"body": body.id, "year": row.year})
    return row


def _written(scope: Scope, body: Body, year: int) -> AssociationAnalysis:
    row = kept.analysis(scope, body.id, year)
    if row is None:
        raise NotFound()
    return row
