"""Term (срок полномочий): how long an office lasts and how many terms in a row are allowed."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.rules import given
from service.rules.dates import add_months
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.kind import Kind
from service.rules.message import N_, Message, sentences
from service.rules.reader import Reader
from service.rules.verdict import Outcome, Status, incomplete

NAME = "term"
FACTS = {
    "starts": FactType(FactKind.DATE, N_("начало полномочий")),
    "as_of": FactType(FactKind.DATE, N_("на какую дату")),
    "terms": FactType(FactKind.INTEGER, N_("какой срок подряд"), required=False),
}


@dataclass(frozen=True)
class Params:
    """Length of a term in years and the greatest number of terms in a row (0 = not limited)."""

    years: int
    max_terms: int


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly."""
    reader = Reader(mapping)
    params = Params(reader.integer("years", most=50), reader.integer("max_terms", 0, least=0, most=50))
    reader.done()
    return params


def evaluate(params: Params, facts: Facts) -> Outcome:
    """Judge whether the term still runs; the day it ends is expected, the days since then the shortfall."""
    operands = {name: facts[name] for name in FACTS if name in facts}
    starts, today, terms = (
        given.day(facts, "starts"),
        given.day(facts, "as_of"),
        given.integer(facts, "terms"),
    )
    needed = ["starts", "as_of"] + (["terms"] if params.max_terms else [])
    absent = tuple(missing_fact(name, FACTS[name]) for name in needed if name not in facts)
    if absent or starts is None or today is None:
        return incomplete(absent, operands)
    ends = add_months(starts, 12 * params.years)
    over = max(0, (today - ends).days + 1)
    many = params.max_terms and terms is not None and terms > params.max_terms
    said = [Message("Полномочия истекли %(day)s.", {"day": ends})] if over else []
    if many:
        said.append(
            Message(
                "Сроков подряд больше допустимого: %(terms)d, можно %(most)d.",
                {"terms": terms, "most": params.max_terms},
            )
        )
    if not said:
        said = [Message("Полномочия действуют до %(day)s.", {"day": ends})]
    return Outcome(
        status=Status.FAIL if over or many else Status.PASS,
        operands=operands,
        expected=ends,
        actual=today,
        shortfall=over or int(bool(many)),
        message=sentences(*said),
        remedy=Message("Проведите выборы и оформите новое назначение.") if over or many else None,
    )


def facts_of(_: Params) -> dict[str, FactType]:
    """Return the facts of the kind."""
    return FACTS


def describe(params: Params) -> Message:
    """Say the rule as a sentence."""
    said = Message("Срок полномочий, лет: %(years)d.", {"years": params.years})
    if not params.max_terms:
        return said
    return sentences(said, Message("Сроков подряд не более %(most)d.", {"most": params.max_terms}))


def weaker(parent: Params, child: Params) -> Message | None:
    """Say why the child allows more than the parent; None when it does not."""
    if child.years > parent.years:
        return Message("%(child)d вместо %(parent)d.", {"child": child.years, "parent": parent.years})
    if parent.max_terms and not 0 < child.max_terms <= parent.max_terms:
        return Message("Сроков подряд допускается больше прежнего.")
    return None


KIND = Kind(NAME, N_("срок полномочий"), parse, describe, weaker, facts_of, evaluate)
