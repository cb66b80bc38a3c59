"""The API of versions: adopted versions of the own rules, their differences, the rules as TOML."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, g

from service.core.errors import NotFound
from service.core.language import N_
from service.profiles.changes import compare
from service.profiles.strata import pile
from service.profiles.writer import export, export_effective
from service.rules.verdict import plain as jsonable
from service.settings.api.shapes import ChangeRecord, CompareQuestion, ExportQuestion, VersionRecord
from service.settings.names import SettingsPermission
from service.settings.queries import Edition, ProfileStore, edition, editions, in_force
from service.web.api import PREFIX, accepts, described, returns
from service.web.asked import ListQuestion
from service.web.guard import requires

blueprint = Blueprint("api_versions", __name__, url_prefix=f"{PREFIX}/<slug>/profile")
TOML = "application/toml"
NONE_YET = N_("На эту дату у района нет собственных правил.")


@blueprint.get("/versions")
@requires(SettingsPermission.READ)
@accepts(query=ListQuestion())
@returns(VersionRecord(), many=True, summary=N_("Редакции собственных правил, последняя первой"))
def versions(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Adopted versions of the tenant's own rules."""
    listed = editions(g.scope.db, g.scope.tenant)
    now = in_force(listed, g.scope.today)
    return [_told(one, now) for one in listed]


def _told(one: Edition, now: Edition | None) -> dict[str, Any]:
    return {
        "number": one.number,
        "effective_from": one.effective_from,
        "in_force": one is now,
        "source": one.source,
        "act": one.act.citation if one.act else None,
        "adopted_by": one.adopted_by,
        "adopted_at": one.adopted_at,
    }


@blueprint.get("/changes")
@requires(SettingsPermission.READ)
@accepts(query=CompareQuestion())
@returns(ChangeRecord(), many=True, summary=N_("Чем одна редакция отличается от другой"))
def changes(query: dict[str, Any]) -> list[dict[str, Any]]:
    """What differs between two versions."""
    listed = editions(g.scope.db, g.scope.tenant)
    older, newer = edition(listed, query["from_"]), edition(listed, query["to"])
    return [
        {
            "section": one.section,
            "id": one.id,
            "action": str(one.action),
            "keys": [
                {"key": key.key, "old": jsonable(key.old), "new": jsonable(key.new)} for key in one.keys
            ],
        }
        for one in compare(older.content, newer.content)
    ]


@blueprint.get("/export.toml")
@requires(SettingsPermission.READ)
@accepts(query=ExportQuestion())
@described(
    kind=TOML,
    summary=N_("Правила файлом TOML"),
    about=N_("Собственный слой или все действующие правила; файл принимает проверка профилей."),
)
def export_rules(query: dict[str, Any]) -> Response:
    """The rules as a file: the own layer, or all that is in force."""
    on: date = query.get("on", g.scope.today)
    latest = in_force(editions(g.scope.db, g.scope.tenant), on)
    if latest is None:
        raise NotFound(NONE_YET)
    slug = g.scope.tenant.slug
    if query.get("layer") == "effective":
        written = export_effective(pile(slug, on, ProfileStore().versions(g.scope.db, g.scope.tenant)))
    else:
        written = export(latest.content)
    disposition = f'attachment; filename="{slug}-{latest.number}.toml"'
    return Response(written, mimetype=TOML, headers={"Content-Disposition": disposition})
