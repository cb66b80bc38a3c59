"""Threshold (порог): a share of the established or filled seats that must take part, by form of meeting."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from service.rules import given
from service.rules.errors import BadFacts, BadParams
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.kind import Kind
from service.rules.message import N_, Message, sentences
from service.rules.reader import Reader
from service.rules.shares import AT_LEAST, MORE_THAN, least_count, share_words
from service.rules.value_words import VALUES, value_words
from service.rules.verdict import Missing, Outcome, Status, incomplete

NAME = "threshold"
FORMS = ("in_person", "correspondence", "hybrid")
BASES = ("established", "filled")
COUNTED = ("present", "sheets", "room_and_sheets")
DEFAULT_COUNTED = {"in_person": "present", "correspondence": "sheets", "hybrid": "sheets"}

FACTS = {
    "form": FactType(
        FactKind.CODE, N_("форма заседания"), FORMS, names=tuple((form, VALUES[form]) for form in FORMS)
    ),
    "established": FactType(FactKind.INTEGER, N_("установленное число членов"), required=False),
    "filled": FactType(FactKind.INTEGER, N_("фактическое число членов"), required=False),
    "present": FactType(FactKind.INTEGER, N_("число присутствующих"), required=False),
    "sheets": FactType(FactKind.INTEGER, N_("число действительных опросных листов"), required=False),
}
_ONE_COUNTED_WORDS = {
    "present": N_("Присутствует %(actual)d из %(base)d."),
    "sheets": N_("Действительных опросных листов: %(actual)d из %(base)d."),
    "room_and_sheets": N_("Участвует (в зале и опросными листами) %(actual)d из %(base)d."),
}
_COUNTED_WORDS = {
    "present": N_("Присутствуют %(actual)d из %(base)d."),
    "sheets": N_("Действительных опросных листов: %(actual)d из %(base)d."),
    "room_and_sheets": N_("Участвуют (в зале и опросными листами) %(actual)d из %(base)d."),
}
_BASE_WORDS = {
    "established": N_("установленного числа членов"),
    "filled": N_("фактического числа членов"),
}
_PURPOSES = {
    "": (
        N_("Этого достаточно: нужно %(expected)d."),
        N_("Этого мало: нужно %(expected)d, не хватает %(shortfall)d."),
    ),
    "meeting": (
        N_("Заседание правомочно: нужно %(expected)d."),
        N_("Заседание неправомочно: нужно %(expected)d, не хватает %(shortfall)d."),
    ),
    "decision": (
        N_("Решения принимать можно: нужно %(expected)d."),
        N_("Решения принимать нельзя: нужно %(expected)d, не хватает %(shortfall)d."),
    ),
}
_REMEDIES = {
    "present": N_("Дождитесь недостающих членов или перенесите вопросы."),
    "sheets": N_("Дождитесь недостающих опросных листов до срока или перенесите вопросы."),
    "room_and_sheets": N_("Дождитесь недостающих членов или их опросных листов либо перенесите вопросы."),
}


@dataclass(frozen=True)
class Params:
    """Share, operator, base, and whom each form counts; `purpose` only chooses the words."""

    share: Fraction
    op: str
    base: str
    counted: Mapping[str, str]
    purpose: str = ""


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly."""
    reader = Reader(mapping)
    params = Params(
        share=reader.share("share"),
        op=reader.choice("op", (AT_LEAST, MORE_THAN), AT_LEAST),
        base=reader.choice("base", BASES, "established"),
        counted=_read_counted(reader.raw("counted")),
        purpose=reader.choice("purpose", tuple(_PURPOSES), ""),
    )
    reader.done()
    if params.op == MORE_THAN and params.share == 1:
        raise BadParams(
            "share", Message("Больше целого собрать нельзя: уменьшите долю или выберите at_least.")
        )
    return params


