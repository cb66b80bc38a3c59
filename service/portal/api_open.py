"""The API of the open page: what everybody may read, and the choice behind it."""

from typing import Any

from flask import Blueprint, g
from marshmallow import Schema, fields

from service.core.language import N_, gettext, render
from service.portal import queries
from service.portal.opened import opened
from service.settings.sections import section_title
from service.setup import opening
from service.setup.names import SetupPermission
from service.setup.schema import OpenPageDraft, OpenPageRecord
from service.web.api import PREFIX, accepts, returns
from service.web.guard import public, requires

blueprint = Blueprint("api_open_page", __name__, url_prefix=f"{PREFIX}/<slug>")


class OpenLine(Schema):
    """One line of a section."""

    title = fields.Str()
    said = fields.Str(allow_none=True)
    day = fields.Date(allow_none=True)
    url = fields.Str(allow_none=True)


class OpenSection(Schema):
    """A section in the open with its lines."""

    code = fields.Str()
    title = fields.Str()
    lines = fields.List(fields.Nested(OpenLine))


class PortalRecord(Schema):
    """What everybody sees of a tenant."""

    name = fields.Dict(keys=fields.Str(), values=fields.Str())
    act = fields.Str(metadata={"description": N_("Акт, по которому работает служба; пусто, если не введён.")})
    sections = fields.List(fields.Nested(OpenSection))


def _rules() -> dict[str, Any]:
    lines = [{"title": gettext(section_title(one[0]))} for one in queries.sections(g.scope.profile)]
    return {"code": "rules", "title": gettext(opening.BY_CODE["rules"].title), "lines": lines}


def _section(one: Any) -> dict[str, Any]:
    lines = [
        {
            "title": line.title,
            "said": render(line.said) if line.said else None,
            "day": line.day,
            "url": line.url or None,
        }
        for line in one.lines
    ]
    return {"code": one.section.code, "title": gettext(one.section.title), "lines": lines}


@blueprint.get("/portal")
@public
@returns(PortalRecord(), summary=N_("Открытая страница района: то, что видно без входа"))
def portal() -> dict[str, Any]:
    """What the tenant shows to everybody."""
    sections = opening.open_now(g.scope)
    rules = [_rules()] if any(one.code == "rules" for one in sections) else []
    return {
        "name": g.scope.tenant.name,
        "act": queries.governing_act(g.scope.profile),
        "sections": [*rules, *(_section(one) for one in opened(g.scope, sections))],
    }


def _choice() -> dict[str, Any]:
    history = opening.choices(g.scope)
    shown = {one.code for one in opening.open_now(g.scope)}
    offered = [
        {
            "code": one.code,
            "title": gettext(one.title),
            "seen": gettext(one.seen),
            "open": one.code in shown,
            "usual": one.usual,
        }
        for one in opening.SECTIONS
    ]
    told = [{"id": one.id, "sections": one.sections, "at": one.at, "by": one.by} for one in history]
    return {"sections": offered, "seen": history[0].id if history else None, "history": told}


@blueprint.get("/open-page")
@requires(SetupPermission.MANAGE)
@returns(OpenPageRecord(), summary=N_("Разделы открытой страницы и история выбора"))
def read() -> dict[str, Any]:
    """The sections there are, which are open, and the choices before."""
    return _choice()


@blueprint.put("/open-page")
@requires(SetupPermission.MANAGE)
@accepts(body=OpenPageDraft())
@returns(OpenPageRecord(), summary=N_("Выбрать разделы открытой страницы"))
def choose(body: dict[str, Any]) -> dict[str, Any]:
    """Choose the sections; `seen` as it was read."""
    opening.choose(g.scope, body["sections"], body["seen"])
    g.scope.db.flush()
    return _choice()
