"""Documents (обязательные документы): a checklist with its owner and period."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.rules import given
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.kind import Kind
from service.rules.message import N_, Message, listed
from service.rules.reader import Item, Reader
from service.rules.verdict import Missing, Outcome, Status, incomplete

NAME = "documents"
PERIODS = ("once", "year", "school_year")
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
    """The documents, who must have them and how often."""

    documents: tuple[Item, ...]
    owner: str
    period: str


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly."""
    reader = Reader(mapping)
    params = Params(
        documents=reader.items("documents"),
        owner=reader.choice("owner", tuple(_OWNERS), "tenant"),
        period=reader.choice("period", PERIODS, "once"),
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


def facts_of(params: Params) -> dict[str, FactType]:
    """Return the codes of the documents that are there."""
    names = tuple((item.code, item.title) for item in params.documents)
    codes = tuple(code for code, _ in names)
    return {"present": FactType(FactKind.CODES, N_("имеющиеся документы"), codes, names=names)}


def describe(params: Params) -> Message:
    """Say the rule as a sentence."""
    asked = _ONE if len(params.documents) == 1 else _SEVERAL
    words = {
        "owner": Message(_OWNERS[params.owner]),
        "titles": listed([item.title for item in params.documents]),
    }
    return Message(asked[params.period], words)


def weaker(parent: Params, child: Params) -> Message | None:
    """Say why the child asks for less than the parent; None when it does not."""
    kept = {item.code for item in child.documents}
    for item in parent.documents:
        if item.code not in kept:
            return Message("Убран документ: %(title)s.", {"title": item.title})
    if child.owner != parent.owner:
        return Message("Документы спрашиваются с другого владельца.")
    if parent.period != child.period and child.period == "once":
        return Message("Документы больше не обновляются ежегодно.")
    return None


KIND = Kind(NAME, N_("обязательные документы"), parse, describe, weaker, facts_of, evaluate)
