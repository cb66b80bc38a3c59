"""Signatories (подписи): groups of offices, each of which must sign by one of its holders."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from service.rules import given
from service.rules.errors import BadParams
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.kind import Kind
from service.rules.message import N_, Message
from service.rules.reader import Reader, read_codes
from service.rules.value_words import VALUES, value_words
from service.rules.verdict import Missing, Outcome, Status, incomplete

NAME = "signatories"
FACTS = {"signed": FactType(FactKind.CODES, N_("кто подписал"))}


@dataclass(frozen=True)
class Params:
    """Groups of offices: any one of each group signs."""

    signers: tuple[tuple[str, ...], ...]


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly."""
    reader = Reader(mapping)
    value = reader.raw("signers")
    if not isinstance(value, (list, tuple)) or not value:
        raise BadParams("signers", Message("Нужен непустой список групп должностей."))
    params = Params(tuple(read_codes(f"signers[{index}]", group) for index, group in enumerate(value)))
    reader.done()
    return params


def evaluate(params: Params, facts: Facts) -> Outcome:
    """Judge whether every group has signed; expected and actual count groups."""
    signed = given.codes(facts, "signed")
    asked = len(params.signers)
    if signed is None:
        return incomplete((missing_fact("signed", FACTS["signed"]),), {}, asked)
    missing = tuple(
        Missing("|".join(group), _group(group)) for group in params.signers if not set(group) & set(signed)
    )
    said = Message("Нет подписи: %(who)s.", {"who": [item.message for item in missing]})
    return Outcome(
        status=Status.FAIL if missing else Status.PASS,
        operands={"signed": signed},
        expected=asked,
        actual=asked - len(missing),
        shortfall=len(missing),
        missing=missing,
        message=said if missing else Message("Документ подписан теми, кем положено."),
        remedy=Message("Получите недостающую подпись.") if missing else None,
    )


def _group(group: tuple[str, ...]) -> Message:
    names = [value_words(office) for office in group]
    said = Message("%(name)s", {"name": names[0]})
    for name in names[1:]:
        said = Message("%(first)s или %(second)s", {"first": said, "second": name})
    return said


def facts_of(params: Params) -> dict[str, FactType]:
    """Return the offices that signed, by name."""
    offices = dict.fromkeys(office for group in params.signers for office in group)
    names = tuple((office, VALUES.get(office, office)) for office in offices)
    return {"signed": replace(FACTS["signed"], names=names)}


def describe(params: Params) -> Message:
    """Say the rule as a sentence."""
    return Message("Подписывают: %(who)s.", {"who": [_group(group) for group in params.signers]})


def weaker(parent: Params, child: Params) -> Message | None:
    """Say why the child asks for fewer or other signatures than the parent; None when it does not."""
    for group in parent.signers:
        if not any(set(other) <= set(group) for other in child.signers):
            return Message("Ослаблено требование подписи: %(who)s.", {"who": _group(group)})
    return None


KIND = Kind(NAME, N_("подписи"), parse, describe, weaker, facts_of, evaluate)
