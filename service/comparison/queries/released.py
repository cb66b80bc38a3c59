"""Released figures as they are read, by the municipality itself or by its region: one statement for both."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import text

from service.comparison.rules.cells import REFERENCE, Cell, Local, judged, target_from
from service.comparison.rules.crosswalk import Shape

# Whose rows they are is decided by the policies: a tenant reads its own, a region what was agreed.
RELEASED = text(
    """
    SELECT r.tenant_id, r.as_of, r.revision, r.basis, r.reason, r.reported, r.expected, r.published_at,
           c.code, c.form, c.value_status, c.definition, c.definition_digest, c.local,
           v.numerator, v.denominator, v.target_status
    FROM pub.release r
    LEFT JOIN pub.cell c ON c.tenant_id = r.tenant_id AND c.as_of = r.as_of
    LEFT JOIN pub.value v ON v.tenant_id = c.tenant_id AND v.as_of = c.as_of AND v.code = c.code
    WHERE (CAST(:as_of AS date) IS NULL OR r.as_of = :as_of)
      AND (CAST(:code AS text) IS NULL OR c.code = :code)
    ORDER BY r.as_of, r.tenant_id, c.code
    """
)


def cell_of(row: Mapping[str, Any], expected_shape: Shape | None, *, extra: tuple[str, ...] = ()) -> Cell:
    """A cell of what was read, judged beside the reader's own definition."""
    cell = Cell(
        code=row["code"],
        form=row["form"],
        status=row["value_status"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        target_status=row["target_status"] or "no_target",
        local=local_from(row["local"]),
        reported=row["reported"],
        expected=row["expected"],
    )
    status, reasons = judged(cell, row["definition"], expected_shape)
    return replace(cell, status=status, reasons=(*reasons, *extra))


def local_from(data: Mapping[str, Any]) -> Local:
    """The local indicator from its stored form."""
    return Local(
        relation=data.get("relation", REFERENCE),
        code=data.get("code", ""),
        clause=data.get("clause", ""),
        title=data.get("title", ""),
        act=data.get("act", ""),
        reasons=tuple(data.get("reasons", ())),
        target=target_from(data.get("target")),
    )


def local_data(local: Local) -> dict[str, Any]:
    """The local indicator as it is stored."""
    return {
        "relation": local.relation,
        "code": local.code,
        "clause": local.clause,
        "title": local.title,
        "act": local.act,
        "reasons": list(local.reasons),
        "target": local.target.to_dict() if local.target else None,
    }
