"""The API of the audit log: who did what and when."""

from typing import Any

from flask import Blueprint, g

from service.access import audit
from service.access.api.shapes import AuditQuestion, AuditRecord
from service.access.names import AccessPermission
from service.core.language import N_
from service.core.paging import Page
from service.web.api import PREFIX, accepts, asked_page, returns
from service.web.guard import requires

blueprint = Blueprint("api_audit", __name__, url_prefix=f"{PREFIX}/<slug>/audit")
COLUMNS = ("id", "at", "actor_id", "event", "subject_type", "subject_id", "fields", "detail", "request_id")


@blueprint.get("")
@requires(AccessPermission.AUDIT)
@accepts(query=AuditQuestion())
@returns(AuditRecord(), many=True, summary=N_("Журнал действий, последние сверху"))
def listing(query: dict[str, Any]) -> Page[dict[str, Any]]:
    """The audit log, the latest first."""
    names = ("event", "actor", "since", "until", "subject", "record")
    wanted = audit.Wanted(**{name: query.get(name) for name in names})
    page = audit.page(g.scope, wanted, asked_page())
    return Page([_told(one) for one in page.items], page.total, page.paging)


def _told(entry: audit.Entry) -> dict[str, Any]:
    row = entry.row
    return {
        **{name: getattr(row, name) for name in COLUMNS},
        "actor": entry.name,
        "by_token": entry.token,
        "acting_for": list(entry.acting_for),
        "link": row.link,
        "digest": row.digest,
    }
