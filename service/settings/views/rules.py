"""The list of rules (правила района), its print view, and one rule with a form to try it."""

from typing import Any

from flask import Blueprint, Response, g, request

from service.core.errors import NotFound, Problem
from service.core.language import N_
from service.core.paging import Page, paging
from service.profiles.profile import Profile, Rule
from service.profiles.writer import export
from service.rules.catalogue import KINDS
from service.rules.verdict import Verdict
from service.settings import words
from service.settings.choices import setting_value
from service.settings.days import profile_on
from service.settings.given import facts_from
from service.settings.judging import UNKNOWN_RULE, judge
from service.settings.listing import SOURCES, Entry, Filters, counts, entries, grouped, notes_at
from service.settings.names import SettingsPermission
from service.settings.queries import editions, in_force
from service.settings.sections import section_title
from service.settings.summary import short_sentence
from service.settings.trying import asked_facts, code_options, fact_title
from service.web.api import asked_date
from service.web.forms import typed
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("rules", __name__, template_folder="../templates", url_prefix="/<slug>/profile")
ON_A_PAGE = 25
NONE_YET = N_("На эту дату у района нет собственных правил.")


def asked_profile() -> Profile:
    """The profile of the date that the address asks for."""
    return profile_on(asked_date("on", g.scope.today))


@blueprint.get("", strict_slashes=False)
@requires(SettingsPermission.READ)
def listing() -> str:
    """Every rule with clause, quote, source and value; filters by section, kind, source and text."""
    profile = asked_profile()
    asked = Filters.of(request.args)
    every = entries(profile)
    chosen = [entry for entry in every if asked.take(entry)]
    turn = paging(request.args.get("page", 1), ON_A_PAGE)
    page = Page(chosen[turn.offset : turn.offset + turn.size], len(chosen), turn)
    return show(
        "settings/rules.html",
        page=page,
        groups=list(grouped(page.items)),
        sections=counts(every),
        chosen_rules=sum(1 for entry in chosen if entry.rule),
        asked=asked,
        form=form_with(request.args),
        kinds=sorted({rule.kind for rule in profile.rules.values()}, key=list(KINDS).index),
        sources=SOURCES,
        **speech(profile),
    )


@blueprint.get("/print")
@requires(SettingsPermission.READ)
def printed() -> str:
    """The rules to print: every quote is a footnote."""
    profile = asked_profile()
    asked = Filters.of(request.args)
    chosen = [entry for entry in entries(profile) if asked.take(entry)]
    return show("settings/print.html", groups=list(grouped(chosen)), asked=asked, **speech(profile))


@blueprint.get("/export.toml")
@requires(SettingsPermission.READ)
def own_layer() -> Response:
    """The tenant's own layer in force as TOML that the check accepts."""
    on = asked_date("on", g.scope.today)
    latest = in_force(editions(g.scope.db, g.scope.tenant), on)
    if latest is None:
        raise NotFound(NONE_YET)
    name = f"{g.scope.tenant.slug}-{latest.number}.toml"
    return Response(
        export(latest.content),
        mimetype="application/toml",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@blueprint.get("/<rule_id>")
@requires(SettingsPermission.READ)
def card(rule_id: str) -> str:
    """One rule: sentence, parameters, quote, settings, notes, and a form to try it."""
    return _card(asked_profile(), rule_id, form_with())


@blueprint.post("/<rule_id>")
@requires(SettingsPermission.READ)
def check(rule_id: str) -> str | tuple[str, int]:
    """Judge what was typed by the rule and show the verdict; nothing is stored."""
    profile = asked_profile()
    rule = _rule(profile, rule_id)
    values = typed()
    try:
        verdict = judge(profile, rule_id, facts_from(rule.facts, values))
    except Problem as problem:
        return _card(profile, rule_id, form_with(values, problem)), problem.status
    return _card(profile, rule_id, form_with(values), verdict)


def _card(profile: Profile, rule_id: str, form: Any, verdict: Verdict | None = None) -> str:
    rule = _rule(profile, rule_id)
    prefix = f"{rule.id}."
    touching = [one for one in profile.settings.values() if any(t.startswith(prefix) for t in one.sets)]
    return show(
        "settings/rule.html",
        rule=rule,
        parameters=words.parameters(rule, profile),
        settings=touching,
        notes=notes_at(profile, rule),
        form=form,
        verdict=verdict,
        asked=asked_facts(rule),
        fact_title=lambda name: fact_title(rule, name),
        code_options=lambda fact: code_options(fact, words.titles_of(profile, rule.module)),
        **speech(profile),
    )


def _rule(profile: Profile, rule_id: str) -> Rule:
    rule = profile.rules.get(rule_id)
    if rule is None:
        raise NotFound(UNKNOWN_RULE)
    return rule


def speech(profile: Profile) -> dict[str, Any]:
    """What every page of rules says with: the profile, its date, and words for rules and settings."""
    titles: dict[str, dict[str, str]] = {}

    def of(module: str) -> dict[str, str]:
        if module not in titles:
            titles[module] = words.titles_of(profile, module)
        return titles[module]

    return {
        "profile": profile,
        "on_day": profile.on,
        "is_today": profile.on == g.scope.today,
        "sentence": lambda rule: words.sentence(rule, of(rule.module)),
        "short": lambda rule: short_sentence(rule, of(rule.module)),
        "severity": words.severity_words,
        "source": words.source_words,
        "kind_title": words.kind_title,
        "section_title": section_title,
        "setting_value": lambda one, value: setting_value(one, value, of(one.id.partition(".")[0])),
        "entry_anchor": anchor,
        "kept": {} if profile.on == g.scope.today else {"on": profile.on.isoformat()},
    }


def anchor(entry: Entry) -> str:
    """The place of a line on the page."""
    named = entry.rule.id if entry.rule else entry.notes[0].id
    return named.replace(".", "-")
