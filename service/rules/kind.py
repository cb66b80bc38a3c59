"""A rule kind (вид правила): how its parameters are read, described, compared and evaluated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.rules.facts import Facts, FactType
from service.rules.message import Message
from service.rules.verdict import Outcome


@dataclass(frozen=True)
class Kind:
    """The functions of one rule kind; `evaluate` is None for a declarative kind, which has no verdict."""

    name: str
    title: str
    parse: Callable[[Mapping[str, object]], Any]
    describe: Callable[[Any], Message]
    weaker: Callable[[Any, Any], Message | None]
    facts: Callable[[Any], dict[str, FactType]]
    evaluate: Callable[[Any, Facts], Outcome] | None = None
    add_only: bool = False

    @property
    def declarative(self) -> bool:
        """Say whether the kind only declares records, processes or vocabularies."""
        return self.evaluate is None


def no_facts(_: object) -> dict[str, FactType]:
    """Return the facts of a declarative kind: none."""
    return {}
