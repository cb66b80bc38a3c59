"""Drafts, changes and problems as JSON, for a preview that waits for a person's decision."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from service.people.importing.comparing import Change
from service.people.importing.draft import StaffDraft
from service.people.importing.facts import (
    FACT_NAMES,
    CategoryCode,
    CategoryFact,
    EmploymentKind,
    PositionCode,
    StaffFacts,
    TrainingFact,
    TrainingKind,
)
from service.people.importing.problems import RowProblem, Weight
from service.rules.message import Message, spoken

LISTED = {kind: tuple(each.name for each in fields(kind)) for kind in (CategoryFact, TrainingFact)}
AS_THEY_ARE = frozenset({str, int, type(None)})


def facts_to_json(facts: StaffFacts) -> dict[str, Any]:
    """Stated facts only; dates in ISO form, the rate as a fraction, codes as their values."""
    return {name: _plain(value) for name in FACT_NAMES if (value := getattr(facts, name)) is not None}


def facts_from_json(stored: Mapping[str, Any]) -> StaffFacts:
    """The facts that `facts_to_json` wrote."""
    return StaffFacts(**{name: _fact(name, value) for name, value in stored.items() if name in KNOWN})


def draft_to_json(draft: StaffDraft) -> dict[str, Any]:
    """A whole draft."""
    return {
        "row": draft.row,
        "raw_name": draft.raw_name,
        "facts": facts_to_json(draft.facts),
        "initials": list(draft.initials),
        "problems": [problem_to_json(each) for each in draft.problems],
    }


def draft_from_json(stored: Mapping[str, Any]) -> StaffDraft:
    """The draft that `draft_to_json` wrote; values inside messages come back as they are read aloud."""
    return StaffDraft(
        stored["row"],
        stored["raw_name"],
        facts_from_json(stored["facts"]),
        tuple(stored["initials"]),
        tuple(problem_from_json(each) for each in stored["problems"]),
    )


def problem_to_json(problem: RowProblem) -> dict[str, Any]:
    """A problem with its message as id and spoken values."""
    params = {name: _spoken(value) for name, value in problem.message.params.items()}
    return {
        "code": problem.code,
        "column": problem.column,
        "weight": problem.weight.value,
        "msgid": problem.message.msgid,
        "params": params,
    }


def problem_from_json(stored: Mapping[str, Any]) -> RowProblem:
    """The problem that `problem_to_json` wrote."""
    message = Message(stored["msgid"], stored["params"])
    return RowProblem(stored["code"], stored["column"], message, Weight(stored["weight"]))


def change_to_json(change: Change) -> dict[str, Any]:
    """A change with old and new value."""
    return {"field": change.field, "old": _plain(change.old), "new": _plain(change.new)}


def change_from_json(stored: Mapping[str, Any]) -> Change:
    """The change that `change_to_json` wrote."""
    old, new = (
        None if stored[key] is None else _fact(stored["field"], stored[key]) for key in ("old", "new")
    )
    return Change(stored["field"], old, new)


def _plain(value: object) -> Any:
    if type(value) in AS_THEY_ARE:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, CategoryFact | TrainingFact):
        stated = ((name, getattr(value, name)) for name in LISTED[type(value)])
        return {name: _plain(each) for name, each in stated if each is not None}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _fact(name: str, value: Any) -> Any:
    """One fact back from JSON."""
    read = READERS.get(name)
    if read is not None:
        return read(value)
    return tuple(value) if isinstance(value, list) else value


def _categories(value: Any) -> tuple[CategoryFact, ...]:
    return tuple(CategoryFact(CategoryCode(each["code"]), _day(each.get("on"))) for each in value)


def _trainings(value: Any) -> tuple[TrainingFact, ...]:
    return tuple(
        TrainingFact(
            each["title"],
            date.fromisoformat(each["finished_on"]),
            each.get("hours"),
            TrainingKind(each["kind"]),
        )
        for each in value
    )


READERS: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("birth_date", "hired_on", "left_on"), date.fromisoformat),
    "rate": Fraction,
    "kind": EmploymentKind,
    "position_code": PositionCode,
    "categories": _categories,
    "trainings": _trainings,
}
KNOWN = frozenset(FACT_NAMES)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _spoken(value: object) -> object:
    text = spoken(value)
    return text if isinstance(text, int | str) else str(text)
