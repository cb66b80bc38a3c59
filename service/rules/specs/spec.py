"""The promise of a rule id: its kinds, the facts (сведения) it takes and its title."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.rules.facts import FactType


@dataclass(frozen=True)
class RuleSpec:
    """A rule with facts of its own: what its id promises to users, scripts and other systems.

    `instead` names facts that a profile may count from in place of a promised one. `hours` says that the
    records behind a deadline have their hour, so that a profile may count it in hours.
    """

    id: str
    kinds: tuple[str, ...]
    facts: Mapping[str, FactType]
    title: str
    defaults: Mapping[str, object] = field(default_factory=dict)
    instead: Mapping[str, FactType] = field(default_factory=dict)
    hours: bool = False

    @property
    def module(self) -> str:
        """Return the section of the product that the rule belongs to."""
        return self.id.partition(".")[0]
