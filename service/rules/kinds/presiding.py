"""Presiding (ведение заседания): who may preside, and who of them needs a recorded instruction."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from service.rules import given
from service.rules.errors import BadParams
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.kind import Kind
from service.rules.message import N_, Message, either
from service.rules.reader import Reader
from service.rules.value_words import OFFICES, VALUES, value_words
from service.rules.verdict import Outcome, Status, incomplete

NAME = "presiding"
FACTS = {
    "presider": FactType(FactKind.CODE, N_("кто ведёт заседание")),
    "instruction": FactType(FactKind.FLAG, N_("есть ли поручение председателя"), required=False),
}


@dataclass(frozen=True)
class Params:
    """Offices that may preside, in order, and those of them that need an instruction (поручение)."""

    order: tuple[str, ...]
    instruction: tuple[str, ...]


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly."""
    reader = Reader(mapping)
    params = Params(reader.codes("order"), reader.codes("instruction", ()))
    reader.done()
    for index, office in enumerate(params.instruction):
        if office not in params.order:
            raise BadParams(f"instruction[{index}]", Message("Этой должности нет среди ведущих."))
    return params


def evaluate(params: Params, facts: Facts) -> Outcome:
    """Judge whether the person may preside."""
    operands = {name: facts[name] for name in FACTS if name in facts}
    presider, instruction = given.code(facts, "presider"), given.flag(facts, "instruction")
    if presider is None:
        return incomplete((missing_fact("presider", FACTS["presider"]),), operands)
    words = {
        "who": value_words(presider),
        "order": either([value_words(item) for item in params.order]),
    }
    if presider not in params.order:
        return Outcome(
            status=Status.FAIL,
            operands=operands,
            shortfall=1,
            message=Message("Вести заседание может только %(order)s.", words),
            remedy=Message("Передайте ведение тому, кто вправе вести заседание, или перенесите его."),
        )
    if presider in params.instruction and instruction is None:
        return incomplete((missing_fact("instruction", FACTS["instruction"]),), operands)
    if presider in params.instruction and not instruction:
        return Outcome(
            status=Status.FAIL,
            operands=operands,
            shortfall=1,
            message=Message("Заседание ведёт %(who)s, а поручение председателя не записано.", words),
            remedy=Message("Внесите поручение председателя."),
        )
    return Outcome(
        status=Status.PASS,
        operands=operands,
        message=Message("Заседание ведёт %(who)s: это допускается.", words),
    )


def facts_of(params: Params) -> dict[str, FactType]:
    """Return the facts of the kind, with the offices by name."""
    offices = (*params.order, *(office for office in OFFICES if office not in params.order))
    names = tuple((office, VALUES.get(office, office)) for office in offices)
    return {**FACTS, "presider": replace(FACTS["presider"], names=names)}


def describe(params: Params) -> Message:
    """Say the rule as a sentence."""
    by_right = [value_words(office) for office in params.order if office not in params.instruction]
    by_instruction = [value_words(office) for office in params.instruction]
    words = {
        "order": either(by_right or by_instruction),
        "by_instruction": either(by_instruction or by_right),
    }
    if not by_instruction:
        return Message("Заседание ведёт %(order)s.", words)
    if not by_right:
        return Message("Заседание ведёт по поручению председателя %(by_instruction)s.", words)
    return Message("Заседание ведёт %(order)s, по поручению председателя – %(by_instruction)s.", words)


def weaker(parent: Params, child: Params) -> Message | None:
    """Say why the child lets more persons preside than the parent; None when it does not."""
    for office in child.order:
        if office not in parent.order:
            return Message("Вести заседание может ещё и %(who)s.", {"who": value_words(office)})
    for office in parent.instruction:
        if office in child.order and office not in child.instruction:
            return Message("Поручение председателя больше не требуется.")
    return None


KIND = Kind(NAME, N_("ведение заседания"), parse, describe, weaker, facts_of, evaluate)
