"""The rules that modules evaluate themselves: id, kinds, facts (сведения) and title of each."""

from service.rules.specs.bodies import BODY_RULES
from service.rules.specs.choices import MEETING_CHOICES, EngineChoice
from service.rules.specs.meetings import MEETING_PREFIXES, MEETING_RULES
from service.rules.specs.spec import RuleSpec

__all__ = ["MEETING_CHOICES", "MEETING_PREFIXES", "RULES", "EngineChoice", "RuleSpec", "choice_of"]

RULES: dict[str, RuleSpec] = {spec.id: spec for spec in (*MEETING_RULES, *BODY_RULES)}


def choice_of(setting_id: str) -> EngineChoice | None:
    """Find what the meeting engine reads under a setting's id; None for any other setting."""
    prefix, _, name = setting_id.partition(".")
    return MEETING_CHOICES.get(name) if prefix in MEETING_PREFIXES else None
