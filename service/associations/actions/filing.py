"""Putting a finished yearly plan or analysis into the files of the centre (номенклатура дел)."""

from collections.abc import Mapping
from typing import Any

from service.associations.model.papers import FiledPaper
from service.associations.names import AssociationsEvent, AssociationsPermission
from service.associations.queries.filing import paper_of
from service.core.errors import Conflict, Invalid
from service.core.language import N_
from service.tenancy.scope import Scope

NOT_DONE = N_("В дело кладут согласованный план и принятый анализ. Этот документ ещё не готов.")


def file(scope: Scope, body_id: int, paper: str, draft: Mapping[str, Any]) -> FiledPaper:
    """Say in which case a paper lies and how long it is kept; raises Invalid for one that is not finished."""
    scope.allow(AssociationsPermission.WRITE)
    found = paper_of(scope, body_id, paper, draft["year"])
    if not found.done:
        raise Invalid(NOT_DONE)
    row = found.filed
    if row is not None and draft.get("version") is not None and draft["version"] != row.version:
        raise Conflict(current=row)
    if row is None:
        row = FiledPaper(body_id=body_id, year=draft["year"], paper=paper, filed_on=scope.today)
        scope.db.add(row)
    row.case_index, row.retention = draft["case_index"].strip(), draft["retention"].strip()
    scope.db.flush()
    scope.record(AssociationsEvent.FILED, row, detail={"paper": paper, "case": row.case_index})
    return row
