"""Minimum (минимальное число): at least so many members, at creation or always."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.rules import given
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.kind import Kind
from service.rules.message import N_, Message
from service.rules.reader import Reader
from service.rules.verdict import Outcome, Status, incomplete

NAME = "minimum"
CREATION, ALWAYS = "creation", "always"
_TITLES = {
    "members": N_("число членов"),
    "teachers": N_("число педагогов этого предмета или направления"),
    "meetings": N_("число заседаний"),
    "participants": N_("число участников"),
    "scheduled_meetings": N_("число заседаний в графике"),
    "sessions": N_("число занятий"),
    "questions": N_("число вопросов в извещении"),
    "recommendations": N_("число адресных рекомендаций"),
    "representations": N_("число представлений"),
    "decisions": N_("число решений"),
    "parties": N_("число сторон"),
}
_OTHER = N_("число")


@dataclass(frozen=True)
class Params:
    """The number, the fact that is counted, and when it is asked for."""

    count: int
    of: str
    when: str


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly."""
    reader = Reader(mapping)
    params = Params(
        count=reader.integer("count"),
        of=reader.code("of", "members"),
        when=reader.choice("when", (CREATION, ALWAYS), ALWAYS),
    )
    reader.done()
    return params


def evaluate(params: Params, facts: Facts) -> Outcome:
    """Judge the number; what exists already and shrank below a number asked at creation is only at risk."""
    operands = {name: facts[name] for name in (params.of, "existing") if name in facts}
    actual = given.integer(facts, params.of)
    if actual is None:
        return incomplete((missing_fact(params.of, facts_of(params)[params.of]),), operands, params.count)
    shortfall = max(0, params.count - actual)
    stands = params.when == CREATION and given.flag(facts, "existing") is True
    words = {
        "what": Message(title(params.of)),
        "actual": actual,
        "count": params.count,
        "shortfall": shortfall,
    }
    if not shortfall:
        status, said = Status.PASS, Message("Достаточно (%(what)s): %(actual)d, нужно %(count)d.", words)
    elif stands:
        status = Status.WARN
        said = Message("Стало меньше нормы создания (%(what)s): %(actual)d, норма %(count)d.", words)
    else:
        status = Status.FAIL
        said = Message("Мало (%(what)s): %(actual)d, нужно %(count)d, не хватает %(shortfall)d.", words)
    return Outcome(
        status=status,
        operands=operands,
        expected=params.count,
        actual=actual,
        shortfall=shortfall,
        message=said,
        remedy=Message("Привлеките недостающих или объедините близкие направления.") if shortfall else None,
    )


def title(of: str) -> str:
    """Return the message id that names what is counted."""
    return _TITLES.get(of, _OTHER)


def facts_of(params: Params) -> dict[str, FactType]:
    """Return the counted number and whether the thing exists already."""
    return {
        params.of: FactType(FactKind.INTEGER, title(params.of)),
        "existing": FactType(FactKind.FLAG, N_("уже создано"), required=False),
    }


def describe(params: Params) -> Message:
    """Say the rule as a sentence."""
    words = {"what": Message(title(params.of)), "count": params.count}
    if params.when == CREATION:
        return Message("Для создания нужно не менее %(count)d (%(what)s).", words)
    return Message("Нужно не менее %(count)d (%(what)s).", words)


def weaker(parent: Params, child: Params) -> Message | None:
    """Say why the child asks for less than the parent; None when it does not."""
    if child.of != parent.of:
        return Message("Считается другое: сравнить с прежней нормой нельзя.")
    if child.count < parent.count:
        return Message("%(child)d вместо %(parent)d.", {"child": child.count, "parent": parent.count})
    if child.when == CREATION and parent.when == ALWAYS:
        return Message("Норма проверяется только при создании вместо постоянной проверки.")
    return None


KIND = Kind(NAME, N_("минимальное число"), parse, describe, weaker, facts_of, evaluate)
