"""The API of the first day: the steps, how the tenant is called, its words."""

from typing import Any

from flask import Blueprint, current_app, g

from service.core.language import N_, gettext
from service.setup import actions, queries
from service.setup.names import SetupPermission
from service.setup.schema import (
    StepDraft,
    StepRecord,
    TenantCardDraft,
    TenantCardRecord,
    WordsDraft,
    WordsRecord,
)
from service.web.api import PREFIX, accepts, returns
from service.web.guard import requires
from service.web.requests import afterwards
from service.web.shell import shell

blueprint = Blueprint("api_setup", __name__, url_prefix=f"{PREFIX}/<slug>")


def _steps() -> list[dict[str, Any]]:
    return [
        {
            "code": one.step.code,
            "title": gettext(one.step.title),
            "about": gettext(one.step.about),
            "state": one.state,
        }
        for one in queries.steps(g.scope)
    ]


def _card() -> dict[str, Any]:
    tenant = queries.present(g.scope)
    names = ("name", "locales", "time_zone", "requisites")
    return {**{name: getattr(tenant, name) for name in names}, "seen": tenant.described_at}


def _words() -> dict[str, Any]:
    tenant = queries.present(g.scope)
    terms = queries.terms(g.scope, current_app.extensions["modules"])
    return {"words": tenant.words, "terms": terms, "seen": tenant.described_at}


@blueprint.get("/setup")
@requires(SetupPermission.MANAGE)
@returns(StepRecord(), many=True, summary=N_("Шаги настройки района"))
def steps() -> Any:
    """The steps with how far each is."""
    return _steps()


@blueprint.put("/setup/<step>")
@requires(SetupPermission.MANAGE)
@accepts(body=StepDraft())
@returns(StepRecord(), many=True, summary=N_("Отметить шаг настройки"))
def mark(step: str, body: dict[str, Any]) -> Any:
    """Say of a step that it is done, put off, or open again."""
    actions.mark(g.scope, step, body["state"])
    g.scope.db.flush()
    return _steps()


@blueprint.get("/card")
@requires(SetupPermission.MANAGE)
@returns(TenantCardRecord(), summary=N_("Сведения о районе и реквизиты"))
def card() -> Any:
    """How the tenant is called."""
    return _card()


@blueprint.put("/card")
@requires(SetupPermission.MANAGE)
@accepts(body=TenantCardDraft())
@returns(TenantCardRecord(), summary=N_("Изменить сведения о районе"))
def describe(body: dict[str, Any]) -> Any:
    """Write how the tenant is called; `seen` as it was read."""
    actions.describe(g.scope, body, body.pop("seen"))
    afterwards(shell().forget_tenants)
    return _card()


@blueprint.get("/words")
@requires(SetupPermission.MANAGE)
@returns(WordsRecord(), summary=N_("Слова района"))
def words() -> Any:
    """The tenant's own words."""
    return _words()


@blueprint.put("/words")
@requires(SetupPermission.MANAGE)
@accepts(body=WordsDraft())
@returns(WordsRecord(), summary=N_("Изменить слова района"))
def say_so(body: dict[str, Any]) -> Any:
    """Write the words; a name that is left out keeps ours."""
    known = queries.terms(g.scope, current_app.extensions["modules"])
    actions.say_so(g.scope, body["words"], {name for names in known.values() for name in names}, body["seen"])
    afterwards(shell().forget_tenants)
    return _words()
