"""Rules in words (правила словами): the sentence of a rule, its parameters, where it comes from."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from service.core.language import N_
from service.profiles.profile import Profile, Rule
from service.rules.catalogue import KINDS, describe
from service.rules.conditions.grammar import All, Compare, Exists, Not
from service.rules.conditions.grammar import Any as Either
from service.rules.conditions.wording import condition_words
from service.rules.kinds.eligibility import Demand, Tier
from service.rules.message import Message, listed, with_titles
from service.rules.reader import Item
from service.rules.value_words import value_words as code_words
from service.settings.vocabulary import CLOSED, SHOWN

NOT_ESTABLISHED = Message(N_("Положением не установлено."))
CONDITIONS = (All, Either, Not, Compare, Exists)
HARD, SOFT = N_("обязательно: нарушение не пройдёт"), N_("нарушение отмечается, но не мешает")
EMPTY: tuple[Any, ...] = (None, "", (), {}, False, "none")
LAYERS = {"base": N_("общая основа"), "region": N_("регион"), "district": N_("район")}

LISTS = N_("Перечни")


def sentence(rule: Rule, titles: Mapping[str, str]) -> Message:
    """What a rule asks, as one Russian sentence (правило одной фразой); `titles` name its codes."""
    if rule.silent:
        return NOT_ESTABLISHED
    return with_titles(describe(rule.kind, rule.params), titles)


def kind_title(kind: str) -> Message:
    """The name of a rule kind in words."""
    return Message(KINDS[kind].title) if kind in KINDS else Message(kind)


def severity_words(rule: Rule) -> Message:
    """What a broken rule does."""
    return Message(HARD if rule.severity == "hard" else SOFT)


def source_words(rule: Rule) -> Message:
    """Where a rule comes from: the base, the region, a model, the district's own act."""
    if rule.source_label is not None:
        return rule.source_label
    return Message(LAYERS.get(rule.layer, rule.layer))


def parameters(rule: Rule, profile: Profile) -> list[tuple[Message, Any]]:
    """What the sentence of a rule leaves out, as pairs of a title and a value in words."""
    if rule.silent or rule.params is None:
        return []
    # A rule may name other rules: the lists whose values it asks for.
    titles = {one.id: one.title for one in profile.rules.values()} | titles_of(profile, rule.module)
    shown = ((_titled(rule, title), getattr(rule.params, name)) for name, title in SHOWN.get(rule.kind, ()))
    if rule.kind == "attribute" and not rule.params.statement:
        return []
    return [
        (Message(title), value_words(value, titles))
        for title, value in shown
        if value not in EMPTY and not _told(rule, value)
    ]


def _titled(rule: Rule, title: str) -> str:
    return LISTS if rule.kind == "coverage" and rule.params.of == "list_values" else title


def _told(rule: Rule, value: Any) -> bool:
    """Whether a parameter adds nothing: a list of one entry, or when to compare without a target."""
    if rule.kind in ("documents", "stages", "list") and len(value) == 1:
        return True
    measured = rule.kind == "indicator" and (rule.params.target is not None or rule.params.targets)
    return rule.kind == "indicator" and not measured and value in ("each_collection", "year_end")


def titles_of(profile: Profile, module: str) -> dict[str, str]:
    """Titles of codes in a section: those of its own lists."""
    return profile.titles(module)


def value_words(value: Any, titles: Mapping[str, str]) -> Any:
    """One value as words: a message, a string, a number, or a list of these."""
    if isinstance(value, CONDITIONS):
        return with_titles(condition_words(value), titles)
    if isinstance(value, Item):
        return Message("%(title)s", {"title": value.title})
    if isinstance(value, Demand):
        return _demand_words(value, titles)
    if isinstance(value, Tier):
        demands = listed([_demand_words(each, titles) for each in value.demands])
        return Message("%(name)s: %(value)s", {"name": value.item.title, "value": demands})
    if isinstance(value, Mapping):
        return [_pair(name, each, titles) for name, each in value.items()]
    if isinstance(value, tuple | list):
        return [value_words(each, titles) for each in value]
    if isinstance(value, str):
        return _code(value, titles)
    return str(value) if isinstance(value, Fraction) else code_words(value)


def _code(code: str, titles: Mapping[str, str]) -> Any:
    if code in titles:
        return titles[code]
    return Message(CLOSED[code]) if code in CLOSED else Message("%(name)s", {"name": code_words(code)})


def _demand_words(demand: Demand, titles: Mapping[str, str]) -> Message:
    words = {"title": demand.item.title, "when": with_titles(condition_words(demand.when), titles)}
    return Message("%(title)s (проверяется: %(when)s)", words)


def _pair(name: Any, value: Any, titles: Mapping[str, str]) -> Message:
    said = {"name": value_words(str(name), titles), "value": value_words(value, titles)}
    return Message("%(name)s: %(value)s", said)
