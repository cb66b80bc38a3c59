"""Personal participation (личное участие): nobody votes for another."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.rules import given
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.kind import Kind
from service.rules.message import N_, Message
from service.rules.reader import Reader
from service.rules.verdict import Outcome, Status, incomplete

NAME = "personal"
FACTS = {
    "voter": FactType(FactKind.CODE, N_("кто голосует")),
    "member": FactType(FactKind.CODE, N_("чей это голос")),
}


@dataclass(frozen=True)
class Params:
    """The kind takes no parameters."""


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly: there are none."""
    Reader(mapping).done()
    return Params()


def evaluate(_: Params, facts: Facts) -> Outcome:
    """Judge whether the voter is the member."""
    operands = {name: facts[name] for name in FACTS if name in facts}
    absent = tuple(missing_fact(name, FACTS[name]) for name in FACTS if name not in facts)
    if absent:
        return incomplete(absent, operands)
    if given.code(facts, "voter") == given.code(facts, "member"):
        return Outcome(status=Status.PASS, operands=operands, message=Message("Член участвует лично."))
    return Outcome(
        status=Status.FAIL,
        operands=operands,
        shortfall=1,
        message=Message("Голосовать за другого нельзя: участие только личное."),
        remedy=Message(
            "Пусть член проголосует сам; письменное мнение можно приложить, голосом оно не считается."
        ),
    )


def facts_of(_: Params) -> dict[str, FactType]:
    """Return the facts of the kind."""
    return FACTS


def describe(_: Params) -> Message:
    """Say the rule as a sentence."""
    return Message("Участие личное, передавать голос нельзя.")


def weaker(_parent: Params, _child: Params) -> Message | None:
    """Return None: without parameters nothing can be weakened."""
    return None


KIND = Kind(NAME, N_("личное участие"), parse, describe, weaker, facts_of, evaluate)
