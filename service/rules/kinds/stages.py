"""Stages (этапы): an ordered procedure whose later stage waits for the earlier ones."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.rules import given
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.kind import Kind
from service.rules.message import N_, Message, listed
from service.rules.reader import Item, Reader
from service.rules.verdict import Missing, Outcome, Status, incomplete

NAME = "stages"


@dataclass(frozen=True)
class Params:
    """The stages in their order."""

    stages: tuple[Item, ...]


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly."""
    reader = Reader(mapping)
    params = Params(reader.items("stages"))
    reader.done()
    return params


def evaluate(params: Params, facts: Facts) -> Outcome:
    """Judge the order: a stage reached before an earlier one breaks it; an unfinished one is not judged."""
    reached = given.codes(facts, "reached")
    if reached is None:
        return incomplete((missing_fact("reached", facts_of(params)["reached"]),), {})
    marks = [stage.code in reached for stage in params.stages]
    furthest = max((index for index, mark in enumerate(marks) if mark), default=-1)
    skipped = [stage for index, stage in enumerate(params.stages) if index < furthest and not marks[index]]
    ahead = list(params.stages[furthest + 1 :])
    missing = tuple(
        Missing(stage.code, Message("%(title)s", {"title": stage.title})) for stage in skipped or ahead
    )
    operands: dict[str, object] = {"reached": reached}
    done = sum(marks)
    if skipped:
        status = Status.FAIL
        said = Message("Пропущены этапы: %(titles)s.", {"titles": listed([stage.title for stage in skipped])})
        remedy = Message("Завершите пропущенные этапы по порядку.")
    elif ahead:
        status = Status.NOT_YET
        said = Message("Следующий этап: %(title)s.", {"title": ahead[0].title})
        remedy = Message("Завершите оставшиеся этапы по порядку.")
    else:
        status, said, remedy = Status.PASS, Message("Все этапы пройдены по порядку."), None
    return Outcome(
        status=status,
        operands=operands,
        expected=len(marks),
        actual=done,
        shortfall=len(marks) - done,
        missing=missing,
        message=said,
        remedy=remedy,
    )


def facts_of(params: Params) -> dict[str, FactType]:
    """Return the codes of the stages reached."""
    names = tuple((stage.code, stage.title) for stage in params.stages)
    codes = tuple(code for code, _ in names)
    return {"reached": FactType(FactKind.CODES, N_("пройденные этапы"), codes, names=names)}


def describe(params: Params) -> Message:
    """Say the rule as a sentence."""
    return Message(
        "Этапы по порядку: %(titles)s.", {"titles": listed([stage.title for stage in params.stages])}
    )


def weaker(parent: Params, child: Params) -> Message | None:
    """Say why the child drops or reorders stages of the parent; None when it does not."""
    kept = [stage.code for stage in child.stages if stage.code in {item.code for item in parent.stages}]
    if kept != [stage.code for stage in parent.stages]:
        return Message("Этапы убраны или переставлены.")
    return None


KIND = Kind(NAME, N_("этапы"), parse, describe, weaker, facts_of, evaluate)