def _read_counted(value: object) -> dict[str, str]:
    if value is None:
        return dict(DEFAULT_COUNTED)
    try:
        reader = Reader(value)
        counted = {form: reader.choice(form, COUNTED, default) for form, default in DEFAULT_COUNTED.items()}
        reader.done()
    except BadParams as refusal:
        raise refusal.under("counted") from None
    return counted


def evaluate(params: Params, facts: Facts) -> Outcome:
    """Judge whether enough members take part; persons, exact fractions (no percent)."""
    form = given.code(facts, "form")
    counted = params.counted[form] if form else ""
    base = given.integer(facts, params.base)
    operands = {name: facts[name] for name in FACTS if name in facts}
    needed = ["form", params.base, *_counted_facts(counted)]
    absent = tuple(missing_fact(name, FACTS[name]) for name in needed if facts.get(name) is None)
    expected = max(1, least_count(params.share, params.op, base)) if base else None
    if base == 0:
        absent = (*absent, Missing(params.base, Message("состав с ненулевым числом членов")))
    if absent or expected is None or base is None:
        return incomplete(absent, operands, expected)
    actual = sum(given.integer(facts, name) or 0 for name in _counted_facts(counted))
    _refuse_contradictions(facts, base, actual, counted)
    shortfall = max(0, expected - actual)
    words = {"actual": actual, "base": base, "expected": expected, "shortfall": shortfall}
    enough, short = _PURPOSES[params.purpose]
    judged = short if shortfall else enough
    return Outcome(
        status=Status.FAIL if shortfall else Status.PASS,
        operands=operands,
        expected=expected,
        actual=actual,
        shortfall=shortfall,
        message=sentences(Message(_counted_words(counted, actual), words), Message(judged, words)),
        remedy=Message(_REMEDIES[counted]) if shortfall else None,
    )


def _counted_words(counted: str, number: int) -> str:
    """Return the sentence that agrees with a number: «присутствует 21», «присутствуют 9»."""
    one = number % 10 == 1 and number % 100 != 11
    return (_ONE_COUNTED_WORDS if one else _COUNTED_WORDS)[counted]


def _counted_facts(counted: str) -> tuple[str, ...]:
    return ("present", "sheets") if counted == "room_and_sheets" else (counted,) if counted else ()


def _refuse_contradictions(facts: Facts, base: int, actual: int, counted: str) -> None:
    established, filled = given.integer(facts, "established"), given.integer(facts, "filled")
    if established is not None and filled is not None and filled > established:
        raise BadFacts(
            "filled",
            Message(
                "Членов больше, чем установлено: %(filled)d из %(established)d.",
                {"filled": filled, "established": established},
            ),
        )
    if actual > base:
        raise BadFacts(
            _counted_facts(counted)[-1],
            Message(
                "Участников больше, чем членов: %(actual)d из %(base)d. Каждый считается один раз.",
                {"actual": actual, "base": base},
            ),
        )


def facts_of(_: Params) -> dict[str, FactType]:
    """Return the facts of the kind."""
    return FACTS


def describe(params: Params) -> Message:
    """Say the rule as a sentence."""
    return Message(
        "Нужно участие %(share)s %(base)s.",
        {"share": share_words(params.share, params.op), "base": Message(_BASE_WORDS[params.base])},
    )


def weaker(parent: Params, child: Params) -> Message | None:
    """Say why the child asks less than the parent; None when it does not."""
    if (child.share, child.op == MORE_THAN) < (parent.share, parent.op == MORE_THAN):
        return Message(
            "%(child)s вместо %(parent)s.",
            {"child": share_words(child.share, child.op), "parent": share_words(parent.share, parent.op)},
        )
    if parent.base == "established" and child.base == "filled":
        return Message("Доля считается от фактического числа членов вместо установленного.")
    for form in FORMS:
        if child.counted[form] != parent.counted[form] and child.counted[form] != "sheets":
            return Message("Для формы %(form)s считаются другие участники.", {"form": value_words(form)})
    return None


KIND = Kind(NAME, N_("порог участия"), parse, describe, weaker, facts_of, evaluate)
