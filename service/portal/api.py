"""The API of a tenant's home: rules by section, what is entered, what changed lately, the indicators."""

from typing import Any

from flask import Blueprint, current_app, g
from marshmallow import Schema, fields

from service.core.language import N_, gettext
from service.monitoring.names import MonitoringPermission
from service.monitoring.queries import home as indicators
from service.monitoring.schema import PointSchema, point
from service.portal import queries
from service.settings.names import SettingsPermission
from service.settings.sections import section_title
from service.web.api import PREFIX, returns
from service.web.guard import requires

blueprint = Blueprint("api_home", __name__, url_prefix=f"{PREFIX}/<slug>")


class SectionRecord(Schema):
    """A section of the regulation."""

    module = fields.Str()
    title = fields.Str()
    rules = fields.Int(metadata={"description": N_("Сколько правил установлено.")})
    silent = fields.Int(metadata={"description": N_("О скольких правилах положение молчит.")})


class FilledRecord(Schema):
    """What the tenant has entered so far."""

    organisations = fields.Int()
    people = fields.Int()
    units = fields.Int()


class LatelyRecord(Schema):
    """Changes of a register in the last seven days."""

    title = fields.Str()
    created = fields.Int()
    changed = fields.Int()
    removed = fields.Int()


class HomeFigure(PointSchema):
    """An indicator as of today."""

    code = fields.Str()
    title = fields.Str()


class DueRecord(Schema):
    """What is overdue or soon and waits for the caller."""

    rule = fields.Str()
    title = fields.Str()
    status = fields.Str()
    next_date = fields.Date(allow_none=True)


class HomeRecord(Schema):
    """A tenant's home."""

    name = fields.Dict(keys=fields.Str(), values=fields.Str())
    kind = fields.Str()
    today = fields.Date()
    profile_version = fields.Str()
    draft = fields.Bool(metadata={"description": N_("Собственного действующего акта нет.")})
    sections = fields.List(fields.Nested(SectionRecord))
    filled = fields.Nested(FilledRecord)
    changes = fields.List(fields.Nested(LatelyRecord))
    indicators = fields.List(fields.Nested(HomeFigure))
    due = fields.List(
        fields.Nested(DueRecord),
        metadata={"description": N_("Правила, за которые отвечает тот, кто спрашивает.")},
    )


@blueprint.get("/home")
@requires(SettingsPermission.READ)
@returns(HomeRecord(), summary=N_("Главная страница: разделы, первые шаги, показатели, что изменилось"))
def home() -> dict[str, Any]:
    """A tenant's home as the page shows it."""
    scope = g.scope
    shown = indicators(scope) if scope.can(MonitoringPermission.READ) else []
    return {
        "name": scope.tenant.name,
        "kind": scope.tenant.kind,
        "today": scope.today,
        "profile_version": scope.profile.version,
        "draft": scope.profile.draft,
        "sections": [
            {"module": module, "title": gettext(section_title(module)), "rules": told, "silent": silent}
            for module, told, silent in queries.sections(scope.profile)
        ],
        "filled": queries.filled(scope),
        "changes": [
            {
                "title": gettext(one.title),
                "created": one.created,
                "changed": one.changed,
                "removed": one.removed,
            }
            for one in queries.changes(scope, current_app.extensions["registers"])
        ],
        "due": [
            {"rule": one.rule.id, "title": one.rule.title, "status": one.state, "next_date": one.next_on}
            for one in queries.desk(scope).mine
        ],
        "indicators": [{**point(one), "code": one.code, "title": one.definition.rule.title} for one in shown],
    }
