"""Trying a rule (проверка правила): the facts its form asks for, their names, what to choose from."""

from collections.abc import Callable, Mapping
from typing import Any

from service.core.language import N_, gettext
from service.profiles.profile import Rule
from service.rules.catalogue import KINDS
from service.rules.facts import FactKind, FactType, as_date
from service.rules.kinds.attribute_words import OTHER as NAMELESS
from service.rules.kinds.frequency import APART
from service.rules.value_words import VALUES
from service.settings.given import NOTHING

OTHER = "other"
OPEN = (FactKind.COUNTS, FactKind.CODES)
_IDLE: dict[str, dict[str, Callable[[Any], bool]]] = {
    "minimum": {"existing": lambda params: params.when == "creation"},
    "frequency": {
        "extraordinary": lambda params: params.extraordinary_counts,
        "seminars": lambda params: params.seminars == APART,
    },
}


def asked_facts(rule: Rule) -> dict[str, FactType]:
    """The facts that the form of a rule asks for: those that can change its verdict."""
    if rule.kind == "indicator":
        return {}
    return {name: fact for name, fact in rule.facts.items() if _matters(rule, name)}


def _matters(rule: Rule, name: str) -> bool:
    """Whether a fact can change the verdict: some are known to the rule only for the sake of programs."""
    own = KINDS[rule.kind].facts(rule.params).get(name)
    if own is None or name in _IDLE.get(rule.kind, {}) and not _IDLE[rule.kind][name](rule.params):
        return False
    if own.required or rule.facts[name].required:
        return True
    return rule.kind != "eligibility" and not (own.kind in OPEN and not own.choices and not own.names)


def fact_title(rule: Rule, name: str) -> str:
    """The name of a fact; where an attribute's fact has none, the rule's own title stands for it."""
    title = rule.facts[name].title
    return rule.title if title == NAMELESS else gettext(title)


def code_options(fact: FactType, titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """The values of a fact to choose from, in words; an open list also offers something else."""
    names = dict(fact.names)
    found = [(code, gettext(_named(code, names, titles))) for code in names or fact.choices]
    if found and not fact.choices and fact.kind is FactKind.CODE and OTHER not in names:
        found.append((OTHER, gettext(VALUES[OTHER])))
    if found and fact.kind is FactKind.CODES:
        found.append((NOTHING, gettext(N_("ничего из этого"))))
    return found


def _named(code: str, names: Mapping[str, str], titles: Mapping[str, str]) -> str:
    day = as_date(code)
    if day:
        return f"{day:%d.%m.%Y}"
    own = names.get(code, code)
    if own in (code, VALUES.get(code)):
        return titles.get(code, VALUES.get(code, code))
    return own
