"""Labelling (отметки по перечням): how many values of the regulation's lists a record carries."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.rules import given
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.kind import Kind
from service.rules.message import N_, Message
from service.rules.reader import Reader
from service.rules.verdict import Outcome, Status, incomplete

NAME = "labelling"
ONE, SOME, ANY = "one", "some", "any"
TAKES = (ANY, SOME, ONE)
"""How many values, from the loosest to the strictest."""
FACTS = {"marks": FactType(FactKind.INTEGER, N_("сколько значений отмечено"))}
_ON = {
    "plan_item": N_("пункт плана"),
    "plan_analysis": N_("анализ за год"),
    "unit_function": N_("функция единицы"),
}
_OTHER = N_("запись")
_SENTENCES = {
    ONE: N_("Отмечается ровно одно значение: %(on)s."),
    SOME: N_("Отмечается хотя бы одно значение: %(on)s."),
    ANY: N_("Можно отметить любые значения: %(on)s."),
}


@dataclass(frozen=True)
class Params:
    """The lists whose values are chosen, on what, how many, the list of the other side of a matrix."""

    of: tuple[str, ...]
    on: str
    take: str
    across: str
    statement: str


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly."""
    reader = Reader(mapping)
    params = Params(
        of=reader.codes("of"),
        on=reader.code("on"),
        take=reader.choice("take", TAKES, SOME),
        across=reader.code("across", ""),
        statement=reader.text("statement", ""),
    )
    reader.done()
    return params


def evaluate(params: Params, facts: Facts) -> Outcome:
    """Judge the number of chosen values."""
    actual = given.integer(facts, "marks")
    expected = None if params.take == ANY else 1
    if actual is None:
        return incomplete((missing_fact("marks", FACTS["marks"]),), {}, expected)
    words = {"actual": actual}
    if params.take == ANY:
        status, said = Status.PASS, Message("Отмечено значений: %(actual)d.", words)
    elif actual == 0:
        status, said = Status.FAIL, Message("Ни одно значение не отмечено, нужно хотя бы одно.")
        if params.take == ONE:
            said = Message("Ни одно значение не отмечено, нужно ровно одно.")
    elif params.take == ONE and actual > 1:
        status, said = Status.FAIL, Message("Отмечено значений: %(actual)d, нужно ровно одно.", words)
    else:
        status, said = Status.PASS, Message("Отмечено значений: %(actual)d.", words)
    return Outcome(
        status=status,
        operands={"marks": actual},
        expected=expected,
        actual=actual,
        shortfall=1 if status is Status.FAIL and not actual else 0,
        message=said,
        remedy=Message("Отметьте значения из перечня.") if status is Status.FAIL else None,
    )


def facts_of(_: Params) -> dict[str, FactType]:
    """Return the facts of the kind."""
    return FACTS


def describe(params: Params) -> Message:
    """Say the rule as a sentence."""
    if params.statement:
        return Message("%(statement)s", {"statement": params.statement})
    return Message(_SENTENCES[params.take], {"on": Message(_ON.get(params.on, _OTHER))})


def weaker(parent: Params, child: Params) -> Message | None:
    """Say why the child asks for less than the parent; None when it does not."""
    if child.on != parent.on:
        return Message("Отмечается другое: сравнить с прежним требованием нельзя.")
    dropped = [code for code in parent.of if code not in child.of]
    if dropped:
        return Message("Убраны перечни: %(codes)s.", {"codes": dropped})
    if TAKES.index(child.take) < TAKES.index(parent.take):
        return Message("Отметок нужно меньше, чем прежде.")
    return None


KIND = Kind(NAME, N_("отметки по перечням"), parse, describe, weaker, facts_of, evaluate)
