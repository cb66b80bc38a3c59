"""The API of a region's rules: districts that differ, what a district inherits."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, g

from service.core.errors import NotFound
from service.core.language import N_, render
from service.settings import districts as reads
from service.settings import inheriting
from service.settings.api.draft_shapes import (
    DepartureRecord,
    InheritedRecord,
)
from service.settings.api.drafts import line_told
from service.settings.names import SettingsPermission
from service.web.api import PREFIX, accepts, returns
from service.web.asked import ListQuestion
from service.web.guard import requires

blueprint = Blueprint("api_rule_region", __name__, url_prefix=f"{PREFIX}/<slug>/profile")


@blueprint.get("/districts")
@requires(SettingsPermission.READ)
@accepts(query=ListQuestion())
@returns(DepartureRecord(), many=True, summary=N_("В каких правилах районы отличаются от региона"))
def districts(query: dict[str, Any]) -> list[Mapping[str, Any]]:
    """Which municipality differs from the region, rule by rule."""
    if g.scope.tenant.kind != "region":
        raise NotFound()
    return [
        {
            "slug": one.tenant.slug,
            "name": one.tenant.title(),
            "rule": one.rule,
            "title": one.title,
            "how": one.how,
            "region": render(one.region) if one.region else None,
            "district": render(one.district) if one.district else None,
        }
        for one in reads.departures(g.scope)
    ]


@blueprint.get("/inherited")
@requires(SettingsPermission.READ)
@returns(InheritedRecord(), summary=N_("Что изменила для района последняя редакция региона"))
def inherited() -> Mapping[str, Any]:
    """What the region's newest version has changed."""
    found = inheriting.inherited(g.scope)
    if found is None:
        raise NotFound()
    act = found.edition.act
    return {
        "layer": found.region.slug,
        "number": found.edition.number,
        "effective_from": found.edition.effective_from,
        "act": act.citation if act else "",
        "lines": [line_told(one) for one in found.lines],
    }
