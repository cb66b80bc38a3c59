"""The API of rules and verdicts: what is in force on a day, and what a rule says of given facts."""

from typing import Any

from flask import Blueprint

from service.core.errors import NotFound
from service.core.language import LANGUAGES, N_, gettext, render
from service.profiles.profile import Profile, Rule
from service.rules.verdict import plain as jsonable
from service.settings.api.shapes import NoteRecord, RuleQuestion, SettingRecord
from service.settings.days import profile_on
from service.settings.judging import UNKNOWN_RULE, judge
from service.settings.listing import Filters, entries
from service.settings.names import SettingsPermission
from service.settings.schema import QuestionSchema, RuleSchema
from service.settings.words import sentence, source_words, titles_of
from service.web.api import PREFIX, accepts, returns
from service.web.asked import ListOnDay, OnDay
from service.web.guard import requires
from service.web.shapes import VerdictRecord, verdict_record

blueprint = Blueprint("api_rules", __name__, url_prefix=f"{PREFIX}/<slug>")


@blueprint.get("/rules")
@requires(SettingsPermission.READ)
@accepts(query=RuleQuestion())
@returns(
    RuleSchema(),
    many=True,
    summary=N_("Правила, которые действуют в этот день, и какие сведения им нужны"),
    about=N_("Без page и size приходят все сразу."),
)
def rules(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Rules in force on a date, with the facts they take."""
    profile = profile_on(query.get("on"))
    names = ("module", "kind", "source", "state", "q")
    asked = Filters.of({name: query.get(name) or "" for name in names})
    found = [entry.rule for entry in entries(profile) if entry.rule is not None and asked.take(entry)]
    chosen = {rule.id for rule in found}
    return [told(rule, profile) for rule in profile.rules.values() if rule.id in chosen]


@blueprint.get("/rules/<rule_id>")
@requires(SettingsPermission.READ)
@accepts(query=OnDay())
@returns(RuleSchema(), summary=N_("Одно правило"))
def rule(rule_id: str, query: dict[str, Any]) -> dict[str, Any]:
    """One rule in force on a date."""
    profile = profile_on(query.get("on"))
    found = profile.rules.get(rule_id)
    if found is None:
        raise NotFound(UNKNOWN_RULE)
    return told(found, profile)


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
@returns(
    VerdictRecord(),
    summary=N_("Проверить сведения правилом"),
    about=N_("Ничего не записывается. Какие сведения нужны правилу, говорит его поле facts."),
)
def verdicts(body: dict[str, Any]) -> dict[str, Any]:
    """Judge given facts by a rule; nothing is stored."""
    return verdict_record(judge(profile_on(body["on"]), body["rule"], body["given"], "given."))


@blueprint.get("/settings")
@requires(SettingsPermission.READ)
@accepts(query=ListOnDay())
@returns(SettingRecord(), many=True, summary=N_("Настройки: что положение оставляет открытым и что выбрано"))
def settings(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Settings with the choices made, on a date."""
    return [
        {
            "id": one.id,
            "title": one.title,
            "note": one.note,
            "sets": one.sets,
            "value": jsonable(one.value),
            "default": jsonable(one.default),
            "options": jsonable(one.options),
            "chosen": one.chosen,
            "reason": one.reason,
            "layer": one.layer,
        }
        for one in profile_on(query.get("on")).settings.values()
    ]


@blueprint.get("/notes")
@requires(SettingsPermission.READ)
@accepts(query=ListOnDay())
@returns(NoteRecord(), many=True, summary=N_("Примечания к пунктам положения"))
def notes(query: dict[str, Any]) -> Any:
    """Notes at clauses of the regulation, on a date."""
    return profile_on(query.get("on")).notes.values()
