"""A rule kind (вид правила): how its parameters are read, described, compared and evaluated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.rules.facts import Facts, FactType, check_facts
from service.rules.message import Message
from service.rules.verdict import Outcome, Status


@dataclass(frozen=True)
class Kind:
    """The functions of one rule kind; `judge` is None for a declarative kind, which has no verdict."""

    name: str
    title: str
    parse: Callable[[Mapping[str, object]], Any]
    describe: Callable[[Any], Message]
    weaker: Callable[[Any, Any], Message | None]
    facts: Callable[[Any], dict[str, FactType]]
    judge: Callable[[Any, Facts], Outcome] | None = None
    add_only: bool = False

    @property
    def declarative(self) -> bool:
        """Say whether the kind only declares records, processes or vocabularies."""
        return self.judge is None

    def evaluate(self, params: Any, facts: Facts) -> Outcome:
        """Check the facts and judge them; a declarative kind says what it declares and judges nothing.

        Raises BadFacts for a fact that the rule does not know or that has a wrong type.
        """
        checked = check_facts(self.facts(params), facts)
        if self.judge is None:
            return Outcome(status=Status.NOT_APPLICABLE, message=self.describe(params))
        return self.judge(params, checked)


def no_facts(_: object) -> dict[str, FactType]:
    """Return the facts of a declarative kind: none."""
    return {}
