"""Reading of the profile for one kind of body (вид органа): its rules and settings under one prefix."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from service.profiles.profile import Profile
from service.rules.specs import MEETING_CHOICES
from service.rules.verdict import Verdict

PREFIXES: Mapping[str, str] = {
    "council": "council",
    "expert_council": "council",
    "association": "association",
    "active": "active",
    "working_group": "group",
    "expert_group": "group",
}


@dataclass(frozen=True)
class Reading:
    """A profile seen by one kind of body."""

    profile: Profile
    kind: str
    prefix: str

    @classmethod
    def of(cls, profile: Profile, kind: str) -> Self:
        """Read the policy of a kind of body; raises KeyError for a kind that holds no meetings."""
        return cls(profile, kind, PREFIXES[kind])

    def rule_id(self, name: str) -> str:
        """Give the id of a rule of this body: `notice` becomes `council.notice`."""
        return f"{self.prefix}.{name}"

    def evaluate(self, name: str, facts: Mapping[str, Any]) -> Verdict:
        """Judge facts by a rule of this body."""
        return self.profile.evaluate(self.rule_id(name), facts)

    def established(self, name: str) -> bool:
        """Tell whether the regulation sets such a rule."""
        return self.profile.rule(self.rule_id(name)) is not None

    def takes(self, name: str) -> frozenset[str]:
        """Give the facts that a rule takes here; empty where the profile is silent."""
        rule = self.profile.rule(self.rule_id(name))
        return frozenset(rule.facts) if rule else frozenset()

    def params(self, name: str) -> Any:
        """Give the typed parameters of a rule, None where the profile is silent."""
        return self.profile.params(self.rule_id(name))

    def _value(self, name: str) -> Any:
        return self.profile.value(self.rule_id(name), MEETING_CHOICES[name].default)

    def _flag(self, name: str) -> bool:
        return bool(self._value(name))

    def _code(self, name: str) -> str:
        return str(self._value(name))

    def _number(self, name: str) -> int:
        return int(self._value(name))
