"""The API of tenants, rules and verdicts."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import Blueprint, Response, g

from service.core.errors import FieldProblem, Invalid
from service.core.language import LANGUAGES, gettext, render
from service.profiles.profile import Profile, Rule
from service.rules.catalogue import KINDS
from service.rules.verdict import plain as jsonable
from service.settings.judging import judge
from service.settings.names import SettingsPermission
from service.settings.queries import models
from service.settings.schema import QuestionSchema, RuleFilters, RuleSchema, TenantSchema
from service.settings.words import sentence, source_words, titles_of
from service.tenancy.model import Tenant
from service.web.api import PREFIX, accepts, plain, returns
from service.web.guard import public, requires
from service.web.shell import shell

tenants_blueprint = Blueprint("api_tenants", __name__, url_prefix=f"{PREFIX}/tenants")
blueprint = Blueprint("api_rules", __name__, url_prefix=f"{PREFIX}/<slug>")


@tenants_blueprint.get("")
@public
@returns(TenantSchema(), many=True)
def tenants() -> list[dict[str, Any]]:
    """Municipalities and regions that this deployment serves."""
    listed = shell().list_tenants()
    return list(_tenants(listed, models(g.db)))


def _tenants(listed: Iterable[Tenant], model_of: dict[int, str]) -> Iterable[dict[str, Any]]:
    slugs = {tenant.id: tenant.slug for tenant in listed}
    for tenant in listed:
        own_model = model_of.get(tenant.id)
        inherited = model_of.get(tenant.region_id) if tenant.region_id else None
        yield {
            "slug": tenant.slug,
            "kind": tenant.kind,
            "name": tenant.name,
            "region": slugs.get(tenant.region_id) if tenant.region_id else None,
            "model": own_model or inherited,
            "locales": tenant.locales,
        }


def profile_on(on: date | None) -> Profile:
    """The profile of the present tenant on a date; today's when none is asked for."""
    scope = g.scope
    if on is None or on == scope.profile.on:
        found: Profile = scope.profile
        return found
    return shell().load_profile(scope.db, scope.tenant, on)


@blueprint.get("/rules")
@requires(SettingsPermission.READ)
@accepts(query=RuleFilters())
@returns(RuleSchema(), many=True)
def rules(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Rules in force on a date, with the facts they take."""
    if query["kind"] and query["kind"] not in KINDS:
        problem = FieldProblem("kind", "Такого вида правил нет. Есть: %(known)s.", {"known": sorted(KINDS)})
        raise Invalid(fields=(problem,))
    profile = profile_on(query["on"])
    return [
        told(rule, profile)
        for rule in profile.rules.values()
        if query["kind"] in ("", rule.kind) and query["module"] in ("", rule.module)
    ]


def told(rule: Rule, profile: Profile) -> dict[str, Any]:
    """A rule as the API gives it."""
    said = sentence(rule, titles_of(profile, rule.module))
    source = source_words(rule)
    return {
        "id": rule.id,
        "kind": rule.kind,
        "module": rule.module,
        "title": rule.title,
        "params": jsonable(rule.written),
        "severity": str(rule.severity),
        "clause": rule.clause,
        "quote": rule.quote,
        "act": rule.act,
        "layer": rule.layer,
        "source": {language: render(source, language) for language in LANGUAGES},
        "is_setting": rule.is_setting,
        "silent": rule.silent,
        "facts": {
            name: {
                "type": fact.name,
                "title": gettext(fact.title),
                "required": fact.required,
                "choices": list(fact.choices),
            }
            for name, fact in rule.facts.items()
        },
        "message": {language: render(said, language) for language in LANGUAGES},
    }


@blueprint.post("/verdicts")
@requires(SettingsPermission.READ)
@accepts(body=QuestionSchema())
def verdicts(body: dict[str, Any]) -> Response:
    """Judge given facts by a rule; nothing is stored."""
    verdict = judge(profile_on(body["on"]), body["rule"], body["given"], "given.")
    return plain(verdict.to_dict(render))
