"""Documents (обязательные документы): a checklist with its owner and period."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from service.rules import given
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.kind import Kind
from service.rules.message import N_, Message, listed, sentences
from service.rules.reader import Item, Reader
from service.rules.value_words import ISSUERS, VALUES, value_words
from service.rules.verdict import Missing, Outcome, Status, incomplete

NAME = "documents"
PERIODS = ("once", "year", "school_year")
ISSUER = FactType(FactKind.CODE, N_("кто издал"), required=False)
_OWNERS = {
    "tenant": N_("Методической службе"),
    "association": N_("Каждому объединению"),
    "organisation": N_("Каждой организации"),
    "unit": N_("Каждой структуре"),
    "person": N_("Каждому участнику"),
}
_ONE = {
    "once": N_("%(owner)s нужен документ: %(titles)s."),
    "year": N_("%(owner)s каждый год нужен документ: %(titles)s."),
    "school_year": N_("%(owner)s каждый учебный год нужен документ: %(titles)s."),
}
_SEVERAL = {
    "once": N_("%(owner)s нужны документы: %(titles)s."),
    "year": N_("%(owner)s каждый год нужны документы: %(titles)s."),
    "school_year": N_("%(owner)s каждый учебный год нужны документы: %(titles)s."),
}


@dataclass(frozen=True)
class Params:
    """The documents, who must have them, how often, and who issues them (empty: not said)."""

    documents: tuple[Item, ...]
    owner: str
    period: str
    issuer: str = ""


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly."""
    reader = Reader(mapping)
    params = Params(
        documents=reader.items("documents"),
        owner=reader.choice("owner", tuple(_OWNERS), "tenant"),
        period=reader.choice("period", PERIODS, "once"),
        issuer=reader.code("issuer", ""),
    )
    reader.done()
    return params


def evaluate(params: Params, facts: Facts) -> Outcome:
    """Judge the checklist; documents in force count."""
    present = given.codes(facts, "present")
    asked = len(params.documents)
    if present is None:
        return incomplete((missing_fact("present", facts_of(params)["present"]),), {}, asked)
    missing = tuple(
        Missing(item.code, Message("%(title)s", {"title": item.title}))
        for item in params.documents
        if item.code not in present
    )
    if params.issuer and not missing:
        return _by_issuer(params, facts, asked)
    words = {
        "actual": asked - len(missing),
        "expected": asked,
        "titles": listed([item.message for item in missing]),
    }
    return Outcome(
        status=Status.FAIL if missing else Status.PASS,
        operands={"present": present},
        expected=asked,
        actual=asked - len(missing),
        shortfall=len(missing),
        missing=missing,
        message=Message("Документов %(actual)d из %(expected)d. Нет: %(titles)s.", words)
        if missing
        else Message("Все документы есть: %(actual)d из %(expected)d.", words),
        remedy=Message("Подготовьте и внесите недостающие документы.") if missing else None,
    )


def _by_issuer(params: Params, facts: Facts, asked: int) -> Outcome:
    """Judge who issued documents that are all there."""
    issuer = given.code(facts, "issuer")
    operands = {name: facts[name] for name in ("present", "issuer") if name in facts}
    if issuer is None:
        return incomplete((missing_fact("issuer", ISSUER),), operands, asked)
    words = {"issuer": value_words(params.issuer), "actual": value_words(issuer)}
    if issuer == params.issuer:
        said = Message("Все документы есть, их издал тот, кто должен: %(issuer)s.", words)
        return Outcome(status=Status.PASS, operands=operands, expected=asked, actual=asked, message=said)
    return Outcome(
        status=Status.FAIL,
        operands=operands,
        expected=asked,
        actual=0,
        shortfall=asked,
        missing=(Missing("issuer", Message("%(issuer)s", words)),),
        message=Message("Документ издан не тем: %(actual)s. Должен издать: %(issuer)s.", words),
        remedy=Message("Подготовьте документ за подписью того, кто вправе его издать."),
    )


def facts_of(params: Params) -> dict[str, FactType]:
    """Return the codes of the documents that are there and, where it matters, who issued them."""
    names = tuple((item.code, item.title) for item in params.documents)
    codes = tuple(code for code, _ in names)
    facts = {"present": FactType(FactKind.CODES, N_("имеющиеся документы"), codes, names=names)}
    if params.issuer:
        facts["issuer"] = replace(ISSUER, names=tuple((code, VALUES[code]) for code in ISSUERS))
    return facts


def describe(params: Params) -> Message:
    """Say the rule as a sentence."""
    asked = _ONE if len(params.documents) == 1 else _SEVERAL
    words = {
        "owner": Message(_OWNERS[params.owner]),
        "titles": listed([item.title for item in params.documents]),
    }
    said = Message(asked[params.period], words)
    if not params.issuer:
        return said
    return sentences(said, Message("Издаёт: %(issuer)s.", {"issuer": value_words(params.issuer)}))


def weaker(parent: Params, child: Params) -> Message | None:
    """Say why the child asks for less than the parent; None when it does not."""
    kept = {item.code for item in child.documents}
    for item in parent.documents:
        if item.code not in kept:
            return Message("Убран документ: %(title)s.", {"title": item.title})
    if parent.issuer and child.issuer != parent.issuer:
        return Message("Документы издаёт другой.")
    if child.owner != parent.owner:
        return Message("Документы спрашиваются с другого владельца.")
    if parent.period != child.period and child.period == "once":
        return Message("Документы больше не обновляются ежегодно.")
    return None


KIND = Kind(NAME, N_("обязательные документы"), parse, describe, weaker, facts_of, evaluate)
