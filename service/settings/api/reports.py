"""The API of versions beside each other: differences in words, reports on the past, going back."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, g

from service.core.errors import NotFound
from service.core.language import N_
from service.settings import standing
from service.settings.actions import drafting, previewing
from service.settings.api.draft_shapes import (
    DraftRecord,
    LineRecord,
    PreviewRecord,
    ReportQuestion,
    VersionReportDraft,
)
from service.settings.api.drafts import line_told, present, told
from service.settings.api.shapes import CompareQuestion
from service.settings.differing import lines
from service.settings.names import SettingsPermission
from service.settings.queries import edition, editions
from service.web.api import PREFIX, accepts, returns
from service.web.asked import ListQuestion
from service.web.guard import requires

blueprint = Blueprint("api_rule_reports", __name__, url_prefix=f"{PREFIX}/<slug>/profile")


class LinesQuestion(CompareQuestion, ListQuestion):
    """Which two versions are compared, by pages."""


@blueprint.get("/difference")
@requires(SettingsPermission.READ)
@accepts(query=LinesQuestion())
@returns(LineRecord(), many=True, summary=N_("Чем одна редакция отличается от другой, словами"))
def difference(query: dict[str, Any]) -> list[Mapping[str, Any]]:
    """What differs between two versions, in words."""
    listed = editions(g.scope.db, g.scope.tenant)
    older, newer = edition(listed, query["from_"]), edition(listed, query["to"])
    return [line_told(one) for one in lines(older.content, newer.content, g.scope.profile)]


@blueprint.post("/versions/<int:number>/restore")
@requires(SettingsPermission.WRITE)
@returns(DraftRecord(), status=201, summary=N_("Начать проект с содержанием прежней редакции"))
def restore(number: int) -> Any:
    """Begin a draft that would bring an adopted version back."""
    return present(drafting.restore(g.scope, number))


@blueprint.post("/reports")
@requires(SettingsPermission.WRITE)
@accepts(body=VersionReportDraft())
@returns(PreviewRecord(), status=202, summary=N_("Посчитать записи по двум редакциям"))
def ask_report(body: dict[str, Any]) -> Mapping[str, Any]:
    """Ask for the records to be judged by two versions; nothing is rewritten."""
    layer = body["layer"] or g.scope.tenant.slug
    row = previewing.ask_between(g.scope, layer, body["older"], body["newer"])
    g.scope.db.flush()
    g.scope.db.refresh(row)
    return told(row, stale=False)


@blueprint.get("/reports")
@requires(SettingsPermission.DRAFTS)
@accepts(query=ReportQuestion())
@returns(PreviewRecord(), summary=N_("Записи по двум редакциям"))
def report(query: dict[str, Any]) -> Mapping[str, Any]:
    """The records judged by two versions, as they were found last."""
    layer = query.get("layer") or g.scope.tenant.slug
    found = standing.between(g.scope, layer, query["older"], query["newer"])
    if found is None:
        raise NotFound()
    return told(found, stale=False)
