"""Rules in words (правила словами): the sentence of a rule, its parameters, where it comes from."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any

from service.core.language import N_, gettext
from service.profiles.profile import Profile, Rule, Setting
from service.profiles.values import spoken
from service.rules.catalogue import KINDS, describe
from service.rules.conditions.catalogue import CANDIDATE
from service.rules.conditions.grammar import All, Compare, Exists, Not
from service.rules.conditions.grammar import Any as Either
from service.rules.conditions.grammar import parse as parse_condition
from service.rules.conditions.registers import Register
from service.rules.conditions.wording import condition_words
from service.rules.errors import BadParams
from service.rules.facts import FactType
from service.rules.message import Message
from service.rules.reader import Item
from service.settings.vocabulary import HIDDEN, PARAMETERS, VALUES

NOT_ESTABLISHED = Message(N_("Положением не установлено."))
CONDITIONS = (All, Either, Not, Compare, Exists)
HARD, SOFT = N_("обязательно: нарушение не пройдёт"), N_("нарушение отмечается, но не мешает")
EMPTY: tuple[Any, ...] = (None, "", (), {})
SAID_BY_STATEMENT = ("of", "require", "items", "actor")
RULE_DATES = frozenset({"meeting_date", "sent_date", "submitted_date", "order_date", "done_date"})
LAYERS = {"base": N_("общая основа"), "region": N_("регион"), "district": N_("район")}


def sentence(rule: Rule, titles: Mapping[str, str]) -> Message:
    """What a rule asks, as one Russian sentence (правило одной фразой); `titles` name its codes."""
    if rule.silent:
        return NOT_ESTABLISHED
    if rule.kind == "attribute" and rule.params.op != "at_least":
        allowed = value_words(rule.params.values, titles)
        return Message(N_("Положением установлено: %(allowed)s."), {"allowed": allowed})
    return describe(rule.kind, rule.params)


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
    """The parameters in force as pairs of a title and a value in words; a list is one value a line."""
    if rule.silent or rule.params is None:
        return []
    titles = titles_of(profile, rule.module, rule)
    shown = ((spec.name, getattr(rule.params, spec.name)) for spec in fields(rule.params))
    stated = SAID_BY_STATEMENT if getattr(rule.params, "statement", "") else ()
    return [
        (_title(rule.kind, name), value_words(value, titles))
        for name, value in shown
        if name not in HIDDEN and name not in stated and value not in EMPTY
    ]


def code_options(fact: FactType, titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """The closed values of a fact with their words, in the language of the reader."""
    return [(code, gettext(titles.get(code, code))) for code in fact.choices]


def _title(kind: str, name: str) -> Message:
    return Message(PARAMETERS.get(f"{kind}.{name}") or PARAMETERS.get(name, name))


def titles_of(profile: Profile, module: str, rule: Rule | None = None) -> dict[str, str]:
    """Titles of codes in a section: its lists, then the vocabulary, then the facts of the rule, last wins."""
    found: dict[str, str] = {}
    for other in profile.of_kind("list"):
        if not other.silent and other.module == module:
            found.update({item.code: item.title for item in other.params.items})
    found.update(VALUES)
    if rule is not None:
        found.update({name: fact.title for name, fact in rule.facts.items() if name in RULE_DATES})
    return found


def value_words(value: Any, titles: Mapping[str, str]) -> Any:
    """One value as words: a message, a string, a number, or a list of these."""
    if isinstance(value, CONDITIONS):
        return condition_words(value)
    if isinstance(value, Item):
        return Message("%(title)s", {"title": value.title})
    if isinstance(value, Register):
        return Message(value.title)
    if isinstance(value, bool):
        return Message("да") if value else Message("нет")
    if isinstance(value, str):
        return Message(titles[value]) if value in titles else value
    if isinstance(value, Mapping):
        return [_pair(name, each, titles) for name, each in value.items()]
    if isinstance(value, tuple | list):
        return _several(value, titles)
    if is_dataclass(value):
        return _nested(value, titles)
    return str(value) if isinstance(value, Fraction) else value


def _several(values: Any, titles: Mapping[str, str]) -> Any:
    """A pair of a code and a number, a code and a code's force, or a plain list."""
    paired = len(values) == 2 and isinstance(values[0], int | str)
    if paired and (isinstance(values[1], Fraction) or values[1] in ("binding", "advisory")):
        return _pair(values[0], values[1], titles)
    return [value_words(each, titles) for each in values]


def _pair(name: Any, value: Any, titles: Mapping[str, str]) -> Message:
    said = {"name": value_words(str(name), titles), "value": value_words(value, titles)}
    return Message("%(name)s: %(value)s", said)


def _nested(value: Any, titles: Mapping[str, str]) -> Any:
    held = (getattr(value, spec.name) for spec in fields(value))
    parts = [value_words(each, titles) for each in held if each not in (*EMPTY, False)]
    if len(parts) < 2:
        return parts[0] if parts else ""
    rest = parts[1] if len(parts) == 2 else parts[1:]
    return Message("%(name)s: %(value)s", {"name": parts[0], "value": rest})


def setting_value(setting: Setting, value: Any, titles: Mapping[str, str]) -> Any:
    """A value of a setting as an administrator reads it: its label, else known words, else as written."""
    if value is None:
        return Message(N_("не задано"))
    written = spoken(value)
    if written in setting.labels:
        return Message("%(label)s", {"label": setting.labels[written]})
    if isinstance(value, Mapping) or isinstance(value, list | tuple) and _coded(value):
        return _complex(value, written)
    words = value_words(value, titles)
    return Message("%(values)s", {"values": words}) if isinstance(words, list) else words


def _coded(values: Any) -> bool:
    return any(isinstance(each, Mapping) for each in values)


def _complex(value: Any, written: str) -> Any:
    """A condition or a list of titled entries in words; anything else as the file writes it."""
    if isinstance(value, Mapping):
        try:
            return condition_words(parse_condition(value, CANDIDATE))
        except BadParams:
            return written
    titled = [str(each.get("title", spoken(each))) for each in value]
    return Message("%(values)s", {"values": titled})
