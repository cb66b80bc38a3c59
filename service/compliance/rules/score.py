"""Score (счёт соблюдения): how many of the judged rules are met, by section and in all."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.compliance.rules.states import SCORED, State


@dataclass(frozen=True)
class Score:
    """Numbers of rules by state; off, waived and plain lists stand outside the score."""

    module: str
    numbers: dict[State, int]

    @property
    def of(self) -> int:
        """How many rules are scored."""
        return sum(self.numbers.get(one, 0) for one in SCORED)

    @property
    def met(self) -> int:
        """How many of them are met."""
        return self.numbers.get(State.MET, 0)

    def number(self, state: str) -> int:
        """How many rules are in a state."""
        return self.numbers.get(State(state), 0)


def score(module: str, states: Iterable[State]) -> Score:
    """Count the states of one section, or of all."""
    return Score(module, dict(Counter(states)))


def by_module(rows: Iterable[tuple[str, State]], order: Sequence[str]) -> list[Score]:
    """The score of every section that has rules, in the order of the house."""
    found: dict[str, list[State]] = {}
    for module, state in rows:
        found.setdefault(module, []).append(state)
    ranked = sorted(found, key=lambda one: order.index(one) if one in order else len(order))
    return [score(module, found[module]) for module in ranked]
