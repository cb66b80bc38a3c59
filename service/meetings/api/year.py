"""The API of a body's year: what is required, held and still possible, the score, the order of work."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, g

from service.core.language import N_
from service.meetings.actions import procedure
from service.meetings.actions.closing import judged_year
from service.meetings.api.plans import PLANS
from service.meetings.model.bodies import Body
from service.meetings.names import MeetingsPermission
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies, plans
from service.meetings.queries.procedure import editions
from service.meetings.queries.scores import YearScore, score_record
from service.meetings.rules.forecast import Forecast
from service.meetings.schema import years
from service.meetings.schema.procedure import ProcedureDraft
from service.settings.days import profile_on
from service.web.api import PREFIX, accepts, returns
from service.web.guard import requires
from service.web.shapes import verdict_record

YEARS = Blueprint("api_body_years", __name__, url_prefix=f"{PREFIX}/<slug>/bodies/<int:body_id>")


def _judged(body_id: int, asked: Mapping[str, Any]) -> tuple[Body, YearScore]:
    body = bodies.body(g.scope, body_id)
    policy = MeetingPolicy.of(g.scope.profile, body.kind)
    year = asked.get("year") or plans.current_year(g.scope, policy)
    return body, judged_year(g.scope, body, year, profile_on)


def _parts(outlook: Forecast) -> list[dict[str, Any]]:
    return [
        {
            **{name: getattr(part, name) for name in ("first", "last", "needed", "held", "planned", "over")},
            "feasible": not (part.lacking and (part.over or part.hopeless)),
            "last_call": last,
        }
        for part, last in zip(outlook.parts, outlook.last_calls, strict=True)
    ]


@YEARS.get("/year")
@requires(MeetingsPermission.READ)
@accepts(query=years.YearAsked())
@returns(years.BodyYearRecord(), summary=N_("Год органа: норма, проведено, намечено, можно ли успеть"))
def year(body_id: int, query: dict[str, Any]) -> Any:
    """A year of a body (?year=)."""
    view = _judged(body_id, query)[1].view
    outlook = view.outlook
    return {
        "year": view.year,
        "first": view.first,
        "last": view.last,
        "required": outlook.required if outlook else None,
        "held": len(view.counted.held),
        "extraordinary": len(view.counted.extraordinary),
        "missed": len(view.counted.missed),
        "planned": outlook.planned if outlook else None,
        "feasible": outlook.feasible if outlook else None,
        "parts": _parts(outlook) if outlook else [],
        "verdicts": [verdict_record(one) for one in view.verdicts],
    }


@YEARS.get("/score")
@requires(MeetingsPermission.READ)
@accepts(query=years.YearAsked())
@returns(years.ScoreRecord(), summary=N_("Оценка соблюдения положения за год и всё, на чём она основана"))
def score(body_id: int, query: dict[str, Any]) -> Any:
    """How a body kept its regulation in a year (?year=)."""
    body, found = _judged(body_id, query)
    return {
        "body_id": body.id,
        "year": found.view.year,
        "present": score_record(found.score),
        "frozen": found.frozen.content["score"] if found.frozen else None,
        "frozen_at": found.frozen.frozen_at if found.frozen else None,
        "differs": found.differs,
        "profile_version": found.profile_version,
        "evidence": [{**one.to_dict(), "day": one.day} for one in found.evidence],
    }


@YEARS.get("/procedure")
@requires(MeetingsPermission.READ)
@returns(years.ProcedureRecord(), many=True, summary=N_("Порядок деятельности органа по редакциям"))
def procedures(body_id: int) -> Any:
    """The order of work by its editions, the one in force first."""
    bodies.body(g.scope, body_id)
    return [_edition(row, author) for row, author in editions(g.scope, body_id)]


def _edition(row: Any, author: str) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("number", "text", "office", "made_at")}
    return {**told, "author": author}


@YEARS.post("/procedure")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=ProcedureDraft())
@returns(years.ProcedureRecord(), status=201, summary=N_("Определить порядок деятельности новой редакцией"))
def set_procedure(body_id: int, body: dict[str, Any]) -> Any:
    """Set another edition of the order of work."""
    row = procedure.set_procedure(g.scope, body_id, body["text"])
    return _edition(row, bodies.name_of(g.scope, row.author_id) or "")


YEAR_API = (PLANS, YEARS)
YEAR_COLLECTIONS: Mapping[str, str] = {
    PLANS.name: N_("Планы органов на год"),
    YEARS.name: N_("Год органа и его оценка"),
}
