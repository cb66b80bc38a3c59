"""The API of the centre's files: yearly plans and analyses of associations, each with its case."""

from typing import Any

from flask import Blueprint, g
from marshmallow import Schema, fields

from service.associations.actions import filing as actions
from service.associations.api.shapes import year_asked
from service.associations.names import PAPERS, AssociationsPermission
from service.associations.queries.filing import Paper, paper_of, papers
from service.associations.schema import FilingDraft
from service.core.clock import school_year
from service.core.language import N_
from service.web.api import PREFIX, accepts, returns
from service.web.asked import ListQuestion
from service.web.guard import requires

filing = Blueprint("api_association_archive", __name__, url_prefix=f"{PREFIX}/<slug>/associations/archive")


class PapersQuestion(ListQuestion):
    """Papers of which school year."""

    year = year_asked()


class FiledRecord(Schema):
    """A yearly plan or analysis with its place in the files."""

    body_id = fields.Int()
    association = fields.Str()
    paper = fields.Str(metadata={"enum": list(PAPERS)})
    done = fields.Bool(metadata={"description": N_("План согласован или анализ принят.")})
    case_index = fields.Str(allow_none=True)
    retention = fields.Str(allow_none=True)
    filed_on = fields.Date(allow_none=True)


@filing.get("")
@requires(AssociationsPermission.READ)
@accepts(query=PapersQuestion())
@returns(FiledRecord(), many=True, summary=N_("Опись дел: планы и анализы объединений учебного года"))
def listing(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Plans and analyses of a school year."""
    year = query.get("year") or school_year(g.scope.today)
    return [_told(one) for one in papers(g.scope, year)]


@filing.put("/<int:body_id>/<paper>")
@requires(AssociationsPermission.WRITE)
@accepts(body=FilingDraft())
@returns(FiledRecord(), summary=N_("Положить план или анализ в дело"))
def put(body_id: int, paper: str, body: dict[str, Any]) -> dict[str, Any]:
    """Put a paper into a case."""
    actions.file(g.scope, body_id, paper, body)
    return _told(paper_of(g.scope, body_id, paper, body["year"]))


def _told(one: Paper) -> dict[str, Any]:
    row = one.filed
    return {
        "body_id": one.body.id,
        "association": one.body.name,
        "paper": one.paper,
        "done": one.done,
        "case_index": row.case_index if row else None,
        "retention": row.retention if row else None,
        "filed_on": row.filed_on if row else None,
    }
