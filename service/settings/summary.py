"""Rules in one line (правило кратко): a long list is cut, all of it stands on the rule's own page."""

from collections.abc import Mapping

from service.core.language import N_
from service.profiles.profile import Rule
from service.rules.message import Message, listed
from service.settings.words import sentence

FIRST = 4
CUT = N_("Предусмотрено: %(titles)s; и ещё %(more)s.")


def short_sentence(rule: Rule, titles: Mapping[str, str]) -> Message:
    """The sentence of a rule; of a list of many entries, the first ones and how many more there are."""
    items = () if rule.silent else getattr(rule.params, "items", ())
    if getattr(rule.params, "statement", "") or len(items) <= FIRST + 1:
        return sentence(rule, titles)
    return Message(
        CUT, {"titles": listed([item.title for item in items[:FIRST]]), "more": len(items) - FIRST}
    )
