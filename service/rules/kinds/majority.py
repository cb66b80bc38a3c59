"""Majority (большинство голосов): votes "for" against a share of participants, of voting or of all."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from service.rules import given
from service.rules.errors import BadFacts
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.kind import Kind
from service.rules.message import N_, Message, sentences
from service.rules.reader import Reader
from service.rules.shares import AT_LEAST, MORE_THAN, least_count, share_words
from service.rules.verdict import Outcome, Status, incomplete

NAME = "majority"
BASES = ("voting", "participants", "established")  # from the weakest to the strongest
TIES = ("not_adopted", "chair_decides", "revote")
FACTS = {
    "established": FactType(FactKind.INTEGER, N_("установленное число членов"), required=False),
    "participants": FactType(FactKind.INTEGER, N_("число участников голосования"), required=False),
    "for": FactType(FactKind.INTEGER, N_("голосов «за»")),
    "against": FactType(FactKind.INTEGER, N_("голосов «против»"), required=False),
    "abstained": FactType(FactKind.INTEGER, N_("воздержавшихся"), required=False),
    "presider_vote": FactType(
        FactKind.CODE,
        N_("голос председательствующего"),
        ("for", "against", "abstained"),
        required=False,
        names=(("for", N_("за")), ("against", N_("против")), ("abstained", N_("воздержался"))),
    ),
}
_BASE_WORDS = {
    "voting": N_("голосовавших «за» и «против»"),
    "participants": N_("участвующих"),
    "established": N_("установленного числа членов"),
}
_TIE_WORDS = {
    "not_adopted": N_("При равенстве голосов решение не принято."),
    "chair_decides": N_("При равенстве голосов решает голос председательствующего."),
    "revote": N_("При равенстве голосов голосуют повторно."),
}


@dataclass(frozen=True)
class Params:
    """Share of votes, operator, base and the rule for a tie."""

    share: Fraction
    op: str
    base: str
    tie: str


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly."""
    reader = Reader(mapping)
    params = Params(
        share=reader.share("share"),
        op=reader.choice("op", (AT_LEAST, MORE_THAN), MORE_THAN),
        base=reader.choice("base", BASES, "participants"),
        tie=reader.choice("tie", TIES, "not_adopted"),
    )
    reader.done()
    return params


def evaluate(params: Params, facts: Facts) -> Outcome:
    """Judge whether the decision is adopted; votes, exact fractions; a tie is never adopted by itself."""
    operands = {name: facts[name] for name in FACTS if name in facts}
    _refuse_contradictions(facts)
    needed = ["for", "against"] if params.base == "voting" else ["for", params.base]
    if params.tie != "not_adopted" and "against" not in needed:
        needed.append("against")
    absent = tuple(missing_fact(name, FACTS[name]) for name in needed if name not in facts)
    votes, against = given.integer(facts, "for"), given.integer(facts, "against")
    if absent or votes is None:
        return incomplete(absent, operands)
    base = votes + (against or 0) if params.base == "voting" else given.integer(facts, params.base) or 0
    expected = max(1, least_count(params.share, params.op, base))
    if votes >= expected:
        return _outcome(Status.PASS, votes, expected, base, operands, Message("Решение принято."))
    if votes == against and votes and params.tie == "chair_decides":
        return _by_presider(facts, votes, expected, base, operands)
    if votes == against and votes and params.tie == "revote":
        said = Message("Голоса разделились поровну, решение не принято.")
        return _outcome(
            Status.FAIL, votes, expected, base, operands, said, Message("Проведите повторное голосование.")
        )
    remedy = Message("Доработайте проект решения и внесите вопрос повторно.")
    return _outcome(Status.FAIL, votes, expected, base, operands, Message("Решение не принято."), remedy)


def _by_presider(facts: Facts, votes: int, expected: int, base: int, operands: dict[str, object]) -> Outcome:
    choice = given.code(facts, "presider_vote")
    if choice is None:
        return incomplete((missing_fact("presider_vote", FACTS["presider_vote"]),), operands, expected)
    if choice == "for":
        said = Message("Голоса разделились поровну, решение принято голосом председательствующего.")
        return _outcome(Status.PASS, votes, expected, base, operands, said)
    said = Message("Голоса разделились поровну, председательствующий решение не поддержал: оно не принято.")
    return _outcome(Status.FAIL, votes, expected, base, operands, said)


def _outcome(
    status: Status,
    votes: int,
    expected: int,
    base: int,
    operands: dict[str, object],
    said: Message,
    remedy: Message | None = None,
) -> Outcome:
    shortfall = 0 if status is Status.PASS else max(0, expected - votes)
    words = {"votes": votes, "base": base, "expected": expected, "shortfall": shortfall}
    count = (
        Message("Голосов «за» %(votes)d, нужно %(expected)d (от %(base)d), не хватает %(shortfall)d.", words)
        if shortfall
        else Message("Голосов «за» %(votes)d, нужно %(expected)d (от %(base)d).", words)
    )
    return Outcome(
        status=status,
        operands=operands,
        expected=expected,
        actual=votes,
        shortfall=shortfall,
        message=sentences(said, count),
        remedy=remedy,
    )


def _refuse_contradictions(facts: Facts) -> None:
    cast = sum(given.integer(facts, name) or 0 for name in ("for", "against", "abstained"))
    participants, established = given.integer(facts, "participants"), given.integer(facts, "established")
    if participants is not None and cast > participants:
        raise BadFacts(
            "participants",
            Message(
                "Голосов больше, чем участников: %(cast)d из %(all)d.", {"cast": cast, "all": participants}
            ),
        )
    most = cast if participants is None else participants
    if established is not None and most > established:
        raise BadFacts(
            "established",
            Message(
                "Участников больше, чем членов: %(cast)d из %(all)d.", {"cast": most, "all": established}
            ),
        )


def facts_of(_: Params) -> dict[str, FactType]:
    """Return the facts of the kind."""
    return FACTS


def describe(params: Params) -> Message:
    """Say the rule as a sentence."""
    rule = Message(
        "Решение принимается, если «за» %(share)s %(base)s.",
        {"share": share_words(params.share, params.op), "base": Message(_BASE_WORDS[params.base])},
    )
    return sentences(rule, Message(_TIE_WORDS[params.tie]))


def weaker(parent: Params, child: Params) -> Message | None:
    """Say why the child asks less than the parent; None when it does not."""
    if (child.share, child.op == MORE_THAN) < (parent.share, parent.op == MORE_THAN):
        return Message(
            "%(child)s вместо %(parent)s.",
            {"child": share_words(child.share, child.op), "parent": share_words(parent.share, parent.op)},
        )
    if BASES.index(child.base) < BASES.index(parent.base):
        return Message(
            "Доля считается от %(child)s вместо %(parent)s.",
            {"child": Message(_BASE_WORDS[child.base]), "parent": Message(_BASE_WORDS[parent.base])},
        )
    if parent.tie != "chair_decides" and child.tie == "chair_decides":
        return Message("При равенстве голосов решение можно принять одним голосом председательствующего.")
    return None


KIND = Kind(NAME, N_("большинство голосов"), parse, describe, weaker, facts_of, evaluate)
