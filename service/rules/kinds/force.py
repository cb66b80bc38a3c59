"""Force of decisions (сила решений): advisory or binding, by kind of decision."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from service.rules import given
from service.rules.errors import BadParams
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.kind import Kind
from service.rules.message import N_, Message, sentences
from service.rules.reader import Reader, read_code
from service.rules.value_words import VALUES, value_words
from service.rules.verdict import Outcome, Status, incomplete

NAME = "force"
FORCES = ("advisory", "binding")
FACTS = {"kind": FactType(FactKind.CODE, N_("вид решения"))}
_WORDS = {
    "advisory": N_("Решение носит рекомендательный характер."),
    "binding": N_("Решение обязательно."),
}
_DEFAULT_WORDS = {
    "advisory": N_("Решения носят рекомендательный характер."),
    "binding": N_("Решения обязательны."),
}


@dataclass(frozen=True)
class Params:
    """The force of a decision and the kinds that differ."""

    default: str
    exceptions: tuple[tuple[str, str], ...]


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly."""
    reader = Reader(mapping)
    default = reader.choice("default", FORCES, "advisory")
    value = reader.raw("exceptions", {})
    if not isinstance(value, Mapping):
        raise BadParams("exceptions", Message("Нужна таблица: вид решения и его сила."))
    exceptions = []
    for kind, force in value.items():
        key = f"exceptions.{kind}"
        if force not in FORCES:
            raise BadParams(key, Message("Нужно advisory или binding."))
        exceptions.append((read_code(key, kind), str(force)))
    reader.done()
    return Params(default, tuple(exceptions))


def evaluate(params: Params, facts: Facts) -> Outcome:
    """Tell the force of a decision; it stands in the operands."""
    kind = given.code(facts, "kind")
    if kind is None:
        return incomplete((missing_fact("kind", FACTS["kind"]),), {})
    force = dict(params.exceptions).get(kind, params.default)
    return Outcome(
        status=Status.PASS, operands={"kind": kind, "force": force}, message=Message(_WORDS[force])
    )


def facts_of(params: Params) -> dict[str, FactType]:
    """Return the kind of a decision, with those named that the regulation sets apart."""
    names = tuple((kind, VALUES.get(kind, kind)) for kind, _ in params.exceptions)
    return {"kind": replace(FACTS["kind"], names=names)}


def describe(params: Params) -> Message:
    """Say the rule as a sentence."""
    said = Message(_DEFAULT_WORDS[params.default])
    if not params.exceptions:
        return said
    kinds = [value_words(kind) for kind, _ in params.exceptions]
    return sentences(said, Message("Исключения: %(kinds)s.", {"kinds": kinds}))


def weaker(parent: Params, child: Params) -> Message | None:
    """Say that the child changes what the parent fixes; None when it only adds binding kinds."""
    if child.default != parent.default:
        return Message("Изменена сила решений.")
    kept = dict(child.exceptions)
    if any(kept.get(kind) != force for kind, force in parent.exceptions):
        return Message("Убраны или изменены исключения.")
    return None


KIND = Kind(NAME, N_("сила решений"), parse, describe, weaker, facts_of, evaluate, add_only=True)
